import type { Conflict, InvalidInput } from '@tenantatlas/core/browser';
import type { WriteState } from '@tenantatlas/react-hooks';
import { ErrorPanel, PausedPanel, useUi } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';

/** Properties of {@link Refusal}. */
export interface RefusalProps {
  readonly outcome: WriteState<unknown>;
  readonly workspaceId: string;
  /** Sends the same again, under the same key, so that nothing is written twice. */
  readonly onRetry: () => void;
}

/** Why a start was refused, in a matching style: a pause, a missing capability, an input to correct, or a failure. */
export function Refusal({ outcome, workspaceId, onRetry }: RefusalProps): ReactNode {
  const text = useText();
  const { say } = useUi();
  switch (outcome.state) {
    case 'idle':
    case 'pending':
    case 'done':
      return null;
    case 'paused':
      return <PausedPanel pause={outcome.error} />;
    case 'denied':
      return <p className="problem">{say(outcome.error.message)}</p>;
    case 'failed':
      if (outcome.error.code === 'invalid_input') return <Corrections error={outcome.error} />;
      if (outcome.error.code === 'conflict') return <Busy error={outcome.error} workspaceId={workspaceId} />;
      return (
        <>
          <ErrorPanel error={outcome.error} attempt="write" onRetry={onRetry} />
          <p className="quiet">{text('restore.same_key')}</p>
        </>
      );
  }
}

function Corrections({ error }: { readonly error: InvalidInput }): ReactNode {
  const { say } = useUi();
  return (
    <ul className="problem">
      {error.issues.map(({ path, rule, fix }) => (
        <li key={`${path} ${rule}`}>{say(fix)}</li>
      ))}
    </ul>
  );
}

function Busy({ error, workspaceId }: { readonly error: Conflict; readonly workspaceId: string }): ReactNode {
  const text = useText();
  const { say } = useUi();
  return (
    <p className="problem">
      {say(error.message)}{' '}
      {error.reason === 'scope_busy' && error.winner && (
        <Link href={paths.operation(workspaceId, error.winner.id)}>{text('restore.busy')}</Link>
      )}
    </p>
  );
}
