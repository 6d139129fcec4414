import type { OperationRunView, Sentence } from '@tenantatlas/core/browser';
import { useState, type ReactNode } from 'react';
import { actionsOptions } from '../../hooks/use-actions.ts';
import { useCancelOperation } from '../../hooks/use-cancel-operation.ts';
import { useRead } from '../../query/use-read.ts';
import { ConfirmDialog } from '../actions/confirm-dialog.tsx';
import { Button } from '../base/button.tsx';
import { Tip } from '../base/tip.tsx';
import { useUi } from '../base/use-ui.ts';
import { ErrorPanel } from '../feedback/error-panel.tsx';

/** Ends a run after asking; says what is missing to whoever may not, and is nothing for a run that is over. */
export function CancelOperation({ run }: { readonly run: OperationRunView }): ReactNode {
  const { t, say } = useUi();
  const [isOpen, setOpen] = useState(false);
  const cancel = useCancelOperation();
  const denied = useDenied(run);
  const name = t('ui.run.cancel_named', { label: run.label });
  const close = (): void => {
    setOpen(false);
    cancel.reset();
  };
  const confirm = (): void =>
    void cancel.run({ workspaceId: run.workspaceId, runId: run.id }).then((result) => result.map(close));
  if (run.status === 'completed' && !isOpen) return null;
  if (denied && !isOpen)
    return (
      <Tip text={say(denied)}>
        <Button look="quiet" aria-label={name} isUnavailable>
          {t('ui.run.cancel')}
        </Button>
      </Tip>
    );
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

/**
 * What the viewer lacks to cancel the run; null as long as nothing says so. To cancel a run needs what to start one needs, which the surface of its
 * tenant knows; what else stands in the way of a start does not stand in the way of an end. Roles change seldom: it is not asked every few seconds.
 */
function useDenied({ workspaceId, tenantId, type, status }: OperationRunView): Sentence | null {
  const actions = useRead((connection) => ({
    ...actionsOptions(connection, { workspaceId, tenantId: tenantId ?? '' }),
    refetchInterval: false,
    enabled: tenantId !== null && status !== 'completed',
  }));
  const action = actions.state === 'ready' ? actions.data.find((one) => one.type === type) : undefined;
  return action?.capability ? action.reason : null;
}
