import type { WorkspaceView } from '@tenantatlas/core/browser';
import { useAtlas, useControls, useCreateWorkspace, useOperationsAttention } from '@tenantatlas/react-hooks';
import {
  EmptyState,
  ErrorPanel,
  FilterSelect,
  Skeleton,
  Status,
  Table,
  Time,
  useUi,
  type Column,
} from '@tenantatlas/react-hooks/ui';
import { useMemo, useState, type ReactNode } from 'react';
import { useFilter } from 'react-aria-components';
import { Link, useLocation } from 'wouter';
import { useText, type Text } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import { useAllWorkspaces } from '../shell/use-all-workspaces.ts';
import { CapableButton } from '../ui/capable-button.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Page } from '../ui/page.tsx';
import { idProblem, idOf } from '../ui/ids.ts';
import { useAddress } from '../ui/use-address.ts';
import { SearchField } from '../ui/search-field.tsx';
import { ordersIn, sorts, type Sort } from './workspace-orders.ts';

/** How many rows are drawn at first: about a screen. */
const shownAtFirst = 25;

/** What the list can be narrowed to. */
const states = ['in_service', 'archived', 'paused'] as const;

/** Whether a workspace is in that state. */
function isOf({ status, paused }: Row, state: (typeof states)[number]): boolean {
  return state === 'paused' ? paused !== null && paused.length > 0 : status === state;
}

/** How many rows the address asks for. */
function shownOf(rows: string | null): number {
  return rows !== null && /^\d{1,6}$/.test(rows) ? Math.max(shownAtFirst, Number(rows)) : shownAtFirst;
}

/** How many workspaces the first request answers. */
const readAtFirst = 200;

type Row = WorkspaceView & {
  /** Null while it is not read. */
  readonly failures: number | null;
  /** The labels of the controls that are paused there; null while they are not read. */
  readonly paused: readonly string[] | null;
};

/**
 * Every customer, to be searched, narrowed and sorted (all of it is in the address), with what is paused there and what failed in the last 24 hours. The first view sends the same requests however many there
 * are: a long list begins in the order of the server, and the rest is read once a person searches, sorts or goes on.
 */
export default function WorkspacesPage(): ReactNode {
  const text = useText();
  const { capabilities } = usePerson();
  const { value, change } = useAddress(paths.workspaces);
  const { contains } = useFilter({ sensitivity: 'base' });
  const [isCreating, setCreating] = useState(false);
  const state = states.find((one) => one === value('status')) ?? null;
  const shown = shownOf(value('rows'));
  const search = value('q') ?? '';
  const wanted = sorts.find((one) => one === value('sort')) ?? null;
  const { workspaces, isWhole, isLong, isLoading, failure } = useAllWorkspaces(
    search !== '' || wanted !== null || state !== null || shown > readAtFirst,
  );
  const usual: Sort = isLong ? 'id' : 'name';
  const sort = wanted ?? usual;
  const attention = useOperationsAttention({});
  const columns = useMemo(() => columnsOf(text), [text]);
  const { locale } = useAtlas();
  const orders = useMemo(() => ordersIn(locale), [locale]);
  const failures =
    attention.state === 'ready'
      ? new Map(attention.data.failedByWorkspace.map(({ workspaceId, count }) => [workspaceId, count]))
      : null;
  const isNarrowed = search !== '' || state !== null;
  const controls = useControls();
  const pausedIn = pausedBy(controls);
  // Without the controls it is not known what is paused, which does not mean that nothing is.
  const needed = state === 'paused' && controls.state !== 'ready' ? controls : null;
  const problem = failure ?? (needed && needed.state !== 'loading' ? needed : null);
  const rows = workspaces
    .map((workspace): Row => ({
      ...workspace,
      failures: failures && (failures.get(workspace.workspaceId) ?? 0),
      paused: pausedIn(workspace.workspaceId),
    }))
    .filter(({ name, workspaceId }) => contains(name, search) || contains(workspaceId, search))
    .filter((row) => state === null || isOf(row, state))
    .sort(orders[sort]);
  return (
    <Page
      title={text('nav.workspaces')}
      about={text('workspaces.about')}
      action={
        <CapableButton
          held={capabilities}
          needs={['platform.directory.manage']}
          variant="primary"
          onPress={() => setCreating(true)}
        >
          {text('workspaces.create')}
        </CapableButton>
      }
    >
      <div className="ta-filters ta-filters-long">
        <SearchField
          label={text('workspaces.search')}
          value={search}
          onChange={(next) => change({ q: next }, 'replace')}
        />
        <FilterSelect
          label={text('workspaces.status')}
          all={text('workspaces.status.all')}
          options={states.map((one) => ({ value: one, label: text(`workspaces.${one}`) }))}
          value={state}
          onChange={(next) => change({ status: next })}
        />
        <FilterSelect
          label={text('workspaces.sort')}
          all={text(`workspaces.sort.${usual}`)}
          options={sorts
            .filter((one) => one !== usual && (isLong || one !== 'id'))
            .map((one) => ({ value: one, label: text(`workspaces.sort.${one}`) }))}
          value={sort === usual ? null : sort}
          onChange={(next) => change({ sort: next })}
        />
      </div>
      {isLoading || needed?.state === 'loading' ? (
        <Skeleton rows={4} />
      ) : problem ? (
        <ErrorPanel error={problem.error} onRetry={problem.refresh} />
      ) : rows.length === 0 ? (
        <EmptyState
          title={text(isNarrowed ? 'operations.none' : 'workspaces.empty.title')}
          action={
            isNarrowed ? (
              <Link href={paths.workspaces} className="button">
                {text('operations.none.show_all')}
              </Link>
            ) : undefined
          }
        >
          {!isNarrowed && text('workspaces.empty.text')}
        </EmptyState>
      ) : (
        <>
          <Table
            label={text('nav.workspaces')}
            columns={columns}
            rows={rows.slice(0, shown)}
            keyOf={({ workspaceId }) => workspaceId}
          />
          {(rows.length > shown || !isWhole) && (
            <button type="button" className="button" onClick={() => change({ rows: String(shown + 50) }, 'replace')}>
              {isWhole ? text('workspaces.more', { count: rows.length - shown }) : text('workspaces.more_of_many')}
            </button>
          )}
        </>
      )}
      {isCreating && <Create onClose={() => setCreating(false)} />}
    </Page>
  );
}

