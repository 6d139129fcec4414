import type { ConnectionView } from '@tenantatlas/core/browser';
import { ErrorPanel } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { CapableButton } from '../ui/capable-button.tsx';
import { useConnectionText } from './use-connection-text.ts';
import { useConsent } from './use-consent.ts';

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
  const { ask, isPending, error } = useConsent(connection, paths.connection(workspaceId, tenantId, id));
  return (
    <>
      <CapableButton held={capabilities} needs={['connections.manage']} variant="primary" onPress={ask}>
        {text(isPending ? 'consent.opening' : 'consent.action')}
      </CapableButton>
      {error && <ErrorPanel error={error} attempt="write" />}
    </>
  );
}
