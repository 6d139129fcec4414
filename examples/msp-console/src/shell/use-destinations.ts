import { useQueries, useQuery } from '@tanstack/react-query';
import type { Page, Result, ResultAsync, TenantView, WorkspaceView } from '@tenantatlas/core/browser';
import { useAtlas } from '@tenantatlas/react-hooks';
import { useEffect, useState } from 'react';
import { useFilter } from 'react-aria-components';
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

/** Everywhere that this person can go. */
export interface Destinations {
  readonly groups: readonly DestinationGroup[];
  readonly isLoading: boolean;
  /** Tenants are missing: those of workspaces that one is not in, and that are not called by what was typed. */
  readonly isPartial: boolean;
}

/** Everywhere that this person can go, as far as it is known by now. Groups without any are left out. */
export function useDestinations(typed: string): Destinations {
  const text = useText();
  const person = usePerson();
  const { workspaceId, capabilities, isMissing } = usePlane();
  const { workspaces, tenants, ...state } = usePlaces(typed, isMissing ? null : workspaceId);
  const pages = [...(isMissing ? [] : pagesOf(workspaceId, person, capabilities)), ...pagesOf(null, person)];
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
  return { groups: groups.filter(({ items }) => items.length > 0), ...state };
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
  readonly isLoading: boolean;
  readonly isPartial: boolean;
}

/** Of how many workspaces the tenants are read at once: opening the palette must not keep the server busy. */
const readAtOnce = 20;

/** All workspaces, and the tenants of those that matter, as far as they can be read: the pages themselves say why something cannot. */
function usePlaces(typed: string, here: string | null): Places {
  const { connection } = useAtlas();
  const { client, cacheKey } = connection;
  const shared = { networkMode: 'always', staleTime: 60_000 } as const;
  const { data: workspaces = [], isLoading } = useQuery({
    ...shared,
    queryKey: ['tenantatlas', cacheKey, 'console.workspaces'],
    queryFn: () => allPages((cursor) => client.workspaces.list({ limit: 200, cursor })),
  });
  const isPartial = workspaces.length > readAtOnce;
  const named = useNamed(workspaces, typed);
  const other = (isPartial ? named : workspaces).filter(({ workspaceId }) => workspaceId !== here);
  const ids = [...(here === null ? [] : [here]), ...other.slice(0, readAtOnce).map(({ workspaceId }) => workspaceId)];
  const tenants = useQueries({
    queries: ids.map((workspaceId) => ({
      ...shared,
      queryKey: ['tenantatlas', cacheKey, 'console.tenants', workspaceId],
      queryFn: () => allPages((cursor) => client.tenants.list({ workspaceId, limit: 200, cursor })),
    })),
  });
  return {
    workspaces,
    tenants: tenants.flatMap(({ data = [] }) => data),
    isLoading: isLoading || tenants.some((one) => one.isLoading),
    isPartial,
  };
}

const restMillis = 250;

/** The workspaces that are called by what was typed, once the typing rests. */
function useNamed(workspaces: readonly WorkspaceView[], typed: string): readonly WorkspaceView[] {
  const { contains } = useFilter({ sensitivity: 'base' });
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed.trim()), restMillis);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled === '' ? [] : workspaces.filter(({ name }) => contains(name, settled));
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
