import { describe, expect, it } from 'vitest';
import { day } from '../../test/support/controls-fixtures.ts';
import type { Intercept } from '../../test/support/controls-intercept.ts';
import { ledger, mia, ole } from '../../test/support/controls-world.ts';
import { operation, runsWorld, type RunsWorld } from '../../test/support/runs-world.ts';
import { race } from '../conformance/timing.ts';
import { orThrow } from '../kernel/result.ts';
import { idempotencyLifeMillis } from './start.ts';

const governed = { operations: { 'acme.mail': operation({ control: 'acme.mail', completed: 'allow' }) } };
const said = async (answer: ReturnType<RunsWorld['start']>): Promise<string> =>
  (await answer).match(
    ({ run, disposition }) => `${disposition} ${run.id}`,
    (error) => ('reason' in error ? `${error.code} ${error.reason}` : error.code),
  );

describe('the same key with the same inputs', () => {
  it('returns the first run and the first disposition, whatever the state of the run', async () => {
    const world = await runsWorld(governed);
    const first = await said(world.start({ key: 'click-1' }));
    const { id } = (await world.runs())[0]!;
    expect(await said(world.start({ key: 'click-1' }))).toBe(first);
    await world.claim(id);
    expect(await said(world.start({ key: 'click-1' }))).toBe(first);
    await world.finish(id, 'failed');
    expect(await orThrow(world.start({ key: 'click-1' }))).toMatchObject({
      disposition: 'created',
      run: { id, status: 'completed', outcome: 'failed' },
    });
    expect(await world.runs()).toHaveLength(1);
  });

  it('comes before the control: a later pause does not refuse an accepted start, and leaves no entry', async () => {
    const world = await runsWorld(governed);
    const first = await said(world.start({ key: 'click-1' }));
    await world.pause();
    const before = await ledger(world.storage, 'w-1');
    expect(await said(world.start({ key: 'click-1' }))).toBe(first);
    expect(await ledger(world.storage, 'w-1')).toEqual(before);
    expect(await said(world.start({ key: 'click-2' }))).toBe('control_paused');
  });

  it('is explained as it is answered: by the run of the key, before control and state', async () => {
    const world = await runsWorld(governed);
    const explained = async (key: string, list = 'a') => {
      const request = { type: 'acme.mail', workspaceId: 'w-1', tenantId: 't-1', inputs: { list }, idempotencyKey: key };
      const { refusal, steps } = await orThrow(world.atlas.explain(mia, 'operations.start', request));
      const { verdict } = steps.find(({ step }) => step === 'control')!;
      return { refused: refusal && [refusal.step, refusal.reason], control: verdict };
    };
    await orThrow(world.start({ key: 'click-1' }));
    expect(await explained('click-1')).toEqual({ refused: null, control: 'not_judged' });
    await world.pause();
    expect(await explained('click-1')).toEqual({ refused: null, control: 'not_judged' });
    expect(await said(world.start({ key: 'click-1' }))).toMatch(/^created/);
    expect(await explained('click-1', 'b')).toEqual({ refused: ['state', 'state'], control: 'not_judged' });
    expect(await said(world.start({ key: 'click-1', inputs: { list: 'b' } }))).toBe('conflict idempotency_mismatch');
    expect(await explained('click-2')).toEqual({ refused: ['control', 'paused'], control: 'refused' });
    await orThrow(
      world.setup.tenants.changeLifecycle({ workspaceId: 'w-1', tenantId: 't-1', to: 'archived', expectedVersion: 1 }),
    );
    expect(await explained('click-1')).toEqual({ refused: null, control: 'not_judged' });
    expect(await said(world.start({ key: 'click-1' }))).toMatch(/^created/);
    expect((await explained('click-2')).refused).toEqual(['control', 'paused']);
  });

  it('is not recorded by a refused start', async () => {
    const world = await runsWorld(governed);
    await world.pause();
    expect(await said(world.start({ key: 'click-1' }))).toBe('control_paused');
    await world.resume();
    expect(await said(world.start({ key: 'click-1', inputs: { list: 'b' } }))).toMatch(/^created/);
  });

  it('repeats a join as a join', async () => {
    const world = await runsWorld(governed);
    const { run } = await orThrow(world.start({ key: 'click-1' }));
    expect(await said(world.start({ key: 'click-2' }))).toBe(`joined ${run.id}`);
    await world.finish(run.id, 'succeeded');
    expect(await said(world.start({ key: 'click-2' }))).toBe(`joined ${run.id}`);
  });

  it.each([
    ['just before its 24 hours are over', day - 1, 'succeeded', false],
    ['after 24 hours', day, 'succeeded', true],
    ['after a week, while its run is in progress', 7 * day, null, false],
  ] as const)('%s', async (_, wait, outcome, isForgotten) => {
    const world = await runsWorld(governed);
    const { run } = await orThrow(world.start({ key: 'click-1' }));
    if (outcome) await world.finish(run.id, outcome);
    world.clock.advance(wait);
    expect(idempotencyLifeMillis).toBe(day);
    const again = await orThrow(world.start({ key: 'click-1' }));
    expect(again.run.id === run.id).toBe(!isForgotten);
    expect(await said(world.start({ key: 'click-1', inputs: { list: 'b' } }))).toBe('conflict idempotency_mismatch');
  });

  it('ignores the order of keys', async () => {
    const world = await runsWorld(governed);
    const first = await said(world.start({ key: 'click-1', inputs: { list: 'a', note: 'x' } }));
    expect(await said(world.start({ key: 'click-1', inputs: { note: 'x', list: 'a' } }))).toBe(first);
  });
});

