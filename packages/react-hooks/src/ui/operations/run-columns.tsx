import type { OperationRunView } from '@tenantatlas/core/browser';
import { useMemo, type ReactNode } from 'react';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { LifecycleBadge } from '../lifecycle/lifecycle-badge.tsx';
import type { Column } from '../lists/table.tsx';
import { CancelOperation } from './cancel-operation.tsx';
import { operationsMessages } from './messages.ts';
import { OperationProgress } from './operation-progress.tsx';
import { RunStatus } from './run-status.tsx';
import type { OperationsListSlots } from './slots.ts';

type Run = OperationRunView;

/** What decides how the runs of a list are shown. */
interface RunColumnsOptions {
  readonly hasTenant: boolean;
  readonly canCancel: boolean;
  readonly nameOf: ((run: Run) => string) | undefined;
  readonly slots: Partial<OperationsListSlots>;
}

/** The columns of a list of runs, the same ones for as long as the options are. */
export function useRunColumns({ hasTenant, canCancel, nameOf, slots }: RunColumnsOptions): readonly Column<Run>[] {
  const { t, say, called } = useWords(operationsMessages);
  return useMemo(() => {
    const { label: Label, tenant: Tenant = RunTenant, actions: Actions } = slots;
    const name = (run: Run): string => nameOf?.(run) ?? called(run.label);
    const tenant: Column<Run> = {
      id: 'tenant',
      title: t('ui.run.tenant'),
      cell: (run) => (
        <>
          <Tenant run={run} name={run.tenant?.name ?? run.tenantId} /> <TenantState run={run} />
        </>
      ),
    };
    return [
      { id: 'operation', title: t('ui.run.operation'), cell: (run) => (Label ? <Label run={run} /> : name(run)) },
      ...(hasTenant ? [tenant] : []),
      { id: 'status', title: t('ui.run.status'), cell: (run) => <RunStatusCell run={run} name={name(run)} /> },
      {
        id: 'initiator',
        title: t('ui.run.initiator'),
        cell: ({ initiator }) => <bdi>{initiator ? say(initiator.label) : t('ui.system')}</bdi>,
      },
      {
        id: 'started',
        title: t('ui.run.started'),
        cell: ({ startedAt, status }) => <When instant={startedAt} isOver={status === 'completed'} />,
      },
      {
        id: 'finished',
        title: t('ui.run.finished'),
        cell: ({ completedAt }) => <When instant={completedAt} isOver={false} />,
      },
      {
        id: 'actions',
        title: t('ui.run.actions'),
        isActions: true,
        cell: (run) => (Actions ? <Actions run={run} /> : canCancel && <CancelOperation run={run} nameOf={nameOf} />),
      },
    ];
  }, [hasTenant, canCancel, nameOf, slots, t, say, called]);
}

function RunStatusCell({ run, name }: { readonly run: Run; readonly name: string }): ReactNode {
  const { why } = useWords(operationsMessages);
  return (
    <>
      <RunStatus run={run} />
      <OperationProgress run={run} name={name} />
      {run.failureSummary.slice(0, 1).map((failure) => (
        <span key={failure.reasonCode} className="ta-quiet ta-run-failure">
          {why(failure)}
        </span>
      ))}
    </>
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

/** The lifecycle of a tenant that is not in service, in the words for a record that mentions it. */
function TenantState({ run: { tenant } }: { readonly run: Run }): ReactNode {
  if (!tenant || tenant.presentation.value === 'active') return null;
  return <LifecycleBadge presentation={tenant.presentation} isPlain />;
}
