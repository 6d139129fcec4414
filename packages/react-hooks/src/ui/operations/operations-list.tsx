import type { OperationRunView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { useOperations } from '../../hooks/operations.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { useWords } from '../base/use-words.ts';
import { EmptyState } from '../feedback/empty-state.tsx';
import { LoadMore } from '../feedback/load-more.tsx';
import { Resource } from '../feedback/resource.tsx';
import { StaleNote } from '../feedback/stale-note.tsx';
import { OperationRow } from './operation-row.tsx';
import type { OperationsListSlots } from './slots.ts';
import { operationsMessages } from './messages.ts';

/** Properties of {@link OperationsList}. */
export interface OperationsListProps {
  readonly workspaceId: string;
  /** Only runs of this tenant. */
  readonly tenantId?: string;
  /** Only runs of these operations. */
  readonly types?: readonly string[];
  readonly statuses?: readonly OperationRunView['status'][];
  /** Runs per page. @default 50 */
  readonly limit?: number;
  /**
   * Whether runs under way can be cancelled from here. A member who may not cancel a run sees the button disabled, with what is missing; of an
   * operator nothing says so beforehand. The server decides in any case.
   * @default true
   */
  readonly canCancel?: boolean;
  /** What a run is called everywhere in the list. Hold on to the function: another one draws every row anew. @default its operation's name */
  readonly nameOf?: ((run: OperationRunView) => string) | undefined;
  readonly slots?: Partial<OperationsListSlots>;
  readonly className?: string | undefined;
}

/**
 * The runs of a workspace, newest first: what, where, who, how it stands, how far it is, and a way to end it.
 *
 * @example
 * <OperationsList workspaceId="w-1" slots={{ label: ({ run }) => <a href={`/runs/${run.id}`}>{run.label}</a> }} />
 */
export function OperationsList(props: OperationsListProps): ReactNode {
  return (
    <Frame>
      <List {...props} />
    </Frame>
  );
}

const none: Partial<OperationsListSlots> = {};

function List(props: OperationsListProps): ReactNode {
  const { workspaceId, tenantId = null, types = null, statuses = null, limit = 50 } = props;
  const { canCancel = true, nameOf, slots = none, className } = props;
  const { t } = useWords(operationsMessages);
  const runs = useOperations({ workspaceId, tenantId, types, statuses, limit });
  const Empty = slots.empty ?? NoOperations;
  return (
    <section className={classNames('ta-operations', className)}>
      <Resource result={runs} skeleton={{ rows: 5 }}>
        {(pages, ready) => (
          <>
            <div className="ta-center-head">
              <StaleNote result={ready} isLive pageCount={pages.pageCount} />
            </div>
            {pages.items.length === 0 ? (
              <Empty />
            ) : (
              <table className="ta-table" role="table" aria-label={t('ui.run.table')}>
                <Head hasTenant={tenantId === null} />
                <tbody role="rowgroup">
                  {pages.items.map((run) => (
                    <OperationRow
                      key={run.id}
                      run={run}
                      hasTenant={tenantId === null}
                      canCancel={canCancel}
                      nameOf={nameOf}
                      slots={slots}
                    />
                  ))}
                </tbody>
              </table>
            )}
            <LoadMore pages={pages} />
          </>
        )}
      </Resource>
    </section>
  );
}

function Head({ hasTenant }: { readonly hasTenant: boolean }): ReactNode {
  const { t } = useWords(operationsMessages);
  const columns = [
    'operation',
    ...(hasTenant ? (['tenant'] as const) : []),
    'status',
    'initiator',
    'started',
    'finished',
  ] as const;
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) => (
          <th key={column} role="columnheader" scope="col">
            {t(`ui.run.${column}`)}
          </th>
        ))}
        <th role="columnheader" scope="col">
          <span className="ta-hidden">{t('ui.run.actions')}</span>
        </th>
      </tr>
    </thead>
  );
}

function NoOperations(): ReactNode {
  const { t } = useWords(operationsMessages);
  return <EmptyState title={t('ui.run.empty.title')}>{t('ui.run.empty.text')}</EmptyState>;
}
