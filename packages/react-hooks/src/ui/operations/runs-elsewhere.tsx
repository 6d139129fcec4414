import type { OperationRunView, RunElsewhereView } from '@tenantatlas/core/browser';
import { useMemo, type ComponentType, type ReactNode } from 'react';
import { aFunction, checkProps, optional, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { className, slots, someText } from '../base/prop-rules.ts';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { Table, type Column } from '../lists/table.tsx';
import { operationsMessages } from './messages.ts';
import { RunTenant, TenantState } from './run-columns.tsx';
import { RunStatus } from './run-status.tsx';

/** What a host can replace of {@link RunsElsewhere}. */
export interface RunsElsewhereSlots {
  /** What a run is called, for instance as a link to its page. */
  readonly label: ComponentType<RunElsewhereView>;
  /** The workspace of a run, for instance as a link to it. */
  readonly workspace: ComponentType<RunElsewhereView>;
}

/** Properties of {@link RunsElsewhere}. */
export interface RunsElsewhereProps {
  /** Runs of `useOperationsAttention`. */
  readonly runs: readonly RunElsewhereView[];
  /** What they are, for screen readers. */
  readonly label: string;
  /** What a run is called. @default its operation's name */
  readonly nameOf?: ((run: RunElsewhereView['run']) => string) | undefined;
  readonly slots?: Partial<RunsElsewhereSlots> | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<RunsElsewhereProps> = () => ({
  runs: { isRight: Array.isArray, rule: 'is a list of runs of useOperationsAttention.' },
  label: someText,
  nameOf: optional(aFunction('(run) => run.label')),
  slots: slots('label', 'workspace'),
  className,
});

const none: Partial<RunsElsewhereSlots> = {};

/**
 * Runs of several workspaces, each with its workspace, its tenant, and why it failed or since when it hangs.
 *
 * @example
 * const attention = useOperationsAttention({});
 * {attention.state === 'ready' && <RunsElsewhere label="Failed operations" runs={attention.data.failed} />}
 */
export function RunsElsewhere(props: RunsElsewhereProps): ReactNode {
  checkProps('RunsElsewhere', props, rules);
  return (
    <Frame>
      <Runs {...props} />
    </Frame>
  );
}

function Runs({ runs, label, nameOf, slots: replaced = none, className: name }: RunsElsewhereProps): ReactNode {
  const { t, called, why } = useWords(operationsMessages);
  const columns = useMemo<readonly Column<RunElsewhereView>[]>(() => {
    const { label: Label, workspace: Workspace } = replaced;
    return [
      {
        id: 'operation',
        title: t('ui.run.operation'),
        narrow: 'main',
        cell: (one) => (Label ? <Label {...one} /> : (nameOf?.(one.run) ?? called(one.run.label))),
      },
      {
        id: 'workspace',
        title: t('ui.run.workspace'),
        narrow: 'detail',
        cell: (one) => (Workspace ? <Workspace {...one} /> : <bdi>{one.workspaceName}</bdi>),
      },
      {
        id: 'tenant',
        title: t('ui.run.tenant'),
        narrow: 'hidden',
        cell: ({ run }) => (
          <>
            <RunTenant name={run.tenant?.name ?? run.tenantId} /> <TenantState run={run} />
          </>
        ),
      },
      { id: 'status', title: t('ui.run.status'), narrow: 'aside', cell: ({ run }) => <RunStatus run={run} /> },
      {
        id: 'reason',
        title: t('ui.run.reason'),
        narrow: 'more',
        cell: ({ run }) =>
          mainFailures(run).map((failure) => (
            <span key={failure.reasonCode} className="ta-quiet" dir="auto">
              {why(failure)}
            </span>
          )),
      },
      {
        id: 'when',
        title: t('ui.run.when'),
        isTime: true,
        narrow: 'note',
        cell: ({ run }) => <Time instant={run.completedAt ?? run.startedAt ?? run.createdAt} isPlain />,
      },
    ];
  }, [replaced, nameOf, t, called, why]);
  return (
    <Table
      label={label}
      columns={columns}
      rows={runs}
      keyOf={({ run }) => `${run.workspaceId} ${run.id}`}
      className={`ta-operations ${name ?? ''}`.trim()}
    />
  );
}

/** What one line says of a failed run: how many items failed, or else the reason. */
function mainFailures({ failureSummary }: OperationRunView): OperationRunView['failureSummary'] {
  const counted = failureSummary.filter(({ reasonCode }) => reasonCode === 'items_failed');
  return counted.length > 0 ? counted : failureSummary.slice(0, 1);
}
