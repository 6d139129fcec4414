import { describe, expect, it, vi } from 'vitest';
import { controlLedger, controlsWorld, mia } from '../../test/support/controls-world.ts';
import type { Intercept } from '../../test/support/controls-intercept.ts';
import { orThrow } from '../kernel/result.ts';
import { StorageFault } from '../ports/storage-fault.ts';

const control = 'acme.mass_mail';
const inTenant = { actor: mia, workspaceId: 'w-1', tenantId: 't-1' };

/** A world whose storage fails at the `failAt`-th call, once armed; without one it only writes down the calls. */
async function world(paused: boolean) {
  const calls: string[] = [];
  const state = { isArmed: false, failAt: -1 };
  const intercept: Intercept = async ({ method }, proceed) => {
    if (!state.isArmed || method === 'unit.closed') return proceed();
    calls.push(method);
    if (calls.length - 1 === state.failAt) throw new StorageFault('unavailable', 'connection lost');
    return proceed();
  };
  const made = await controlsWorld({ intercept });
  if (paused) await orThrow(made.operator.controls.pause({ control, scope: { type: 'global' }, reason: 'Spam alarm' }));
  const arm = (failAt = -1): void => void Object.assign(state, { isArmed: true, failAt });
  return { ...made, calls, arm };
}

const open = [
  'transaction.open',
  'unit.open',
  'access.read',
  'gate.requireReadCommitted',
  'access.hold',
  'gate.pass',
  'unit.commit',
];
const refused = [
  'transaction.open',
  'unit.open',
  'access.read',
  'gate.requireReadCommitted',
  'access.hold',
  'gate.pass',
  'people.remember',
  'audit.append',
  'unit.commit',
  'transaction.commit',
];

describe('a guard whose store fails', () => {
  it('makes exactly these calls', async () => {
    const passing = await world(false);
    passing.arm();
    await passing.atlas.guard(control, inTenant, async () => passing.calls.push('work'));
    expect(passing.calls).toEqual([...open, 'work', 'transaction.commit']);
    const blocked = await world(true);
    blocked.arm();
    await blocked.atlas.guard(control, inTenant, async () => 1);
    expect(blocked.calls).toEqual(refused);
  });

  it.each(open.map((method, index) => ({ method, index })))(
    'at call $index, $method, does not run the work',
    async ({ index, method }) => {
      const { atlas, arm, calls, logger } = await world(false);
      arm(index);
      const work = vi.fn();
      const error = (await atlas.guard(control, inTenant, work))._unsafeUnwrapErr();
      expect(calls.at(-1)).toBe(method);
      expect(error).toMatchObject({
        code: 'storage_failure',
        kind: 'unavailable',
        outcome: 'not_written',
        retryable: true,
      });
      expect(work).not.toHaveBeenCalled();
      expect(logger.lines).toEqual([expect.objectContaining({ level: 'warn', event: 'storage_failure' })]);
    },
  );

  it.each(refused.map((method, index) => ({ method, index })))(
    'at call $index, $method, stays a refusal under a pause',
    async ({ index }) => {
      const { atlas, arm, storage, instrumentation } = await world(true);
      arm(index);
      const work = vi.fn();
      const error = (await atlas.guard(control, inTenant, work))._unsafeUnwrapErr();
      expect(error.code).toBe('storage_failure');
      expect(work).not.toHaveBeenCalled();
      expect(await controlLedger(storage, 'w-1')).toEqual([]);
      const heard = instrumentation.events.filter(({ name }) => name === 'control.blocked');
      expect(heard).toHaveLength(index > refused.indexOf('people.remember') ? 1 : 0);
    },
  );

  it('at the commit of the work is a failure, and no write of the work remains', async () => {
    const { atlas, arm, storage } = await world(false);
    arm(open.length);
    const error = (await atlas.guard(control, inTenant, async () => 'done'))._unsafeUnwrapErr();
    expect(error.code).toBe('storage_failure');
    expect(await controlLedger(storage, 'w-1')).toEqual([]);
  });
});

describe('a pause whose store fails', () => {
  const pause = ({ operator }: Awaited<ReturnType<typeof world>>) =>
    operator.controls.pause({ control, scope: { type: 'workspace', workspaceId: 'w-1' }, reason: 'Spam alarm' });

  it('is written with its entry or not at all, and once written never reported as failed', async () => {
    const whole = await world(false);
    whole.arm();
    await orThrow(pause(whole));
    expect(whole.calls).toContain('storage.settle');
    const committed = whole.calls.indexOf('unit.commit');
    for (const [index, method] of whole.calls.entries()) {
      const failing = await world(false);
      failing.arm(index);
      const answer = await pause(failing);
      failing.arm();
      const isPaused = (await orThrow(failing.operator.controls.summary({ control }))).effectiveState === 'paused';
      const entries = await controlLedger(failing.storage, 'w-1');
      expect([method, isPaused, entries.length]).toEqual([method, answer.isOk(), answer.isOk() ? 1 : 0]);
      expect([method, answer.isOk()]).toEqual([method, index > committed]);
      if (answer.isOk())
        expect(answer.value).toMatchObject({ disposition: 'created', settled: false, openStarts: null });
      else expect(answer.error.code).toBe('storage_failure');
    }
  });
});
