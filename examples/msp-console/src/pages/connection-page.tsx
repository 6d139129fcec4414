import type { ConnectionDetail } from '@tenantatlas/core/browser';
import { useConnection, useOperation, usePermissions } from '@tenantatlas/react-hooks';
import {
  ConnectionCard,
  EmptyState,
  OperationProgress,
  PermissionList,
  Resource,
  StaleNote,
  VerificationReport,
} from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { VerifyButton } from '../connections/verify-button.tsx';
import { useText } from '../i18n/use-text.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { Page } from '../ui/page.tsx';
import { ResultPage } from '../ui/result-page.tsx';
import { Section } from '../ui/section.tsx';

/** One connection: whether it works, what the last check found, and what the tenant has granted. */
export default function ConnectionPage({ connectionId }: { readonly connectionId: string }): ReactNode {
  const { workspaceId } = useThisWorkspace();
  const connection = useConnection({ workspaceId, connectionId });
  return (
    <ResultPage result={connection}>
      {(detail) => (
        <Connection
          connection={detail}
          note={connection.state === 'ready' ? <StaleNote result={connection} isLive /> : null}
        />
      )}
    </ResultPage>
  );
}

interface ConnectionProps {
  readonly connection: ConnectionDetail;
  readonly note: ReactNode;
}

function Connection({ connection, note }: ConnectionProps): ReactNode {
  const text = useText();
  const { workspaceId, id: connectionId, displayName, report, verificationStatus, checkRunId } = connection;
  return (
    <Page
      title={displayName}
      about={text('connection.about')}
      action={
        <>
          <span className="only-stale">{note}</span>
          <VerifyButton connection={connection} />
        </>
      }
    >
      <ConnectionCard connection={connection} headingLevel={2} slots={slots} />
      {verificationStatus === 'pending' && checkRunId !== null && <Progress runId={checkRunId} />}
      <Section title={text('connection.report')}>
        {report ? (
          <VerificationReport report={report} />
        ) : (
          <EmptyState title={text('connection.unchecked')}>{text('connection.unchecked.text')}</EmptyState>
        )}
      </Section>
      <Section title={text('connection.permissions')}>
        <Resource result={usePermissions({ workspaceId, connectionId })}>
          {(overview) => <PermissionList overview={overview} />}
        </Resource>
      </Section>
    </Page>
  );
}

/** The check in progress, step by step. */
function Progress({ runId }: { readonly runId: string }): ReactNode {
  const text = useText();
  const { workspaceId } = useThisWorkspace();
  const run = useOperation({ workspaceId, runId });
  if (run.state !== 'ready' || run.data.status === 'completed') return null;
  return (
    <div className="connection-progress" role="status">
      <OperationProgress run={run.data} name={text('operation.check')} />
    </div>
  );
}

/** The page has the name of the connection already. */
function Details(): ReactNode {
  return useText()('tenant.facts');
}

const slots = { name: Details };
