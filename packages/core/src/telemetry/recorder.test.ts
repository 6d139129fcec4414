import { describe, expect, it } from 'vitest';
import { sent, usageWorld } from '../../test/support/usage-world.ts';
import { orThrow } from '../kernel/result.ts';
import { StorageFault } from '../ports/storage-fault.ts';
import type { UsageEvent } from '../ports/usage-store.ts';
import { createUsageRecorder, maxBundledEvents, maxWaitingEvents } from './recorder.ts';

/** A statement of the ledger that waits until it is let on. */
function heldAdds() {
  const held: { readonly size: number; go(): void }[] = [];
  let isHolding = false;
  return {
    held,
    hold: () => {
      isHolding = true;
    },
    letGo: () => {
      isHolding = false;
      for (const each of held.splice(0)) each.go();
    },
    async wait(size: number): Promise<void> {
      if (!isHolding) return;
      await new Promise<void>((go) => held.push({ size, go }));
    },
  };
}

async function heldWorld() {
  const gate = heldAdds();
  const world = await usageWorld({
    intercept: async (call, proceed) => {
      if (call.method === 'usage.add') await gate.wait((call.args[0] as readonly unknown[]).length);
      return proceed();
    },
  });
  return { ...world, gate };
}

const at = (tenantId: string, workspaceId = 'w-1') => ({ ...sent, workspaceId, tenantId });

