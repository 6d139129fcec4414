import { platformOperator } from '../../../access/actor.ts';
import type { PersonId, TenantId, UsageEventId, WorkspaceId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { UsageEvent } from '../../../ports/usage-store.ts';
import type { Result } from '../../../kernel/result.ts';
import { builtInEvents } from '../../../telemetry/catalog.ts';
import type { UsageRangeRequest } from '../../../telemetry/client.ts';
import { equal, holds } from '../../check.ts';
import { failure, value } from '../answers.ts';
import type { ClientCase } from '../client-context.ts';
import { suiteEvents } from '../suite-catalogs.ts';
import { allPowers } from '../suite-atlas.ts';
import { callersIn, noonText } from './people.ts';

const started = 'product.operations.started';
const pinned = 'acme.page.pinned';
const left = 'acme.page.unpinned';
const catalog = Object.entries({ ...builtInEvents, ...suiteEvents });

/** An event that happened at an instant. */
function event(eventName: string, occurredAt: string, workspaceId = 'w-1'): UsageEvent {
  return {
    workspaceId: workspaceId as WorkspaceId,
    id: `e.${eventName}.${occurredAt}` as UsageEventId,
    tenantId: 't-1' as TenantId,
    user: { kind: 'user', personId: 'u-owner' as PersonId },
    eventName,
    featureArea: 'operations',
    subjectType: 'secret-type',
    subjectId: 'secret-4711',
    metadata: { operation_type: 'secret-operation' },
    occurredAt: occurredAt as Instant,
    recordedAt: occurredAt as Instant,
  };
}

const countsOf = (families: readonly { readonly eventName: string; readonly count: number }[]) =>
  Object.fromEntries(families.filter(({ count }) => count > 0).map(({ eventName, count }) => [eventName, count]));

/** Product usage. */
export const telemetryCases: readonly ClientCase[] = [
  {
    name: 'telemetry: without recorded events each event of the catalog has the count 0, and a sentence explains it',
    run: async (context) => {
      const world = await context.newWorld();
      const { operator } = await callersIn(world);
      const families = catalog.map(([eventName, { featureArea, label }]) => ({
        eventName,
        featureArea,
        label,
        count: 0,
      }));
      const summary = await value(operator.telemetry.summary());
      equal(
        summary,
        {
          window: '24h',
          from: '2026-11-20T12:00:00.000Z',
          to: noonText,
          coverage: 'full',
          keptSince: null,
          activeWorkspaces: 0,
          totalEvents: 0,
          caption: {
            id: 'telemetry.none.24h',
            params: {},
            text: 'No telemetry recorded in Last 24 hours.',
          },
          families,
        },
        'All zeros.',
      );
      const trend = await value(operator.telemetry.trend());
      equal([trend.bucket, trend.buckets.length, trend.families], ['hour', 25, families], 'By the hour.');
      equal((await value(operator.telemetry.trend({ window: '7d' }))).buckets.length, 8, 'By the day.');
    },
  },
  {
    name: 'telemetry: a range includes both ends and nothing outside, and archived scopes count',
    run: async (context) => {
      const world = await context.newWorld();
      const { operator, system } = await callersIn(world);
      await world.addUsage([
        event(started, '2026-11-21T09:59:59.999Z'),
        event(started, '2026-11-21T10:00:00.000Z'),
        event(pinned, '2026-11-21T11:30:00.000Z', 'w-2'),
        event(started, '2026-11-21T12:00:00.000Z'),
        event(started, '2026-11-21T12:00:00.001Z'),
      ]);
      await value(system.workspaces.archive({ workspaceId: 'w-2' }));
      world.takeCalls();
      const range = { from: '2026-11-21T12:00:00+02:00', to: noonText };
      const summary = await value(operator.telemetry.summary(range));
      equal(
        [summary.window, summary.activeWorkspaces, summary.totalEvents, countsOf(summary.families)],
        [null, 2, 3, { [started]: 2, [pinned]: 1 }],
        'The events of the range.',
      );
      equal(summary.caption.text, '3 events in this range', 'In words.');
      const trend = await value(operator.telemetry.trend(range));
      equal(
        trend.buckets.map(({ start, isRagged, counts }) => [start, isRagged, counts.reduce((sum, one) => sum + one)]),
        [
          ['2026-11-21T10:00:00.000Z', false, 1],
          ['2026-11-21T11:00:00.000Z', false, 1],
          [noonText, true, 1],
        ],
        'Hour by hour, the last one cut.',
      );
      equal(trend.families, summary.families, 'The same sums.');
      const reads = world.takeCalls().filter((call) => !call.startsWith('unit:'));
      equal(reads, ['usage.totals', 'usage.series'], 'One read of each, however many events there are.');
      world.advance(1);
      equal((await value(operator.telemetry.summary())).caption.text, '5 events in Last 24 hours', 'Of a window.');
    },
  },
  {
    name: 'telemetry: a name that is not in the catalog counts in no family, and its workspace is active',
    run: async (context) => {
      const world = await context.newWorld();
      const { operator } = await callersIn(world);
      await world.addUsage([event(left, noonText), event(started, noonText, 'w-2')]);
      const { totalEvents, activeWorkspaces, families } = await value(operator.telemetry.summary());
      equal([totalEvents, activeWorkspaces, countsOf(families)], [1, 2, { [started]: 1 }], 'Of the catalog alone.');
      equal(
        families.map(({ eventName }) => eventName),
        catalog.map(([name]) => name),
        'The catalog in its order.',
      );
      const { buckets } = await value(operator.telemetry.trend());
      equal(
        buckets.flatMap(({ counts }) => counts).reduce((sum, one) => sum + one),
        1,
        'A trend does not count it by name.',
      );
    },
  },
  {
    name: 'telemetry: an answer says when a part of its range is no longer kept',
    run: async (context) => {
      const world = await context.newWorld();
      const { operator } = await callersIn(world);
      await world.addUsage([event(started, '2026-11-18T11:59:59.999Z'), event(started, '2026-11-18T12:00:00.000Z')]);
      await world.pruneUsage(3);
      const keptSince = '2026-11-18T12:00:00.000Z';
      const week = await value(operator.telemetry.summary({ window: '7d' }));
      equal([week.coverage, week.keptSince, week.totalEvents], ['partial', keptSince, 1], 'A part of it was removed.');
      const exact = await value(operator.telemetry.summary({ from: keptSince, to: noonText }));
      equal([exact.coverage, exact.keptSince, exact.totalEvents], ['full', keptSince, 1], 'All of it is kept.');
      const { buckets, coverage } = await value(operator.telemetry.trend({ window: '7d' }));
      equal(coverage, 'partial', 'Of a trend as well.');
      equal(
        buckets.filter(({ isRagged }) => !isRagged).map(({ start }) => start),
        ['2026-11-19T00:00:00.000Z', '2026-11-20T00:00:00.000Z'],
        'Whole days are those that are kept from their begin to their end.',
      );
    },
  },
  {
    name: 'telemetry: answers contain counts and no part of an event: no workspace, tenant, person, subject or metadata',
    run: async (context) => {
      const world = await context.newWorld();
      const { operator } = await callersIn(world);
      await world.addUsage([event(started, noonText), event(left, '2026-11-21T11:00:00.000Z', 'w-2')]);
      const answers = [await value(operator.telemetry.summary()), await value(operator.telemetry.trend())];
      const { id, label, capabilities } = allPowers;
      const limited = await world.as(platformOperator({ id, label, capabilities, allowedTenants: [] }));
      equal(
        [await value(limited.telemetry.summary()), await value(limited.telemetry.trend())],
        answers,
        'So they are the same for an operator who may see no tenant.',
      );
      const texts = new Set<string>();
      const walk = (part: unknown): void => {
        if (typeof part === 'string') texts.add(part);
        else if (typeof part === 'object' && part !== null) Object.values(part).forEach(walk);
      };
      walk(answers);
      const known = new Set(catalog.flatMap(([name, { featureArea, label }]) => [name, featureArea, label]));
      const others = [...texts].filter((text) => !known.has(text) && !/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text));
      equal(
        others.toSorted(),
        ['1 event in Last 24 hours', '24h', 'full', 'hour', 'telemetry.events.24h'],
        'Every text is one of the catalog, an instant or a word of the answer itself.',
      );
    },
  },
  {
    name: 'telemetry: times that contradict each other are refused by name',
    run: async (context) => {
      const world = await context.newWorld();
      const { operator } = await callersIn(world);
      const both = [
        { path: 'window', rule: 'window_or_range', time: { window: '24h', from: noonText, to: noonText } },
        { path: 'window', rule: 'one_of', time: { window: '90d' } },
        { path: 'to', rule: 'required', time: { from: noonText } },
        { path: 'from', rule: 'required', time: { to: noonText } },
        { path: 'to', rule: 'before_from', time: { from: noonText, to: '2026-11-21T11:59:59.999Z' } },
        { path: 'from', rule: 'instant', time: { from: 'yesterday', to: noonText } },
      ] as const;
      const ofTrend = [
        { path: 'from', rule: 'too_long', time: { from: '2025-10-17T11:59:59.999Z', to: noonText } },
        { path: 'to', rule: 'too_late', time: { from: '9999-12-31T00:00:00Z', to: '9999-12-31T23:59:59.999Z' } },
      ] as const;
      const summary = async (time: UsageRangeRequest): Promise<Result<unknown, unknown>> =>
        operator.telemetry.summary(time);
      const trend = async (time: UsageRangeRequest): Promise<Result<unknown, unknown>> =>
        operator.telemetry.trend(time);
      const asked = [
        ...both.flatMap((one) => [
          { ...one, call: summary },
          { ...one, call: trend },
        ]),
        ...ofTrend.map((one) => ({ ...one, call: trend })),
      ];
      for (const { path, rule, time, call } of asked) {
        const { code, issues } = await failure(call(time as UsageRangeRequest));
        equal([code, issues?.map((one) => [one.path, one.rule])], ['invalid_input', [[path, rule]]], 'Named.');
      }
      for (const { time } of ofTrend) holds((await summary(time)).isOk(), 'A summary covers any range.');
      holds((await trend({ from: '2025-10-17T12:00:00Z', to: noonText })).isOk(), 'A trend covers 400 days.');
      holds((await trend({ from: noonText, to: noonText })).isOk(), 'A range may be one instant.');
    },
  },
];
