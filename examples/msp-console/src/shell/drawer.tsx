import { AtlasRoot } from '@tenantatlas/react-hooks/ui';
import { useEffect, type ReactNode } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useLocation } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import { Icon } from '../ui/icons.tsx';
import { Rail } from './rail.tsx';

/** Properties of {@link Drawer}. */
export interface DrawerProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** The rail on phones: slides over the page, and closes after a choice. */
export function Drawer({ isOpen, onOpenChange }: DrawerProps): ReactNode {
  const text = useText();
  const [place] = useLocation();
  useEffect(() => onOpenChange(false), [place, onOpenChange]);
  return (
    <ModalOverlay className="backdrop" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className="drawer">
        <Dialog aria-label={text('nav.main')}>
          <AtlasRoot className="drawer-inside">
            <Button slot="close" className="icon-button drawer-close" aria-label={text('nav.close')}>
              <Icon name="close" />
            </Button>
            <Rail isCollapsed={false} />
          </AtlasRoot>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
