import { AtlasRoot } from '@tenantatlas/react-hooks/ui';
import { useEffect, type ReactNode } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../i18n/use-text.ts';
import { MissingPart } from '../parts/missing-part.tsx';
import { onDemand } from '../parts/on-demand.tsx';
import { usePreload } from '../parts/preload.ts';

const PaletteSearch = onDemand<{ readonly onChosen: () => void }>(() => import('./palette-search.tsx'), {
  Waiting: () => <div className="palette-menu" aria-busy="true" />,
  Missing: MissingPart,
});
const parts = [PaletteSearch];

/** Properties of {@link Palette}. */
export interface PaletteProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** The command palette, opened by Ctrl or Cmd and K. Enter opens what is selected. */
export function Palette({ isOpen, onOpenChange }: PaletteProps): ReactNode {
  const text = useText();
  usePreload(parts);
  useShortcut(() => onOpenChange(true));
  return (
    <ModalOverlay className="backdrop palette-place" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className="palette">
        <Dialog aria-label={text('palette.title')}>
          <AtlasRoot className="layer">
            <PaletteSearch onChosen={() => onOpenChange(false)} />
          </AtlasRoot>
        </Dialog>
      </Modal>
    </ModalOverlay>
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
