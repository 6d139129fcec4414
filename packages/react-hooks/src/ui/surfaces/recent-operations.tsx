import type { OperationRunView, RecentOperationsView } from '@tenantatlas/core/browser';
import { useMemo, type ReactNode } from 'react';
import { useRecentOperations } from '../../hooks/surfaces.ts';
import { aFunction, checkProps, optional, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { className as classNameRule, count, flag, slots, someText } from '../base/prop-rules.ts';
import { useWords } from '../base/use-words.ts';
import { EmptyState } from '../feedback/empty-state.tsx';
import { Resource } from '../feedback/resource.tsx';
import { StaleNote } from '../feedback/stale-note.tsx';
import { Table } from '../lists/table.tsx';
import { operationsMessages } from '../operations/messages.ts';
import { useRunColumns } from '../operations/run-columns.tsx';
import { DisabledAction } from './disabled-action.tsx';
import { surfacesMessages } from './messages.ts';
import { PlainLink, type SurfaceSlots } from './surface-link.tsx';
import { SurfaceNotice } from './surface-notice.tsx';

/** Most operations that it shows. */
const mostRows = 25;

/** Properties of {@link RecentOperations}. */
export interface RecentOperationsProps {
  readonly workspaceId: string;
  readonly tenantId: string;
  /** How many operations, 25 at most. @default 5 */
  readonly limit?: number | undefined;
  /** The address of the page of a run. */
  readonly hrefOf: (run: OperationRunView) => string;
  /** The address of the list of all operations of the workspace. @default no link */
  readonly allHref?: string | undefined;
  /** Whether runs in progress can also be cancelled from here. @default false */
  readonly canCancel?: boolean | undefined;
  /** What a run is called. Keep the function: a new one draws every row again. @default its operation's name */
  readonly nameOf?: ((run: OperationRunView) => string) | undefined;
  readonly slots?: Partial<SurfaceSlots> | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<RecentOperationsProps> = () => ({
  workspaceId: someText,
  tenantId: someText,
  limit: count(mostRows),
  hrefOf: aFunction('(run) => `/runs/${run.id}`'),
  allHref: optional(someText, 'for no link'),
  canCancel: flag,
  nameOf: optional(aFunction('(run) => run.label')),
  slots: slots('link'),
  className: classNameRule,
});

/**
 * The newest operations of a tenant. The name of each one opens it, and one link leads to all operations of the workspace.
 *
 * @example
 * <RecentOperations workspaceId="w-1" tenantId="t-1" hrefOf={(run) => `/runs/${run.id}`} allHref="/runs" />
 */
export function RecentOperations(props: RecentOperationsProps): ReactNode {
  checkProps('RecentOperations', props, rules);
  return (
    <Frame>
      <Recent {...props} />
    </Frame>
  );
}

function Recent({ workspaceId, tenantId, limit, className, ...shown }: RecentOperationsProps): ReactNode {
  const result = useRecentOperations({ workspaceId, tenantId, ...(limit === undefined ? {} : { limit }) });
  return (
    <div className={classNames('ta-surface ta-operations', className)}>
      <Resource result={result} skeleton={{ rows: limit ?? 5 }}>
        {(recent, ready) => (
          <>
            <Shown recent={recent} {...shown} />
            {ready.isStale && <StaleNote result={ready} isLive />}
          </>
        )}
      </Resource>
    </div>
  );
}

type ShownProps = Omit<RecentOperationsProps, 'workspaceId' | 'tenantId' | 'limit' | 'className'> & {
  readonly recent: RecentOperationsView;
};

function Shown({ recent, allHref, slots: parts = {}, ...rest }: ShownProps): ReactNode {
  const { t, say } = useWords(surfacesMessages);
  const { link: Link = PlainLink } = parts;
  const { state, secondary, disabled, notice } = recent;
  return (
    <>
      <SurfaceNotice notice={notice} />
      {disabled && (
        <p>
          <DisabledAction disabled={disabled} />
        </p>
      )}
      {state === 'empty' && (
        <EmptyState title={t('ui.surface.recent_empty.title')}>{t('ui.surface.recent_empty.text')}</EmptyState>
      )}
      {state === 'populated' && <Rows recent={recent} link={Link} {...rest} />}
      {secondary && allHref !== undefined && (
        <p className="ta-surface-all">
          <Link href={allHref}>{say(secondary.label)}</Link>
        </p>
      )}
    </>
  );
}

type RowsProps = Pick<ShownProps, 'recent' | 'hrefOf' | 'canCancel' | 'nameOf'> & Pick<SurfaceSlots, 'link'>;

function Rows({ recent, link: Link, hrefOf, canCancel = false, nameOf }: RowsProps): ReactNode {
  const { t, say, called } = useWords(operationsMessages);
  const does = recent.primary && say(recent.primary.label);
  const label = useMemo(
    () =>
      function RunLink({ run }: { readonly run: OperationRunView }): ReactNode {
        const name = nameOf?.(run) ?? called(run.label);
        return does === null ? (
          name
        ) : (
          <Link href={hrefOf(run)} title={does}>
            {name}
          </Link>
        );
      },
    [Link, hrefOf, nameOf, called, does],
  );
  const columns = useRunColumns({ hasTenant: false, canCancel, nameOf, slots: useMemo(() => ({ label }), [label]) });
  const shown = useMemo(() => columns.filter(({ id }) => canCancel || id !== 'actions'), [columns, canCancel]);
  return <Table label={t('ui.run.table')} columns={shown} rows={recent.items} keyOf={({ id }) => id} />;
}