describe('concurrent callers of all workspaces', () => {
  it('share statements: what arrives while one is sent goes into the next one', async () => {
    const { atlas, added, count, gate } = await heldWorld();
    gate.hold();
    const first = atlas.record(sent);
    await expect.poll(() => gate.held.length).toBe(1);
    const others = Array.from({ length: 99 }, (_, index) => atlas.record(at('t-1', index % 2 === 0 ? 'w-1' : 'w-2')));
    expect(added.map(({ length }) => length)).toEqual([1]);
    gate.letGo();
    for (const each of await Promise.all([first, ...others])) expect(each.isOk()).toBe(true);
    expect(added.map(({ length }) => length)).toEqual([1, 99]);
    expect(await count()).toBe(100);
  });

  it('get bundles of a bounded size, one after the other', async () => {
    const { atlas, added, count, gate } = await heldWorld();
    gate.hold();
    const all = Array.from({ length: maxBundledEvents + 1 }, () => atlas.record(sent));
    await expect.poll(() => gate.held.length).toBe(1);
    expect(gate.held[0]?.size).toBe(maxBundledEvents);
    gate.letGo();
    await Promise.all(all);
    expect(added.map(({ length }) => length)).toEqual([maxBundledEvents, 1]);
    expect(await count()).toBe(maxBundledEvents + 1);
  });

  it('are answered after the commit, and not before', async () => {
    let release = (): void => {};
    const world = await usageWorld({
      intercept: async (call, proceed) => {
        if (call.method === 'unit.commit') await new Promise<void>((resolve) => (release = resolve));
        return proceed();
      },
    });
    let isAnswered = false;
    const recording = world.atlas.record(sent).map(() => (isAnswered = true));
    await expect.poll(() => world.added.length).toBe(1);
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(isAnswered).toBe(false);
    release();
    orThrow(await recording);
    expect(isAnswered).toBe(true);
  });

  it('fail alone: a tenant that does not exist fails its own events only, in few statements', async () => {
    const { atlas, added, count } = await usageWorld();
    const tenants = ['t-1', 't-9', 't-2', 't-9', 't-8', 't-1'];
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, index) => atlas.record(at(tenants[index % 6] as string))),
    );
    const codes = answers.map((each) => (each.isOk() ? 'ok' : each.error.code));
    expect(codes).toEqual(
      Array.from({ length: 120 }, (_, index) =>
        ['t-9', 't-8'].includes(tenants[index % 6] as string) ? 'not_found' : 'ok',
      ),
    );
    expect(added.map(({ length }) => length)).toEqual([120, 80, 60]);
    expect(await count()).toBe(60);
  });

  it('fail alone when events of other workspaces have the same id', async () => {
    const { atlas, count } = await usageWorld();
    const key = { id: 'e-1', occurredAt: '2026-11-20T10:00:00Z' };
    const answers = await Promise.all([
      atlas.record({ ...at('t-1', 'w-1'), ...key }),
      atlas.record({ ...at('t-1', 'w-9'), ...key }),
      atlas.record({ ...at('t-2', 'w-2'), ...key }),
      atlas.record({ ...at('t-9', 'w-2'), ...key, id: 'e-2' }),
    ]);
    expect(answers.map((each) => each.isOk())).toEqual([true, false, true, false]);
    expect(await count()).toBe(2);
  });

  it('fail alone when an event is too old to be kept', async () => {
    const { atlas, added, count, prune } = await usageWorld();
    await prune(Date.UTC(2026, 10, 20));
    const on = (day: string) => atlas.record({ ...sent, occurredAt: `2026-11-${day}T00:00:00Z` });
    const answers = await Promise.all([on('20'), on('19'), on('21'), on('18'), on('19')]);
    expect(answers.map((each) => (each.isOk() ? 'ok' : each.error.code))).toEqual([
      'ok',
      'invalid_input',
      'ok',
      'invalid_input',
      'invalid_input',
    ]);
    expect(added.map(({ length }) => length)).toEqual([5, 2]);
    expect(await count()).toBe(2);
  });

  it('wait for an erasure only where it holds their tenant: the others pass, and the recorder closes behind all', async () => {
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    const sizes: (readonly [size: number, wait: boolean])[] = [];
    const recorder = createUsageRecorder(
      async (events, { wait = true } = {}) => {
        sizes.push([events.length, wait]);
        const held = events.filter(({ tenantId }) => tenantId === 't-2');
        if (held.length > 0 && !wait) return { kind: 'busy', ids: held.map(({ id }) => id) };
        if (held.length > 0) await over;
        return { kind: 'added', count: events.length };
      },
      { warn: () => {}, error: () => {} },
    );
    let number = 0;
    const record = (tenantId: string) => {
      number += 1;
      const event = { ...sent, id: `e-${number}`, tenantId } as unknown as UsageEvent; // the other members do not matter
      return recorder.add(event, ({ id }, { kind }) => `${id} ${kind}`);
    };
    const held = ['t-2', 't-2', 't-2'].map(record);
    const free = ['t-1', 't-1'].map(record);
    expect(await Promise.all(free)).toEqual(['e-4 recorded', 'e-5 recorded']);
    held.push(record('t-2'));
    expect(await record('t-1')).toBe('e-7 recorded');
    expect(sizes).toEqual([
      [5, false],
      [2, false],
      [3, true],
      [2, false],
      [1, false],
    ]);
    let isClosed = false;
    const closing = recorder.close().then(() => (isClosed = true));
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    expect(isClosed).toBe(false);
    end();
    expect(await Promise.all(held)).toEqual(['e-1', 'e-2', 'e-3', 'e-6'].map((id) => `${id} recorded`));
    await closing;
    expect(sizes.slice(5)).toEqual([[1, true]]);
  });

  it('are not in the transaction of the caller that came first', async () => {
    const { atlas, memory, count } = await usageWorld();
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    const started: Promise<unknown>[] = [];
    await memory.transaction(async () => {
      // It runs on in the flow of the transaction, whose end it waits for.
      started.push(over.then(async () => orThrow(await atlas.record(sent))));
    });
    end();
    await Promise.all(started);
    orThrow(await atlas.record(sent));
    expect(await count()).toBe(2);
  });
});

