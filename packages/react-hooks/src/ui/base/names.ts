import type { AtlasConnection } from '../../provider/connection.ts';
import type { AtlasQuery } from '../../query/atlas-query.ts';
import { usePages } from '../../query/use-pages.ts';
import { useRead } from '../../query/use-read.ts';
import type { HookResult } from '../../result.ts';
import { tenantOptions, tenantsOptions, workspaceOptions, workspacesOptions } from '../../options.ts';
import { concurrencyLimit } from './concurrency-limit.ts';
import { useKnownName } from './known-names.ts';

/** One list that all readers of names share. A name beyond it is read by its id, only while it is shown. */
const shared = { limit: 200 } as const;

/** For how long a name is not read again because another place shows it, in milliseconds: it changes seldom, and there may be many of them. */
const nameLife = 300_000;

/** How many names are read by their ids at the same time: a long table would keep everything else waiting. */
const atOnce = 4;

/** The limit of each connection, for as long as there is one. */
const limits = new WeakMap<AtlasConnection, ReturnType<typeof concurrencyLimit>>();

/** The name of a workspace or a tenant: null for one that the viewer may not read, and for none; undefined while it is being read. */
export type Name = string | null | undefined;

/**
 * The {@link Name} of a workspace, for sentences of your own: an answer such as a decision's `scopeLabel` has only its id. All readers share one list.
 *
 * @example
 * const name = useWorkspaceName(activation.scope.workspaceId);
 * <p>{name ?? say(activation.scopeLabel)}</p>
 */
export function useWorkspaceName(workspaceId: string | null): Name {
  const known = useKnownName(workspaceId, null);
  const isAsked = workspaceId !== null && known === undefined;
  const list = usePages((connection) => ({
    ...workspacesOptions(connection, shared),
    enabled: isAsked,
    staleTime: nameLife,
  }));
  const items = list.state === 'ready' ? list.data.items : null;
  const listed = items?.find((one) => one.workspaceId === workspaceId);
  const isMissing = isAsked && items !== null && !listed;
  const one = useRead((connection) =>
    rarelyRead(connection, workspaceOptions(connection, { workspaceId: workspaceId ?? '' }), isMissing),
  );
  if (!isAsked) return known ?? null;
  return listed?.name ?? nameIn(isMissing ? one : list);
}

/**
 * The {@link Name} of a tenant. All readers of a workspace share one list.
 *
 * @example
 * const name = useTenantName(entry.workspaceId, entry.tenantId);
 */
export function useTenantName(workspaceId: string | null, tenantId: string | null): Name {
  const workspace = { workspaceId: workspaceId ?? '' };
  const known = useKnownName(workspaceId, tenantId);
  const isAsked = workspaceId !== null && tenantId !== null && known === undefined;
  const list = usePages((connection) => ({
    ...tenantsOptions(connection, { ...workspace, ...shared }),
    enabled: isAsked,
    staleTime: nameLife,
  }));
  const items = list.state === 'ready' ? list.data.items : null;
  const listed = items?.find((one) => one.tenantId === tenantId);
  const isMissing = isAsked && items !== null && !listed;
  const one = useRead((connection) =>
    rarelyRead(connection, tenantOptions(connection, { ...workspace, tenantId: tenantId ?? '' }), isMissing),
  );
  // A tenant of no workspace would match the name of the workspace itself.
  if (!isAsked) return tenantId === null ? null : (known ?? null);
  return listed?.name ?? nameIn(isMissing ? one : list);
}

function nameIn(result: HookResult<object>): Name {
  if (result.state === 'loading') return undefined;
  return result.state === 'ready' && 'name' in result.data ? (result.data.name as string) : null;
}

function rarelyRead<T>(connection: AtlasConnection, options: AtlasQuery<T>, enabled: boolean): AtlasQuery<T> {
  const queryFn = (): Promise<T> => limitOf(connection)(options.queryFn);
  return { ...options, queryFn, enabled, staleTime: nameLife, refetchOnWindowFocus: false };
}

function limitOf(connection: AtlasConnection): ReturnType<typeof concurrencyLimit> {
  const known = limits.get(connection) ?? concurrencyLimit(atOnce);
  limits.set(connection, known);
  return known;
}
