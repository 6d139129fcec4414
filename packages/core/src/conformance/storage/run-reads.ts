import type { RunId, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type {
  RunElsewhere,
  RunElsewherePosition,
  RunFilter,
  RunPosition,
  RunRange,
  RunRef,
} from '../../ports/run-store.ts';
import type { Storage } from '../../ports/storage.ts';
import { equal } from '../check.ts';
import { anyRun, at, runId, tenantA, tenantB, tenantRecord } from '../fixtures.ts';
import { walkPages } from '../paging.ts';
import type { StorageCase } from '../storage-context.ts';
import { newWorld, onPlatform } from '../world.ts';
import { claim, complete, ending, list, progress, queue } from './run-helpers.ts';

/** Filters of the list, counts, and what waits for a worker. */
export const runReadCases: readonly StorageCase[] = [
  {
    name: 'runs: each filter narrows the list, and all apply together',
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
      equal(await ids({ outcomes: ['succeeded'], statuses: ['queued'] }), [], 'Contradicting filters find no run.');
      equal(await ids({ outcomes: [] }), [], 'No outcome, no run.');
      equal(
        await ids({ visibleTenantIds: [tenantA, tenantB] }),
        [3, 2, 1].map(runId),
        'By visible tenants: runs without one are kept.',
      );
      equal(
        await ids({ visibleTenantIds: [] }),
        [runId(1)],
        'A caller who may see no tenant sees the runs without one.',
      );
      equal(
        await ids({ types: ['two'], statuses: ['running'], visibleTenantIds: [tenantB] }),
        [runId(3)],
        'All at once.',
      );
    },
  },
  {
    name: 'runs: a range narrows the list to what was created from its beginning on and before its end',
    run: async (context) => {
      const world = await newWorld(context);
      for (const n of [1, 2, 3, 4]) await queue(world, n, { createdAt: at(n), type: 'one' });
      const ids = async (filter: Partial<RunFilter>, after: RunPosition | null = null): Promise<readonly RunId[]> => {
        const runs = await world.unit((unit) =>
          unit.runs.list(world.scope, { ...anyRun, ...filter }, { after, limit: 10 }),
        );
        return runs.map(({ id }) => id);
      };
      equal(await ids({ from: at(2) }), [4, 3, 2].map(runId), 'The beginning is inside.');
      equal(await ids({ to: at(3) }), [2, 1].map(runId), 'The end is not.');
      equal(await ids({ from: at(2), to: at(4) }), [3, 2].map(runId), 'Both.');
      equal(await ids({ from: at(2), to: at(2) }), [], 'A range without length contains no run.');
      equal(
        await ids({ from: at(2), to: at(4), types: ['one'], statuses: ['queued'] }),
        [3, 2].map(runId),
        'With others.',
      );
      const position = (n: number): RunPosition => ({ createdAt: at(n), id: runId(n) });
      equal(await ids({ to: at(4) }, position(3)), [2, 1].map(runId), 'Behind a run before the end.');
      equal(await ids({ to: at(3) }, position(4)), [2, 1].map(runId), 'A run after the end does not widen it.');
      equal(await ids({ to: at(3) }, position(3)), [2, 1].map(runId), 'A run at the end does not either.');
      equal(await ids({ from: at(3) }, position(3)), [], 'Nothing is behind the beginning.');
    },
  },
  {
    name: 'runs: failed ones of all workspaces within a range, and stuck ones, page by page',
    run: async (context) => {
      const { storage } = context;
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const type = `pages-${one.workspaceId}`;
      const among = [one, other].map(({ workspaceId }) => ({ workspaceId, tenantId: tenantA }));
      // Runs of the same id at the same instant, in both workspaces.
      for (const n of [1, 2, 3, 4])
        for (const world of [one, other]) await queue(world, n, { createdAt: at(n), type, tenantId: tenantA });
      for (const n of [1, 2, 3])
        for (const world of [one, other])
          await complete(world, runId(n), null, ending('failed', { at: at(2_000_000 + Math.min(n, 2)) }));
      const isMine = ({ run }: RunElsewhere): boolean => run.type === type;
      const named = (found: readonly RunElsewhere[]) => found.map(({ run }) => `${run.id} ${run.workspaceId}`);
      const failed = (range: RunRange, limit: number) =>
        walkPages<RunElsewhere, RunElsewherePosition>({
          limit,
          start: null,
          page: (page) => onPlatform(storage, ({ runs }) => runs.listFailed(range, among, page)),
          keyOf: ({ run }) => ({ at: run.completedAt ?? run.createdAt, id: run.id, workspaceId: run.workspaceId }),
        });
      const range = { from: at(2_000_000), to: at(2_000_100) };
      const whole = (await failed(range, 100)).filter(isMine);
      const ends = (n: number) => whole.filter(({ run }) => run.id === runId(n)).length;
      equal([1, 2, 3, 4].map(ends), [2, 2, 2, 0], 'Each of both workspaces once.');
      equal(
        whole.map(({ run }) => run.completedAt),
        [2, 2, 2, 2, 1, 1].map((n) => at(2_000_000 + n)),
        'The newest end first.',
      );
      equal(
        whole.map(({ tenant, workspaceName }) => [tenant !== null, workspaceName !== '']),
        whole.map(() => [true, true]),
        'Each with its names.',
      );
      for (const limit of [1, 2, 5])
        equal(named((await failed(range, limit)).filter(isMine)), named(whole), `In pages of ${limit}.`);
      const within = async (from: number | null, to: number | null): Promise<number> =>
        (await failed({ from: from === null ? null : at(from), to: to === null ? null : at(to) }, 100)).filter(isMine)
          .length;
      equal(await within(2_000_002, null), 4, 'The beginning is inside.');
      equal(await within(null, 2_000_002), 2, 'The end is not.');
      equal(await within(2_000_001, 2_000_002), 2, 'Both.');
      const nowhere = await onPlatform(storage, ({ runs }) =>
        runs.listFailed(range, [{ workspaceId: one.workspaceId, tenantId: tenantB }], { after: null, limit: 100 }),
      );
      equal(nowhere.filter(isMine), [], 'Of these tenants only.');

      const before = [
        { type, queued: at(1_000), running: at(0) },
        { type: null, queued: at(-1_000_000), running: at(-1_000_000) },
      ];
      for (const world of [one, other]) await queue(world, 5, { createdAt: at(-5), type, tenantId: tenantA });
      const stuck = (limit: number) =>
        walkPages<RunElsewhere, RunElsewherePosition>({
          limit,
          start: null,
          page: (page) => onPlatform(storage, ({ runs }) => runs.listStuck(before, among, page)),
          keyOf: ({ run }) => ({ at: run.createdAt, id: run.id, workspaceId: run.workspaceId }),
        });
      const hanging = (await stuck(100)).filter(isMine);
      equal(
        hanging.map(({ run }) => run.id),
        [5, 5, 4, 4].map(runId),
        'The oldest first.',
      );
      for (const limit of [1, 3])
        equal(named((await stuck(limit)).filter(isMine)), named(hanging), `Pages of ${limit}.`);
    },
  },
  {
    name: 'runs: failures of all workspaces since an instant, counted by workspace, and those that are stuck',
    run: async (context) => {
      const { storage } = context;
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const mine = [one.workspaceId, other.workspaceId] as const;
      // Other worlds share the store: only runs of a type of its own are looked at, and only these workspaces are counted.
      const type = `attention-${one.workspaceId}`;
      const far = at(1_000_000);
      const end = (world: typeof one, n: number, outcome: 'failed' | 'blocked' | 'succeeded', when: Instant) =>
        world.unit(({ runs }) =>
          runs.complete(
            world.scope,
            { id: runId(n), attempt: null },
            { outcome, counts: null, failures: [], at: when },
          ),
        );
      for (const n of [1, 2, 3, 4]) await queue(one, n, { createdAt: at(n), type });
      await queue(other, 1, { createdAt: at(5), type, tenantId: null });
      await end(one, 1, 'failed', far);
      await end(one, 2, 'blocked', at(1_000_001));
      await end(one, 3, 'succeeded', at(1_000_002));
      await end(other, 1, 'failed', at(1_000_003));
      const all = { among: null, limit: 1_000 } as const;
      const found = await onPlatform(storage, ({ runs }) => runs.failures(far, all));
      const isMine = ({ workspaceId }: { readonly workspaceId: string }): boolean =>
        mine.some((id) => id === workspaceId);
      equal(
        found.byWorkspace.filter(isMine).map(({ workspaceId, count }) => [workspaceId, count]),
        [
          [one.workspaceId, 2],
          [other.workspaceId, 1],
        ],
        'By workspace, most first.',
      );
      const newest = found.newest.filter(({ run }) => isMine(run));
      equal(
        newest.map(({ run }) => [run.workspaceId, run.id]),
        [
          [other.workspaceId, runId(1)],
          [one.workspaceId, runId(2)],
          [one.workspaceId, runId(1)],
        ],
        'The newest end first; what ended at the instant itself is among them.',
      );
      equal(
        newest.map(({ tenant }) => tenant === null),
        [true, false, false],
        'Each with its tenant.',
      );
      const later = await onPlatform(storage, ({ runs }) => runs.failures(at(1_000_002), all));
      equal(later.byWorkspace.filter(isMine).length, 1, 'Not what ended before.');
      const among = [{ workspaceId: one.workspaceId, tenantId: tenantB }];
      const limited = await onPlatform(storage, ({ runs }) => runs.failures(far, { among, limit: 1_000 }));
      equal(
        limited.byWorkspace.filter(isMine).map(({ workspaceId }) => workspaceId),
        [other.workspaceId],
        'Of these tenants, and of none.',
      );

      const before = (queued: Instant) => [
        { type, queued, running: at(0) },
        { type: null, queued: at(-1_000_000), running: at(-1_000_000) },
      ];
      const stuck = (queued: Instant) => onPlatform(storage, ({ runs }) => runs.stuck(before(queued), all));
      equal(
        (await stuck(at(4))).oldest.filter(({ run }) => run.type === type),
        [],
        'At the instant itself it is not stuck.',
      );
      const late = await stuck(at(5));
      equal(
        late.oldest.filter(({ run }) => run.type === type).map(({ run }) => run.id),
        [runId(4)],
        'Queued for too long.',
      );
      equal(late.count >= 1, true, 'And counted.');
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
      equal(await find(at(0)), [2, 1].map(runId), 'A heartbeat at that instant keeps the run.');
      equal(await find(at(1)), [2, 3, 1].map(runId), 'One before it does not.');
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
