import type { OperationRunView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { useTenantName } from '../base/names.ts';
import { Time } from '../base/time.tsx';
import { useUi } from '../base/use-ui.ts';
import { CancelOperation } from './cancel-operation.tsx';
import { OperationProgress } from './operation-progress.tsx';
import type { OperationsListSlots } from './slots.ts';
import { RunStatus } from './run-status.tsx';

/** Properties of {@link OperationRow}. */
export interface OperationRowProps {
  readonly run: OperationRunView;
  readonly hasTenant: boolean;
  readonly canCancel: boolean;
  readonly slots: Partial<OperationsListSlots>;
}

/** One run as a row of the table, and as a card where there is no room for one. */
export function OperationRow({ run, hasTenant, canCancel, slots }: OperationRowProps): ReactNode {
  const { t, say } = useUi();
  const tenantName = useTenantName(run.workspaceId, hasTenant ? run.tenantId : null) ?? run.tenantId;
  const Label = slots.label ?? RunLabel;
  const Tenant = slots.tenant ?? RunTenant;
  const Actions = slots.actions ?? (canCancel ? CancelOperation : Nothing);
  return (
    <tr role="row">
      <td role="cell" className="ta-cell-main">
        <Label run={run} />
      </td>
      {hasTenant && (
        <Cell label={t('ui.run.tenant')}>
          <Tenant run={run} name={tenantName} />
        </Cell>
      )}
      <Cell label={t('ui.run.status')}>
        <RunStatus run={run} />
        <OperationProgress run={run} />
        {run.failureSummary.slice(0, 1).map((failure) => (
          <span key={failure.reasonCode} className="ta-quiet ta-run-failure">
            {say(failure.message)}
          </span>
        ))}
      </Cell>
      <Cell label={t('ui.run.initiator')}>{run.initiator ? say(run.initiator.label) : t('ui.system')}</Cell>
      <Cell label={t('ui.run.started')}>
        <When instant={run.startedAt} isOver={run.status === 'completed'} />
      </Cell>
      <Cell label={t('ui.run.finished')}>
        <When instant={run.completedAt} isOver={false} />
      </Cell>
      <td role="cell" className="ta-cell-actions">
        <Actions run={run} />
      </td>
    </tr>
  );
}

function Cell({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <td role="cell">
      <span className="ta-cell-label" aria-hidden="true">
        {label}
      </span>
      <span className="ta-cell-value">{children}</span>
    </td>
  );
}

/** A run that was cancelled while it was queued is over and has never begun. */
function When({ instant, isOver }: { readonly instant: string | null; readonly isOver: boolean }): ReactNode {
  const { t } = useUi();
  if (instant !== null) return <Time instant={instant} />;
  return <span className="ta-quiet">{t(isOver ? 'ui.run.never' : 'ui.run.not_yet')}</span>;
}

function RunLabel({ run }: { readonly run: OperationRunView }): ReactNode {
  return run.label;
}

function RunTenant({ name }: { readonly name: string | null }): ReactNode {
  const { t } = useUi();
  return name ?? <span className="ta-quiet">{t('ui.run.no_tenant')}</span>;
}

function Nothing(): ReactNode {
  return null;
}
