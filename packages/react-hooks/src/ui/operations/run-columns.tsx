import type { OperationRunView } from '@tenantatlas/core/browser';
import { useMemo, type ReactNode } from 'react';
import { useNow } from '../base/root-context.ts';
import { Time } from '../base/time.tsx';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { LifecycleBadge } from '../lifecycle/lifecycle-badge.tsx';
import type { Column } from '../lists/table.tsx';
import { CancelOperation } from './cancel-operation.tsx';
import { operationsMessages } from './messages.ts';
import { OperationProgress } from './operation-progress.tsx';
import { runMillis, runNumbers } from './run-numbers.ts';
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
      narrow: 'detail',
      cell: (run) => (
        <>
          <Tenant run={run} name={run.tenant?.name ?? run.tenantId} /> <TenantState run={run} />
        </>
      ),
    };
    return [
      {
        id: 'operation',
        title: t('ui.run.operation'),
        narrow: 'main',
        cell: (run) => (Label ? <Label run={run} /> : name(run)),
      },
      ...(hasTenant ? [tenant] : []),
      {
        id: 'status',
        title: t('ui.run.status'),
        narrow: 'aside',
        cell: (run) => <RunStatus run={run} />,
      },
      {
        id: 'items',
        title: t('ui.run.items'),
        narrow: 'more',
        cell: (run) => <RunItems run={run} name={name(run)} />,
      },
      {
        id: 'requested',
        title: t('ui.run.requested'),
        isTime: true,
        narrow: 'note',
        cell: ({ createdAt, initiator }) => (
          <>
            <Time instant={createdAt} isPlain />
            <bdi className="ta-quiet ta-run-by">{initiator ? say(initiator.label) : t('ui.system')}</bdi>
          </>
        ),
      },
      {
        id: 'duration',
        title: t('ui.run.duration'),
        narrow: 'hidden',
        cell: (run) => <RunDuration run={run} />,
      },
      {
        id: 'actions',
        title: t('ui.run.actions'),
        isActions: true,
        narrow: 'more',
        cell: (run) => (Actions ? <Actions run={run} /> : canCancel && <CancelOperation run={run} nameOf={nameOf} />),
      },
    ];
  }, [hasTenant, canCancel, nameOf, slots, t, say, called]);
}

/** The progress or the results of a run: each number once. Without numbers, the reason of its failure. */
function RunItems({ run, name }: { readonly run: Run; readonly name: string }): ReactNode {
  const { t, why } = useWords(operationsMessages);
  if (run.status !== 'completed') return <OperationProgress run={run} name={name} />;
  const numbers = runNumbers(run);
  // Where items failed, their number is enough for a row: the page of the run names them.
  const told = numbers && numbers.failed > 0 ? [] : run.failureSummary;
  const failure = told.find(({ reasonCode }) => reasonCode !== 'items_failed');
  return (
    <>
      {numbers && (
        <span className="ta-run-counts" data-ta-plain={numbers.failed === 0 || undefined}>
          {t(numbers.failed > 0 ? 'ui.run.counts_failed' : 'ui.run.counts', { ...numbers })}
        </span>
      )}
      {failure && (
        <span className="ta-quiet ta-run-failure" dir="auto">
          {why(failure)}
        </span>
      )}
    </>
  );
}

function RunDuration({ run }: { readonly run: Run }): ReactNode {
  const { span } = useTimes();
  const millis = runMillis(run, useNow());
  return millis === null ? (
    <span className="ta-quiet" aria-hidden="true">
      –
    </span>
  ) : (
    <span className="ta-run-span" suppressHydrationWarning>
      {span(millis)}
    </span>
  );
}

/** The tenant of a run by its name; that it is about the whole workspace where it has none. */
export function RunTenant({ name }: { readonly name: string | null }): ReactNode {
  const { t } = useWords(operationsMessages);
  return name === null ? <span className="ta-quiet">{t('ui.run.no_tenant')}</span> : <bdi>{name}</bdi>;
}

/** The lifecycle of a tenant that is not in service, in the words for a record that mentions it. */
export function TenantState({ run: { tenant } }: { readonly run: Run }): ReactNode {
  if (!tenant || tenant.presentation.value === 'active') return null;
  return <LifecycleBadge presentation={tenant.presentation} isPlain />;
}