describe('the same key with another request', () => {
  it.each([
    ['inputs', { inputs: { list: 'b' } }],
    ['a note that identity leaves out', { inputs: { list: 'a', note: 'x' } }],
    ['tenant', { tenantId: 't-2' }],
    ['type', { type: 'acme.letter' }],
  ])('%s is a mismatch', async (_, change) => {
    const mail = operation({ identity: (inputs) => (inputs as { list: string }).list });
    const world = await runsWorld({ operations: { 'acme.mail': mail, 'acme.letter': operation() } });
    await orThrow(world.start({ key: 'click-1' }));
    expect(await said(world.start({ key: 'click-1', ...change }))).toBe('conflict idempotency_mismatch');
    expect(await world.runs()).toHaveLength(1);
  });

  it("is accepted with another actor's key", async () => {
    const world = await runsWorld(governed);
    await orThrow(world.start({ key: 'click-1', actor: mia }));
    expect(await said(world.start({ key: 'click-1', actor: ole, inputs: { list: 'b' } }))).toMatch(/^created/);
  });

  it.each(['', 'no key', 'a,b', '"k"', 'x'.repeat(256)])('a key is refused if it is not an id: %j', async (key) => {
    expect((await (await runsWorld()).start({ key }))._unsafeUnwrapErr()).toMatchObject({
      issues: [{ path: 'idempotencyKey', rule: 'id' }],
    });
  });
});

it.each(['0f8fad5b-d9cb+469f/a165==', 'req|1~2;3', '!'.repeat(255)])(
  'a key may be what clients make of it: %j',
  async (key) => {
    const world = await runsWorld(governed);
    const { run } = await orThrow(world.start({ key }));
    expect((await orThrow(world.start({ key }))).run.id).toBe(run.id);
  },
);

describe('concurrent starts with one key', () => {
  it('make one run, and all get the same answer', async () => {
    const world = await runsWorld(governed);
    const answers = await race(20, () => said(world.start({ key: 'click-1' })));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^created/);
    expect(await world.runs()).toHaveLength(1);
    expect(
      (await ledger(world.storage, 'w-1')).filter(({ action }) => action === 'operation_run.started'),
    ).toHaveLength(1);
  });

  /** Lets a start overlook the winner's key `times` times, as one does that looked before the winner committed. */
  const overlooking = (times: number): Intercept => {
    let left = 0;
    return async ({ method }, proceed) => {
      if (method === 'idempotency.remember') left ||= times + 1;
      if (method !== 'idempotency.find' || left <= 1) return proceed();
      left -= 1;
      return null;
    };
  };

  it('retry when they lose, and return the run of the winner', async () => {
    const world = await runsWorld({ ...governed, intercept: overlooking(1) });
    const { run } = await orThrow(world.start({ key: 'click-1' }));
    await world.finish(run.id, 'succeeded');
    expect(await said(world.start({ key: 'click-1' }))).toBe(`created ${run.id}`);
    expect(await world.runs()).toHaveLength(1);
  });

  it('end with a conflict after repeated losses, and leave no rows', async () => {
    const world = await runsWorld({ ...governed, intercept: overlooking(100) });
    const { run } = await orThrow(world.start({ key: 'click-1' }));
    await world.finish(run.id, 'succeeded');
    expect(await said(world.start({ key: 'click-1' }))).toBe('conflict version');
    expect(await world.runs()).toHaveLength(1);
  });
});

it('a retry whose run is erased between the two reads finds no earlier start, and then nothing at all', async () => {
  let isErased = false;
  const { start, runs } = await runsWorld({
    intercept: async ({ method }, proceed) =>
      isErased && ['runs.get', 'access.hold'].includes(method) ? null : proceed(),
  });
  await orThrow(start({ key: 'click-1' }));
  isErased = true;
  expect((await start({ key: 'click-1' }))._unsafeUnwrapErr().code).toBe('not_found');
  expect(await runs()).toHaveLength(1);
});
