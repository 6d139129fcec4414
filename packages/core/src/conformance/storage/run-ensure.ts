import type { CompletedPolicy, FinalOutcome, OperationRun } from '../../ports/run-store.ts';
import { equal, rejection, tally } from '../check.ts';
import { at, queuedRun, runDraft, runId } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { race } from '../timing.ts';
import { newWorld, type World } from '../world.ts';
import { claim, complete, ending, ensure, get, list, queue } from './run-helpers.ts';

const identity = { identityHash: 'one-identity' };

/** Starting: what is created, and what prevents it. */
export const runEnsureCases: readonly StorageCase[] = [
  {
    name: 'runs: ensure creates a run that is read unchanged',
    run: async (context) => {
      const world = await newWorld(context);
      const run = queuedRun(world.workspaceId, runId(1), { createdAt: at(123) });
      equal(await get(world, run.id), null, 'A run that does not exist is null.');
      equal(await ensure(world, runDraft(run)), { disposition: 'created', run }, 'It is created.');
      equal(await get(world, run.id), run, 'Every field survives.');
      const bare = queuedRun(world.workspaceId, runId(2), {
        tenantId: null,
        initiator: null,
        inputs: null,
        context: {},
      });
      await ensure(world, runDraft(bare));
      equal(await get(world, bare.id), bare, 'So does the absence of a tenant, an initiator and inputs.');
    },
  },
  {
    name: 'runs: an identical run that is queued or running is named, and nothing is written',
    run: async (context) => {
      const world = await newWorld(context);
      const first = await queue(world, 1, identity);
      const second = runDraft(queuedRun(world.workspaceId, runId(2), identity));
      equal(await ensure(world, second), { disposition: 'active_exists', run: first }, 'While queued.');
      const running = await claim(world, first.id);
      equal(await ensure(world, second), { disposition: 'active_exists', run: running }, 'While running.');
      equal(await get(world, runId(2)), null, 'Nothing was written.');
    },
  },
  {
    name: 'runs: identical means the same identity hash, whatever else differs',
    run: async (context) => {
      const world = await newWorld(context);
      const first = await queue(world, 1, identity);
      const other = queuedRun(world.workspaceId, runId(2), { ...identity, type: 'other', tenantId: null, inputs: 5 });
      equal(
        await ensure(world, runDraft(other)),
        { disposition: 'active_exists', run: first },
        'The hash alone decides.',
      );
      equal(
        (await ensure(world, runDraft({ ...other, identityHash: 'another' }))).disposition,
        'created',
        'Another hash is another run.',
      );
    },
  },
  {
    name: 'runs: the same identity in another workspace is another run',
    run: async (context) => {
      const [one, other] = [await newWorld(context), await newWorld(context)];
      await queue(one, 1, identity);
      const run = queuedRun(other.workspaceId, runId(1), identity);
      equal(
        await ensure(other, runDraft(run, { exclusiveKey: 'key' })),
        { disposition: 'created', run },
        'It is created.',
      );
      const apart = runDraft(queuedRun(one.workspaceId, runId(2)), { exclusiveKey: 'key' });
      equal((await ensure(one, apart)).disposition, 'created', 'Exclusive keys hold within a workspace too.');
    },
  },
  {
    name: 'runs: after completion the policies allow, failed_only and reject decide',
    run: async (context) => {
      const table: readonly { readonly after: FinalOutcome; readonly created: readonly CompletedPolicy[] }[] = [
        { after: 'succeeded', created: ['allow'] },
        { after: 'partially_succeeded', created: ['allow'] },
        { after: 'cancelled', created: ['allow'] },
        { after: 'failed', created: ['allow', 'failed_only'] },
        { after: 'blocked', created: ['allow', 'failed_only'] },
      ];
      for (const { after, created } of table) {
        for (const policy of ['allow', 'failed_only', 'reject'] as const) {
          const world = await newWorld(context);
          const completed = await completedRun(world, after);
          const run = queuedRun(world.workspaceId, runId(2), identity);
          const expected = created.includes(policy)
            ? { disposition: 'created', run }
            : { disposition: 'completed_exists', run: completed };
          equal(await ensure(world, runDraft(run, { completedPolicy: policy })), expected, `${policy} after ${after}.`);
          equal((await list(world)).length, created.includes(policy) ? 2 : 1, 'What was not created does not exist.');
        }
      }
    },
  },
  {
    name: 'runs: under failed_only one success blocks another run, whatever failed since',
    run: async (context) => {
      const world = await newWorld(context);
      const succeeded = await completedRun(world, 'succeeded');
      await queue(world, 2, { ...identity, createdAt: at(10) });
      await complete(world, runId(2), null, ending('failed'));
      const draft = runDraft(queuedRun(world.workspaceId, runId(3), identity), { completedPolicy: 'failed_only' });
      equal(await ensure(world, draft), { disposition: 'completed_exists', run: succeeded }, 'It succeeded once.');
    },
  },
  {
    name: 'runs: an identical active run is named before an identical completed one',
    run: async (context) => {
      const world = await newWorld(context);
      await completedRun(world, 'succeeded');
      const active = await queue(world, 2, identity);
      const draft = runDraft(queuedRun(world.workspaceId, runId(3), identity), { completedPolicy: 'reject' });
      equal(await ensure(world, draft), { disposition: 'active_exists', run: active }, 'The active one can be joined.');
    },
  },
  {
    name: 'runs: among runs of one exclusive key only one is active, and the others get its id',
    run: async (context) => {
      const world = await newWorld(context);
      const exclusive = (n: number, exclusiveKey: string | null = 'exclusive-1'): ReturnType<typeof ensure> =>
        ensure(world, runDraft(queuedRun(world.workspaceId, runId(n)), { exclusiveKey }));
      const { run: first } = await exclusive(1);
      equal(await exclusive(2), { disposition: 'scope_busy', run: first }, 'While the first is queued.');
      const running = await claim(world, first.id);
      equal(await exclusive(2), { disposition: 'scope_busy', run: running }, 'While it is running.');
      equal((await exclusive(3, 'exclusive-2')).disposition, 'created', 'Another key is free.');
      equal((await exclusive(4, null)).disposition, 'created', 'Null excludes no run.');
      equal((await exclusive(5, null)).disposition, 'created', 'It is not excluded either.');
      equal(await get(world, runId(2)), null, 'Nothing was written.');
      await complete(world, first.id, null);
      equal((await exclusive(2)).disposition, 'created', 'Once it is completed the key is free.');
    },
  },
  {
    name: 'runs: an identical run is named before another exclusive one',
    run: async (context) => {
      const world = await newWorld(context);
      const first = await queue(world, 1, identity);
      await ensure(world, runDraft(queuedRun(world.workspaceId, runId(2)), { exclusiveKey: 'exclusive-1' }));
      const draft = runDraft(queuedRun(world.workspaceId, runId(3), identity), { exclusiveKey: 'exclusive-1' });
      equal(await ensure(world, draft), { disposition: 'active_exists', run: first }, 'Identical first.');
      await complete(world, first.id, null);
      const rejecting = await ensure(world, { ...draft, completedPolicy: 'reject' });
      equal(rejecting.disposition, 'completed_exists', 'Also when it is completed.');
      equal((await ensure(world, draft)).disposition, 'scope_busy', 'Then the exclusive one.');
    },
  },
  {
    name: 'runs: of 20 concurrent starts of one identity exactly one creates a run, and the others get it',
    run: async (context) => {
      const world = await newWorld(context);
      const outcomes = await race(20, (n) =>
        ensure(world, runDraft(queuedRun(world.workspaceId, runId(n + 1), identity))),
      );
      equal(
        tally(outcomes.map(({ disposition }) => disposition)),
        { created: 1, active_exists: 19 },
        'No caller fails.',
      );
      equal(new Set(outcomes.map(({ run }) => run.id)).size, 1, 'All get the same run.');
      equal((await list(world)).length, 1, 'There is one row.');
    },
  },
  {
    name: 'runs: of 20 concurrent starts of one exclusive key exactly one creates a run, and the others get it',
    run: async (context) => {
      const world = await newWorld(context);
      const outcomes = await race(20, (n) =>
        ensure(world, runDraft(queuedRun(world.workspaceId, runId(n + 1)), { exclusiveKey: 'exclusive-1' })),
      );
      equal(tally(outcomes.map(({ disposition }) => disposition)), { created: 1, scope_busy: 19 }, 'No caller fails.');
      equal(new Set(outcomes.map(({ run }) => run.id)).size, 1, 'All get the same run.');
    },
  },
  {
    name: 'runs: a start that is rolled back blocks no other start',
    run: async (context) => {
      const world = await newWorld(context);
      const failing = (): Promise<void> =>
        world.unit(async ({ runs }) => {
          await runs.ensure(
            world.scope,
            runDraft(queuedRun(world.workspaceId, runId(1), identity), { exclusiveKey: 'exclusive-1' }),
          );
          throw new Error('changed my mind');
        });
      await rejection(failing, 'The unit rejects.');
      const draft = runDraft(queuedRun(world.workspaceId, runId(2), identity), { exclusiveKey: 'exclusive-1' });
      equal((await ensure(world, draft)).disposition, 'created', 'Nothing was written.');
    },
  },
];

async function completedRun(world: World, outcome: FinalOutcome): Promise<OperationRun | null> {
  await queue(world, 1, identity);
  return complete(world, runId(1), null, ending(outcome));
}
