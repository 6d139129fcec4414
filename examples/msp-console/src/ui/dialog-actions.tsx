import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';

/** Properties of {@link DialogActions}. */
export interface DialogActionsProps {
  /** Repeats the verb. */
  readonly submit: string;
  readonly variant?: 'primary' | 'danger';
  /** The way out that changes nothing. @default "Cancel" */
  readonly back?: string;
  readonly isBusy: boolean;
  /** Whether sending the same again would be refused; what is above says why. @default false */
  readonly isRefused?: boolean;
  readonly onClose: () => void;
}

/** The two ways out of a form. */
export function DialogActions(props: DialogActionsProps): ReactNode {
  const { submit, variant = 'primary', back, isBusy, isRefused = false, onClose } = props;
  const text = useText();
  return (
    <div className="dialog-actions">
      <button type="button" className="button" aria-disabled={isBusy} onClick={() => (isBusy ? undefined : onClose())}>
        {back ?? text('dialog.back')}
      </button>
      <button type="submit" className="button" data-variant={variant} aria-disabled={isBusy || isRefused}>
        {isBusy ? text('restore.pending') : submit}
      </button>
    </div>
  );
}
