import { platformOperator, systemActor, type PlatformOperator } from '../../access/actor.ts';
import { platformCapabilities } from '../../access/capabilities.ts';
import { createTenantAtlas } from '../../atlas.ts';
import type { AtlasClient } from '../../client.ts';
import { manualClock, type ManualClock } from '../../kernel/clock.ts';
import type { IdGenerator } from '../../kernel/id-generator.ts';
import { toInstant } from '../../kernel/instant.ts';
import { createMemoryStorage } from '../../memory/index.ts';
import type { WorkspaceRole } from '../../ports/member-store.ts';
import type { Storage } from '../../ports/storage.ts';
import { simulatedRestore } from '../../runs/simulated-restore.ts';
import type { WorkspacesClient } from '../../workspaces/client.ts';
import { value } from './answers.ts';
import { failingStorage } from './failing-storage.ts';
import { dump, observed } from './storage-observer.ts';
import { hostControls, hostOperations } from './suite-catalogs.ts';

export const noon = toInstant(Date.UTC(2026, 10, 21, 12));

/** All people in the world of the tests, members or not. */
const people = [
  'u-readonly',
  'u-operator',
  'u-manager',
  'u-owner',
  'u-unentitled',
  'u-raised',
  'u-lowered',
  'u-elsewhere',
  'u-both',
  'u-outsider',
  'u-spare',
  'u-new',
  'op-all',
  'op-case',
] as const;

/** An operator with every capability. */
export const allPowers: PlatformOperator = platformOperator({
  id: 'op-all',
  label: 'Ada All',
  capabilities: platformCapabilities,
});

/** A tenant that only `w-2` has. */
export const foreignTenantId = 't-foreign';

/** Ids `id-00001`, `id-00002`, ... which sort in the order they were made, as version 7 UUIDs do. */
export function countingIds(): IdGenerator {
  let last = 0;
  return { next: () => `id-${String((last += 1)).padStart(5, '0')}` };
}

/**
 * An atlas with the hosts' catalogs of the tests on storage that can be looked into and broken. Its clock stands still and its ids are counted,
 * so that two of them answer alike.
 */
export function atlasForTests(inner: Storage = createMemoryStorage()) {
  const clock: ManualClock = manualClock(noon);
  const { storage: breakable, breakWith } = failingStorage(inner);
  const { storage, take } = observed(breakable);
  const atlas = createTenantAtlas({
    storage,
    clock,
    ids: countingIds(),
    restore: simulatedRestore({ items: 1, itemMillis: 0 }),
    catalogs: { controls: [hostControls], operations: [hostOperations] },
  });
  return { atlas, clock, storage: inner, breakWith, takeCalls: take, dump: () => dump(inner, noon, people) };
}

/** The atlas of the suite. */
export type SuiteAtlas = ReturnType<typeof atlasForTests>['atlas'];
type CatalogsOf<Given> = Given extends { as(actor: never): AtlasClient<infer Catalogs> } ? Catalogs : never;
/** A client of the suite's atlas in process. */
export type SuiteClient = AtlasClient<CatalogsOf<SuiteAtlas>>;

/** What a world shall look like. */
export interface WorldShape {
  readonly archived: 'none' | 'workspace' | 'tenant';
  readonly paused: boolean;
}

export type World = Awaited<ReturnType<typeof buildWorld>>;

/**
 * Two workspaces with two tenants of the same ids, members in every role, one queued run of `w-1/t-1`, and one pause of `acme.notice` in `w-1`;
 * a tenant and a queued run that only `w-2` has; then archived and paused as asked for.
 */
export async function buildWorld({ archived, paused }: WorldShape, inner?: Storage) {
  const base = atlasForTests(inner);
  const system = base.atlas.as(systemActor('seed'));
  const operator = base.atlas.as(allPowers);
  for (const workspaceId of ['w-1', 'w-2']) {
    await value(system.workspaces.create({ workspaceId, name: `Name of ${workspaceId}` }));
    for (const tenantId of ['t-1', 't-2']) {
      await value(system.tenants.create({ workspaceId, tenantId, name: 'Contoso', lifecycle: 'active' }));
    }
  }
  const foreign = { workspaceId: 'w-2', tenantId: foreignTenantId, name: 'Fabrikam', lifecycle: 'active' } as const;
  await value(system.tenants.create(foreign));
  await seedMembers(system.workspaces);
  const sweep = { type: 'acme.sweep', tenantId: 't-1', inputs: { list: 'seed' } } as const;
  const { run } = await value(system.operations.start({ ...sweep, workspaceId: 'w-1' }));
  // Of a tenant whose id exists in both, so that only the workspace separates it.
  const { run: foreignRun } = await value(system.operations.start({ ...sweep, workspaceId: 'w-2' }));
  const { activation } = await value(
    operator.controls.pause({
      control: 'acme.notice',
      scope: { type: 'workspace', workspaceId: 'w-1' },
      reason: 'For moving it about',
    }),
  );
  if (archived === 'tenant') {
    await value(system.tenants.changeLifecycle({ workspaceId: 'w-1', tenantId: 't-1', to: 'archived' }));
  }
  if (archived === 'workspace') await value(system.workspaces.archive({ workspaceId: 'w-1' }));
  if (paused) {
    for (const control of ['restore.execute', 'acme.sweep'] as const) {
      await value(operator.controls.pause({ control, scope: { type: 'global' }, reason: 'Secret incident 4711' }));
    }
  }
  base.takeCalls();
  return { ...base, runId: run.id, foreignRunId: foreignRun.id, activationId: activation.id };
}

async function seedMembers(workspaces: WorkspacesClient): Promise<void> {
  const join = async (
    userId: string,
    role: WorkspaceRole,
    tenantId: string | null,
    own: WorkspaceRole | null = null,
    workspaceId = 'w-1',
  ): Promise<void> => {
    await value(workspaces.addMember({ workspaceId, userId, role }));
    if (tenantId) await value(workspaces.grantTenant({ workspaceId, tenantId, userId, role: own }));
  };
  await join('u-readonly', 'readonly', 't-1');
  await join('u-operator', 'operator', 't-1');
  await join('u-manager', 'manager', 't-1');
  await join('u-owner', 'owner', 't-1');
  await join('u-unentitled', 'owner', 't-2');
  await join('u-raised', 'readonly', 't-1', 'owner');
  await join('u-lowered', 'owner', 't-1', 'readonly');
  await join('u-elsewhere', 'owner', 't-1', null, 'w-2');
  await join('u-elsewhere', 'owner', foreignTenantId, null, 'w-2');
  await join('u-both', 'owner', 't-1');
  await join('u-both', 'owner', foreignTenantId, null, 'w-2');
  await join('u-spare', 'readonly', null);
}
