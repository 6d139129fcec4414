import type { OperationRunView } from '@tenantatlas/core/browser';
import { useOperation } from '@tenantatlas/react-hooks';
import {
  CancelOperation,
  OperationDetail,
  RunStatus,
  runHelpRequest,
  StaleNote,
  type OperationDetailProps,
} from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { useHelp } from '../help/use-help.ts';
import { HelpOfRun, RunHelp } from '../help/run-help.tsx';
import { useOperationName } from '../i18n/operation-names.ts';
import { useText } from '../i18n/use-text.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { Page, PageSkeleton } from '../ui/page.tsx';
import { ResultPage } from '../ui/result-page.tsx';
import { RunTenant } from '../ui/runs.tsx';

/** The record of one run. */
export function OperationPage({ runId }: { readonly runId: string }): ReactNode {
  const { workspaceId } = useThisWorkspace();
  const result = useOperation({ workspaceId, runId });
  return (
    <ResultPage result={result}>
      {(run) => <Run run={run} note={result.state === 'ready' ? <StaleNote result={result} isLive /> : null} />}
    </ResultPage>
  );
}

const slots: NonNullable<OperationDetailProps['slots']> = { tenant: RunTenant, help: RunHelp };

function Run({ run, note }: { readonly run: OperationRunView; readonly note: ReactNode }): ReactNode {
  const text = useText();
  const { mayReadAudit } = useThisWorkspace();
  const nameOf = useOperationName();
  const { help, isAwaited } = useHelp(runHelpRequest(run));
  const operation = nameOf(run);
  const tenant = run.tenant?.name ?? run.tenantId;
  const isOver = run.status === 'completed';
  if (isAwaited) return <PageSkeleton />;
  return (
    <Page
      title={tenant === null ? operation : text('operation.title', { operation, tenant })}
      about={isOver ? undefined : text('operation.about')}
      // Announces the end of the run to screen readers.
      mark={
        <span role="status">
          <RunStatus run={run} />
        </span>
      }
      action={
        <>
          <span className="only-stale">{note}</span>
          <CancelOperation run={run} nameOf={nameOf} />
        </>
      }
    >
      <HelpOfRun.Provider value={help}>
        <OperationDetail run={run} nameOf={nameOf} hasAudit={mayReadAudit} slots={slots} />
      </HelpOfRun.Provider>
    </Page>
  );
}
