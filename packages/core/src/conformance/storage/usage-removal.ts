import type { PersonId } from '../../kernel/ids.ts';
import { plusMillis } from '../../kernel/instant.ts';
import type { UsageAddition } from '../../ports/usage-store.ts';
import type { StorageUnit, UnitScope } from '../../ports/storage.ts';
import { equal, holds, rejection, rejectsAsMisuse } from '../check.ts';
import { tenantA, tenantB, userA } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { race } from '../timing.ts';
import { forMaintenance, makeWorld, newWorld, onPlatform } from '../world.ts';
import { add, day, dayToPrune, figures, foldAll, freshDay, hour, prune, totals, usageEvent } from './usage-helpers.ts';

/** What leaves the ledger of product usage: by age, and with a tenant, a workspace or a person. */
export const usageRemovalCases: readonly StorageCase[] = [
  {
    name: 'usage: prune removes what is strictly older, from the counts as well, and answers what is left',
    run: async (context) => {
      const { storage } = context;
      const [world, other, begin] = [await newWorld(context), await newWorld(context), await dayToPrune(context)];
      const instants = [0, 5, hour, day, day + 10 * hour, day + 10 * hour + 7, day + 10 * hour + 8, 2 * day];
      const events = instants.map((millis, n) =>
        usageEvent(world.workspaceId, `event-${String(n)}`, plusMillis(begin, millis)),
      );
      await add(world, ...events.slice(0, 4));
      await foldAll(storage);
      await add(world, ...events.slice(4));
      await add(other, usageEvent(other.workspaceId, 'event-1', begin));
      const cutoff = plusMillis(begin, day + 10 * hour + 7);
      const range = { from: begin, to: plusMillis(begin, 3 * day) };
      const before = await totals(storage, range);
      const preview = await forMaintenance(context, ({ usage }) => usage.previewPrune(cutoff));
      equal(preview, { removed: 6, oldestKept: cutoff }, 'A preview answers what a removal does.');
      equal(await totals(storage, range), before, 'It writes nothing.');
      const { removed, oldestKept } = await prune(context, cutoff);
      equal([removed, oldestKept], [6, cutoff], 'Six are older; the one at that instant is kept.');
      const left = { activeWorkspaces: 1, counts: [{ eventName: 'conformance.opened', count: 3 }], keptSince: cutoff };
      equal(await totals(storage, range), left, 'Three are left.');
      await foldAll(storage);
      equal(await totals(storage, range), left, 'Also after a fold.');
      equal(await figures(storage, plusMillis(begin, -day), plusMillis(cutoff, -1)), [0, 0], 'None before.');
      equal(await figures(storage, plusMillis(cutoff, 1), range.to), [2, 1], 'Two after the cutoff.');
    },
  },
  {
    name: 'usage: prune never moves the oldest kept instant back, and an event before it is refused',
    run: async (context) => {
      const { storage } = context;
      const [world, begin] = [await newWorld(context), await dayToPrune(context)];
      const cutoff = plusMillis(begin, hour + 1);
      await prune(context, cutoff);
      await prune(context, begin);
      const range = { from: begin, to: plusMillis(begin, day) };
      equal((await totals(storage, range)).keptSince, cutoff, 'The later one stays.');
      const late = usageEvent(world.workspaceId, 'event-1', plusMillis(cutoff, -1));
      const good = usageEvent(world.workspaceId, 'event-2', cutoff);
      const refused: UsageAddition = { kind: 'expired', id: late.id, keptSince: cutoff };
      equal(await add(world, good, late), refused, 'It would not be counted.');
      equal(await figures(storage, range.from, range.to), [0, 0], 'The other one is not added either.');
      equal(await add(world, good), { kind: 'added', count: 1 }, 'At that instant it is kept.');
      const { buckets, keptSince } = await onPlatform(storage, ({ usage }) => usage.series(range, 'day'));
      equal(
        [buckets, keptSince],
        [[{ bucket: begin, eventName: good.eventName, count: 1 }], cutoff],
        'A series says so.',
      );
    },
  },
  {
    name: 'usage: prune beside another one, folds and writers loses no event that is kept',
    run: async (context) => {
      const { storage } = context;
      const [world, begin] = [await newWorld(context), await dayToPrune(context)];
      const cutoff = plusMillis(begin, hour / 2);
      const old = [...Array(10).keys()].map((n) =>
        usageEvent(world.workspaceId, `old-${String(n)}`, plusMillis(begin, n)),
      );
      await add(world, ...old);
      const answers = await race(12, async (n) => {
        if (n % 3 === 0) return (await prune(context, cutoff)).removed;
        if (n % 3 === 1) await onPlatform(storage, ({ usage }) => usage.fold(3));
        else await add(world, usageEvent(world.workspaceId, `new-${String(n)}`, plusMillis(cutoff, n)));
        return 0;
      });
      equal(
        answers.reduce((sum, removed) => sum + removed, 0),
        10,
        'Each old event was removed by one of them.',
      );
      equal(await figures(storage, begin, plusMillis(begin, day)), [4, 1], 'The new ones are there.');
      await foldAll(storage);
      equal(await figures(storage, begin, plusMillis(begin, day)), [4, 1], 'Also after a fold.');
    },
  },
  {
    name: 'usage: prune, its preview and the clock work on a maintenance unit and are an invariant on any other',
    run: async (context) => {
      const [world, begin] = [await newWorld(context), await dayToPrune(context)];
      const others: readonly UnitScope[] = [
        { plane: 'platform', actor: null },
        { plane: 'workspace', workspaceId: world.workspaceId, actor: null },
        { plane: 'member', userId: userA, workspaceIds: [world.workspaceId] },
      ];
      const calls: readonly ((unit: StorageUnit) => Promise<unknown>)[] = [
        ({ usage }) => usage.prune(plusMillis(begin, day)),
        ({ usage }) => usage.previewPrune(plusMillis(begin, day)),
        ({ usage }) => usage.now(),
      ];
      for (const call of calls) {
        for (const scope of others) await rejectsAsMisuse(() => context.storage.unit(scope, call), scope.plane);
        if (call !== calls[0]) await forMaintenance(context, call);
      }
      equal((await totals(context.storage, { from: begin, to: begin })).keptSince, begin, 'Nothing changed.');
    },
  },
  {
    name: 'usage: a removal that is rolled back has removed nothing',
    run: async (context) => {
      const [world, begin] = [await newWorld(context), await dayToPrune(context)];
      await add(world, usageEvent(world.workspaceId, 'event-1', begin));
      const before = await totals(context.storage, { from: begin, to: begin });
      const failing = async ({ usage }: StorageUnit): Promise<void> => {
        equal((await usage.prune(plusMillis(begin, day))).removed >= 1, true, 'It removes.');
        throw new Error('rolled back');
      };
      await rejection(() => forMaintenance(context, failing), 'The unit rejects.');
      equal(await totals(context.storage, { from: begin, to: begin }), before, 'Nothing was changed.');
    },
  },
  {
    name: 'usage: an erasure of a tenant removes and counts its events, and those of others stay',
    run: async (context) => {
      const { storage } = context;
      const [world, other, begin] = [await newWorld(context), await newWorld(context), await freshDay(context)];
      const place = (n: number) => plusMillis(begin, n * 7 * hour);
      const events = [...Array(12).keys()].map((n) =>
        usageEvent(world.workspaceId, `event-${String(n)}`, place(n), { tenantId: n < 8 ? tenantA : tenantB }),
      );
      await add(world, ...events.slice(0, 6));
      await add(other, ...events.slice(0, 2).map((event) => ({ ...event, workspaceId: other.workspaceId })));
      await foldAll(storage);
      await add(world, ...events.slice(6));
      const erased = await forMaintenance(context, ({ maintenance }) => maintenance.eraseTenant(world.tenant(tenantA)));
      equal(erased?.usageEvents, 8, 'Each event of the tenant is counted.');
      for (const when of ['before', 'after']) {
        equal(await figures(storage, begin, place(20)), [6, 2], `The others stay, ${when} a fold.`);
        equal(
          await figures(storage, place(0), place(1)),
          [2, 1],
          `Of the first hours the other workspace, ${when} it.`,
        );
        equal(await figures(storage, place(2), place(7)), [0, 0], `Of the next ones nothing, ${when} it.`);
        equal(await figures(storage, place(8), place(11)), [4, 1], `Of the last ones the other tenant, ${when} it.`);
        await foldAll(storage);
      }
      const again = usageEvent(world.workspaceId, 'event-0', place(0));
      equal(await add(world, again), { kind: 'unknown_tenant', id: again.id }, 'No event is restored.');
    },
  },
  {
    name: 'usage: an erasure of a workspace removes its events, and one of the same id starts without any',
    run: async (context) => {
      const { storage } = context;
      const [world, other, begin] = [await newWorld(context), await newWorld(context), await freshDay(context)];
      const range = [begin, plusMillis(begin, 30 * day)] as const;
      for (const each of [world, other])
        for (let n = 0; n < 4; n += 1) {
          const change = { tenantId: n % 2 ? tenantA : tenantB };
          await add(each, usageEvent(each.workspaceId, `event-${String(n)}`, plusMillis(begin, n * day), change));
          if (n === 1) await foldAll(storage);
        }
      const erased = await forMaintenance(context, ({ maintenance }) => maintenance.eraseWorkspace(world.scope));
      equal(erased?.usageEvents, 4, 'Each event is counted.');
      equal(await figures(storage, ...range), [4, 1], 'Those of the other workspace stay.');
      await foldAll(storage);
      equal(await figures(storage, ...range), [4, 1], 'Also after a fold.');
      const anew = await makeWorld(storage, world.workspaceId);
      equal(await figures(storage, ...range), [4, 1], 'It has none.');
      equal(
        await add(anew, usageEvent(world.workspaceId, 'event-0', begin)),
        { kind: 'added', count: 1 },
        'It starts.',
      );
      await foldAll(storage);
      equal(await figures(storage, ...range), [5, 2], 'And counts again.');
    },
  },
  {
    name: 'usage: an erasure of a person keeps the events that they caused, which count as before, and adds no new ones',
    run: async (context) => {
      const { storage } = context;
      const [world, begin] = [await newWorld(context), await freshDay(context)];
      const [kind, personId] = ['user', context.nextWord() as PersonId] as const;
      const user = { kind, personId };
      await add(world, usageEvent(world.workspaceId, 'event-1', begin, { user }));
      await forMaintenance(context, ({ maintenance }) => maintenance.erasePerson(user));
      equal(await figures(storage, begin, begin), [1, 1], 'It counts.');
      const events = [1, 2].map((n) => usageEvent(world.workspaceId, `event-${String(n)}`, begin, { user }));
      equal(await add(world, ...events), { kind: 'added', count: 1 }, 'The same event is known, another one is new.');
      holds((await figures(storage, begin, begin))[0] === 2, 'Both count.');
    },
  },
];
