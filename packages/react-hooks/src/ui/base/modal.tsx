import type { ReactNode } from 'react';
import { Dialog, Heading, Modal as AriaModal, ModalOverlay } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { useFocusReturn } from './kept-focus.ts';
import { useRootAttributes } from './root-context.ts';

/** Properties of {@link Modal}. */
export interface ModalProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** While a request is pending, neither Escape nor a press beside it closes the dialog. */
  readonly isBusy?: boolean | undefined;
  /** Whether a press beside it closes the dialog. Leave it off where input would be lost. @default false */
  readonly isDismissable?: boolean | undefined;
  /** @default 'normal' */
  readonly size?: 'normal' | 'wide' | undefined;
  readonly role?: 'dialog' | 'alertdialog' | undefined;
  readonly children: ReactNode;
}

/** A dialog in front of the page: holds the focus, gives it back, closes on Escape. */
export function Modal(props: ModalProps): ReactNode {
  const { isOpen, onClose, title, isBusy = false, isDismissable = false, size, role = 'dialog', children } = props;
  const root = useRootAttributes();
  return (
    <ModalOverlay
      className="ta-backdrop"
      isOpen={isOpen}
      onOpenChange={(next) => (next ? undefined : onClose())}
      isDismissable={isDismissable && !isBusy}
      isKeyboardDismissDisabled={isBusy}
    >
      <AriaModal className={classNames('ta-modal', size === 'wide' && 'ta-modal-wide')}>
        <FocusReturn />
        <Dialog className="ta-dialog-host" role={role}>
          <div {...root} className="ta-root ta-dialog">
            <Heading slot="title" level={2} className="ta-dialog-title">
              {title}
            </Heading>
            {children}
          </div>
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}

function FocusReturn(): null {
  useFocusReturn();
  return null;
}
