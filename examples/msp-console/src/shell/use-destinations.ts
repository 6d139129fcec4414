import { useQuery } from '@tanstack/react-query';
import type { TenantView, WorkspaceView } from '@tenantatlas/core/browser';
import { useAtlas, useWorkspaces, type AtlasConnection } from '@tenantatlas/react-hooks';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import type { IconName } from '../ui/icons.tsx';
import { pagesOf } from './pages-of.ts';
import { usePlane } from './use-plane.ts';

/** Somewhere to go. */
export interface Destination {
  readonly id: string;
  readonly label: string;
  readonly href: string;
  readonly icon: IconName;
}

/** Destinations of one kind. */
export interface DestinationGroup {
  readonly title: string;
  readonly items: readonly Destination[];
}

/** Everywhere that this person can go. Groups without any are left out. */
export function useDestinations(): readonly DestinationGroup[] {
  const text = useText();
  const person = usePerson();
  const { workspaceId, isMissing } = usePlane();
  const answer = useWorkspaces({ limit: 50 });
  const workspaces = answer.state === 'ready' ? answer.data.items : [];
  const tenants = useTenantsOf(workspaces);
  const pages = [...(isMissing ? [] : pagesOf(workspaceId, person)), ...pagesOf(null, person)];
  const groups: readonly DestinationGroup[] = [
    {
      title: text('palette.pages'),
      items: [...new Map(pages.map((page) => [page.href, page])).values()].map(({ id, href, icon }) => ({
        id: href,
        label: href === paths.platformAudit ? `${text('nav.audit')} · ${text('nav.system')}` : text(`nav.${id}`),
        href,
        icon,
      })),
    },
    { title: text('nav.workspaces'), items: workspaces.map(toWorkspace) },
    { title: text('palette.tenants'), items: tenants.map(toTenant) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

function toWorkspace({ workspaceId, name }: WorkspaceView): Destination {
  return { id: `w:${workspaceId}`, label: name, href: paths.workspace(workspaceId), icon: 'workspaces' };
}

function toTenant({ workspaceId, tenantId, name }: TenantView): Destination {
  return {
    id: `t:${workspaceId}:${tenantId}`,
    label: name,
    href: paths.tenant(workspaceId, tenantId),
    icon: 'tenants',
  };
}

/** The tenants of several workspaces. What cannot be read is left out: the pages themselves say why. */
function useTenantsOf(workspaces: readonly WorkspaceView[]): readonly TenantView[] {
  const { connection } = useAtlas();
  const ids = workspaces.map(({ workspaceId }) => workspaceId);
  const { data = [] } = useQuery({
    queryKey: ['tenantatlas', connection.cacheKey, 'console.destinations', ids],
    networkMode: 'always',
    staleTime: 30_000,
    queryFn: async () => (await Promise.all(ids.map((id) => tenantsOf(connection, id)))).flat(),
  });
  return data;
}

async function tenantsOf({ client }: AtlasConnection, workspaceId: string): Promise<readonly TenantView[]> {
  const page = await client.tenants.list({ workspaceId, limit: 200 });
  return page.isOk() ? page.value.items : [];
}
