import { useQuery } from '@tanstack/react-query';
import type { Page, Result, ResultAsync, TenantView, WorkspaceView } from '@tenantatlas/core/browser';
import { useAtlas, type AtlasConnection } from '@tenantatlas/react-hooks';
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

/** Everywhere that this person can go, as far as it is known by now. Groups without any are left out. */
export function useDestinations(): { readonly groups: readonly DestinationGroup[]; readonly isLoading: boolean } {
  const text = useText();
  const person = usePerson();
  const { workspaceId, isMissing } = usePlane();
  const { workspaces, tenants, isLoading } = usePlaces();
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
  return { groups: groups.filter(({ items }) => items.length > 0), isLoading };
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

interface Places {
  readonly workspaces: readonly WorkspaceView[];
  readonly tenants: readonly TenantView[];
}

/** All workspaces and their tenants, as far as they can be read: the pages themselves say why something cannot. */
function usePlaces(): Places & { readonly isLoading: boolean } {
  const { connection } = useAtlas();
  const { cacheKey } = connection;
  const shared = { networkMode: 'always', staleTime: 60_000 } as const;
  const workspaces = useQuery({
    ...shared,
    queryKey: ['tenantatlas', cacheKey, 'console.workspaces'],
    queryFn: () => allPages((cursor) => connection.client.workspaces.list({ limit: 200, cursor })),
  });
  const ids = (workspaces.data ?? []).map(({ workspaceId }) => workspaceId);
  const tenants = useQuery({
    ...shared,
    enabled: workspaces.isSuccess,
    queryKey: ['tenantatlas', cacheKey, 'console.tenants', ids],
    queryFn: () => tenantsOf(connection, ids),
  });
  return {
    workspaces: workspaces.data ?? [],
    tenants: tenants.data ?? [],
    isLoading: workspaces.isLoading || tenants.isLoading,
  };
}

/** A few workspaces at a time: whoever opens the palette must not keep the server busy. */
async function tenantsOf({ client }: AtlasConnection, ids: readonly string[]): Promise<readonly TenantView[]> {
  const waiting = [...ids];
  const found = new Map<string, readonly TenantView[]>();
  const lane = async (): Promise<void> => {
    for (let workspaceId = waiting.shift(); workspaceId !== undefined; workspaceId = waiting.shift()) {
      const id = workspaceId;
      found.set(id, await allPages((cursor) => client.tenants.list({ workspaceId: id, limit: 200, cursor })));
    }
  };
  await Promise.all([lane(), lane(), lane()]);
  return ids.flatMap((id) => found.get(id) ?? []);
}

async function allPages<Item>(read: (cursor: string | null) => ResultAsync<Page<Item>, unknown>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Result<Page<Item>, unknown> = await read(cursor);
    if (page.isErr()) break;
    items.push(...page.value.items);
    cursor = page.value.nextCursor;
  } while (cursor !== null);
  return items;
}
