import type { BoundStorage } from '../../ports/storage.ts';
import { equal, holds, rejection, rejectsAsMisuse } from '../check.ts';
import { show } from '../diff.ts';
import { runId } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { latch, patient, pause, within } from '../timing.ts';
import { inWorkspace, newWorld, onPlatform } from '../world.ts';
import { addRun, runsIn } from './transaction-helpers.ts';

/** Transactions for the host's own code. */
export const transactionCases: readonly StorageCase[] = [
  {
    name: 'transactions: all units are committed when the work resolves, and its answer is the answer',
    run: async (context) => {
      const { storage } = context;
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const answer = await storage.transaction(async (bound) => {
        await addRun(bound, one, 1);
        equal(await runsIn(bound, one), [runId(1)], 'A later unit of the transaction sees what an earlier one wrote.');
        await addRun(bound, other, 1);
        return 'done';
      });
      equal(answer, 'done', 'As it was returned.');
      for (const world of [one, other]) equal(await runsIn(storage, world), [runId(1)], 'Committed.');
    },
  },
  {
    name: 'transactions: nothing is committed when the work rejects, it is not repeated, and the rejection is passed on unchanged',
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      const failure = new Error('changed my mind');
      let calls = 0;
      const attempt = (): Promise<void> =>
        storage.transaction(async (bound) => {
          calls += 1;
          await addRun(bound, world, 1);
          throw failure;
        });
      holds((await rejection(attempt, 'The transaction rejects.')) === failure, 'With the same error.');
      equal(calls, 1, 'The work ran once.');
      equal(await runsIn(storage, world), [], 'Nothing is found.');
    },
  },
  {
    name: 'transactions: only a unit that rejects is undone, and the transaction continues',
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      const failure = new Error('changed my mind');
      await storage.transaction(async (bound) => {
        await addRun(bound, world, 1);
        const failing = (): Promise<void> =>
          inWorkspace(bound, world.workspaceId, async (unit) => {
            await addRun({ unit: (_scope, work) => work(unit) }, world, 2);
            throw failure;
          });
        holds((await rejection(failing, 'The unit rejects.')) === failure, 'With the same error.');
        equal(await runsIn(bound, world), [runId(1)], 'Its savepoint was rolled back.');
        await addRun(bound, world, 3);
      });
      equal(await runsIn(storage, world), [runId(1), runId(3)], 'The rest is committed.');
    },
  },
  {
    name: 'transactions: units that were asked for at the same time run one after the other',
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      await storage.transaction(async (bound) => {
        const outcomes = await Promise.allSettled(
          [1, 2, 3, 4, 5, 6].map((n) =>
            inWorkspace(bound, world.workspaceId, async (unit) => {
              await addRun({ unit: (_scope, work) => work(unit) }, world, n);
              if (n % 2 === 0) throw new Error('changed my mind');
            }),
          ),
        );
        equal(
          outcomes.map(({ status }) => status),
          ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled', 'rejected'],
          'Each ends as its own work did.',
        );
      });
      equal(await runsIn(storage, world), [1, 3, 5].map(runId), 'A rollback undoes no other unit.');
    },
  },
  {
    name: 'transactions: one inside another is a savepoint of it',
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      await storage.transaction(async (bound) => {
        await addRun(bound, world, 1);
        const failing = (): Promise<void> =>
          bound.transaction(async (inner) => {
            await addRun(inner, world, 2);
            throw new Error('changed my mind');
          });
        await rejection(failing, 'The inner one rejects.');
        await bound.transaction(async (inner) => {
          await addRun(inner, world, 3);
          equal(await runsIn(inner, world), [runId(1), runId(3)], 'It sees the outer one.');
        });
      });
      equal(await runsIn(storage, world), [runId(1), runId(3)], 'Only the failed one is undone.');
    },
  },
  {
    name: 'transactions: when the outer one rejects, the inner ones are undone',
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      const attempt = (): Promise<void> =>
        storage.transaction(async (bound) => {
          await bound.transaction((inner) => addRun(inner, world, 1));
          throw new Error('changed my mind');
        });
      await rejection(attempt, 'The transaction rejects.');
      equal(await runsIn(storage, world), [], 'Nothing is found.');
    },
  },
  {
    name: 'transactions: using the unbound storage inside is an invariant, not a wait, and the transaction can continue',
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      await storage.transaction(async (bound) => {
        const misuses = [
          () => onPlatform(storage, async () => 'never'),
          () => runsIn(storage, world),
          () => storage.transaction(async () => 'never'),
          async () => {
            await pause(1);
            return runsIn(storage, world);
          },
        ];
        for (const misuse of misuses) {
          const answer = rejectsAsMisuse(misuse, 'The unbound storage inside its own transaction.');
          await within(patient, answer, 'Misuse is answered and does not wait for itself.');
        }
        equal(storage.isInside(), true, 'isInside is true inside.');
        const inUnit = (): Promise<unknown> => onPlatform(bound, () => runsIn(storage, world));
        await within(patient, rejectsAsMisuse(inUnit, 'Inside a bound unit too.'), 'Misuse is answered there as well.');
        await addRun(bound, world, 1);
      });
      equal(storage.isInside(), false, 'isInside is false after the transaction.');
      equal(await runsIn(storage, world), [runId(1)], 'Valid work is committed.');
    },
  },
  {
    name: 'transactions: an independent caller of the storage is not taken for one inside',
    run: async (context) => {
      const { storage } = context;
      const [world, other] = [await newWorld(context), await newWorld(context)];
      const entered = latch();
      const independent = entered.opened.then(() => {
        equal(storage.isInside(), false, 'It is not inside.');
        return addRun(storage, other, 1);
      });
      await storage.transaction(async (bound) => {
        await addRun(bound, world, 1);
        entered.open();
        await pause(20);
      });
      await within(patient, independent, 'It gets its turn.');
      equal(await runsIn(storage, other), [runId(1)], 'Its unit is committed.');
    },
  },
  {
    name: 'transactions: when one is over, what it started may use the storage again',
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      const over = latch();
      const started: Promise<void>[] = [];
      await storage.transaction(async () => {
        started.push(over.opened.then(() => addRun(storage, world, 1)));
      });
      over.open();
      await within(patient, Promise.all(started), 'It gets its turn.');
      equal(await runsIn(storage, world), [runId(1)], 'Its unit is committed.');
    },
  },
  {
    name: 'transactions: a bound unit is confined to its scope like any other',
    run: async (context) => {
      const { storage } = context;
      const [mine, theirs] = [await newWorld(context), await newWorld(context)];
      await addRun(storage, theirs, 1);
      await storage.transaction(async (bound) => {
        await addRun(bound, mine, 1);
        const seen = await inWorkspace(bound, mine.workspaceId, ({ runs }) => runs.get(theirs.scope, runId(1)));
        equal(seen, null, 'Another workspace is not visible.');
        const misuse = (): Promise<unknown> =>
          inWorkspace(bound, mine.workspaceId, ({ runs }) => runs.countInFlight(null, ['conformance.operation']));
        await rejectsAsMisuse(misuse, 'Platform methods need a platform unit here too.');
        equal(
          await runsIn(bound, theirs),
          [runId(1)],
          'A unit of the other workspace sees it, in the same transaction.',
        );
      });
    },
  },
  {
    name: 'transactions: bind to the handle of an open transaction works in that transaction',
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      const attempt = (): Promise<void> =>
        storage.transaction(async (bound) => {
          await addRun(bound, world, 1);
          const again: BoundStorage = storage.bind(bound.handle);
          equal(await runsIn(again, world), [runId(1)], 'It sees what the transaction has written.');
          await addRun(again, world, 2);
          equal(await runsIn(bound, world), [runId(1), runId(2)], 'And writes into it.');
          throw new Error('changed my mind');
        });
      await rejection(attempt, 'The transaction rejects.');
      equal(await runsIn(storage, world), [], 'The transaction alone decides its end.');
    },
  },
  {
    name: 'transactions: bind refuses what is not a transaction of this storage’s driver',
    run: async ({ storage }) => {
      for (const notTransaction of [null, undefined, 'transaction', 7, {}, [], () => 'transaction']) {
        await rejectsAsMisuse(() => storage.bind(notTransaction), `Refused at once: ${show(notTransaction)}.`);
      }
    },
  },
  {
    name: 'transactions: uncommitted rows are visible to no other unit',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      const [written, leave] = [latch(), latch()];
      const writing = storage.transaction(async (bound) => {
        await addRun(bound, world, 1);
        written.open();
        await leave.opened;
      });
      await Promise.race([written.opened, writing]);
      const seen = await within(patient, runsIn(storage, world), 'Readers do not wait.');
      leave.open();
      await writing;
      equal(seen, [], 'Not before the commit.');
      equal(await runsIn(storage, world), [runId(1)], 'After it.');
    },
  },
];
