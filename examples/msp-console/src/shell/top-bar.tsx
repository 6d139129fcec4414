import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { BrandName } from '../brand/brand-image.tsx';
import { brand } from '../brand/brand.ts';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { Icon } from '../ui/icons.tsx';
import { Breadcrumb } from './breadcrumb.tsx';
import { GlobalPauses } from './global-pauses.tsx';
import { PersonMenu } from './person-menu.tsx';
import { LanguageMenu, ThemeMenu } from './preference-menus.tsx';
import { TimeZoneSign } from './time-zone.tsx';
import { searchKeys } from './shortcut-keys.ts';

/** Properties of {@link TopBar}. */
export interface TopBarProps {
  /** Without a rail beside it: it shows the brand, and nothing to search in. */
  readonly isAlone: boolean;
  readonly onMenu: () => void;
  readonly onSearch: () => void;
  /** Shows the sheet of shortcuts. */
  readonly onShortcuts: () => void;
  /** Shows the choice of the time zone. */
  readonly onTimeZone: () => void;
}

/** Where one is, search, and what concerns the person. */
export function TopBar({ isAlone, onMenu, onSearch, onShortcuts, onTimeZone }: TopBarProps): ReactNode {
  const text = useText();
  return (
    <header className="top-bar">
      {isAlone && (
        <Link href={paths.home} className="rail-brand top-bar-brand" aria-label={brand.name}>
          <BrandName />
        </Link>
      )}
      {!isAlone && (
        <>
          <button type="button" className="icon-button only-phone" aria-label={text('nav.open')} onClick={onMenu}>
            <Icon name="menu" />
          </button>
          <Breadcrumb />
          <GlobalPauses />
          <button type="button" className="search-button" aria-keyshortcuts="Control+K Meta+K" onClick={onSearch}>
            <Icon name="search" />
            <span className="search-words">{text('palette.open')}</span>
            <kbd aria-hidden="true">{searchKeys}</kbd>
          </button>
        </>
      )}
      <div className="top-bar-menus">
        <TimeZoneSign onPress={onTimeZone} />
        <LanguageMenu />
        <ThemeMenu />
        <PersonMenu onTimeZone={onTimeZone} {...(isAlone ? {} : { onShortcuts })} />
      </div>
    </header>
  );
}
