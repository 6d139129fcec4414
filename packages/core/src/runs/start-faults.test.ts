import { describe, expect, it } from 'vitest';
import type { Intercept } from '../../test/support/controls-intercept.ts';
import { ledger, mia, ole } from '../../test/support/controls-world.ts';
import { operation, runsWorld } from '../../test/support/runs-world.ts';
import { orThrow } from '../kernel/result.ts';
import { StorageFault } from '../ports/storage-fault.ts';

/** A world whose storage fails at the `failAt`-th call, once armed. */
async function world(paused: boolean) {
  const calls: string[] = [];
  const state = { isArmed: false, failAt: -1 };
  const intercept: Intercept = async ({ method }, proceed) => {
    if (!state.isArmed || method === 'unit.closed') return proceed();
    calls.push(method);
    if (calls.length - 1 === state.failAt) throw new StorageFault('unavailable', 'connection lost');
    return proceed();
  };
  const made = await runsWorld({ operations: { 'acme.mail': operation({ control: 'acme.mail' }) }, intercept });
  if (paused) await made.pause();
  const before = (await ledger(made.storage, 'w-1')).length;
  const written = async () => [(await made.runs()).length, (await ledger(made.storage, 'w-1')).length - before];
  return { ...made, calls, written, arm: (failAt = -1): void => void Object.assign(state, { isArmed: true, failAt }) };
}

// A start that waits for the scope is not in the gate yet, so that no pause waits for it.
const head = [
  'unit.open',
  'access.read',
  'people.remember',
  'idempotency.find',
  'gate.requireReadCommitted',
  'access.hold',
  'gate.pass',
];
const accepted = [...head, 'runs.ensure', 'audit.append', 'usage.add', 'idempotency.remember', 'unit.commit'];
const refused = [...head, 'audit.append', 'unit.commit'];

describe('an answer to a committed write', () => {
  const onlyNamesFail: Intercept = async ({ method }, proceed) => {
    if (method === 'people.find') throw new StorageFault('unavailable', 'connection lost');
    return proceed();
  };

  it('is not a failure because names cannot be read', async () => {
    const made = await runsWorld({ intercept: onlyNamesFail });
    const { run } = await orThrow(made.start({ actor: mia }));
    expect(await orThrow(made.start({ actor: ole, key: 'click-1' }))).toMatchObject({
      disposition: 'joined',
      run: { initiator: { id: mia.id } },
    });
    const cancelled = await made.operationsOf(ole).cancel({ workspaceId: 'w-1', runId: run.id });
    expect(cancelled._unsafeUnwrap()).toMatchObject({ outcome: 'cancelled', initiator: { id: mia.id } });
    const read = await made.operationsOf(ole).get({ workspaceId: 'w-1', runId: run.id });
    expect(read._unsafeUnwrapErr().code).toBe('storage_failure');
  });

  it('with a broken commit has an unknown outcome, and the same key finds the run', async () => {
    let isBroken = true;
    const intercept: Intercept = async ({ method }, proceed) => {
      if (method !== 'unit.closed' || !isBroken) return proceed();
      isBroken = false;
      throw new StorageFault('unavailable', 'connection lost', { outcome: 'unknown' });
    };
    const made = await runsWorld({ intercept });
    const broken = await made.start({ key: 'click-1' });
    expect(broken._unsafeUnwrapErr()).toMatchObject({ code: 'storage_failure', outcome: 'unknown', retryable: false });
    expect(await orThrow(made.start({ key: 'click-1' }))).toMatchObject({ disposition: 'created' });
    expect(await made.runs()).toHaveLength(1);
  });
});

describe('a start whose store fails', () => {
  it('makes exactly these calls', async () => {
    const [passing, blocked] = [await world(false), await world(true)];
    passing.arm();
    blocked.arm();
    expect((await passing.start({ key: 'click-1' })).isOk()).toBe(true);
    expect((await blocked.start({ key: 'click-1' }))._unsafeUnwrapErr().code).toBe('control_paused');
    expect([passing.calls, blocked.calls]).toEqual([accepted, refused]);
    expect([await passing.written(), await blocked.written()]).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it.each(accepted.map((method, index) => ({ method, index })))(
    'at call $index, $method, starts nothing and leaves no rows',
    async ({ index }) => {
      const { start, arm, written } = await world(false);
      arm(index);
      expect((await start({ key: 'click-1' }))._unsafeUnwrapErr()).toMatchObject({
        code: 'storage_failure',
        outcome: 'not_written',
      });
      expect(await written()).toEqual([0, 0]);
      arm();
      expect((await start({ key: 'click-1' })).isOk()).toBe(true);
    },
  );

  it.each(refused.map((method, index) => ({ method, index })))(
    'at call $index, $method, stays a refusal under a pause',
    async ({ index }) => {
      const { start, arm, written } = await world(true);
      arm(index);
      expect((await start({ key: 'click-1' }))._unsafeUnwrapErr().code).toBe('storage_failure');
      expect(await written()).toEqual([0, 0]);
    },
  );
});
