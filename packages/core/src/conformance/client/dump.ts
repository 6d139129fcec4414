import type { PersonId, WorkspaceId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { platformScope, type WorkspaceScope } from '../../kernel/scope.ts';
import type { Storage, StorageUnit } from '../../ports/storage.ts';
import { aggregates } from '../aggregates/index.ts';
import { anyEntry, anyTenantsRows } from '../fixtures.ts';

const all = { after: null, limit: 10_000 } as const;

/** All rows that the ports can show, as text: two dumps are equal when nothing was written in between. */
export async function dump(storage: Storage, at: Instant, userIds: readonly string[]): Promise<string> {
  return storage.unit({ plane: 'platform', actor: null }, async (unit) => {
    const workspaces = await unit.workspaces.list({ archived: null }, all);
    const ledgers = await Promise.all(workspaces.map(({ workspaceId }) => rowsOf(unit, workspaceId, userIds)));
    const refs = (['platform', 'user'] as const).flatMap((kind) =>
      userIds.map((personId) => ({ kind, personId: personId as PersonId })),
    );
    return JSON.stringify({
      workspaces,
      ledgers,
      platform: await unit.audit.list(platformScope, anyEntry, all),
      people: await unit.people.find(refs),
      pauses: await unit.activations.snapshot(at),
    });
  });
}

/** Every row of every aggregate in a workspace, by the name of its store. */
export async function aggregateRows(
  unit: StorageUnit,
  scope: WorkspaceScope,
): Promise<{ readonly [store: string]: readonly unknown[] }> {
  const lists = aggregates.map(
    async ({ storage }) => [storage.store, await storage.list(unit, scope, anyTenantsRows, all)] as const,
  );
  return Object.fromEntries(await Promise.all(lists));
}

async function rowsOf(unit: StorageUnit, workspaceId: WorkspaceId, userIds: readonly string[]) {
  const scope = { workspaceId };
  return {
    tenants: await unit.tenants.list(scope, { lifecycles: null, among: null }, all),
    members: await Promise.all(userIds.map((userId) => unit.members.find(scope, userId as PersonId))),
    entitled: await Promise.all(userIds.map((userId) => unit.members.entitledTenants(scope, userId as PersonId))),
    ...(await aggregateRows(unit, scope)),
    audit: await unit.audit.list(scope, anyEntry, all),
  };
}
