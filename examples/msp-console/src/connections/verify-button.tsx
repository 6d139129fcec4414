import type { ConnectionView } from '@tenantatlas/core/browser';
import { useVerifyConnection } from '@tenantatlas/react-hooks';
import { ErrorPanel, PausedPanel } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { CapableButton } from '../ui/capable-button.tsx';

const checking = ['onboarding.manage', 'operations.start'] as const;

/** Runs the check of a connection. While one is in progress it says so, because a second one would join it. */
export function VerifyButton({ connection }: { readonly connection: ConnectionView }): ReactNode {
  const text = useText();
  const { workspaceId, capabilities } = useThisWorkspace();
  const verifying = useVerifyConnection();
  const isRunning = connection.verificationStatus === 'pending' || verifying.state === 'pending';
  const run = (): void => void verifying.run({ workspaceId, connectionId: connection.id });
  return (
    <>
      {isRunning ? (
        <button type="button" className="button" aria-disabled aria-busy>
          {text('connection.checking')}
        </button>
      ) : (
        <CapableButton held={capabilities} needs={checking} onPress={run}>
          {text('connection.check')}
        </CapableButton>
      )}
      {verifying.state === 'paused' && <PausedPanel pause={verifying.error} />}
      {(verifying.state === 'failed' || verifying.state === 'denied') && <ErrorPanel error={verifying.error} />}
    </>
  );
}
