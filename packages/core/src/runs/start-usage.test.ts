import { describe, expect, it } from 'vitest';
import type { Intercept } from '../../test/support/controls-intercept.ts';
import { ada, mia, ole, system } from '../../test/support/controls-world.ts';
import { operation, runsWorld } from '../../test/support/runs-world.ts';
import { orThrow } from '../kernel/result.ts';
import { StorageFault } from '../ports/storage-fault.ts';
import type { UsageEvent } from '../ports/usage-store.ts';

/** A world that keeps the events that starts record. `isDown` makes the ledger fail. */
async function usageOfStarts() {
  const events: UsageEvent[] = [];
  const state = { isDown: false };
  const intercept: Intercept = async ({ method, args }, proceed) => {
    if (method !== 'usage.add') return proceed();
    if (state.isDown) throw new StorageFault('unavailable', 'The ledger does not answer.');
    events.push(...(args[0] as readonly UsageEvent[]));
    return proceed();
  };
  const everyone = operation({
    planes: ['workspace', 'platform', 'system'],
    capability: ['operations.start', 'platform.ops.view'],
  });
  const made = await runsWorld({ operations: { 'acme.mail': everyone }, intercept });
  const count = async (): Promise<number> => {
    const range = { from: '0001-01-01T00:00:00.000Z', to: '9999-01-01T00:00:00.000Z' } as never;
    const { counts } = await made.storage.unit({ plane: 'platform', actor: null }, ({ usage }) => usage.totals(range));
    return counts.reduce((sum, each) => sum + each.count, 0);
  };
  return { ...made, events, count, state };
}

describe('a start by a person of the workspace', () => {
  it('is recorded once, with its run, at the instant of its creation', async () => {
    const { start, events, count } = await usageOfStarts();
    const { run } = orThrow(await start({ actor: mia }));
    expect(await count()).toBe(1);
    expect(events).toEqual([
      {
        workspaceId: 'w-1',
        id: run.id,
        tenantId: run.tenantId,
        user: { kind: 'user', personId: mia.id },
        eventName: 'product.operations.started',
        featureArea: 'operations',
        subjectType: 'operation_run',
        subjectId: run.id,
        metadata: { operation_type: 'acme.mail' },
        occurredAt: run.createdAt,
        recordedAt: run.createdAt,
      },
    ]);
  });

  it('records nothing when it joins a run, or is answered by its key', async () => {
    const { start, count } = await usageOfStarts();
    orThrow(await start({ actor: mia, key: 'click-1' }));
    expect(orThrow(await start({ actor: ole })).disposition).toBe('joined');
    orThrow(await start({ actor: mia, key: 'click-1' }));
    expect(await count()).toBe(1);
  });

  it('is not done when it cannot be recorded', async () => {
    const { start, runs, count, state } = await usageOfStarts();
    state.isDown = true;
    expect((await start({ actor: mia }))._unsafeUnwrapErr()).toMatchObject({
      code: 'storage_failure',
      outcome: 'not_written',
    });
    expect([(await runs()).length, await count()]).toEqual([0, 0]);
    state.isDown = false;
    orThrow(await start({ actor: mia }));
    expect([(await runs()).length, await count()]).toEqual([1, 1]);
  });
});

it.each([
  ['a platform operator', ada],
  ['the system', system],
])('a start by %s records nothing', async (_, actor) => {
  const { start, runs, events } = await usageOfStarts();
  orThrow(await start({ actor }));
  expect([(await runs()).length, events]).toEqual([1, []]);
});
