import type { ActivationId, WorkspaceId } from '../kernel/ids.ts';
import type { Storage, StorageUnit } from '../ports/storage.ts';
import { aggregates } from './aggregates/index.ts';
import {
  at,
  auditEntry,
  entryId,
  externalIdOf,
  inside,
  pauseDraft,
  tenantA,
  tenantB,
  tenantRecord,
  userA,
  userB,
} from './fixtures.ts';
import { usageEvent } from './storage/usage-helpers.ts';
import { createStorageContext, type StorageCase, type StorageContext } from './storage-context.ts';
import { makeWorld, onPlatform, type World } from './world.ts';

/** How many words of a case the foreign workspace uses too. */
const sharedWords = 6;
/** How many aggregates of each kind and audit entries the foreign workspace has. */
const sharedNumbers = 9;
/** How many cases share a foreign workspace. An erasure or a clean-up for all workspaces takes rows of it, which the cases behind it do not meet. */
const casesPerNeighbour = 8;

/** Where the foreign rows go, and what they share with the cases. */
export interface ForeignRows {
  readonly workspaceId: WorkspaceId;
  /** Used as control keys, operation types and in the external ids of drafts. */
  readonly words: readonly string[];
}

/**
 * Fills another workspace with rows of every kind that carry the very ids the cases use: tenants, people, aggregates, audit entries, identities, exclusive and
 * idempotency keys, and the words given as control keys and operation types. All of it is legal, because those are unique within their workspace only; a
 * store with a forgotten filter fails on them.
 */
export async function seedForeignWorkspace(
  storage: Storage,
  rows: { readonly [Name in keyof ForeignRows]?: ForeignRows[Name] | undefined } = {},
): Promise<ForeignRows> {
  const fresh = createStorageContext({ storage });
  const { workspaceId = fresh.nextWorkspaceId(), words = [fresh.nextWord()] } = rows;
  const world = await makeWorld(storage, workspaceId);
  await world.addMember(userA, 'owner');
  await world.addMember(userB, 'readonly');
  await world.unit(async (unit) => {
    await seedTenantRows(unit, world, words);
    await seedAggregates(unit, world, words);
    await seedUsage(unit, world);
    await seedTrail(unit, world);
  });
  await onPlatform(storage, async ({ activations }) => {
    for (const word of words) {
      const id = `foreign.${word}` as ActivationId;
      await activations.put(pauseDraft(word, inside(workspaceId), id, { reasonText: 'Foreign reason' }));
    }
  });
  return { workspaceId, words };
}

async function seedTenantRows(
  { tenants, members }: StorageUnit,
  world: World,
  words: readonly string[],
): Promise<void> {
  const { workspaceId } = world;
  for (const word of words) {
    const tenantId = `draft.${word}` as typeof tenantA;
    await tenants.create(
      world.tenant(tenantId),
      tenantRecord(workspaceId, tenantId, { externalTenantId: externalIdOf(word) }),
    );
  }
  for (const tenantId of [tenantA, tenantB]) {
    for (const userId of [userA, userB]) {
      await members.entitle(world.tenant(tenantId), {
        workspaceId,
        tenantId,
        userId,
        role: 'manager',
        grantedAt: at(6),
      });
    }
  }
}

async function seedAggregates(unit: StorageUnit, { scope }: World, words: readonly string[]): Promise<void> {
  for (const { name, storage } of aggregates)
    for (let n = 1; n <= sharedNumbers; n += 1) await storage.seed(unit, scope, n, words[n % words.length] ?? name);
}

async function seedUsage({ usage }: StorageUnit, { workspaceId }: World): Promise<void> {
  const numbers = [...Array(sharedNumbers).keys()];
  await usage.add(numbers.map((n) => usageEvent(workspaceId, `event-${String(n)}`, at(n))));
}

async function seedTrail({ audit }: StorageUnit, { workspaceId, scope }: World): Promise<void> {
  for (let n = 1; n <= sharedNumbers; n += 1) {
    await audit.append(scope, auditEntry(entryId(n), workspaceId, { tenantId: n % 2 === 0 ? tenantA : null }));
  }
}

/**
 * The same suite, each case run while a foreign workspace holds rows with the same ids, also of those that are only known once the case draws its words.
 * The rows of one workspace must not affect another.
 *
 * Cases of one context share a foreign workspace, up to eight of them, until one draws words of it.
 */
export function withForeignRows(suite: readonly StorageCase[]): readonly StorageCase[] {
  const besideForeignRows = foreignNeighbours();
  return suite.map((guarantee): StorageCase => ({
    ...guarantee,
    name: `${guarantee.name} (with a foreign tenant's rows present)`,
    run: async (context) => guarantee.run(await besideForeignRows(context)),
  }));
}

/** A foreign workspace, and how it was used so far. */
interface Neighbour {
  cases: number;
  /** Words of its rows that no case has drawn. */
  readonly left: string[];
}

/** A function that fills a foreign workspace when a context has none that is as good as new, and gives its words to the next case. */
function foreignNeighbours(): (context: StorageContext) => Promise<StorageContext> {
  const latest = new WeakMap<StorageContext, Neighbour>();
  return async (context) => {
    let neighbour = latest.get(context);
    if (neighbour === undefined || neighbour.cases === casesPerNeighbour || neighbour.left.length < sharedWords) {
      const words = Array.from({ length: sharedWords }, () => context.nextWord());
      await seedForeignWorkspace(context.storage, { workspaceId: context.nextWorkspaceId(), words });
      neighbour = { cases: 0, left: [...words] };
      latest.set(context, neighbour);
    }
    neighbour.cases += 1;
    const { left } = neighbour;
    return { ...context, nextWord: () => left.shift() ?? context.nextWord() };
  };
}
