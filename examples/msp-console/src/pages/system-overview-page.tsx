import type { ControlSummary } from '@tenantatlas/core/browser';
import { useControls, useOperationsAttention, useSay } from '@tenantatlas/react-hooks';
import {
  EmptyState,
  PauseEnd,
  Resource,
  RunsElsewhere,
  Skeleton,
  Table,
  TelemetrySummary,
  useUi,
  type Column,
} from '@tenantatlas/react-hooks/ui';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useOperationName } from '../i18n/operation-names.ts';
import { useText, type Text } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import { mayReadTelemetry } from '../shell/may-read-audit.ts';
import { Figure } from '../ui/figure.tsx';
import { Page } from '../ui/page.tsx';
import { runElsewhereSlots } from '../ui/runs-elsewhere.tsx';
import { Section } from '../ui/section.tsx';
import { soonestEnd } from './soonest-end.ts';

type Activation = ControlSummary['activations'][number];
interface Pause {
  readonly label: string;
  readonly activation: Activation;
}

/** What an operator has to look at, over all workspaces: what is paused, what failed, what hangs, and how much the product is used. Three reads, however many workspaces there are. */
export default function SystemOverviewPage(): ReactNode {
  const text = useText();
  const controls = useControls();
  const attention = useOperationsAttention({});
  return (
    <Page title={text('nav.overview')} about={text('system.about')}>
      <Figures controls={controls} attention={attention} />
      <Resource result={controls} skeleton={{ rows: 2 }}>
        {(all) => <Pauses controls={all} />}
      </Resource>
      <Resource result={attention} skeleton={{ rows: 6 }}>
        {(ready) => <Runs {...ready} />}
      </Resource>
      {isCalm(controls, attention) && <EmptyState title={text('system.calm')}>{text('system.calm.text')}</EmptyState>}
      <Usage />
    </Page>
  );
}

/** Of the last 24 hours, as the failures above. */
function Usage(): ReactNode {
  const text = useText();
  const { capabilities } = usePerson();
  if (!mayReadTelemetry(capabilities)) return null;
  return (
    <Section title={text('system.telemetry')} link={<Link href={paths.telemetry}>{text('system.telemetry.all')}</Link>}>
      <TelemetrySummary window="24h" />
    </Section>
  );
}

type Controls = ReturnType<typeof useControls>;
type Attention = ReturnType<typeof useOperationsAttention>;
type Ready<Result> = Extract<Result, { readonly state: 'ready' }>;
interface FiguresProps {
  readonly controls: Controls;
  readonly attention: Attention;
}

function isCalm(controls: Controls, attention: Attention): boolean {
  if (controls.state !== 'ready' || attention.state !== 'ready') return false;
  const { failedCount, stuckCount } = attention.data;
  return failedCount + stuckCount === 0 && controls.data.every(({ activations }) => activations.length === 0);
}

/** How many there are of each, at one look; what could not be read is not shown as none. */
function Figures({ controls, attention }: FiguresProps): ReactNode {
  const text = useText();
  if (controls.state === 'loading' || attention.state === 'loading')
    return (
      <div className="stages">
        <Skeleton rows={1} shape="card" />
      </div>
    );
  const paused = controls.state === 'ready' ? controls.data.flatMap(({ activations }) => activations).length : null;
  const { stuckCount, failedCount } =
    attention.state === 'ready' ? attention.data : { stuckCount: null, failedCount: null };
  const figures = [
    { id: 'paused', count: paused, tone: 'warning', icon: 'pause', href: paths.controls },
    { id: 'stuck', count: stuckCount, tone: 'warning', icon: 'clock', href: `${paths.platformOperations}?kind=stuck` },
    { id: 'failed', count: failedCount, tone: 'danger', icon: 'cross', href: `${paths.platformOperations}?time=24h` },
  ] as const;
  return (
    <ul className="figures">
      {figures.map(({ id, count, tone, icon, href }) => (
        <li key={id}>
          <Figure
            href={href}
            number={count === null ? '–' : String(count)}
            tone={count === null || count === 0 ? 'muted' : tone}
            icon={icon}
          >
            {text(`system.figure.${id}`)}
          </Figure>
        </li>
      ))}
    </ul>
  );
}

function Runs({ failedCount, failed, stuckCount, stuck }: Ready<Attention>['data']): ReactNode {
  const text = useText();
  const nameOf = useOperationName();
  return (
    <>
      {stuckCount > 0 && (
        <Section
          title={text('system.stuck', { count: stuckCount })}
          link={
            stuckCount > stuck.length && (
              <Link href={`${paths.platformOperations}?kind=stuck`}>{text('system.stuck.all')}</Link>
            )
          }
        >
          <RunsElsewhere label={text('system.stuck.label')} runs={stuck} nameOf={nameOf} slots={runElsewhereSlots} />
        </Section>
      )}
      {failedCount > 0 && (
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
          <RunsElsewhere label={text('system.failed.label')} runs={failed} nameOf={nameOf} slots={runElsewhereSlots} />
          {failedCount > failed.length && (
            <p className="quiet">
              {text('system.failed.more', { count: failed.length })}{' '}
              <Link href={`${paths.platformOperations}?time=24h`}>{text('system.failed.rest')}</Link>
            </p>
          )}
        </Section>
      )}
    </>
  );
}

function Pauses({ controls }: { readonly controls: readonly ControlSummary[] }): ReactNode {
  const text = useText();
  const { called } = useUi();
  const columns = useMemo(() => pauseColumns(text), [text]);
  const pauses = controls
    .flatMap(({ label, activations }) => activations.map((activation) => ({ label: called(label), activation })))
    .toSorted((left, right) => soonestEnd(left.activation, right.activation));
  if (pauses.length === 0) return null;
  return (
    <Section
      title={text('system.pauses', { count: pauses.length })}
      link={<Link href={paths.controls}>{text('system.pauses.all')}</Link>}
    >
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
    </Section>
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
      cell: ({ activation }) => <PauseEnd activation={activation} />,
    },
  ];
}

function Owner({ activation }: Pick<Pause, 'activation'>): ReactNode {
  const inWords = useSay();
  return <bdi className="ta-short">{inWords(activation.owner.label)}</bdi>;
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
