import { AtlasRoot } from '@tenantatlas/react-hooks/ui';
import { useEffect, type ReactNode } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { useText } from '../i18n/use-text.ts';
import { Icon } from '../ui/icons.tsx';
import { ChoiceItem } from './choice-item.tsx';
import { useDestinations } from './use-destinations.ts';

/** Properties of {@link Palette}. */
export interface PaletteProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Ctrl or Cmd and K: type a few letters, press Enter, be there. */
export function Palette({ isOpen, onOpenChange }: PaletteProps): ReactNode {
  const text = useText();
  useShortcut(() => onOpenChange(true));
  return (
    <ModalOverlay className="backdrop palette-place" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className="palette">
        <Dialog aria-label={text('palette.title')}>
          <AtlasRoot className="layer">
            <Search onChosen={() => onOpenChange(false)} />
          </AtlasRoot>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Search({ onChosen }: { readonly onChosen: () => void }): ReactNode {
  const text = useText();
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <Autocomplete filter={contains}>
      <SearchField autoFocus aria-label={text('palette.placeholder')} className="palette-field">
        <Icon name="search" />
        <Input placeholder={text('palette.placeholder')} />
        <kbd>Esc</kbd>
      </SearchField>
      <Menu
        aria-label={text('palette.title')}
        className="menu palette-menu"
        onAction={onChosen}
        renderEmptyState={() => <p className="palette-empty quiet">{text('palette.empty')}</p>}
      >
        {useDestinations().map(({ title, items }) => (
          <MenuSection key={title} id={title}>
            <Header className="menu-section">{title}</Header>
            {items.map(({ id, ...item }) => (
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

function useShortcut(open: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      open();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
}
