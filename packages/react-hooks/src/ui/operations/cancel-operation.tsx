import type { OperationRunView, Sentence } from '@tenantatlas/core/browser';
import { useState, type ReactNode } from 'react';
import { actionsOptions } from '../../options.ts';
import { useCancelOperation } from '../../hooks/operations.ts';
import { useRead } from '../../query/use-read.ts';
import { ConfirmDialog } from '../actions/confirm-dialog.tsx';
import { Frame } from '../base/atlas-root.tsx';
import { Button } from '../base/button.tsx';
import { useKeptFocus } from '../base/kept-focus.ts';
import { Tip } from '../base/tip.tsx';
import { useWords } from '../base/use-words.ts';
import { ErrorPanel } from '../feedback/error-panel.tsx';
import { operationsMessages } from './messages.ts';

/** Properties of {@link CancelOperation}. */
export interface CancelOperationProps {
  readonly run: OperationRunView;
  /** What the run is called. @default its operation's name */
  readonly nameOf?: ((run: OperationRunView) => string) | undefined;
}

/**
 * Cancels a run after a confirmation. Shows a viewer who may not cancel the missing capability. Renders nothing for a run that has ended.
 *
 * @example
 * <CancelOperation run={run} />
 */
export function CancelOperation(props: CancelOperationProps): ReactNode {
  return (
    <Frame inline>
      <Cancel {...props} />
    </Frame>
  );
}

function Cancel({ run, nameOf }: CancelOperationProps): ReactNode {
  const { t, say, called } = useWords(operationsMessages);
  const [isOpen, setOpen] = useState(false);
  const cancel = useCancelOperation();
  const denied = useDenied(run);
  const keptFocus = useKeptFocus();
  const label = nameOf?.(run) ?? called(run.label);
  const name = t('ui.run.cancel_named', { label });
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
        <Button variant="quiet" aria-label={name} isUnavailable>
          {t('ui.run.cancel')}
        </Button>
      </Tip>
    );
  return (
    <>
      {run.status !== 'completed' && (
        <Button variant="quiet" aria-label={name} onClick={() => setOpen(true)} {...keptFocus}>
          {t('ui.run.cancel')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isOpen}
        title={name}
        confirm={name}
        keep={t('ui.run.keep_running')}
        variant="danger"
        isBusy={cancel.state === 'pending'}
        onConfirm={confirm}
        onClose={close}
      >
        <Consequence run={run} label={label} />
        {'error' in cancel && <ErrorPanel error={cancel.error} attempt="write" />}
      </ConfirmDialog>
    </>
  );
}

function Consequence({ run, label }: { readonly run: OperationRunView; readonly label: string }): ReactNode {
  const { t } = useWords(operationsMessages);
  const tenant = run.tenant?.name ?? run.tenantId;
  return <p>{tenant === null ? t('ui.run.cancel_text', { label }) : t('ui.run.cancel_text_of', { label, tenant })}</p>;
}

/**
 * The capability that the viewer lacks to cancel the run; null if none is known to be missing. The run says it, except in a list of a member over several tenants: there
 * the surface of the tenant does, because cancelling needs the same as starting. Other obstacles to a start do not stop an end. Roles change seldom, so this is not
 * read every few seconds.
 */
function useDenied({ workspaceId, tenantId, type, status, cancel }: OperationRunView): Sentence | null {
  const actions = useRead((connection) => ({
    ...actionsOptions(connection, { workspaceId, tenantId: tenantId ?? '' }),
    refetchInterval: false,
    enabled: cancel === null && tenantId !== null && status !== 'completed',
  }));
  if (cancel) return cancel.reason;
  const action = actions.state === 'ready' ? actions.data.find((one) => one.type === type) : undefined;
  return action?.capability ? action.reason : null;
}
