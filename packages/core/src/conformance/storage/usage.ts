import type { TenantId } from '../../kernel/ids.ts';
import { plusMillis, toInstant, type Instant } from '../../kernel/instant.ts';
import type { UsageEvent } from '../../ports/usage-store.ts';
import type { StorageUnit, UnitScope } from '../../ports/storage.ts';
import { equal, holds, rejection, rejectsAsMisuse } from '../check.ts';
import { tenantB, userA, userB } from '../fixtures.ts';
import type { StorageCase, StorageContext } from '../storage-context.ts';
import { race } from '../timing.ts';
import { forMaintenance, inWorkspace, newWorld, onPlatform, type World } from '../world.ts';
import { add, day, figures, foldAll, freshDay, hour, totals, usageEvent } from './usage-helpers.ts';

type Call = (unit: StorageUnit, begin: Instant) => Promise<unknown>;

const platformCalls: { readonly [method: string]: Call } = {
  'usage.totals': ({ usage }, begin) => usage.totals({ from: begin, to: begin }),
  'usage.series': ({ usage }, begin) => usage.series({ from: begin, to: begin }, 'day'),
  'usage.lastHours': ({ usage }) => usage.lastHours([]),
  'usage.fold': ({ usage }) => usage.fold(1),
};

/** Additions to the ledger of product usage, and what is counted of them. */
export const usageCases: readonly StorageCase[] = [
  {
    name: 'usage: an event counts once, however often it is sent, and the first one stays',
    run: async (context) => {
      const { world, begin } = await fresh(context);
      const one = usageEvent(world.workspaceId, 'event-1', begin);
      equal(await add(world, one, one), { kind: 'added', count: 1 }, 'Twice in one call.');
      const renamed = { ...one, eventName: 'conformance.renamed' };
      equal(await add(world, renamed), { kind: 'added', count: 0 }, 'Once more, with another name.');
      const others = [
        usageEvent(world.workspaceId, 'event-1', plusMillis(begin, 1)),
        usageEvent(world.workspaceId, 'event-2', begin),
      ];
      equal(await add(world, one, ...others), { kind: 'added', count: 2 }, 'Another instant, another id.');
      const { counts } = await totals(context.storage, { from: begin, to: plusMillis(begin, day) });
      equal(counts, [{ eventName: one.eventName, count: 3 }], 'The name of the first.');
      equal(await add(world), { kind: 'added', count: 0 }, 'No event at all.');
    },
  },
  {
    name: 'usage: of 16 concurrent calls with the same events each event is added once',
    run: async (context) => {
      const { world, begin } = await fresh(context);
      const events = [...Array(20).keys()].map((n) => usageEvent(world.workspaceId, `event-${String(n)}`, begin));
      const answers = await race(16, (n) => add(world, ...(n % 2 === 0 ? events : events.toReversed())));
      const added = answers.map((answer) => (answer.kind === 'added' ? answer.count : NaN));
      equal(
        added.reduce((sum, count) => sum + count, 0),
        20,
        'Each by one of the calls.',
      );
      equal(await figures(context.storage, begin, begin), [20, 1], 'Counted once.');
    },
  },
  {
    name: 'usage: one refused event refuses all events of its call',
    run: async (context) => {
      const [{ world, begin }, other] = [await fresh(context), await newWorld(context)];
      const tenantId = 'tenant-c' as TenantId;
      await other.unit(({ tenants }) => tenants.create(other.tenant(tenantId), { ...tenantOf(other, tenantId) }));
      const good = usageEvent(world.workspaceId, 'event-1', begin);
      for (const missing of ['tenant-x' as TenantId, tenantId]) {
        const bad = usageEvent(world.workspaceId, 'event-2', begin, { tenantId: missing });
        const answer = await onPlatform(context.storage, ({ usage }) =>
          usage.add([good, bad, { ...bad, id: good.id }]),
        );
        equal(answer, { kind: 'unknown_tenant', id: bad.id }, 'The first one that is refused.');
      }
      equal(await figures(context.storage, begin, begin), [0, 0], 'Nothing was written.');
    },
  },
  {
    name: 'usage: a unit that is rolled back adds nothing, and the event may be sent again',
    run: async (context) => {
      const { world, begin } = await fresh(context);
      const event = usageEvent(world.workspaceId, 'event-1', begin);
      await rejection(
        () =>
          world.unit(async ({ usage }) => {
            await usage.add([event]);
            throw new Error('rolled back');
          }),
        'The unit rejects.',
      );
      equal(await figures(context.storage, begin, begin), [0, 0], 'Nothing was written.');
      equal(await add(world, event), { kind: 'added', count: 1 }, 'It is new.');
    },
  },
  {
    name: 'usage: a platform unit adds events of many workspaces in one call',
    run: async (context) => {
      const { world, begin } = await fresh(context);
      const other = await newWorld(context);
      const events = [world, other].flatMap(({ workspaceId }) => [
        usageEvent(workspaceId, 'event-1', begin),
        usageEvent(workspaceId, 'event-2', begin, { tenantId: tenantB }),
      ]);
      const answer = await onPlatform(context.storage, ({ usage }) => usage.add(events));
      equal(answer, { kind: 'added', count: 4 }, 'The same ids are other events elsewhere.');
      equal(await figures(context.storage, begin, begin), [4, 2], 'Of two workspaces.');
    },
  },
  {
    name: 'usage: a unit of another workspace or plane adds nothing',
    run: async (context) => {
      const { world, begin } = await fresh(context);
      const other = await newWorld(context);
      const event = usageEvent(world.workspaceId, 'event-1', begin);
      await rejectsAsMisuse(() => other.unit(({ usage }) => usage.add([event])), 'On a unit of another workspace.');
      const member: UnitScope = { plane: 'member', userId: userA, workspaceIds: [world.workspaceId] };
      await rejection(() => context.storage.unit(member, ({ usage }) => usage.add([event])), 'On a member unit.');
      await rejection(() => forMaintenance(context, ({ usage }) => usage.add([event])), 'On a maintenance unit.');
      equal(await figures(context.storage, begin, begin), [0, 0], 'Nothing was written.');
    },
  },
  ...Object.entries(platformCalls).map(([method, call]): StorageCase => ({
    name: `planes: ${method} works on a platform unit and is an invariant on any other`,
    run: async (context) => {
      const { world, begin } = await fresh(context);
      await onPlatform(context.storage, (unit) => call(unit, begin));
      const inside = inWorkspace.bind(null, context.storage, world.workspaceId);
      await rejectsAsMisuse(() => inside((unit) => call(unit, begin)), `${method} on a workspace unit.`);
      const member: UnitScope = { plane: 'member', userId: userA, workspaceIds: [world.workspaceId] };
      await rejectsAsMisuse(() => context.storage.unit(member, (unit) => call(unit, begin)), `${method} of a member.`);
      await rejectsAsMisuse(() => forMaintenance(context, (unit) => call(unit, begin)), `${method} for maintenance.`);
    },
  })),
  {
    name: 'usage: a range counts from and to its exact instants, before and after a fold',
    run: async (context) => {
      const { storage } = context;
      const { world, begin } = await fresh(context);
      const other = await newWorld(context);
      const instants = [-1, 0, 1, hour - 1, hour, 25 * hour + 7, 3 * day - 1, 3 * day, 3 * day + 1];
      const events = instants.map((millis, n) =>
        usageEvent(n % 2 ? world.workspaceId : other.workspaceId, `event-${String(n)}`, plusMillis(begin, millis)),
      );
      await onPlatform(storage, ({ usage }) => usage.add(events));
      const edges = [-hour, ...instants, 2, hour + 1, day, 2 * day, 4 * day].toSorted((a, b) => a - b);
      for (const when of ['before', 'after']) {
        for (const from of edges)
          for (const to of edges.filter((edge) => edge >= from)) {
            const inside = instants.flatMap((millis, n) => (millis >= from && millis <= to ? [n % 2] : []));
            equal(
              await figures(storage, plusMillis(begin, from), plusMillis(begin, to)),
              [inside.length, new Set(inside).size],
              `From ${String(from)} to ${String(to)}, ${when} the fold.`,
            );
          }
        await foldAll(storage);
      }
      equal(await figures(storage, plusMillis(begin, 1), begin), [0, 0], 'A range that ends before it begins.');
    },
  },
  {
    name: 'usage: a series counts by hour and by UTC day what is in the range, also on a leap day',
    run: async (context) => {
      const { storage } = context;
      const { world } = await fresh(context);
      const leap = await freshLeapDay(context);
      const instants = [-1, 0, hour - 1, hour, day - 1, day];
      const events = instants.map((millis, n) =>
        usageEvent(world.workspaceId, `event-${String(n)}`, plusMillis(leap, millis)),
      );
      await add(world, ...events);
      const series = async (from: number, to: number, bucket: 'hour' | 'day') => {
        const range = { from: plusMillis(leap, from), to: plusMillis(leap, to) };
        const { buckets } = await onPlatform(storage, ({ usage }) => usage.series(range, bucket));
        return Object.fromEntries(buckets.map((one) => [one.bucket, one.count]));
      };
      const named = (counts: { readonly [millis: number]: number }) =>
        Object.fromEntries(Object.entries(counts).map(([millis, count]) => [plusMillis(leap, Number(millis)), count]));
      for (const when of ['before', 'after']) {
        equal(await series(-1, day, 'day'), named({ [-day]: 1, 0: 4, [day]: 1 }), `Days, ${when} the fold.`);
        equal(await series(0, day - 2, 'day'), named({ 0: 3 }), `The range cuts the day, ${when} the fold.`);
        const hours = named({ [-hour]: 1, 0: 2, [hour]: 1, [23 * hour]: 1, [day]: 1 });
        equal(await series(-1, day, 'hour'), hours, `Hours, ${when} the fold.`);
        equal(await series(1, hour, 'hour'), named({ 0: 1, [hour]: 1 }), `Cut hours, ${when} the fold.`);
        equal(await series(hour - 1, hour - 1, 'hour'), named({ 0: 1 }), `One instant, ${when} the fold.`);
        await foldAll(storage);
      }
    },
  },
  {
    name: 'usage: counts are kept by name, and names that nothing declares are among them',
    run: async (context) => {
      const { world, begin } = await fresh(context);
      const names = ['a.b', 'A.B', 'Ünïcode "name"', '12', '["x","y","z"]', 'a.b'];
      const events = names.map((eventName, n) => {
        const subject = {
          subjectType: n % 2 ? 'thing' : '7',
          subjectId: n % 2 ? userB : '018f0000-0000-7000-8000-000000000000',
        };
        return usageEvent(world.workspaceId, `event-${String(n)}`, plusMillis(begin, n), { eventName, ...subject });
      });
      await add(world, ...events.slice(0, 4));
      await foldAll(context.storage);
      await add(world, ...events.slice(4));
      for (const length of [names.length, 3]) {
        const range = { from: begin, to: plusMillis(begin, length - 1) };
        const { counts } = await totals(context.storage, range);
        const found = Object.fromEntries(counts.map(({ eventName, count }) => [eventName, count]));
        const expected: { [name: string]: number } = {};
        for (const name of names.slice(0, length)) expected[name] = (expected[name] ?? 0) + 1;
        equal(found, expected, 'Each name.');
      }
    },
  },
  {
    name: 'usage: concurrent folds move each count once, at most as many as asked for, and change no answer',
    run: async (context) => {
      const { storage } = context;
      const { world, begin } = await fresh(context);
      for (let n = 0; n < 12; n += 1)
        await add(world, usageEvent(world.workspaceId, `event-${String(n)}`, plusMillis(begin, n * hour)));
      const fold = (limit: number) => onPlatform(storage, ({ usage }) => usage.fold(limit));
      holds((await fold(5)) <= 5, 'At most as many as asked for.');
      await race(6, () => fold(100));
      await foldAll(storage);
      equal(await fold(100), 0, 'Then nothing is left.');
      equal(await figures(storage, begin, plusMillis(begin, day)), [12, 1], 'No count was lost or doubled.');
    },
  },
  {
    name: 'usage: totals and series take the same number of statements for any number of events',
    needs: ['counts_statements'],
    run: async (context) => {
      const { world, begin } = await fresh(context);
      const cost = async (call: Call): Promise<number> => {
        const before = context.statements?.() ?? 0;
        await onPlatform(context.storage, (unit) => call(unit, begin));
        return (context.statements?.() ?? 0) - before;
      };
      for (const name of ['usage.totals', 'usage.series'] as const) {
        const call = platformCalls[name];
        holds(call !== undefined, 'It is one of the calls.');
        const empty = await cost(call);
        await add(world, ...manyEvents(world, begin));
        equal(await cost(call), empty, name);
      }
    },
  },
];

function manyEvents({ workspaceId }: World, begin: Instant): readonly UsageEvent[] {
  return [...Array(50).keys()].map((n) => usageEvent(workspaceId, `event-${String(n)}`, plusMillis(begin, n * hour)));
}

function tenantOf({ workspaceId }: World, tenantId: TenantId) {
  const instant = toInstant(0);
  return {
    workspaceId,
    tenantId,
    name: 'Tenant C',
    externalTenantId: null,
    lifecycle: 'draft',
    lifecycleBeforeArchive: null,
    createdAt: instant,
    updatedAt: instant,
    version: 1,
  } as const;
}

async function fresh(context: StorageContext): Promise<{ readonly world: World; readonly begin: Instant }> {
  return { world: await newWorld(context), begin: await freshDay(context) };
}

/** A free 29 February. */
async function freshLeapDay(context: StorageContext): Promise<Instant> {
  for (let year = 2104; ; year += 4) {
    const leap = toInstant(Date.UTC(year, 1, 29));
    const isLeap = new Date(leap).getUTCDate() === 29;
    const [events] = await figures(context.storage, plusMillis(leap, -2 * day), plusMillis(leap, 2 * day));
    if (isLeap && events === 0) return leap;
  }
}
