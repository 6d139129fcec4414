import type { WorkspaceId } from '../../kernel/ids.ts';
import { plusMillis, type Instant } from '../../kernel/instant.ts';
import { equal } from '../check.ts';
import { tenantA, tenantB } from '../fixtures.ts';
import type { StorageCase, StorageContext } from '../storage-context.ts';
import { forMaintenance, makeWorld, newWorld, onPlatform } from '../world.ts';
import { add, day, dayToPrune, foldAll, freshDay, hour, prune, usageEvent } from './usage-helpers.ts';

/** When workspaces were last active. */
export const usageLastHourCases: readonly StorageCase[] = [
  {
    name: 'usage: the last hour of a workspace is that of its latest event, before and after a fold, and one without an event has none',
    run: async (context) => {
      const [world, other, idle] = [await newWorld(context), await newWorld(context), await newWorld(context)];
      const begin = await freshDay(context);
      const { workspaceId } = world;
      const ids = [workspaceId, workspaceId, other.workspaceId, idle.workspaceId, 'w-nowhere' as WorkspaceId];
      const seen = () => lastHours(context, ids);
      await add(world, usageEvent(workspaceId, 'event-1', plusMillis(begin, 3 * hour - 1)));
      await add(world, usageEvent(workspaceId, 'event-2', plusMillis(begin, hour)));
      const first = [[workspaceId, plusMillis(begin, 2 * hour)]];
      equal(await seen(), first, 'Of the latest one, however late it was sent.');
      await foldAll(context.storage);
      equal(await seen(), first, 'Also after a fold.');
      await add(world, usageEvent(workspaceId, 'event-3', plusMillis(begin, day)));
      await add(other, usageEvent(other.workspaceId, 'event-1', begin));
      const second = sorted([
        [workspaceId, plusMillis(begin, day)],
        [other.workspaceId, begin],
      ]);
      equal(await seen(), second, 'Of one that waits for its fold as well.');
      await add(world, usageEvent(workspaceId, 'event-4', begin));
      await foldAll(context.storage);
      equal(await seen(), second, 'An earlier one does not move it back.');
      equal(
        await lastHours(context, [other.workspaceId]),
        [[other.workspaceId, begin]],
        'Of those that are asked for.',
      );
      equal(await lastHours(context, []), [], 'Of none.');
    },
  },
  {
    name: 'usage: a removal of old events leaves the last hours, also of events that were never folded',
    run: async (context) => {
      const [world, other, begin] = [await newWorld(context), await newWorld(context), await dayToPrune(context)];
      await add(world, usageEvent(world.workspaceId, 'event-1', plusMillis(begin, 5 * hour)));
      await foldAll(context.storage);
      await add(other, usageEvent(other.workspaceId, 'event-1', plusMillis(begin, 2 * hour + 1)));
      await prune(context, plusMillis(begin, day));
      const seen = () => lastHours(context, [world.workspaceId, other.workspaceId]);
      const then = sorted([
        [world.workspaceId, plusMillis(begin, 5 * hour)],
        [other.workspaceId, plusMillis(begin, 2 * hour)],
      ]);
      equal(await seen(), then, 'Both are known.');
      await foldAll(context.storage);
      equal(await seen(), then, 'Also after a fold.');
      await forMaintenance(context, ({ maintenance }) => maintenance.eraseTenant(world.tenant(tenantA)));
      equal(await seen(), then, 'An erasure that removes no event leaves it.');
    },
  },
  {
    name: 'usage: an erasure moves the last hour back to the last remaining event',
    run: async (context) => {
      const [world, begin] = [await newWorld(context), await freshDay(context)];
      const { workspaceId } = world;
      const at = (millis: number, tenantId: typeof tenantA) =>
        add(world, usageEvent(workspaceId, `event-${String(millis)}`, plusMillis(begin, millis), { tenantId }));
      await at(hour, tenantA);
      await at(2 * hour + 5, tenantB);
      await foldAll(context.storage);
      await at(day, tenantA);
      const erase = (tenantId: typeof tenantA) =>
        forMaintenance(context, ({ maintenance }) => maintenance.eraseTenant(world.tenant(tenantId)));
      await erase(tenantA);
      equal(await lastHours(context, [workspaceId]), [[workspaceId, plusMillis(begin, 2 * hour)]], 'Of tenant B.');
      await erase(tenantB);
      equal(await lastHours(context, [workspaceId]), [], 'None is left.');
      await foldAll(context.storage);
      equal(await lastHours(context, [workspaceId]), [], 'Nor after a fold.');

      const other = await newWorld(context);
      await add(other, usageEvent(other.workspaceId, 'event-1', begin));
      await forMaintenance(context, ({ maintenance }) => maintenance.eraseWorkspace(other.scope));
      await makeWorld(context.storage, other.workspaceId);
      equal(await lastHours(context, [other.workspaceId]), [], 'A workspace of the same id starts without one.');
    },
  },
];

type LastHour = readonly [WorkspaceId, Instant];

async function lastHours(
  { storage }: StorageContext,
  workspaceIds: readonly WorkspaceId[],
): Promise<readonly LastHour[]> {
  const found = await onPlatform(storage, ({ usage }) => usage.lastHours(workspaceIds));
  return sorted(found.map(({ workspaceId, hour: at }) => [workspaceId, at]));
}

function sorted(hours: readonly LastHour[]): readonly LastHour[] {
  return hours.toSorted(([one], [other]) => (one < other ? -1 : 1));
}
