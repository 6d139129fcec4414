import type { IdempotencyKey, IdempotencyRecord } from '../../ports/idempotency-store.ts';
import { equal, rejection } from '../check.ts';
import { actorA, at, keyRecord, noon, runId } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { race } from '../timing.ts';
import { newWorld, type World } from '../world.ts';
import { complete, queue } from './run-helpers.ts';

const key = 'key-1';
const justBefore = at(-1);

/** Idempotency keys of starts. */
export const idempotencyCases: readonly StorageCase[] = [
  {
    name: 'idempotency: the first call to remember a key wins, and the next one gets the stored record',
    run: async (context) => {
      const world = await newWorld(context);
      for (const n of [1, 2]) await queue(world, n);
      const first = keyRecord(key, runId(1), { disposition: 'joined' });
      equal(await find(world, first), null, 'The key is not stored yet.');
      equal(await remember(world, first), null, 'This call won.');
      equal(await find(world, first), first, 'Every field survives.');
      equal(
        await remember(world, keyRecord(key, runId(2), { requestHash: 'hash-2' })),
        first,
        'The next call did not.',
      );
      equal(await find(world, first), first, 'The first one stays.');
    },
  },
  {
    name: 'idempotency: keys of different actors, and other keys, are independent',
    run: async (context) => {
      const world = await newWorld(context);
      for (const n of [1, 2, 3, 4]) await queue(world, n);
      const records = [
        keyRecord(key, runId(1)),
        keyRecord(key, runId(2), { actor: { kind: 'platform', id: actorA.id } }),
        keyRecord(key, runId(3), { actor: { kind: 'user', id: 'user-b' } }),
        keyRecord('KEY-1', runId(4)),
      ];
      for (const record of records) equal(await remember(world, record), null, 'Each one wins.');
      for (const record of records) equal(await find(world, record), record, 'Each one is found by itself.');
    },
  },
  {
    name: 'idempotency: the same key in another workspace is another key',
    run: async (context) => {
      const [one, other] = [await newWorld(context), await newWorld(context)];
      for (const world of [one, other]) await queue(world, 1);
      await remember(one, keyRecord(key, runId(1)));
      equal(await find(other, keyRecord(key, runId(1))), null, 'It is not stored there.');
      equal(await remember(other, keyRecord(key, runId(1), { requestHash: 'other' })), null, 'It wins there.');
    },
  },
  {
    name: 'idempotency: a key is live while its run is not completed, however old it is',
    run: async (context) => {
      const world = await newWorld(context);
      for (const n of [1, 2]) await queue(world, n);
      const record = keyRecord(key, runId(1));
      await remember(world, record);
      equal(await find(world, record, at(5_000)), record, 'The run is in progress.');
      equal(await remember(world, keyRecord(key, runId(2)), at(5_000)), record, 'It is not replaced.');
      await complete(world, runId(1), null);
      equal(await find(world, record, at(5_000)), null, 'The run is completed and the key is old.');
    },
  },
  {
    name: 'idempotency: a key of a completed run is live while it is younger than the given instant',
    run: async (context) => {
      const world = await newWorld(context);
      await queue(world, 1);
      const record = keyRecord(key, runId(1));
      await remember(world, record);
      await complete(world, runId(1), null);
      equal(await find(world, record, justBefore), record, 'Younger.');
      equal(await find(world, record, noon), null, 'At that instant it is no longer live.');
    },
  },
  {
    name: 'idempotency: remember replaces a key that is no longer live',
    run: async (context) => {
      const world = await newWorld(context);
      for (const n of [1, 2]) await queue(world, n);
      await remember(world, keyRecord(key, runId(1)));
      await complete(world, runId(1), null);
      const next = keyRecord(key, runId(2), { requestHash: 'hash-2', disposition: 'already_done', createdAt: at(100) });
      equal(await remember(world, next, noon), null, 'The next one wins.');
      equal(await find(world, next, noon), next, 'All fields are replaced.');
    },
  },
  {
    name: 'idempotency: of 16 concurrent calls exactly one wins, and the others get its record',
    run: async (context) => {
      const world = await newWorld(context);
      for (let n = 1; n <= 16; n += 1) await queue(world, n);
      const answers = await race(16, (n) => remember(world, keyRecord(key, runId(n + 1))));
      const winner = await find(world, keyRecord(key, runId(1)));
      equal(answers.filter((answer) => answer === null).length, 1, 'One call wins.');
      equal(answers[Number(winner?.runId.slice('run-'.length)) - 1], null, 'Its record is stored.');
      for (const answer of answers) if (answer) equal(answer, winner, 'The others get that record.');
    },
  },
  {
    name: 'idempotency: of concurrent calls exactly one replaces a key that is no longer live',
    run: async (context) => {
      const world = await newWorld(context);
      for (let n = 1; n <= 9; n += 1) await queue(world, n);
      await remember(world, keyRecord(key, runId(9)));
      await complete(world, runId(9), null);
      const answers = await race(8, (n) => remember(world, keyRecord(key, runId(n + 1), { createdAt: at(100) }), noon));
      equal(answers.filter((answer) => answer === null).length, 1, 'One call wins.');
    },
  },
  {
    name: 'idempotency: a rollback of the unit removes the key that it remembered',
    run: async (context) => {
      const world = await newWorld(context);
      const record = keyRecord(key, runId(1));
      await queue(world, 1);
      const failing = (): Promise<void> =>
        world.unit(async ({ idempotency }) => {
          await idempotency.remember(world.scope, record, justBefore);
          throw new Error('changed my mind');
        });
      await rejection(failing, 'The unit rejects.');
      equal(await find(world, record), null, 'The key is not stored.');
    },
  },
];

function find(
  world: World,
  { actor, key: name }: IdempotencyKey,
  liveSince = justBefore,
): Promise<IdempotencyRecord | null> {
  return world.unit(({ idempotency }) => idempotency.find(world.scope, { actor, key: name }, liveSince));
}

function remember(world: World, record: IdempotencyRecord, liveSince = justBefore): Promise<IdempotencyRecord | null> {
  return world.unit(({ idempotency }) => idempotency.remember(world.scope, record, liveSince));
}
