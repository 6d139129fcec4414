import type { ConnectionView } from '@tenantatlas/core/browser';
import { useConnections } from '@tenantatlas/react-hooks';
import { ConnectionCard, EmptyState, Resource } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { Section } from '../ui/section.tsx';
import { VerifyButton } from './verify-button.tsx';

/** Properties of the connections of a tenant. */
export interface TenantConnectionsProps {
  readonly workspaceId: string;
  readonly tenantId: string;
}

/** How a tenant is reached at its provider, and whether that works. */
export default function TenantConnections({ workspaceId, tenantId }: TenantConnectionsProps): ReactNode {
  const text = useText();
  return (
    <Section title={text('connection.section')}>
      <Resource result={useConnections({ workspaceId, tenantId, limit: 10 })}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={text('connection.none')}>{text('connection.none.text')}</EmptyState>
          ) : (
            <div className="cards">
              {items.map((connection) => (
                <ConnectionCard key={connection.id} connection={connection} slots={slots} />
              ))}
            </div>
          )
        }
      </Resource>
    </Section>
  );
}

function Name({ connection }: { readonly connection: ConnectionView }): ReactNode {
  const { workspaceId, tenantId, id, displayName } = connection;
  return (
    <Link href={paths.connection(workspaceId, tenantId, id)}>
      <bdi>{displayName}</bdi>
    </Link>
  );
}

const slots = { name: Name, actions: VerifyButton };
