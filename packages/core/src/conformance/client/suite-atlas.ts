import { platformOperator, type PlatformOperator } from '../../access/actor.ts';
import { platformCapabilities } from '../../access/capabilities.ts';
import { createTenantAtlas } from '../../atlas.ts';
import type { AtlasClient } from '../../client.ts';
import { manualClock, type ManualClock } from '../../kernel/clock.ts';
import type { IdGenerator } from '../../kernel/id-generator.ts';
import { toInstant } from '../../kernel/instant.ts';
import { createMemoryStorage } from '../../memory/index.ts';
import type { Storage } from '../../ports/storage.ts';
import { simulatedRestore } from '../../runs/simulated-restore.ts';
import { scriptedProvider } from '../provider/scripted-provider.ts';
import { failingStorage } from './failing-storage.ts';
import { observed } from './storage-observer.ts';
import { suiteCatalogs } from './suite-catalogs.ts';

/** The moment at which the clock of the suite stands. */
export const noon = toInstant(Date.UTC(2026, 10, 21, 12));

/** All people in the world of the tests, members or not. */
export const people = [
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
/** The tenant of `w-1` that most people may not see. */
export const siblingTenantId = 't-2';
/** A tenant of `w-1` that was erased. */
export const erasedTenantId = 't-erased';

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
    providers: [scriptedProvider()],
    consent: { redirectUri: 'https://console.example/consent/callback' },
    catalogs: suiteCatalogs,
  });
  return { atlas, clock, storage: inner, breakWith, takeCalls: take };
}

/** The atlas of the suite. */
export type SuiteAtlas = ReturnType<typeof atlasForTests>['atlas'];
type CatalogsOf<Given> = Given extends { as(actor: never): AtlasClient<infer Catalogs> } ? Catalogs : never;
/** A client of the suite's atlas in process. */
export type SuiteClient = AtlasClient<CatalogsOf<SuiteAtlas>>;
