import type { ConnectionView, ContextualHelpView, OperationRunView, TenantView } from '@tenantatlas/core/browser';
import { useConnections, usePermissions } from '@tenantatlas/react-hooks';
import {
  ConnectionCard,
  EmptyState,
  Resource,
  Skeleton,
  TenantVerification,
  type ConnectionCardProps,
} from '@tenantatlas/react-hooks/ui';
import { createContext, useContext, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { MissingDialogPart } from '../parts/missing-part.tsx';
import { onDemand } from '../parts/on-demand.tsx';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { CapableButton } from '../ui/capable-button.tsx';
import { Section } from '../ui/section.tsx';
import { CheckButton, CheckNews, useCheck, type Check } from './check.tsx';
import { ConnectionHelp, useConnectionHelp } from './connection-help.tsx';
import { ConsentButton, needsConsent } from './consent-button.tsx';
import type { ConnectDialogProps } from './connect-dialog.tsx';
import { fewConnections, mainOf } from './main-connection.ts';
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

/** How a tenant is reached: its default connection or the way to connect it, and how its verification stands with one thing to do next. */
export default function TenantConnection({ tenant }: TenantConnectionProps): ReactNode {
  const text = useConnectionText();
  const { workspaceId, tenantId } = tenant;
  const result = useConnections({ workspaceId, tenantId, limit: fewConnections });
  const isConnected = result.state === 'ready' && result.data.items.length > 0;
  return (
    <>
      <Section title={text('connection.section')}>
        <Resource result={result} skeleton={{ rows: 4 }}>
          {({ items }) => {
            const main = mainOf(items);
            const others = items.filter((one) => one !== main);
            return main ? <Connected key={main.id} main={main} others={others} /> : <NotConnected tenant={tenant} />;
          }}
        </Resource>
      </Section>
      {isConnected && (
        <Section title={text('verification.section')}>
          <TenantVerification {...{ workspaceId, tenantId }} hrefOf={runHref} slots={linkSlots} />
        </Section>
      )}
    </>
  );
}

const runHref = ({ workspaceId, id }: OperationRunView): string => paths.operation(workspaceId, id);
const linkSlots = { link: Link };

/** The check of the card that is around. */
const CheckContext = createContext<Check | null>(null);

/** The help of the page that is around. */
const HelpContext = createContext<ContextualHelpView | null>(null);

const slots: NonNullable<ConnectionCardProps['slots']> = {
  name: ConnectionLink,
  actions: CardCheck,
  help: PermissionsAndHelp,
};

function PermissionsAndHelp({ connection }: { readonly connection: ConnectionView }): ReactNode {
  return (
    <>
      <PermissionLine connection={connection} />
      <ConnectionHelp connection={connection} help={useContext(HelpContext)} headingLevel={4} />
    </>
  );
}

function CardCheck({ connection }: { readonly connection: ConnectionView }): ReactNode {
  const check = useContext(CheckContext);
  if (needsConsent(connection) && connection.verificationStatus !== 'pending')
    return <ConsentButton connection={connection} />;
  return check && <CheckButton connection={connection} check={check} isPlain />;
}

interface ConnectedProps {
  readonly main: ConnectionView;
  readonly others: readonly ConnectionView[];
}

function Connected({ main, others }: ConnectedProps): ReactNode {
  const text = useConnectionText();
  const check = useCheck(main);
  const { help, isAwaited } = useConnectionHelp(main);
  usePermissions({ workspaceId: main.workspaceId, connectionId: main.id }); // asked for beside the help, for the card
  if (isAwaited) return <Skeleton rows={4} />;
  return (
    <>
      <CheckContext.Provider value={check}>
        <HelpContext.Provider value={help}>
          <ConnectionCard connection={main} slots={slots} />
        </HelpContext.Provider>
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
