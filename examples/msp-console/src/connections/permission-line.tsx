import type { ConnectionView } from '@tenantatlas/core/browser';
import { usePermissions } from '@tenantatlas/react-hooks';
import { ErrorPanel, PermissionSummary } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';

/** The permissions of a connection on one line. */
export function PermissionLine({ connection }: { readonly connection: ConnectionView }): ReactNode {
  const permissions = usePermissions({ workspaceId: connection.workspaceId, connectionId: connection.id });
  switch (permissions.state) {
    case 'ready':
      return <PermissionSummary overview={permissions.data} />;
    case 'failed':
      return <ErrorPanel error={permissions.error} onRetry={permissions.refresh} />;
    case 'loading':
      return <span className="word-skeleton" aria-busy="true" />;
    default:
      return null;
  }
}
