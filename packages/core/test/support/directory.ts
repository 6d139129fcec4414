import { platformOperator, systemActor, workspaceUser } from '../../src/access/actor.ts';
import type { Page } from '../../src/kernel/page.ts';
import type { ResultAsync } from '../../src/kernel/result.ts';
import type { Storage } from '../../src/ports/storage.ts';
import { createMemoryStorage } from '../../src/memory/index.ts';
import { value } from '../../src/conformance/client/answers.ts';
import { dump } from '../../src/conformance/client/dump.ts';
import { allPowers, atlasForTests, noon, people } from '../../src/conformance/client/suite-atlas.ts';

/** One workspace `w-1` with an owner and nothing else, and clients to act with. */
export async function oneWorkspace(inner: Storage = createMemoryStorage()) {
  const base = atlasForTests(inner);
  const system = base.atlas.as(systemActor('seed'));
  await value(system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  await value(system.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-owner', role: 'owner' }));
  const asUser = (id: string, label = `Name of ${id}`) => base.atlas.as(workspaceUser({ id, label }));
  const all = () => dump(base.storage, noon, people);
  return {
    ...base,
    dump: all,
    system,
    operator: base.atlas.as(allPowers),
    owner: asUser('u-owner', 'Olga Owner'),
    asUser,
  };
}

/** An operator who may see the named tenants of `w-1` only. */
export const limitedTo = (...tenantIds: readonly string[]) =>
  platformOperator({
    id: 'op-limited',
    label: 'Lim Ited',
    capabilities: allPowers.capabilities,
    allowedTenants: tenantIds.map((tenantId) => ({ workspaceId: 'w-1', tenantId })),
  });

/** Entries of the ledger of `w-1`, oldest first, without those of the seed. */
export async function trail({ system }: Pick<Awaited<ReturnType<typeof oneWorkspace>>, 'system'>, seed = 'seed') {
  const { items } = await value(system.audit.list({ workspaceId: 'w-1', limit: 200 }));
  return items.filter(({ actor }) => actor.id !== seed).toReversed();
}

/** Walks a list to its end. */
export async function allPages<Item, E>(
  list: (cursor: string | null) => ResultAsync<Page<Item>, E>,
): Promise<readonly (readonly Item[])[]> {
  const pages: (readonly Item[])[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await value(list(cursor));
    pages.push(page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && pages.length < 1_000);
  return pages;
}
