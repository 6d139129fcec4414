import type { OperationRunView } from '@tenantatlas/core/browser';
import { memo, type ReactNode } from 'react';
import { useTenantName } from '../base/names.ts';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { Word } from '../base/word.tsx';
import { CancelOperation } from './cancel-operation.tsx';
import { OperationProgress } from './operation-progress.tsx';
import type { OperationsListSlots } from './slots.ts';
import { RunStatus } from './run-status.tsx';
import { operationsMessages } from './messages.ts';

/** Properties of {@link OperationRow}. */
export interface OperationRowProps {
  readonly run: OperationRunView;
  readonly hasTenant: boolean;
  readonly canCancel: boolean;
  readonly nameOf: ((run: OperationRunView) => string) | undefined;
  readonly slots: Partial<OperationsListSlots>;
}

/** One run as a row of the table, and as a card where there is no room for one. A list of many is read often: only a run that changed is drawn anew. */
export const OperationRow = /* @__PURE__ */ memo(function OperationRow(props: OperationRowProps): ReactNode {
  const { run, hasTenant, canCancel, nameOf, slots } = props;
  const { t, say, called, why } = useWords(operationsMessages);
  const tenantName = useTenantName(run.workspaceId, hasTenant ? run.tenantId : null);
  const name = nameOf?.(run) ?? called(run.label);
  const Label = slots.label;
  const Tenant = slots.tenant ?? RunTenant;
  const Actions = slots.actions;
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className="ta-cell-main">
        {Label ? <Label run={run} /> : name}
      </th>
      {hasTenant && (
        <Cell label={t('ui.run.tenant')}>
          {tenantName === undefined ? <Word /> : <Tenant run={run} name={tenantName ?? run.tenantId} />}
        </Cell>
      )}
      <Cell label={t('ui.run.status')}>
        <RunStatus run={run} />
        <OperationProgress run={run} name={name} />
        {run.failureSummary.slice(0, 1).map((failure) => (
          <span key={failure.reasonCode} className="ta-quiet ta-run-failure">
            {why(failure)}
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
        {Actions ? <Actions run={run} /> : canCancel && <CancelOperation run={run} nameOf={nameOf} />}
      </td>
    </tr>
  );
});

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
  const { t } = useWords(operationsMessages);
  if (instant !== null) return <Time instant={instant} isPlain />;
  return <span className="ta-quiet">{t(isOver ? 'ui.run.never' : 'ui.run.not_yet')}</span>;
}

function RunTenant({ name }: { readonly name: string | null }): ReactNode {
  const { t } = useWords(operationsMessages);
  return name === null ? <span className="ta-quiet">{t('ui.run.no_tenant')}</span> : <bdi>{name}</bdi>;
}