describe('a store that fails', () => {
  const failing = async (...faults: readonly (StorageFault | null)[]) => {
    const left = [...faults];
    const world = await usageWorld({
      intercept: async (call, proceed) => {
        if (call.method !== 'unit.closed') return proceed();
        const fault = left.shift() ?? null;
        if (fault) throw fault;
        return proceed();
      },
    });
    return world;
  };
  const lost = () =>
    new StorageFault('unavailable', 'The connection was lost during the commit.', { outcome: 'unknown' });

  it('fails every event of the bundle, and none of the next one', async () => {
    let isDown = true;
    const { atlas, count } = await usageWorld({
      intercept: (call, proceed) =>
        call.method === 'usage.add' && isDown ? Promise.reject(new StorageFault('unavailable', 'Down.')) : proceed(),
    });
    const answers = await Promise.all([atlas.record(sent), atlas.record(sent)]);
    for (const each of answers)
      expect(each._unsafeUnwrapErr()).toMatchObject({
        code: 'storage_failure',
        retryable: true,
        outcome: 'not_written',
      });
    isDown = false;
    orThrow(await atlas.record(sent));
    expect(await count()).toBe(1);
  });

  it('is asked again when a commit is unknown: the same events are recorded once', async () => {
    const { atlas, added, count } = await failing(lost());
    const answers = await Promise.all([atlas.record(sent), atlas.record(sent)]);
    for (const each of answers) expect(each.isOk()).toBe(true);
    expect(added[1]).toEqual(added[0]);
    expect(await count()).toBe(2);
    orThrow(await atlas.recordMany([sent]));
    expect(await count()).toBe(3);
  });

  it.each(['record', 'recordMany'] as const)(
    'stays unknown after a second failure of %s, whatever that one says',
    async (method) => {
      const { atlas, count } = await failing(lost(), new StorageFault('unavailable', 'Down.'));
      const answer = await (method === 'record' ? atlas.record(sent) : atlas.recordMany([sent]));
      expect(answer._unsafeUnwrapErr()).toMatchObject({
        code: 'storage_failure',
        retryable: false,
        outcome: 'unknown',
      });
      expect(await count()).toBe(1);
    },
  );

  it('with a bug rejects the calls of that bundle, logs them, and continues', async () => {
    let isBroken = true;
    const { atlas, lines } = await usageWorld({
      intercept: (call, proceed) =>
        call.method === 'usage.add' && isBroken ? Promise.reject(new TypeError('a bug')) : proceed(),
    });
    await expect(atlas.record(sent)).rejects.toThrow('a bug');
    expect(lines).toEqual([{ event: 'bug', fields: { method: 'record', name: 'TypeError' } }]);
    isBroken = false;
    orThrow(await atlas.record(sent));
  });

  it.each([
    [{ kind: 'unknown_tenant', id: 'e-unheard-of' }, 'usage.add named an event that it was not given.'],
    [
      { kind: 'expired', id: 'e-1', keptSince: '2000-01-01T00:00:00.000Z' },
      'usage.add refused an event as expired that is kept.',
    ],
  ])('that answers %j, which cannot be, ends in an invariant and not in a loop', async (answer, text) => {
    const { atlas, added } = await usageWorld({
      intercept: (call, proceed) => (call.method === 'usage.add' ? Promise.resolve(answer) : proceed()),
    });
    await expect(atlas.record({ ...sent, id: 'e-1', occurredAt: '2026-11-20T10:00:00Z' })).rejects.toThrow(text);
    expect(added).toHaveLength(1);
  });
});

describe('a flood', () => {
  it('is bounded: what is beyond is refused at once, logged once, and accepted again later', async () => {
    const { atlas, lines, count, gate } = await heldWorld();
    gate.hold();
    const first = atlas.record(sent);
    await expect.poll(() => gate.held.length).toBe(1);
    const accepted = Array.from({ length: maxWaitingEvents }, () => atlas.record(sent));
    for (let beyond = 0; beyond < 3; beyond += 1)
      expect((await atlas.record(sent))._unsafeUnwrapErr()).toMatchObject({
        code: 'storage_failure',
        kind: 'unavailable',
        retryable: true,
        outcome: 'not_written',
      });
    expect(lines).toEqual([{ event: 'usage_queue_full', fields: { waiting: maxWaitingEvents } }]);
    gate.letGo();
    for (const each of await Promise.all([first, ...accepted])) expect(each.isOk()).toBe(true);
    orThrow(await atlas.record(sent));
    expect(await count()).toBe(maxWaitingEvents + 2);
  });
});

describe('the end of an atlas', () => {
  it('comes after every event that was accepted, and nothing is accepted from then on', async () => {
    const { atlas, added, gate } = await heldWorld();
    gate.hold();
    const accepted = Array.from({ length: maxBundledEvents + 5 }, () => atlas.record(sent));
    await expect.poll(() => gate.held.length).toBe(1);
    let isClosed = false;
    const closing = atlas.close().then(() => (isClosed = true));
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    expect((await atlas.record(sent)).isErr()).toBe(true);
    expect(isClosed).toBe(false);
    gate.letGo();
    await closing;
    for (const each of await Promise.all(accepted)) expect(each.isOk()).toBe(true);
    expect(added.map(({ length }) => length)).toEqual([maxBundledEvents, 5]);
    expect((await atlas.record(sent))._unsafeUnwrapErr()).toMatchObject({
      code: 'storage_failure',
      kind: 'unavailable',
    });
  });

  it('comes at once when nothing waits', async () => {
    const { atlas, added } = await usageWorld();
    orThrow(await atlas.record(sent));
    await atlas.close();
    expect(added).toHaveLength(1);
    await (await usageWorld()).atlas.close();
  });
});
