import type { OperationRunView } from '@tenantatlas/core/browser';
import { useOperation, useSay, useTenant } from '@tenantatlas/react-hooks';
import { OperationProgress, StaleNote, Status, Time, useUi } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useOperationName } from '../i18n/operation-names.ts';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { Facts } from '../ui/facts.tsx';
import { Page } from '../ui/page.tsx';
import { ResultPage } from '../ui/result-page.tsx';
import { runLook } from '../ui/run-look.ts';
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
  const { t, say } = useUi();
  const nameOf = useOperationName();
  const { tone, icon, word } = runLook(run);
  return (
    <Page
      title={nameOf(run)}
      about={text('operation.about')}
      mark={
        <Status tone={tone} icon={icon}>
          {t(word)}
        </Status>
      }
    >
      <div className="list">
        <div className="list-head">{note}</div>
        <div className="run-progress">
          <OperationProgress run={run} />
        </div>
      </div>
      {run.failureSummary.length > 0 && (
        <ul className="failures">
          {run.failureSummary.map(({ reasonCode, message }) => (
            <li key={reasonCode}>
              {say(message)} <code>{reasonCode}</code>
            </li>
          ))}
        </ul>
      )}
      <RunFacts run={run} />
      {run.status === 'completed' && <Counts run={run} />}
    </Page>
  );
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
        [t('ui.run.tenant'), run.tenantId === null ? t('ui.run.no_tenant') : <TenantLink tenantId={run.tenantId} />],
        [t('ui.run.initiator'), run.initiator ? inWords(run.initiator.label) : t('ui.system')],
        [t('ui.run.started'), when(run.startedAt)],
        [t('ui.run.finished'), when(run.completedAt)],
        [text('operation.attempt'), run.attempt],
        [text('operation.id'), <code key="id">{run.id}</code>],
      ]}
    />
  );
}

function TenantLink({ tenantId }: { readonly tenantId: string }): ReactNode {
  const { workspaceId } = useThisWorkspace();
  const tenant = useTenant({ workspaceId, tenantId });
  return (
    <Link href={paths.tenant(workspaceId, tenantId)}>{tenant.state === 'ready' ? tenant.data.name : tenantId}</Link>
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
