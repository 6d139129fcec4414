import { useConnections } from '@tenantatlas/react-hooks';
import type { ReactNode } from 'react';
import { Redirect } from 'wouter';
import { fewConnections, mainOf } from '../connections/main-connection.ts';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { ResultPage } from '../ui/result-page.tsx';

/** Leads to the connection of a tenant that is used where none is named, and to the same place within its page; without one, to the tenant. */
export default function MainConnectionPage({ tenantId }: { readonly tenantId: string }): ReactNode {
  const { workspaceId } = useThisWorkspace();
  return (
    <ResultPage result={useConnections({ workspaceId, tenantId, limit: fewConnections })}>
      {({ items }) => {
        const main = mainOf(items);
        const to = main
          ? `${paths.connection(workspaceId, tenantId, main.id)}${location.hash}`
          : paths.tenant(workspaceId, tenantId);
        return <Redirect to={to} replace />;
      }}
    </ResultPage>
  );
}
