import type { ReactNode } from 'react';
import { Button } from '../base/button.tsx';
import { Modal } from '../base/modal.tsx';
import { useWords } from '../base/use-words.ts';
import { actionsMessages } from './messages.ts';

/** Properties of {@link ConfirmDialog}. */
export interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: ReactNode;
  /** The verb and the thing. */
  readonly confirm: ReactNode;
  /** The way out that changes nothing. @default "Cancel" */
  readonly keep?: ReactNode;
  readonly variant?: 'primary' | 'danger' | undefined;
  readonly isBusy?: boolean | undefined;
  readonly isReady?: boolean | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Names the thing and the consequence, and asks. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const {
    isOpen,
    title,
    confirm,
    keep,
    variant = 'primary',
    isBusy = false,
    isReady = true,
    onConfirm,
    onClose,
    children,
  } = props;
  const { t } = useWords(actionsMessages);
  return (
    <Modal isOpen={isOpen} onClose={onClose} title={title} isBusy={isBusy} isDismissable role="alertdialog">
      <div className="ta-dialog-body">{children}</div>
      <div className="ta-dialog-actions">
        <Button onClick={onClose} isUnavailable={isBusy}>
          {keep ?? t('ui.cancel')}
        </Button>
        <Button variant={variant} onClick={onConfirm} isUnavailable={isBusy || !isReady}>
          {isBusy ? t('ui.dialog.pending') : confirm}
        </Button>
      </div>
    </Modal>
  );
}
