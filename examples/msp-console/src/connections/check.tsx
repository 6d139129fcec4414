import type { ConnectionView } from '@tenantatlas/core/browser';
import { useOperation, useVerifyConnection, type WriteState } from '@tenantatlas/react-hooks';
import { OperationProgress } from '@tenantatlas/react-hooks/ui';
import { useState, type ReactNode } from 'react';
import { Refusal } from '../restore/refusal.tsx';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { CapableButton } from '../ui/capable-button.tsx';
import { needsConsent } from './consent-button.tsx';
import { useCheckNote } from './check-note.ts';
import { useConnectionText } from './use-connection-text.ts';

const checking = ['operations.start', 'onboarding.manage'] as const;

/** What starts checks of a connection, and how the last start went. */
export interface Check {
  readonly start: () => void;
  readonly outcome: WriteState<unknown>;
  /** The run that was started or joined here last. */
  readonly runId: string | null;
}

/** The check of a connection, for a button and for what tells of a refusal. */
export function useCheck({ workspaceId, id }: Pick<ConnectionView, 'workspaceId' | 'id'>): Check {
  const { run, reset: _reset, ...outcome } = useVerifyConnection();
  return {
    start: () => void run({ workspaceId, connectionId: id }),
    outcome,
    runId: outcome.state === 'done' ? outcome.data.run.id : null,
  };
}

interface CheckProps {
  readonly connection: ConnectionView;
  readonly check: Check;
}

interface CheckButtonProps extends CheckProps {
  /** Where the page offers the next step elsewhere. @default false */
  readonly isPlain?: boolean;
}

/** Starts a check. While one is in progress nothing can be started: `CheckProgress` is shown. */
export function CheckButton({ connection, check, isPlain = false }: CheckButtonProps): ReactNode {
  const text = useConnectionText();
  const { capabilities } = useThisWorkspace();
  if (connection.verificationStatus === 'pending') return null;
  const isPending = check.outcome.state === 'pending';
  return (
    <CapableButton
      held={capabilities}
      needs={checking}
      variant={!isPlain && isNext(connection) ? 'primary' : undefined}
      onPress={() => (isPending ? undefined : check.start())}
    >
      {text(isPending ? 'connection.check.starting' : 'connection.check')}
    </CapableButton>
  );
}

/** Whether a check is the next thing to do: not of a connection that works, is to be enabled first, or needs consent. */
function isNext(connection: ConnectionView): boolean {
  return connection.readiness !== 'ready' && connection.isEnabled && !needsConsent(connection);
}

/** Why a check was not started, and how far the one in progress is. Announced to screen readers, its end too. */
export function CheckNews({ connection, check }: CheckProps): ReactNode {
  const text = useConnectionText();
  const { workspaceId, checkRunId, verificationStatus, lastHealthCheckAt } = connection;
  const isRunning = verificationStatus === 'pending' && checkRunId !== null;
  const [seen, setSeen] = useState<string | null>(null);
  if (isRunning && seen !== checkRunId) setSeen(checkRunId);
  // A check that asks the provider nothing may end before it was seen running.
  const hasEnded = !isRunning && checkRunId !== null && (seen === checkRunId || check.runId === checkRunId);
  return (
    <>
      <div role="alert">
        <Refusal outcome={check.outcome} workspaceId={workspaceId} onRetry={check.start} />
      </div>
      <div role="status">
        {isRunning && (
          <CheckProgress workspaceId={workspaceId} runId={checkRunId} hasReport={lastHealthCheckAt !== null} />
        )}
        {hasEnded && <p className="hint">{text('connection.check.ended')}</p>}
      </div>
    </>
  );
}

interface CheckProgressProps {
  readonly workspaceId: string;
  readonly runId: string;
  /** Whether a report of the check before is shown below. */
  readonly hasReport: boolean;
}

function CheckProgress({ workspaceId, runId, hasReport }: CheckProgressProps): ReactNode {
  const text = useConnectionText();
  const noted = useCheckNote();
  const result = useOperation({ workspaceId, runId });
  const name = text('connection.check.running');
  return (
    <div className="check-progress">
      <strong>{name}</strong>
      {hasReport && <span className="quiet">{text('connection.check.before')}</span>}
      {result.state === 'ready' && <OperationProgress run={noted(result.data)} name={name} />}
    </div>
  );
}
