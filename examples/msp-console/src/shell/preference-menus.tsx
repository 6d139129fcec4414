import type { ReactNode } from 'react';
import { languageOf, languages } from '../i18n/languages.ts';
import { useText } from '../i18n/use-text.ts';
import { prefer, usePreferences, type Preferences } from '../preferences/preferences.ts';
import { Icon } from '../ui/icons.tsx';
import { ChoiceItem } from './choice-item.tsx';
import { MenuButton } from './menu.tsx';

const themes = ['auto', 'light', 'dark'] as const;

/** Light, dark, or as the system. */
export function ThemeMenu(): ReactNode {
  const text = useText();
  const { theme } = usePreferences();
  return (
    <MenuButton
      label={text('theme.label')}
      face={<Icon name={theme} />}
      menu={{
        selectionMode: 'single',
        disallowEmptySelection: true,
        selectedKeys: [theme],
        onAction: (key) => prefer({ theme: key as Preferences['theme'] }),
        children: themes.map((one) => (
          <ChoiceItem key={one} id={one} icon={one}>
            {text(`theme.${one}`)}
          </ChoiceItem>
        )),
      }}
    />
  );
}

/** In which language the console speaks. */
export function LanguageMenu(): ReactNode {
  const text = useText();
  const { code } = languageOf(usePreferences().language);
  return (
    <MenuButton
      label={text('language.label')}
      face={<Icon name="language" />}
      menu={{
        selectionMode: 'single',
        disallowEmptySelection: true,
        selectedKeys: [code],
        onAction: (key) => prefer({ language: String(key) }),
        children: languages.map((language) => (
          <ChoiceItem key={language.code} id={language.code} lang={language.code}>
            {language.name}
          </ChoiceItem>
        )),
      }}
    />
  );
}
