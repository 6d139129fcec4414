import type { OperationRunView } from '@tenantatlas/core/browser';
import { useOperation, useSay } from '@tenantatlas/react-hooks';
import {
  CancelOperation,
  LifecycleBadge,
  OperationProgress,
  RunStatus,
  StaleNote,
  Time,
  useUi,
} from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useOperationName } from '../i18n/operation-names.ts';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { Facts } from '../ui/facts.tsx';
import { Page } from '../ui/page.tsx';
import { ResultPage } from '../ui/result-page.tsx';
import { Section } from '../ui/section.tsx';

/** One run, from its start to its end. */
export function OperationPage({ runId }: { readonly runId: string }): ReactNode {
  const { workspaceId } = useThisWorkspace();
  const result = useOperation({ workspaceId, runId });
  return (
    <ResultPage result={result}>
      {(run) => <Run run={run} note={result.state === 'ready' ? <StaleNote result={result} isLive /> : null} />}
    </ResultPage>
  );
}

function Run({ run, note }: { readonly run: OperationRunView; readonly note: ReactNode }): ReactNode {
  const text = useText();
  const { why } = useUi();
  const { plane } = usePerson();
  const nameOf = useOperationName();
  const name = nameOf(run);
  const tenant = run.tenant?.name ?? run.tenantId;
  const isOver = run.status === 'completed';
  return (
    <Page
      title={name}
      windowTitle={tenant === null ? name : `${name} · ${tenant}`}
      about={text(isOver ? 'operation.about.over' : 'operation.about')}
      // Announces the end of the run to screen readers.
      mark={
        <span role="status">
          <RunStatus run={run} />
        </span>
      }
      action={plane === 'workspace' && <CancelOperation run={run} nameOf={nameOf} />}
    >
      <div className="run-head">
        <div className="run-progress">
          <OperationProgress run={isOver ? withoutFailures(run) : run} name={name} />
        </div>
        <div className={isOver ? 'only-stale' : undefined}>{note}</div>
      </div>
      {run.failureSummary.length > 0 && (
        <ul className="failures">
          {run.failureSummary.map((failure) => (
            <li key={failure.reasonCode} title={failure.reasonCode}>
              {why(failure)}
            </li>
          ))}
        </ul>
      )}
      <RunFacts run={run} />
      {isOver && <Counts run={run} />}
    </Page>
  );
}

/** After the run has ended, failures have a separate sentence and figure. */
function withoutFailures(run: OperationRunView): OperationRunView {
  return { ...run, summaryCounts: { ...run.summaryCounts, failed: 0 } };
}

function RunFacts({ run }: { readonly run: OperationRunView }): ReactNode {
  const text = useText();
  const inWords = useSay();
  const { t } = useUi();
  const missing = run.status === 'completed' ? text('operation.never') : t('ui.run.not_yet');
  const when = (instant: string | null): ReactNode =>
    instant === null ? <span className="quiet">{missing}</span> : <Time instant={instant} />;
  return (
    <Facts
      facts={[
        [
          t('ui.run.tenant'),
          run.tenantId === null ? t('ui.run.no_tenant') : <TenantLink key="tenant" run={run} tenantId={run.tenantId} />,
        ],
        [t('ui.run.initiator'), run.initiator ? inWords(run.initiator.label) : t('ui.system')],
        [t('ui.run.started'), when(run.startedAt)],
        [t('ui.run.finished'), when(run.completedAt)],
        [text('operation.attempt'), run.attempt],
        [text('operation.id'), <code key="id">{run.id}</code>],
      ]}
    />
  );
}

function TenantLink({ run, tenantId }: { readonly run: OperationRunView; readonly tenantId: string }): ReactNode {
  return (
    <>
      <Link href={paths.tenant(run.workspaceId, tenantId)}>
        <bdi>{run.tenant?.name ?? tenantId}</bdi>
      </Link>{' '}
      {run.tenant && run.tenant.presentation.value !== 'active' && (
        <LifecycleBadge presentation={run.tenant.presentation} />
      )}
    </>
  );
}

function Counts({ run: { summaryCounts } }: { readonly run: OperationRunView }): ReactNode {
  const text = useText();
  if (summaryCounts.total === 0) return null;
  return (
    <Section title={text('operation.counts')}>
      <ul className="figures">
        {(['total', 'succeeded', 'failed', 'skipped'] as const).map((count) => (
          <li key={count} className="figure">
            <span className="figure-number">{summaryCounts[count]}</span>
            <span>{text(`operation.${count}`)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
