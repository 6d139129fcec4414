import {
  createTenantAtlas,
  inProcess,
  manualClock,
  orThrow,
  roleCapabilities,
  systemActor,
  workspaceUser,
} from '../../src/index.ts';
import { scriptedProvider } from '../../src/conformance/index.ts';
import { createMemoryStorage } from '../../src/memory/index.ts';
import { noon } from './controls-fixtures.ts';

declare function setTimeout(task: (value?: unknown) => void, millis: number): unknown;

/** Who asks: a manager, a reader, and people whom the host lets see tenants, besides which they may start verifications or nothing. */
const people: { readonly [id: string]: readonly string[] } = {
  'u-manager': roleCapabilities.manager,
  'u-readonly': roleCapabilities.readonly,
  'u-seer': ['workspace.view', 'tenant.view'],
  'u-starter': ['workspace.view', 'tenant.view', 'operations.start'],
};

const place = { workspaceId: 'w-1', tenantId: 't-1' };

/** An atlas at noon with the workspace `w-1`, and its tenants: `t-1`, which people may see, and `t-2`, which they may not. */
export async function surfacesWorld({ hasProvider = true } = {}) {
  const clock = manualClock(noon);
  const storage = createMemoryStorage();
  const options = {
    storage,
    clock,
    credentials: { resolve: async () => 's3cret' },
    dispatcher: inProcess({ pollMillis: 5 }),
    access: {
      resolve: async ({ userId, tenantId }: { readonly userId: string; readonly tenantId: string | null }) => ({
        member: userId in people,
        entitled: tenantId === 't-1',
        capabilities: people[userId] ?? [],
      }),
      workspacesOf: async () => ['w-1'],
      tenantsOf: async () => ['t-1'],
    },
  };
  const atlas = createTenantAtlas({ ...options, providers: [scriptedProvider()] });
  const system = atlas.as(systemActor('seed'));
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  for (const tenantId of ['t-1', 't-2'])
    orThrow(await system.tenants.create({ ...place, tenantId, name: tenantId, lifecycle: 'active' }));
  const shown = hasProvider ? atlas : createTenantAtlas({ ...options, providers: [] });
  return {
    atlas,
    clock,
    storage,
    system,
    as: (id: string) => shown.as(workspaceUser({ id, label: id })),
    connect: async (change: object = {}) =>
      orThrow(
        await system.connections.create({
          ...place,
          provider: 'scripted',
          connectionType: 'dedicated',
          credentialReference: 'vault/contoso',
          displayName: 'Main',
          externalTenantId: 'contoso.example',
          ...change,
        }),
      ),
    verify: async (connectionId: string) =>
      orThrow(await system.connections.verify({ workspaceId: 'w-1', connectionId })).run,
    /** Lets the worker end a run. */
    finish: async (runId: string) => {
      atlas.worker.start();
      const status = async () => orThrow(await system.operations.get({ workspaceId: 'w-1', runId })).status;
      while ((await status()) !== 'completed') await new Promise((resolve) => setTimeout(resolve, 5));
      await atlas.worker.stop();
    },
    archive: async () => orThrow(await system.tenants.changeLifecycle({ ...place, to: 'archived' })),
  };
}
