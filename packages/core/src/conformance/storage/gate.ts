import type { Storage } from '../../ports/storage.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { GatePassage, GateSettlement } from '../../ports/start-gate.ts';
import { equal, holds, rejection } from '../check.ts';
import { at, everywhere, inside, noon, pauseDraft, queuedRun, runDraft, workspaceRecord } from '../fixtures.ts';
import type { StorageCase, StorageContext } from '../storage-context.ts';
import { independently, latch, patient, pause, within } from '../timing.ts';
import { newWorld, onPlatform, type World } from '../world.ts';
import { put } from './activation-helpers.ts';

/** For settling every gate while nothing is open: it ends as soon as it is done, and a busy machine takes seconds for many gates. */
const limitOnBusyMachine = 60_000;
const settledNow: GateSettlement = { settled: true, openStarts: 0 };

/** Starts and pauses are ordered by the gate. */
export const gateCases: readonly StorageCase[] = [
  {
    name: 'gate: with no start open, settle is settled, for one workspace and for all',
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      await world.unit(({ gate }) => gate.enter(world.scope));
      await onPlatform(storage, ({ gate }) => gate.enter(null));
      equal(await settle(storage, world), settledNow, 'One workspace.');
      equal(await settle(storage, null), settledNow, 'All of them.');
    },
  },
  {
    name: 'gate: entering a gate that does not exist, or of another scope, rejects: no start passes it',
    run: async (context) => {
      const { storage, nextWorkspaceId } = context;
      const [mine, theirs] = [await newWorld(context), await newWorld(context)];
      const nowhere = { workspaceId: nextWorkspaceId() };
      await rejection(() => mine.unit(({ gate }) => gate.enter(theirs.scope)), 'Of another workspace.');
      await rejection(() => onPlatform(storage, ({ gate }) => gate.enter(nowhere)), 'Of no workspace.');
      await rejection(
        () => mine.unit(({ gate }) => gate.pass('c', theirs.scope, noon)),
        'Passing the gate of another workspace.',
      );
      await rejection(
        () => onPlatform(storage, ({ gate }) => gate.pass('c', nowhere, noon)),
        'Passing a gate that does not exist.',
      );
    },
  },
  {
    name: 'gate: passing enters, unless a pause of this control applies here and now',
    run: async (context) => {
      const { storage, nextWord } = context;
      const [mine, theirs] = [await newWorld(context), await newWorld(context)];
      const [key, other] = [nextWord(), nextWord()];
      const expiring = { ...pauseDraft(key, inside(mine.workspaceId), nextWord()), expiresAt: at(60_000) };
      await put(storage, expiring);
      await put(storage, pauseDraft(other, everywhere, nextWord()));
      const pass = async (world: World, control: string, now: Instant): Promise<unknown> => {
        const passage = await world.unit(({ gate }) => gate.pass(control, world.scope, now));
        return [passage.entered, passage.applicable.map(({ id }) => id)];
      };
      equal(await pass(mine, key, noon), [false, [expiring.id]], 'It is paused here.');
      equal(await pass(theirs, key, noon), [true, []], 'It is not paused in another workspace.');
      equal(await pass(mine, key, at(60_000)), [true, []], 'It has ended by then.');
      equal(await pass(mine, nextWord(), noon), [true, []], 'Another control.');
      equal((await onPlatform(storage, ({ gate }) => gate.pass(other, null, noon))).entered, false, 'All workspaces.');
      equal(
        (await onPlatform(storage, ({ gate }) => gate.pass(key, null, noon))).entered,
        true,
        'A pause of one workspace.',
      );
    },
  },
  {
    name: 'gate: a start that has passed is waited for, and one that a pause stopped is not',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage, nextWord } = context;
      const world = await newWorld(context);
      const [free, paused] = [nextWord(), nextWord()];
      await put(storage, pauseDraft(paused, inside(world.workspaceId), nextWord()));
      for (const [key, isWaitedFor] of [
        [free, true],
        [paused, false],
      ] as const) {
        await holdOpen(
          (opened, leave) =>
            world.unit(async ({ gate }) => {
              await gate.pass(key, world.scope, noon);
              opened();
              await leave;
            }),
          async () =>
            equal(
              (await settle(storage, world, isWaitedFor ? 150 : 30_000)).settled,
              !isWaitedFor,
              `${key} stays open.`,
            ),
        );
      }
    },
  },
  {
    name: 'gate: passing sees a pause that was committed while it waited',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage, nextWord } = context;
      const world = await newWorld(context);
      for (const scope of [everywhere, inside(world.workspaceId)]) {
        const key = nextWord();
        const draft = pauseDraft(key, scope, nextWord());
        const begin = independently(() => world.unit(({ gate }) => gate.pass(key, world.scope, noon)));
        let passing: Promise<GatePassage> | undefined;
        await storage.transaction(async (host) => {
          await host.unit({ plane: 'platform', actor: null }, ({ activations }) => activations.put(draft));
          const affected = scope.type === 'global' ? null : world.scope;
          equal(await host.settle(affected, limitOnBusyMachine), settledNow, 'No start is open.');
          passing = begin();
          await pause(100);
        });
        equal(
          (await passing)?.applicable.map(({ id }) => id),
          [draft.id],
          `Seen after the wait, ${scope.type}.`,
        );
      }
    },
  },
  {
    name: 'gate: no run becomes visible after a pause has settled, and starts before it succeed',
    run: async (context) => {
      for (let trial = 0; trial < 6; trial += 1) await raceStartsAgainstPause(context, trial % 2 === 0);
    },
  },
  {
    name: 'gate: entries do not wait for each other',
    needs: ['concurrent_units'],
    run: async (context) => {
      const world = await newWorld(context);
      await withOpenStart(world, async () => {
        const second = world.unit(({ gate }) => gate.enter(world.scope));
        await within(patient, second, 'A second start enters while the first one is inside.');
      });
    },
  },
  {
    name: 'gate: settle waits for an open start, and is settled once that has ended',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      for (const scope of [world, null]) {
        const leave = latch();
        const order: string[] = [];
        await insideGate(world, leave.opened, async (start) => {
          const settling = settle(storage, scope, patient).then((settlement) => {
            order.push('settled');
            return settlement;
          });
          await pause(100);
          order.push('leaving');
          leave.open();
          await start;
          equal(await settling, settledNow, 'It settles after the wait.');
        });
        equal(order, ['leaving', 'settled'], 'settle did not return before the start had ended.');
      }
    },
  },
  {
    name: 'gate: when time runs out settle answers with the number of open starts, and does not fail',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      await withOpenStart(world, async () => {
        for (const scope of [world, null]) {
          const answer = await within(patient, settle(storage, scope, 150), 'settle returns within its time.');
          holds(!answer.settled, 'The start is still open.');
          // Over all workspaces, a shared database may hold starts of others.
          holds(
            scope ? answer.openStarts === 1 : answer.openStarts >= 1,
            `It is counted; found ${String(answer.openStarts)}.`,
          );
        }
      });
      equal(await settle(storage, world), settledNow, 'Afterwards it is settled.');
    },
  },
  {
    name: 'gate: settle of one workspace does not wait for the starts of another',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage } = context;
      const [busy, calm] = [await newWorld(context), await newWorld(context)];
      await withOpenStart(busy, async () => {
        equal(await within(patient, settle(storage, calm), 'It answers at once.'), settledNow, 'Nothing is open here.');
      });
    },
  },
  {
    name: 'gate: settling all waits for work that spans all workspaces',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage } = context;
      await holdOpen(
        (opened, leave) =>
          onPlatform(storage, async ({ gate }) => {
            await gate.enter(null);
            opened();
            await leave;
          }),
        async () => {
          const answer = await settle(storage, null, 150);
          holds(!answer.settled && answer.openStarts >= 1, 'The platform gate is held.');
        },
      );
      equal(await settle(storage, null), settledNow, 'Afterwards it is settled.');
    },
  },
  {
    name: 'gate: settling all waits for workspaces that are being made',
    needs: ['concurrent_units'],
    run: async ({ storage, nextWorkspaceId }) => {
      const workspaceId = nextWorkspaceId();
      await holdOpen(
        (opened, leave) =>
          onPlatform(storage, async ({ workspaces }) => {
            await workspaces.create({ workspaceId }, workspaceRecord(workspaceId));
            opened();
            await leave;
          }),
        async () => {
          const answer = await settle(storage, null, 150);
          holds(!answer.settled && answer.openStarts >= 1, 'A workspace that is being made holds the platform gate.');
        },
      );
      equal(await settle(storage, null), settledNow, 'Afterwards it is settled.');
    },
  },
  {
    name: 'gate: after entering, a second read sees a pause that was committed since the first one',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      for (const scope of [everywhere, inside(world.workspaceId)]) {
        const key = context.nextWord();
        const draft = pauseDraft(key, scope, context.nextWord());
        const pausing = independently(async () => {
          await put(storage, draft);
          equal(await settle(storage, scope.type === 'global' ? null : world), settledNow, 'No start is open yet.');
        });
        const reads = await world.unit(async ({ activations, gate }) => {
          const first = await activations.findApplicable(key, world.workspaceId, noon);
          await pausing();
          await gate.enter(world.scope);
          return [first, await activations.findApplicable(key, world.workspaceId, noon)];
        });
        equal(
          reads.map((found) => found.map(({ id }) => id)),
          [[], [draft.id]],
          `Unseen, then seen, ${scope.type}.`,
        );
        const passage = await world.unit(({ gate }) => gate.pass(key, world.scope, noon));
        equal(
          passage.applicable.map(({ id }) => id),
          [draft.id],
          `Passing sees it, ${scope.type}.`,
        );
        holds(!passage.entered, 'And does not enter.');
      }
    },
  },
  {
    name: 'gate: a start that enters while a pause is settling sees the pause on its second read',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      for (const scope of [everywhere, inside(world.workspaceId)]) {
        const key = context.nextWord();
        const draft = pauseDraft(key, scope, context.nextWord());
        const leave = latch();
        await insideGate(world, leave.opened, async (open) => {
          await put(storage, draft);
          const settling = settle(storage, scope.type === 'global' ? null : world);
          await pause(100);
          const late = world.unit(async ({ activations, gate }) => {
            await gate.enter(world.scope);
            return activations.findApplicable(key, world.workspaceId, noon);
          });
          await pause(100);
          leave.open();
          equal(
            (await late).map(({ id }) => id),
            [draft.id],
            `Whether it had to wait or not, ${scope.type}.`,
          );
          await open;
          equal(await settling, settledNow, 'The pause settles.');
        });
      }
    },
  },
];

