import { ConformanceError, type ConformanceCase } from '@tenantatlas/core/conformance';
import type { SyncCheckpoint, SyncCheckpointStore, SyncKey } from '../sync/index.ts';

/** `durable`: checkpoints outlive the store. A store without it is one for tests. */
export type CheckpointSuiteCapability = 'durable';

/** An empty store, as each case of {@link checkpointConformance} gets one. */
export interface CheckpointContext {
  readonly store: SyncCheckpointStore;
  /** Another store over what this one kept, as after a start of the process. Needed by `durable`. */
  readonly reopen?: (() => Promise<SyncCheckpointStore>) | undefined;
}

/** One guarantee of a {@link SyncCheckpointStore}. */
export type CheckpointCase = ConformanceCase<CheckpointContext, CheckpointSuiteCapability>;

const key: SyncKey = { tenantId: 't-1', collection: 'users' };
const first: SyncCheckpoint = { version: 1, state: 'one' };

/**
 * What every store of checkpoints has to pass, also that of a host over its own database. Each case needs an empty store.
 *
 * @example
 * for (const guarantee of casesFor(checkpointConformance, ['durable'])) {
 *   it(guarantee.name, async () => guarantee.run({ store: await emptyStore(), reopen: anotherStore }));
 * }
 */
export const checkpointConformance: readonly CheckpointCase[] = Object.freeze<CheckpointCase[]>([
  {
    name: 'load: answers null for a key without a checkpoint',
    run: async ({ store }) => same(await store.load(key), null, 'nothing was stored'),
  },
  {
    name: 'replace: makes the first checkpoint where none is expected, and each next one where its version is expected',
    async run({ store }) {
      await replaced(store, key, first, null);
      for (let version = 2; version <= 12; version += 1)
        await replaced(store, key, { version, state: `state ${String(version)}` }, version - 1);
      same(await store.load(key), { version: 12, state: 'state 12' }, 'the last checkpoint is loaded');
    },
  },
  {
    name: 'replace: answers false and changes nothing where another version is stored',
    async run({ store }) {
      await refused(store, key, { version: 2, state: 'x' }, 1);
      await replaced(store, key, first, null);
      await refused(store, key, { version: 1, state: 'x' }, null);
      await refused(store, key, { version: 3, state: 'x' }, 2);
      await replaced(store, key, { version: 2, state: 'two' }, 1);
      await refused(store, key, { version: 2, state: 'x' }, 1);
      await refused(store, key, { version: 1, state: 'x' }, null);
      same(await store.load(key), { version: 2, state: 'two' }, 'what was refused left no trace');
    },
  },
  {
    name: 'state: is read letter by letter as it was written, also when it is long',
    async run({ store }) {
      const states = ['', '{"a":[1,"\\u0041"]}', `'; -- "\n\t\\ %s $1 ${'ä𝄞'.repeat(100)}`, 'x'.repeat(40_000)];
      for (const [at, state] of states.entries()) {
        await replaced(store, key, { version: at + 1, state }, at === 0 ? null : at);
        same(await store.load(key), { version: at + 1, state }, 'the state is the text that was stored');
      }
    },
  },
  {
    name: 'keys: each tenant and each collection has its own checkpoint, whatever the ids are',
    async run({ store }) {
      const tenants = [
        'a',
        'A',
        'a b',
        'a.b',
        '../a',
        'a/b',
        'a%2fb',
        "a'b",
        'a"b',
        'ä',
        'x'.repeat(200),
        'constructor',
      ];
      const keys = [
        ...tenants.map((tenantId) => ({ tenantId, collection: 'b' })),
        { tenantId: 'a', collection: 'b_c' },
      ];
      for (const [at, one] of keys.entries()) await replaced(store, one, { version: 1, state: String(at) }, null);
      for (const [at, one] of keys.entries())
        same(await store.load(one), { version: 1, state: String(at) }, `the checkpoint of "${one.tenantId}"`);
    },
  },
  {
    name: 'race: of 20 replacements of one version, one wins, and its state is loaded',
    async run({ store }) {
      for (let version = 1; version <= 5; version += 1) {
        const tries = Array.from({ length: 20 }, (_, at) => ({ version, state: `${String(version)} ${String(at)}` }));
        const expected = version === 1 ? null : version - 1;
        const answers = await Promise.all(tries.map((next) => store.replace(key, next, expected)));
        same(answers.filter(Boolean).length, 1, 'one of the replacements is answered with true');
        same(await store.load(key), tries[answers.indexOf(true)] ?? null, 'the winner is stored');
      }
    },
  },
  {
    name: 'race: with eight writers, each version is given once',
    async run({ store }) {
      const won: number[] = [];
      const write = async (): Promise<void> => {
        for (let tries = 0; tries < 20; tries += 1) {
          const version = (await store.load(key))?.version ?? null;
          const next = { version: (version ?? 0) + 1, state: 'any' };
          if (await store.replace(key, next, version)) won.push(next.version);
        }
      };
      await Promise.all(Array.from({ length: 8 }, write));
      same(new Set(won).size, won.length, 'no version was given twice');
      same((await store.load(key))?.version ?? 0, Math.max(...won), 'the highest version is stored');
    },
  },
  {
    name: 'durable: what was answered with true is there after the store was opened again',
    needs: ['durable'],
    async run({ store, reopen }) {
      await replaced(store, key, first, null);
      await replaced(store, key, { version: 2, state: 'two' }, 1);
      if (!reopen) throw new ConformanceError('The context of a store that claims "durable" has "reopen".');
      const again = await reopen();
      same(await again.load(key), { version: 2, state: 'two' }, 'the checkpoint outlived the store');
      await refused(again, key, { version: 2, state: 'x' }, 1);
      await replaced(again, key, { version: 3, state: 'three' }, 2);
    },
  },
]);

async function replaced(store: SyncCheckpointStore, of: SyncKey, next: SyncCheckpoint, expected: number | null) {
  same(await store.replace(of, next, expected), true, `version ${String(next.version)} replaces what was expected`);
}

async function refused(store: SyncCheckpointStore, of: SyncKey, next: SyncCheckpoint, expected: number | null) {
  same(await store.replace(of, next, expected), false, 'a version that is not the stored one replaces nothing');
}

/** Throws unless both are equal. Only the two members of a checkpoint count: a row of a database may have more. */
function same(found: unknown, wanted: unknown, guarantee: string): void {
  const [one, other] = [found, wanted].map((value) => JSON.stringify(plain(value)));
  if (one !== other) throw new ConformanceError(`${guarantee}\n  expected ${String(other)}, found ${String(one)}`);
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { version, state }: { readonly version?: unknown; readonly state?: unknown } = value;
  return { version, state };
}
