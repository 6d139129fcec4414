import { platformScope } from '../../kernel/scope.ts';
import type { StorageUnit } from '../../ports/storage.ts';
import { equal, holds, rejection } from '../check.ts';
import {
  anyEntry,
  anyRun,
  auditEntry,
  entryId,
  everywhere,
  firstPage,
  keyRecord,
  noon,
  pauseDraft,
  queuedRun,
  runDraft,
  runId,
  tenantA,
  tenantRecord,
  userA,
  workspaceRecord,
} from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { independently, latch, patient, pause, within } from '../timing.ts';
import { inWorkspace, newWorld, onPlatform } from '../world.ts';
import { applicable, put, remove } from './activation-helpers.ts';

/** Units of work: all or nothing, and how they see each other. */
export const unitCases: readonly StorageCase[] = [
  {
    name: 'units: the answer of the work is the answer of the unit',
    run: async ({ storage }) => {
      equal(await onPlatform(storage, async () => ({ some: 'thing' })), { some: 'thing' }, 'As it was returned.');
      equal(await onPlatform(storage, async () => undefined), undefined, 'Also nothing.');
    },
  },
  {
    name: 'units: a unit sees what it has written itself',
    run: async (context) => {
      const world = await newWorld(context);
      await world.unit(async ({ runs, audit }) => {
        const run = queuedRun(world.workspaceId, runId(1));
        await runs.ensure(world.scope, runDraft(run));
        equal(await runs.get(world.scope, run.id), run, 'The run it has made.');
        await audit.append(world.scope, auditEntry(entryId(1), world.workspaceId));
        equal((await audit.list(world.scope, anyEntry, firstPage)).length, 1, 'The entry it has appended.');
      });
    },
  },
  {
    name: 'units: when the work rejects nothing of it is committed, in any store, and the rejection is passed on unchanged',
    run: async (context) => {
      const { storage, nextWorkspaceId } = context;
      const workspaceId = nextWorkspaceId();
      const scope = { workspaceId };
      const [control, entry] = [context.nextWord(), context.nextWord() as ReturnType<typeof entryId>];
      const failure = { not: 'even an error' };
      const attempt = onPlatform(storage, async ({ workspaces, activations, audit }) => {
        await workspaces.create(scope, workspaceRecord(workspaceId));
        await activations.put(pauseDraft(control, everywhere, context.nextWord()));
        await audit.append(platformScope, auditEntry(entry, null, { action: control }));
        throw failure; // oxlint-disable-line typescript/only-throw-error -- a host may reject with anything
      });
      holds((await rejection(() => attempt, 'The unit rejects.')) === failure, 'With what its work rejected with.');
      await onPlatform(storage, async ({ workspaces, audit }) => {
        equal(await workspaces.get(scope), null, 'No workspace.');
        equal(await audit.list(platformScope, { ...anyEntry, actions: [control] }, firstPage), [], 'No entry.');
      });
      equal(await applicable(storage, control, null), [], 'No pause.');
    },
  },
  {
    name: 'units: when the work rejects every store of the workspace is unchanged',
    run: async (context) => {
      const world = await newWorld(context);
      await world.addMember(userA, 'operator');
      const { scope, workspaceId } = world;
      const attempt = (): Promise<void> =>
        world.unit(async (unit) => {
          await unit.tenants.create(
            world.tenant('t-new' as typeof tenantA),
            tenantRecord(workspaceId, 't-new' as typeof tenantA),
          );
          await unit.members.entitle(world.tenant(tenantA), {
            workspaceId,
            tenantId: tenantA,
            userId: userA,
            role: null,
            grantedAt: noon,
          });
          await unit.members.grant(scope, { workspaceId, userId: userA, role: 'owner', grantedAt: noon });
          await unit.runs.ensure(scope, runDraft(queuedRun(workspaceId, runId(1))));
          await unit.idempotency.remember(scope, keyRecord('key-1', runId(1)), noon);
          throw new Error('changed my mind');
        });
      await rejection(attempt, 'The unit rejects.');
      await world.unit(async (unit) => {
        equal(await unit.tenants.get(world.tenant('t-new' as typeof tenantA)), null, 'No tenant.');
        equal((await unit.members.find(scope, userA))?.role, 'operator', 'The old role.');
        equal(await unit.members.entitledTenants(scope, userA), [], 'No entitlement.');
        equal(await unit.runs.get(scope, runId(1)), null, 'No run.');
        equal(await unit.idempotency.find(scope, keyRecord('key-1', runId(1)), noon), null, 'No key.');
      });
    },
  },
  {
    name: 'units: work that throws before it has awaited anything is a rejection like any other',
    run: async ({ storage }) => {
      const failure = new Error('at once');
      const attempt = (): Promise<never> =>
        onPlatform(storage, (): never => {
          throw failure;
        });
      equal((await rejection(attempt, 'The unit rejects.')) === failure, true, 'With the same error.');
      equal(await onPlatform(storage, async () => 'alive'), 'alive', 'The next unit works.');
    },
  },
  {
    name: 'units: 30 units that were asked for at once all end, whether they resolve or reject',
    run: async (context) => {
      const world = await newWorld(context);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 30 }, (_, n) =>
          world.unit(async ({ runs }) => {
            await runs.ensure(world.scope, runDraft(queuedRun(world.workspaceId, runId(n + 1))));
            if (n % 3 === 0) throw new Error('changed my mind');
          }),
        ),
      );
      equal(outcomes.filter(({ status }) => status === 'rejected').length, 10, 'Ten reject.');
      const runs = await world.unit((unit) => unit.runs.list(world.scope, anyRun, firstPage));
      equal(runs.length, 20, 'The others are committed.');
    },
  },
  {
    name: 'units: they run at the same time exactly when the adapter claims it',
    run: async (context) => {
      const { storage, capabilities } = context;
      const claimed = capabilities.includes('concurrent_units');
      const [entered, leave] = [latch(), latch()];
      const order: string[] = [];
      const first = onPlatform(storage, async () => {
        entered.open();
        await leave.opened;
        order.push('first ended');
      });
      await entered.opened;
      const second = onPlatform(storage, async () => void order.push('second began'));
      if (claimed) await within(patient, second, 'A second unit ends while the first one is open.');
      else await pause(50);
      leave.open();
      await Promise.all([first, second]);
      const expected = claimed ? ['second began', 'first ended'] : ['first ended', 'second began'];
      equal(order, expected, claimed ? 'Claimed: they overlap.' : 'Not claimed: one after the other.');
    },
  },
  {
    name: 'units: uncommitted rows are visible to no other unit, and committed rows to its next statement',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      const run = queuedRun(world.workspaceId, runId(1));
      const [written, leave] = [latch(), latch()];
      const read = ({ runs }: StorageUnit): Promise<unknown> => runs.get(world.scope, run.id);
      const writer = world.unit(async ({ runs }) => {
        await runs.ensure(world.scope, runDraft(run));
        written.open();
        await leave.opened;
      });
      await inWorkspace(storage, world.workspaceId, async (unit) => {
        await Promise.race([written.opened, writer]);
        equal(await read(unit), null, 'Not yet committed.');
        leave.open();
        await writer;
        equal(await read(unit), run, 'Committed while this unit was open.');
      });
    },
  },
  {
    name: 'units: findApplicable sees a pause that was committed after the unit had read before',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      const key = context.nextWord();
      const draft = pauseDraft(key, everywhere, context.nextWord());
      const [paused, resumed] = [
        independently(() => put(storage, draft)),
        independently(() => remove(storage, key, everywhere)),
      ];
      const reads = await world.unit(async ({ activations }) => {
        const read = async (): Promise<number> =>
          (await activations.findApplicable(key, world.workspaceId, noon)).length;
        const first = await read();
        await paused();
        const second = await read();
        await resumed();
        return [first, second, await read()];
      });
      equal(reads, [0, 1, 0], 'Each read sees what is committed by then.');
    },
  },
];