function settle(storage: Storage, world: World | null, waitMillis = patient): Promise<GateSettlement> {
  return storage.settle(world ? world.scope : null, waitMillis);
}

function insideGate(
  world: World,
  leave: Promise<void>,
  meanwhile: (start: Promise<void>) => Promise<void>,
): Promise<void> {
  const entered = latch();
  const start = world.unit(async ({ gate }) => {
    await gate.enter(world.scope);
    entered.open();
    await leave;
  });
  return Promise.race([entered.opened, start]).then(() => meanwhile(start));
}

function withOpenStart(world: World, meanwhile: () => Promise<void>): Promise<void> {
  return holdOpen(
    (opened, leave) =>
      world.unit(async ({ gate }) => {
        await gate.enter(world.scope);
        opened();
        await leave;
      }),
    meanwhile,
  );
}

/** Does something while `work` is held open, and lets it end whatever happens. */
async function holdOpen(
  work: (opened: () => void, leave: Promise<void>) => Promise<void>,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const [entered, leave] = [latch(), latch()];
  const held = work(entered.open, leave.opened);
  try {
    await Promise.race([entered.opened, held]);
    await meanwhile();
  } finally {
    leave.open();
    await held;
  }
}

/** Four starters go on until they are refused; a pause comes in between. Rows are counted when it has settled, and at the end. */
async function raceStartsAgainstPause(context: StorageContext, global: boolean): Promise<void> {
  const { storage } = context;
  const world = await newWorld(context);
  const [key, type] = [context.nextWord(), context.nextWord()];
  const underWay = latch();
  let started = 0;

  const tryToStart = (name: string): Promise<boolean> =>
    world.unit(async ({ gate, runs }) => {
      const { applicable } = await gate.pass(key, world.scope, noon);
      if (applicable.length > 0) return false;
      await runs.ensure(
        world.scope,
        runDraft(queuedRun(world.workspaceId, name as ReturnType<typeof queuedRun>['id'], { type })),
      );
      return true;
    });
  const starter = async (who: number): Promise<void> => {
    for (let n = 0; n < 2_000; n += 1) {
      if (!(await tryToStart(`start-${String(who)}-${String(n)}`))) return;
      started += 1;
      if (started >= 8) underWay.open();
    }
    holds(false, 'A pause ends the starts.');
  };
  const countRows = (): Promise<number> => onPlatform(storage, ({ runs }) => runs.countInFlight(world.scope, [type]));
  const pauser = async (): Promise<number> => {
    await underWay.opened;
    await put(storage, pauseDraft(key, global ? everywhere : inside(world.workspaceId), context.nextWord()));
    equal(await settle(storage, global ? null : world), settledNow, 'No start stays open here.');
    return countRows();
  };

  const starters = [0, 1, 2, 3].map(starter);
  const [atSettlement] = await Promise.all([pauser(), ...starters]);
  equal(await countRows(), atSettlement, 'No run became visible after the pause had settled.');
  equal(started, atSettlement, 'Every start that was answered with a run has one.');
  holds(started >= 8, 'Starts before the pause succeed.');
}
