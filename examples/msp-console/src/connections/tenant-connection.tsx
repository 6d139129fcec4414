import type { ConnectionView, TenantView } from '@tenantatlas/core/browser';
import { useConnections } from '@tenantatlas/react-hooks';
import { ConnectionCard, EmptyState, Resource, type ConnectionCardProps } from '@tenantatlas/react-hooks/ui';
import { createContext, useContext, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { MissingDialogPart } from '../parts/missing-part.tsx';
import { onDemand } from '../parts/on-demand.tsx';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { CapableButton } from '../ui/capable-button.tsx';
import { Section } from '../ui/section.tsx';
import { CheckButton, CheckNews, useCheck, type Check } from './check.tsx';
import { ConsentButton, needsConsent } from './consent-button.tsx';
import type { ConnectDialogProps } from './connect-dialog.tsx';
import { PermissionLine } from './permission-line.tsx';
import { SimulationNote } from './simulation-note.tsx';
import { useConnectionText } from './use-connection-text.ts';

const ConnectDialog = onDemand<ConnectDialogProps>(() => import('./connect-dialog.tsx'), {
  Waiting: () => null,
  Missing: MissingDialogPart,
});

/** Properties of {@link TenantConnection}. */
export interface TenantConnectionProps {
  readonly tenant: TenantView;
}

/** How many connections of a tenant its page asks for: the default one and the few besides. */
const fewConnections = 10;

/** How a tenant is reached: its default connection with one thing to do next, or the way to connect it. */
export default function TenantConnection({ tenant }: TenantConnectionProps): ReactNode {
  const text = useConnectionText();
  const { workspaceId, tenantId } = tenant;
  return (
    <Section title={text('connection.section')}>
      <Resource result={useConnections({ workspaceId, tenantId, limit: fewConnections })} skeleton={{ rows: 4 }}>
        {({ items }) => {
          const main = items.find(({ isDefault }) => isDefault) ?? items[0];
          const others = items.filter((one) => one !== main);
          return main ? <Connected key={main.id} main={main} others={others} /> : <NotConnected tenant={tenant} />;
        }}
      </Resource>
    </Section>
  );
}

/** The check of the card that is around. */
const CheckContext = createContext<Check | null>(null);

const slots: NonNullable<ConnectionCardProps['slots']> = {
  name: ConnectionLink,
  actions: CardCheck,
  help: PermissionLine,
};

function CardCheck({ connection }: { readonly connection: ConnectionView }): ReactNode {
  const check = useContext(CheckContext);
  if (needsConsent(connection) && connection.verificationStatus !== 'pending')
    return <ConsentButton connection={connection} />;
  return check && <CheckButton connection={connection} check={check} />;
}

interface ConnectedProps {
  readonly main: ConnectionView;
  readonly others: readonly ConnectionView[];
}

function Connected({ main, others }: ConnectedProps): ReactNode {
  const text = useConnectionText();
  const check = useCheck(main);
  return (
    <>
      <CheckContext.Provider value={check}>
        <ConnectionCard connection={main} slots={slots} />
      </CheckContext.Provider>
      <CheckNews connection={main} check={check} />
      {others.length > 0 && (
        <p className="hint">
          {text('connection.others')}{' '}
          {others.map((one) => (
            <ConnectionLink key={one.id} connection={one} />
          ))}
        </p>
      )}
      <SimulationNote workspaceId={main.workspaceId} />
    </>
  );
}

function ConnectionLink({ connection }: { readonly connection: ConnectionView }): ReactNode {
  const { workspaceId, tenantId, id, displayName } = connection;
  return (
    <Link href={paths.connection(workspaceId, tenantId, id)}>
      <bdi>{displayName}</bdi>
    </Link>
  );
}

function NotConnected({ tenant }: TenantConnectionProps): ReactNode {
  const text = useConnectionText();
  const { capabilities } = useThisWorkspace();
  const [isConnecting, setConnecting] = useState(false);
  const isArchived = tenant.lifecycle === 'archived';
  return (
    <>
      <EmptyState
        title={text('connection.none.title')}
        action={
          isArchived ? undefined : (
            <CapableButton
              held={capabilities}
              needs={['connections.manage']}
              variant="primary"
              onPress={() => setConnecting(true)}
            >
              {text('connect.action')}
            </CapableButton>
          )
        }
      >
        {text(isArchived ? 'connection.none.archived' : 'connection.none.text')}
      </EmptyState>
      {!isArchived && <SimulationNote workspaceId={tenant.workspaceId} />}
      {isConnecting && <ConnectDialog tenant={tenant} onClose={() => setConnecting(false)} />}
    </>
  );
}