/** Which controls are paused in a workspace, for all workspaces or there; null while the controls are not read. */
function pausedBy(controls: ReturnType<typeof useControls>): (workspaceId: string) => readonly string[] | null {
  const all = controls.state === 'ready' ? controls.data : null;
  return (workspaceId) =>
    all &&
    all
      .filter(({ activations }) =>
        activations.some(({ scope }) => scope.type === 'global' || scope.workspaceId === workspaceId),
      )
      .map(({ label }) => label);
}

function Create({ onClose }: { readonly onClose: () => void }): ReactNode {
  const text = useText();
  const [, navigate] = useLocation();
  const { run, ...outcome } = useCreateWorkspace();
  return (
    <FormDialog
      title={text('workspaces.create')}
      submit={text('workspaces.create')}
      questions={[
        {
          name: 'name',
          label: text('form.name'),
          hint: text('workspaces.name.hint'),
          problemOf: (answer) => (answer === '' ? text('form.missing') : null),
        },
        {
          name: 'id',
          label: text('workspaces.id'),
          hint: text('form.id.hint'),
          problemOf: (id) => idProblem(id, text),
        },
      ]}
      outcome={outcome}
      onSubmit={({ name, id }) =>
        void run({ workspaceId: idOf(id, name), name }).then((made) =>
          made.map(({ workspaceId }) => navigate(paths.workspace(workspaceId))),
        )
      }
      onClose={onClose}
    />
  );
}

/** Stands for a figure that is not read, which is not the same as none. */
function Unknown(): ReactNode {
  const text = useText();
  return (
    <span className="quiet">
      <span aria-hidden="true">–</span>
      <span className="ta-hidden">{text('workspaces.unknown')}</span>
    </span>
  );
}

function Names({ labels }: { readonly labels: readonly string[] }): ReactNode {
  const { called } = useUi();
  return labels.map(called).join(', ');
}

function columnsOf(text: Text): readonly Column<Row>[] {
  return [
    {
      id: 'name',
      title: text('workspaces.name'),
      narrow: 'main',
      cell: ({ workspaceId, name }) => (
        <Link href={paths.workspace(workspaceId)}>
          <bdi>{name}</bdi>
        </Link>
      ),
    },
    {
      id: 'id',
      title: text('workspaces.id'),
      narrow: 'detail',
      cell: ({ workspaceId }) => <code className="id">{workspaceId}</code>,
    },
    {
      id: 'status',
      title: text('workspaces.status'),
      narrow: 'aside',
      cell: ({ status }) => (
        <Status tone={status === 'archived' ? 'muted' : 'success'} icon={status === 'archived' ? 'archive' : 'check'}>
          {text(`workspaces.${status}`)}
        </Status>
      ),
    },
    {
      id: 'paused',
      title: text('workspaces.paused'),
      narrow: 'more',
      cell: ({ paused }) =>
        paused === null ? (
          <Unknown />
        ) : (
          paused.length > 0 && (
            <Link href={paths.controls}>
              <Status tone="warning" icon="pause">
                <Names labels={paused} />
              </Status>
            </Link>
          )
        ),
    },
    {
      id: 'failures',
      title: text('workspaces.failures'),
      narrow: 'more',
      isNumber: true,
      cell: ({ workspaceId, failures }) =>
        failures === null ? (
          <Unknown />
        ) : failures === 0 ? (
          '0' // without an element, so that a narrow row has no line of it
        ) : (
          <Link href={`${paths.operations(workspaceId)}?status=failed`}>
            <Status tone="danger" icon="cross">
              {text('workspaces.failed', { count: failures })}
            </Status>
          </Link>
        ),
    },
    {
      id: 'created',
      title: text('workspaces.created'),
      isTime: true,
      narrow: 'note',
      cell: ({ createdAt }) => <Time instant={createdAt} isPlain />,
    },
  ];
}
