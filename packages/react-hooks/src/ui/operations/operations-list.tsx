import { maxPageLimit, type OperationRunView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { useOperations } from '../../hooks/operations.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { useWords } from '../base/use-words.ts';
import { EmptyState } from '../feedback/empty-state.tsx';
import { listTimes, useListRange, type ListTime } from '../lists/list-time.ts';
import { PagedList } from '../lists/paged-list.tsx';
import { Table } from '../lists/table.tsx';
import { useRunColumns } from './run-columns.tsx';
import type { OperationsListSlots } from './slots.ts';
import { operationsMessages } from './messages.ts';
import { aFunction, optional, checkProps, type PropRules } from '../../provider/check-props.ts';
import { className, count, flag, oneOf, slots, someText, texts } from '../base/prop-rules.ts';

/** Properties of {@link OperationsList}. */
export interface OperationsListProps {
  readonly workspaceId: string;
  /** Only runs of this tenant. */
  readonly tenantId?: string | undefined;
  /** Only runs of these operations. */
  readonly types?: readonly string[] | undefined;
  readonly statuses?: readonly OperationRunView['status'][] | undefined;
  /** Only runs that ended so; `pending` for those that have not. */
  readonly outcomes?: readonly OperationRunView['outcome'][] | undefined;
  /** Only runs that were requested in this time. @default all time */
  readonly time?: ListTime | undefined;
  /** Runs per page. @default 25 */
  readonly limit?: number | undefined;
  /**
   * Whether runs in progress can be cancelled from here. A member who may not cancel a run sees the button disabled, with what is missing; for an
   * operator that is not known beforehand. The server decides in any case.
   * @default true
   */
  readonly canCancel?: boolean | undefined;
  /** What a run is called everywhere in the list. Keep the function: a new one draws every row again. @default its operation's name */
  readonly nameOf?: ((run: OperationRunView) => string) | undefined;
  readonly slots?: Partial<OperationsListSlots> | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<OperationsListProps> = () => ({
  workspaceId: someText,
  tenantId: optional(someText, 'for all tenants'),
  types: texts("['restore.execute']"),
  statuses: texts("['queued', 'running']"),
  outcomes: texts("['failed', 'blocked']"),
  time: optional(oneOf(listTimes), 'for all time'),
  limit: count(maxPageLimit),
  canCancel: flag,
  nameOf: optional(aFunction('(run) => run.label')),
  slots: slots('label', 'tenant', 'actions', 'empty'),
  className,
});

/**
 * The runs of a workspace, newest first: operation, tenant, person, status, progress, and a way to cancel it.
 *
 * @example
 * <OperationsList workspaceId="w-1" slots={{ label: ({ run }) => <a href={`/runs/${run.id}`}>{run.label}</a> }} />
 */
export function OperationsList(props: OperationsListProps): ReactNode {
  checkProps('OperationsList', props, rules);
  return (
    <Frame>
      <List {...props} />
    </Frame>
  );
}

const none: Partial<OperationsListSlots> = {};

function List(props: OperationsListProps): ReactNode {
  const { workspaceId, tenantId = null, types = null, statuses = null, outcomes = null, limit = 25 } = props;
  const { canCancel = true, nameOf, slots = none, className } = props;
  const { t } = useWords(operationsMessages);
  const range = useListRange(props.time ?? null);
  const runs = useOperations({ workspaceId, tenantId, types, statuses, outcomes, ...range, limit });
  const columns = useRunColumns({ hasTenant: tenantId === null, canCancel, nameOf, slots });
  const Empty = slots.empty ?? NoOperations;
  return (
    <PagedList result={runs} isLive empty={<Empty />} className={classNames('ta-operations', className)}>
      {(items) => <Table label={t('ui.run.table')} columns={columns} rows={items} keyOf={({ id }) => id} />}
    </PagedList>
  );
}

function NoOperations(): ReactNode {
  const { t } = useWords(operationsMessages);
  return <EmptyState title={t('ui.run.empty.title')}>{t('ui.run.empty.text')}</EmptyState>;
}
