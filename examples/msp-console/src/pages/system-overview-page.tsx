import type { ControlSummary } from '@tenantatlas/core/browser';
import { useControls, useOperationsAttention, useSay } from '@tenantatlas/react-hooks';
import { EmptyState, Resource, RunsElsewhere, Table, Time, useUi, type Column } from '@tenantatlas/react-hooks/ui';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useOperationName } from '../i18n/operation-names.ts';
import { useText, type Text } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { Page } from '../ui/page.tsx';
import { runElsewhereSlots } from '../ui/runs-elsewhere.tsx';
import { Section } from '../ui/section.tsx';
import { soonestEnd } from './soonest-end.ts';

type Activation = ControlSummary['activations'][number];
interface Pause {
  readonly label: string;
  readonly activation: Activation;
}

/** What an operator has to look at, over all workspaces: what is paused, what failed, what hangs. Three reads, however many workspaces there are. */
export default function SystemOverviewPage(): ReactNode {
  const text = useText();
  const nameOf = useOperationName();
  const attention = useOperationsAttention({});
  return (
    <Page title={text('nav.overview')} about={text('system.about')}>
      <Pauses />
      <Resource result={attention} skeleton={{ rows: 6 }}>
        {({ failedCount, failed, stuckCount, stuck }) => (
          <>
            <Section
              title={text('system.stuck', { count: stuckCount })}
              link={
                stuckCount > stuck.length && (
                  <Link href={`${paths.platformOperations}?kind=stuck`}>{text('system.stuck.all')}</Link>
                )
              }
            >
              {stuck.length === 0 ? (
                <p className="quiet">{text('system.stuck.none')}</p>
              ) : (
                <RunsElsewhere
                  label={text('system.stuck.label')}
                  runs={stuck}
                  nameOf={nameOf}
                  slots={runElsewhereSlots}
                />
              )}
            </Section>
            <Section
              title={text('system.failed', { count: failedCount })}
              link={
                <span className="section-links">
                  <Link href={`${paths.platformOperations}?time=today`}>{text('system.failed.today')}</Link>
                  <Link href={paths.platformOperations}>{text('system.failed.any_time')}</Link>
                  <Link href={`${paths.workspaces}?sort=failures`}>{text('system.failed.all')}</Link>
                </span>
              }
            >
              {failed.length === 0 ? (
                <p className="quiet">{text('system.failed.none')}</p>
              ) : (
                <RunsElsewhere
                  label={text('system.failed.label')}
                  runs={failed}
                  nameOf={nameOf}
                  slots={runElsewhereSlots}
                />
              )}
              {failedCount > failed.length && (
                <p className="quiet">
                  {text('system.failed.more', { count: failed.length })}{' '}
                  <Link href={`${paths.platformOperations}?time=24h`}>{text('system.failed.rest')}</Link>
                </p>
              )}
            </Section>
          </>
        )}
      </Resource>
    </Page>
  );
}

function Pauses(): ReactNode {
  const text = useText();
  const { called } = useUi();
  const columns = useMemo(() => pauseColumns(text), [text]);
  return (
    <Resource result={useControls()} skeleton={{ rows: 2 }}>
      {(controls) => {
        const pauses = controls
          .flatMap(({ label, activations }) => activations.map((activation) => ({ label: called(label), activation })))
          .toSorted((left, right) => soonestEnd(left.activation, right.activation));
        return (
          <Section
            title={text('system.pauses', { count: pauses.length })}
            link={<Link href={paths.controls}>{text('system.pauses.all')}</Link>}
          >
            {pauses.length === 0 ? (
              <EmptyState title={text('system.pauses.none')} />
            ) : (
              <>
                <Table
                  label={text('system.pauses.label')}
                  columns={columns}
                  rows={pauses.slice(0, shownPauses)}
                  keyOf={({ activation }) => activation.id}
                />
                {pauses.length > shownPauses && (
                  <p className="quiet">
                    {text('system.pauses.some', { shown: shownPauses, count: pauses.length })}{' '}
                    <Link href={paths.controls}>{text('system.pauses.rest')}</Link>
                  </p>
                )}
              </>
            )}
          </Section>
        );
      }}
    </Resource>
  );
}

const shownPauses = 10;

function pauseColumns(text: Text): readonly Column<Pause>[] {
  return [
    {
      id: 'control',
      title: text('system.pause.operation'),
      narrow: 'main',
      cell: ({ label }) => <Link href={paths.controls}>{label}</Link>,
    },
    {
      id: 'scope',
      title: text('workspaces.name'),
      narrow: 'detail',
      cell: ({ activation }) => <Scope activation={activation} />,
    },
    {
      id: 'reason',
      title: text('system.pause.reason'),
      narrow: 'more',
      cell: ({ activation }) => <span dir="auto">{activation.reasonText}</span>,
    },
    {
      id: 'owner',
      title: text('system.pause.owner'),
      narrow: 'hidden',
      cell: ({ activation }) => <Owner activation={activation} />,
    },
    {
      id: 'until',
      title: text('system.pause.until'),
      isTime: true,
      narrow: 'note',
      cell: ({ activation }) =>
        activation.expiresAt === null ? text('system.pause.no_end') : <Time instant={activation.expiresAt} isPlain />,
    },
  ];
}

function Owner({ activation }: Pick<Pause, 'activation'>): ReactNode {
  const inWords = useSay();
  return <bdi>{inWords(activation.owner.label)}</bdi>;
}

function Scope({ activation: { scope, workspaceName } }: Pick<Pause, 'activation'>): ReactNode {
  const text = useText();
  if (scope.type === 'global') return text('system.pause.everywhere');
  return (
    <Link href={paths.workspace(scope.workspaceId)}>
      <bdi>{workspaceName ?? scope.workspaceId}</bdi>
    </Link>
  );
}
