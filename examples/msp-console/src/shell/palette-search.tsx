import { useState, type ReactNode } from 'react';
import { Autocomplete, Header, Input, Menu, MenuSection, SearchField, useFilter } from 'react-aria-components';
import { useText } from '../i18n/use-text.ts';
import { Icon } from '../ui/icons.tsx';
import { ChoiceItem } from './choice-item.tsx';
import { useDestinations } from './use-destinations.ts';

/** The limit of each group, so that every group is visible. More input narrows the list. */
const shownAtOnce = 5;

/** The field and what it finds, in a file of its own: only few visits need it. */
export default function PaletteSearch({ onChosen }: { readonly onChosen: () => void }): ReactNode {
  const text = useText();
  const [typed, setTyped] = useState('');
  const { groups, isLoading, isFailed, isPartial } = useDestinations(typed);
  const { contains } = useFilter({ sensitivity: 'base' });
  const found = groups
    .map(({ title, items }) => ({
      title,
      items: items.filter(({ label, keys = [] }) => [label, ...keys].some((key) => contains(key, typed.trim()))),
    }))
    .filter(({ items }) => items.length > 0);
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField autoFocus aria-label={text('palette.placeholder')} className="palette-field">
        <Icon name="search" />
        <Input placeholder={text('palette.placeholder')} />
        <kbd>Esc</kbd>
      </SearchField>
      <Menu
        aria-label={text('palette.title')}
        className="menu palette-menu"
        onAction={onChosen}
        renderEmptyState={() => (
          <p className="palette-empty quiet">
            {text(isLoading ? 'palette.loading' : isFailed ? 'palette.failed' : 'palette.empty')}
            {!isLoading && !isFailed && isPartial && ` ${text('palette.elsewhere')}`}
          </p>
        )}
      >
        {found.map(({ title, items }) => (
          <MenuSection key={title} id={title}>
            <Header className="menu-section">
              {title}
              {items.length > shownAtOnce && ` · ${text('palette.more', { count: items.length - shownAtOnce })}`}
            </Header>
            {items.slice(0, shownAtOnce).map(({ id, ...item }) => (
              <ChoiceItem key={id} id={id} href={item.href} icon={item.icon}>
                {item.label}
              </ChoiceItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  );
}
