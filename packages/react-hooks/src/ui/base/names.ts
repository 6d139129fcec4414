import type { AtlasQuery } from '../../query/atlas-query.ts';
import { usePages } from '../../query/use-pages.ts';
import { useRead } from '../../query/use-read.ts';
import { tenantOptions } from '../../hooks/use-tenant.ts';
import { tenantsOptions } from '../../hooks/use-tenants.ts';
import { workspaceOptions } from '../../hooks/use-workspace.ts';
import { workspacesOptions } from '../../hooks/use-workspaces.ts';

/** One list that everybody who asks for a name shares. What lies beyond it is read by its id, and only while it is shown. */
const shared = { limit: 200 } as const;

/** For how long a name that was read by its id is not read again, in milliseconds: it changes seldom, and there may be many of them. */
const nameLife = 300_000;

/** The name of a workspace; null while it is unknown, for one that the viewer may not read, and for none. */
export function useWorkspaceName(workspaceId: string | null): string | null {
  const list = usePages((connection) => ({ ...workspacesOptions(connection, shared), enabled: workspaceId !== null }));
  const items = list.state === 'ready' ? list.data.items : null;
  const listed = items?.find((one) => one.workspaceId === workspaceId);
  const isMissing = workspaceId !== null && items !== null && !listed;
  const one = useRead((connection) =>
    seldom(workspaceOptions(connection, { workspaceId: workspaceId ?? '' }), isMissing),
  );
  return listed?.name ?? (isMissing && one.state === 'ready' ? one.data.name : null);
}

/** The name of a tenant; null while it is unknown, for one that the viewer may not read, and for none. */
export function useTenantName(workspaceId: string | null, tenantId: string | null): string | null {
  const workspace = { workspaceId: workspaceId ?? '' };
  const isAsked = workspaceId !== null && tenantId !== null;
  const list = usePages((connection) => ({
    ...tenantsOptions(connection, { ...workspace, ...shared }),
    enabled: isAsked,
  }));
  const items = list.state === 'ready' ? list.data.items : null;
  const listed = items?.find((one) => one.tenantId === tenantId);
  const isMissing = isAsked && items !== null && !listed;
  const one = useRead((connection) =>
    seldom(tenantOptions(connection, { ...workspace, tenantId: tenantId ?? '' }), isMissing),
  );
  return listed?.name ?? (isMissing && one.state === 'ready' ? one.data.name : null);
}

function seldom<T>(options: AtlasQuery<T>, enabled: boolean): AtlasQuery<T> {
  return { ...options, enabled, staleTime: nameLife, refetchOnWindowFocus: false };
}
