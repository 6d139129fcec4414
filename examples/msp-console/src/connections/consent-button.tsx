import type { ConnectionView } from '@tenantatlas/core/browser';
import { useConsentUrl } from '@tenantatlas/react-hooks';
import { ErrorPanel } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { CapableButton } from '../ui/capable-button.tsx';
import { noteConsentFrom } from './consent-from.ts';
import { useConnectionText } from './use-connection-text.ts';

/** Whether consent is the next thing to do: without it a check of the product's app asks the provider nothing, and one of the customer's own app proves itself. */
export function needsConsent({ isEnabled, connectionType, readiness, lastErrorReason }: ConnectionView): boolean {
  if (!isEnabled || !readiness.startsWith('consent_')) return false;
  return (
    connectionType === 'platform' || lastErrorReason?.nextSteps.some(({ kind }) => kind === 'grant_consent') === true
  );
}

/** Leads to the provider's page where an administrator of the tenant gives consent. The answer comes back to this console. */
export function ConsentButton({ connection }: { readonly connection: ConnectionView }): ReactNode {
  const text = useConnectionText();
  const { capabilities } = useThisWorkspace();
  const { workspaceId, tenantId, id } = connection;
  const { run, ...outcome } = useConsentUrl();
  const isPending = outcome.state === 'pending' || outcome.state === 'done'; // the other page is on its way
  const open = async (): Promise<void> => {
    const answer = await run({ workspaceId, connectionId: id });
    if (answer.isErr()) return;
    noteConsentFrom(paths.connection(workspaceId, tenantId, id));
    location.assign(answer.value.url);
  };
  return (
    <>
      <CapableButton
        held={capabilities}
        needs={['connections.manage']}
        variant="primary"
        onPress={() => (isPending ? undefined : void open())}
      >
        {text(isPending ? 'consent.opening' : 'consent.action')}
      </CapableButton>
      {'error' in outcome && <ErrorPanel error={outcome.error} attempt="write" />}
    </>
  );
}
