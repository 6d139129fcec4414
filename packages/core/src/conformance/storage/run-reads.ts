import type { RunId, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { RunFilter, RunRef } from '../../ports/run-store.ts';
import type { Storage } from '../../ports/storage.ts';
import { equal } from '../check.ts';
import { at, runId, tenantA, tenantB, tenantRecord } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { newWorld, onPlatform } from '../world.ts';
import { claim, complete, list, progress, queue } from './run-helpers.ts';

/** Filters of the list, counts, and what waits for a worker. */
export const runReadCases: readonly StorageCase[] = [
  {
    name: 'runs: each filter narrows the list, and all hold at once',
    run: async (context) => {
      const world = await newWorld(context);
      const hidden = 'tenant-hidden' as TenantId;
      await world.unit(({ tenants }) => tenants.create(world.tenant(hidden), tenantRecord(world.workspaceId, hidden)));
      await queue(world, 1, { createdAt: at(1), tenantId: null, type: 'one' });
      await queue(world, 2, { createdAt: at(2), type: 'two' });
      await queue(world, 3, { createdAt: at(3), tenantId: tenantB, type: 'two' });
      await queue(world, 4, { createdAt: at(4), tenantId: hidden, type: 'three' });
      await claim(world, runId(3));
      await complete(world, runId(4), null);
      const ids = async (filter: Partial<RunFilter>): Promise<readonly RunId[]> =>
        (await list(world, filter)).map(({ id }) => id);
      equal(await ids({}), [4, 3, 2, 1].map(runId), 'Null means any.');
      equal(await ids({ tenantId: tenantA }), [runId(2)], 'By tenant: runs without one are left out.');
      equal(await ids({ types: ['two', 'one'] }), [3, 2, 1].map(runId), 'By types.');
      equal(await ids({ types: [] }), [], 'No type, no run.');
      equal(await ids({ statuses: ['queued'] }), [2, 1].map(runId), 'Queued.');
      equal(await ids({ statuses: ['running', 'completed'] }), [4, 3].map(runId), 'Running or completed.');
      equal(await ids({ outcomes: ['pending'] }), [3, 2, 1].map(runId), 'Those that have not ended.');
      equal(await ids({ outcomes: ['failed', 'succeeded'] }), [runId(4)], 'By how they ended.');
      equal(
        await ids({ outcomes: ['pending', 'succeeded'], statuses: ['running', 'completed'] }),
        [4, 3].map(runId),
        'By both.',
      );
      equal(await ids({ outcomes: ['succeeded'], statuses: ['queued'] }), [], 'What contradicts itself has no run.');
      equal(await ids({ outcomes: [] }), [], 'No outcome, no run.');
      equal(
        await ids({ visibleTenantIds: [tenantA, tenantB] }),
        [3, 2, 1].map(runId),
        'By visible tenants: runs without one are kept.',
      );
      equal(await ids({ visibleTenantIds: [] }), [runId(1)], 'Who may see no tenant sees the runs without one.');
      equal(
        await ids({ types: ['two'], statuses: ['running'], visibleTenantIds: [tenantB] }),
        [runId(3)],
        'All at once.',
      );
    },
  },
  {
    name: 'runs: countInFlight counts queued and running ones of the types, of one workspace or of all',
    run: async (context) => {
      const { storage } = context;
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const [type, apart] = [context.nextWord(), context.nextWord()];
      const count = (world: typeof one | null, types: readonly string[]): Promise<number> =>
        onPlatform(storage, ({ runs }) => runs.countInFlight(world ? world.scope : null, types));
      const before = [await count(null, [type]), await count(null, [type, apart])] as const;
      await queue(one, 1, { type });
      await queue(one, 2, { type });
      await queue(one, 3, { type });
      await queue(one, 4, { type: apart });
      await queue(other, 1, { type });
      await claim(one, runId(2));
      await complete(one, runId(3), null);
      equal(await count(one, [type]), 2, 'Of one workspace: one queued, one running.');
      equal(await count(one, [type, apart]), 3, 'Of several types.');
      equal(await count(one, []), 0, 'Of no type.');
      equal(await count(null, [type]), before[0] + 3, 'Of all workspaces.');
      equal(await count(null, [type, apart]), before[1] + 4, 'Of all workspaces and several types.');
    },
  },
  {
    name: 'runs: findClaimable names queued and abandoned runs of the types, oldest first',
    run: async (context) => {
      const { storage } = context;
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const type = context.nextWord();
      const own: readonly string[] = [one.workspaceId, other.workspaceId];
      await queue(one, 1, { type, createdAt: at(-30) });
      await queue(other, 2, { type, createdAt: at(-50) });
      await queue(one, 3, { type, createdAt: at(-40) });
      await queue(one, 4, { type, createdAt: at(-60) });
      await queue(one, 5, { type, createdAt: at(-70) });
      await queue(one, 6, { type: context.nextWord(), createdAt: at(-80) });
      await claim(one, runId(3), at(0));
      await claim(one, runId(4), at(0));
      await progress(one, runId(4), 1, null, at(100));
      await complete(one, runId(5), null);
      const find = async (before: Instant, limit = 1_000): Promise<readonly string[]> => {
        const found = await claimable(storage, type, before, limit);
        return found.filter(({ workspaceId }) => own.includes(workspaceId)).map(({ id }) => id);
      };
      equal(await find(at(0)), [2, 1].map(runId), 'A heartbeat at that very instant is alive.');
      equal(await find(at(1)), [2, 3, 1].map(runId), 'One before it is not.');
      equal(await find(at(101)), [4, 2, 3, 1].map(runId), 'Oldest first, over all workspaces.');
      const [all, first] = [await claimable(storage, type, at(101), 1_000), await claimable(storage, type, at(101), 2)];
      equal(first, all.slice(0, 2), 'At most the limit.');
      const none = await onPlatform(storage, ({ runs }) => runs.findClaimable([], at(101), 10));
      equal(none, [], 'Of no type there are none.');
    },
  },
];

function claimable(storage: Storage, type: string, before: Instant, limit: number): Promise<readonly RunRef[]> {
  return onPlatform(storage, ({ runs }) => runs.findClaimable([type], before, limit));
}
