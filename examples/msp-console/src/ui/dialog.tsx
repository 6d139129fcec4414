import { AtlasRoot } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

/** Properties of {@link Dialog}. */
export interface DialogProps {
  /** Names the thing. */
  readonly title: string;
  readonly onClose: () => void;
  /** The dialog stays open while a request is pending. */
  readonly isBusy: boolean;
  readonly children: ReactNode;
}

/** A dialog in front of the page: holds the focus, gives it back, closes on Escape. A press beside it does not close it: input would be lost. */
export function Dialog({ title, onClose, isBusy, children }: DialogProps): ReactNode {
  return (
    <ModalOverlay
      className="backdrop"
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      isKeyboardDismissDisabled={isBusy}
    >
      <Modal className="dialog">
        <AriaDialog>
          <AtlasRoot className="dialog-inside">
            <Heading slot="title" level={2} className="dialog-title">
              {title}
            </Heading>
            {children}
          </AtlasRoot>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
