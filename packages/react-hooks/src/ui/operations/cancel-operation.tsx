import type { OperationRunView } from '@tenantatlas/core/browser';
import { useState, type ReactNode } from 'react';
import { useCancelOperation } from '../../hooks/use-cancel-operation.ts';
import { ConfirmDialog } from '../actions/confirm-dialog.tsx';
import { Button } from '../base/button.tsx';
import { useUi } from '../base/use-ui.ts';
import { ErrorPanel } from '../feedback/error-panel.tsx';

/** Ends a run after asking; nothing for a run that is over. */
export function CancelOperation({ run }: { readonly run: OperationRunView }): ReactNode {
  const { t } = useUi();
  const [isOpen, setOpen] = useState(false);
  const cancel = useCancelOperation();
  const name = t('ui.run.cancel_named', { label: run.label });
  const close = (): void => {
    setOpen(false);
    cancel.reset();
  };
  const confirm = (): void =>
    void cancel.run({ workspaceId: run.workspaceId, runId: run.id }).then((result) => result.map(close));
  if (run.status === 'completed' && !isOpen) return null;
  return (
    <>
      {run.status !== 'completed' && (
        <Button look="quiet" aria-label={name} onClick={() => setOpen(true)}>
          {t('ui.run.cancel')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isOpen}
        title={name}
        confirm={name}
        look="danger"
        isBusy={cancel.state === 'pending'}
        onConfirm={confirm}
        onClose={close}
      >
        <p>{t('ui.run.cancel_text', { label: run.label })}</p>
        {'error' in cancel && <ErrorPanel error={cancel.error} attempt="write" />}
      </ConfirmDialog>
    </>
  );
}
