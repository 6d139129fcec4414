import {
  createTenantAtlas,
  defineControls,
  defineOperations,
  manualClock,
  ok,
  orThrow,
  platformCapabilities,
  platformOperator,
  systemActor,
  toInstant,
  workspaceUser,
  type Actor,
  type LogFields,
  type Storage,
} from '@tenantatlas/core';
import { createMemoryStorage } from '@tenantatlas/core/memory';
import * as z from 'zod';
import { createAtlasHandler, type AtlasHandlerOptions } from '../../src/server/index.ts';
import { dumpOf } from './dump.ts';

/** The moment at which the tests stand. */
const noon = toInstant(Date.UTC(2026, 10, 21, 12));

/** All actors who can sign in, by the name in `x-actor`. */
export const actors: { readonly [name: string]: Actor } = {
  operator: platformOperator({ id: 'op-all', label: 'Ada All', capabilities: platformCapabilities }),
  owner: workspaceUser({ id: 'u-owner', label: 'Olga Owner' }),
  system: systemActor('host'),
  outsider: workspaceUser({ id: 'u-outsider', label: 'Otto Outsider' }),
};

const controls = defineControls({
  'acme.sweep': {
    label: 'Sweep',
    supportedScopes: ['global', 'workspace'],
    operationTypes: ['acme.sweep'],
    affectedSurfaces: ['acme.sweeps'],
  },
});
const operations = defineOperations({
  'acme.sweep': {
    label: 'Sweep',
    capability: 'operations.start',
    control: 'acme.sweep',
    inputs: z.strictObject({ list: z.string().max(50), deep: z.unknown().optional() }),
    run: async () => ok({}),
  },
});

/** Workspace ids that an address could corrupt. */
export const oddIds = [
  '.',
  '..',
  '...',
  'a',
  'b',
  'a/b',
  'a:b',
  'a+b',
  '/',
  '//',
  '/a',
  'a/',
  'v1',
  'archive',
] as const;

/** Memory with two workspaces, a tenant, an owner and workspaces under odd ids. */
export async function freshStorage(): Promise<Storage> {
  const storage = createMemoryStorage();
  const system = createTenantAtlas({ storage, clock: manualClock(noon) }).as(systemActor('seed'));
  for (const workspaceId of ['w-1', 'w-2', ...oddIds])
    orThrow(await system.workspaces.create({ workspaceId, name: `Name of ${workspaceId}` }));
  orThrow(await system.tenants.create({ workspaceId: 'w-1', tenantId: 't-1', name: 'Contoso', lifecycle: 'active' }));
  orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-owner', role: 'owner' }));
  orThrow(await system.workspaces.grantTenant({ workspaceId: 'w-1', tenantId: 't-1', userId: 'u-owner' }));
  return storage;
}

/** An atlas over {@link freshStorage}, or what `around` makes of it, served by a handler. */
export async function servedWorld(change: Partial<AtlasHandlerOptions> = {}, around = (storage: Storage) => storage) {
  const inner = await freshStorage();
  const atlas = createTenantAtlas({
    storage: around(inner),
    clock: manualClock(noon),
    catalogs: { controls: [controls], operations: [operations] },
  });
  const seen = { signIns: 0, calls: 0, logged: [] as (readonly [string, LogFields])[] };
  const log = (event: string, fields: LogFields): void => void seen.logged.push([event, fields]);
  const handler = createAtlasHandler({
    atlas: counted(atlas, () => (seen.calls += 1)),
    authenticate: (request) => {
      seen.signIns += 1;
      return actors[request.headers.get('x-actor') ?? ''] ?? null;
    },
    logger: { warn: log, error: log },
    ...change,
  });
  return { atlas, handler, seen, dump: (storage = inner) => dumpOf(storage, noon) };
}

type Method = (request: unknown) => unknown;

/** The same atlas; `called` is invoked on each call of a method. */
function counted<A extends AtlasHandlerOptions['atlas']>(atlas: A, called: () => void): AtlasHandlerOptions['atlas'] {
  const watch = (group: { readonly [name: string]: Method }) =>
    Object.fromEntries(
      Object.entries(group).map(([name, method]) => [name, (request: unknown) => (called(), method(request))]),
    );
  return {
    methods: () => atlas.methods(),
    as: (actor, options) =>
      Object.fromEntries(
        Object.entries(
          atlas.as(actor, options) as { readonly [group: string]: { readonly [name: string]: Method } },
        ).map(([name, group]) => [name, watch(group)]),
      ),
  };
}
