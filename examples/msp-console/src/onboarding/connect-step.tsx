import type { ConnectionView, OnboardingView, TenantView } from '@tenantatlas/core/browser';
import { useConnections, useTenant, useUpdateOnboarding, type AnyAtlasError } from '@tenantatlas/react-hooks';
import { useState, type ReactNode } from 'react';
import ConnectDialog from '../connections/connect-dialog.tsx';
import { fewConnections, mainOf } from '../connections/main-connection.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { useOnboardingText } from './use-onboarding-text.ts';
import { WaitingDialog } from './waiting-dialog.tsx';
import { isOutdated } from './wizard.ts';

/** Properties of {@link ConnectStep}. */
export interface ConnectStepProps {
  readonly session: OnboardingView;
  /** The tenant of the session. */
  readonly tenantId: string;
  readonly onClose: (refusal?: AnyAtlasError) => void;
}

/** Asks which connection of the tenant is verified. Without another one to choose, it is a new one; otherwise the default one is proposed. */
export default function ConnectStep(props: ConnectStepProps): ReactNode {
  const { tenantId, onClose } = props;
  const text = useOnboardingText();
  const { workspaceId } = useThisWorkspace();
  const title = text('onboarding.select.title');
  return (
    <WaitingDialog result={useTenant({ workspaceId, tenantId })} title={title} onClose={onClose}>
      {(tenant) => <OfTenant {...props} tenant={tenant} title={title} />}
    </WaitingDialog>
  );
}

interface OfTenantProps extends ConnectStepProps {
  readonly tenant: TenantView;
  readonly title: string;
}

function OfTenant({ title, ...props }: OfTenantProps): ReactNode {
  const { workspaceId, tenantId } = props.tenant;
  const connections = useConnections({ workspaceId, tenantId, limit: fewConnections });
  return (
    <WaitingDialog result={connections} title={title} onClose={props.onClose}>
      {({ items }) => <Step {...props} connections={items} />}
    </WaitingDialog>
  );
}

interface StepProps extends Omit<OfTenantProps, 'title'> {
  readonly connections: readonly ConnectionView[];
}

function Step({ session, tenant, connections, onClose }: StepProps): ReactNode {
  const text = useOnboardingText();
  const { capabilities } = useThisWorkspace();
  const mayConnect = capabilities.includes('connections.manage');
  const [version] = useState(session.version); // what the person decides on is what was shown when they began
  const { run, ...outcome } = useUpdateOnboarding();
  const { workspaceId, id: onboardingId } = session;
  const others = connections.filter(({ id }) => id !== session.connectionId);
  const proposed = mainOf(others)?.id ?? '';
  // Without another one to choose there is nothing to ask: it is a new one.
  const [isNew, setNew] = useState(others.length === 0);
  const select = async (connectionId: string): Promise<void> => {
    const answer = await run({ workspaceId, onboardingId, expectedVersion: version, connectionId });
    if (answer.isOk()) onClose();
    else if (isNew || isOutdated(answer.error)) onClose(answer.error);
  };
  // A connection that was made stands in the list from then on, so that its dialog must not ask for it anew.
  if (isNew) return <ConnectDialog tenant={tenant} onClose={() => onClose()} onConnected={(id) => void select(id)} />;
  return (
    <FormDialog
      title={text('onboarding.select.title')}
      submit={text('onboarding.select.submit')}
      questions={[
        {
          name: 'connection',
          member: 'connectionId',
          label: text('onboarding.select.connection'),
          hint: text('onboarding.select.hint'),
          initial: proposed,
          options: [
            ...others.map(({ id, displayName }) => ({ value: id, label: displayName })),
            ...(mayConnect ? [{ value: '', label: text('onboarding.select.new') }] : []),
          ],
        },
      ]}
      outcome={outcome}
      onSubmit={({ connection }) => (connection === '' ? setNew(true) : void select(connection))}
      onClose={() => onClose()}
    />
  );
}
