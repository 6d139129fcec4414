import { describe, expect, it } from 'vitest';
import { mia, ole } from '../../test/support/controls-world.ts';
import { operation, runsWorld, type RunsWorld } from '../../test/support/runs-world.ts';
import { race } from '../conformance/timing.ts';
import { orThrow } from '../kernel/result.ts';
import type { CompletedPolicy, FinalOutcome } from '../ports/run-store.ts';
import type { OperationDefinition } from './definition.ts';

const said = async (answer: ReturnType<RunsWorld['start']>): Promise<string> =>
  (await answer).match(
    ({ disposition }) => disposition,
    (error) => ('reason' in error ? `${error.code} ${error.reason}` : error.code),
  );

describe('a second, identical start', () => {
  const policies = [undefined, 'join', 'reject'] as const;
  const completions: readonly (CompletedPolicy | undefined)[] = [undefined, 'allow', 'failed_only', 'reject'];
  const states = ['queued', 'running', 'succeeded', 'partially_succeeded', 'failed', 'blocked', 'cancelled'] as const;
  type State = (typeof states)[number];

  /** The specification's two policies as a table. */
  function expected(whileActive: 'join' | 'reject', completed: CompletedPolicy, state: State): string {
    if (state === 'queued' || state === 'running') return whileActive === 'join' ? 'joined' : 'conflict exists';
    const isFailed = state === 'failed' || state === 'blocked';
    return completed === 'allow' || (completed === 'failed_only' && isFailed) ? 'created' : 'already_done';
  }

  const rows = policies.flatMap((whileActive) =>
    completions.flatMap((completed) =>
      states.map((state) => ({
        whileActive,
        completed,
        state,
        then: expected(whileActive ?? 'join', completed ?? 'allow', state),
      })),
    ),
  );

  it.each(rows)(
    'while active $whileActive, completed $completed, earlier run $state: $then',
    async ({ whileActive, completed, state, then }) => {
      const change: Partial<OperationDefinition> = {
        ...(whileActive && { whileActive }),
        ...(completed && { completed }),
      };
      const world = await runsWorld({ operations: { 'acme.mail': operation(change) } });
      const { run: first } = await orThrow(world.start());
      if (state === 'running') await world.claim(first.id);
      else if (state !== 'queued') await world.finish(first.id, state satisfies FinalOutcome);
      const second = await world.start();
      expect(await said(world.start())).toBe(
        then === 'created' ? (whileActive === 'reject' ? 'conflict exists' : 'joined') : then,
      );
      second.match(
        ({ run, disposition }) => {
          expect(disposition).toBe(then);
          expect(run.id === first.id).toBe(then !== 'created');
        },
        (error) => expect(error).toMatchObject({ code: 'conflict', winner: { type: 'operation_run', id: first.id } }),
      );
      expect(await world.runs()).toHaveLength(then === 'created' ? 2 : 1);
    },
  );

  it('names the person who made the run, not the one who joined it', async () => {
    const world = await runsWorld();
    await orThrow(world.start({ actor: mia }));
    const joined = await orThrow(world.start({ actor: ole }));
    expect(joined).toMatchObject({
      disposition: 'joined',
      run: { initiator: { id: 'u-manager', label: { text: 'Mia Manager' } } },
    });
  });

  it('of twenty concurrent ones makes one run', async () => {
    const world = await runsWorld();
    const answers = await race(20, () => said(world.start()));
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'joined')).toHaveLength(19);
    expect(await world.runs()).toHaveLength(1);
  });
});

describe('an identical start', () => {
  const cases: readonly {
    name: string;
    identity?: OperationDefinition['identity'];
    first: unknown;
    second: unknown;
    same: boolean;
  }[] = [
    { name: 'the same inputs', first: { list: 'a', note: 'x' }, second: { list: 'a', note: 'x' }, same: true },
    {
      name: 'the same inputs in another key order',
      first: { list: 'a', note: 'x' },
      second: { note: 'x', list: 'a' },
      same: true,
    },
    { name: 'a key that is undefined', first: { list: 'a' }, second: { list: 'a', note: undefined }, same: true },
    { name: 'other inputs', first: { list: 'a' }, second: { list: 'b' }, same: false },
    {
      name: 'another note, which counts by default',
      first: { list: 'a', note: 'x' },
      second: { list: 'a', note: 'y' },
      same: false,
    },
    {
      name: 'another note that identity() leaves out',
      identity: (inputs) => ({ list: (inputs as { list: string }).list }),
      first: { list: 'a', note: 'x' },
      second: { list: 'a', note: 'y' },
      same: true,
    },
    {
      name: 'another list that identity() takes up',
      identity: (inputs) => ({ list: (inputs as { list: string }).list }),
      first: { list: 'a' },
      second: { list: 'b' },
      same: false,
    },
  ];
  it.each(cases)('$name: $same', async ({ identity, first, second, same }) => {
    const world = await runsWorld({ operations: { 'acme.mail': operation(identity ? { identity } : {}) } });
    await orThrow(world.start({ inputs: first }));
    expect(await said(world.start({ inputs: second }))).toBe(same ? 'joined' : 'created');
  });

  it('differs by tenant and type', async () => {
    const world = await runsWorld({ operations: { 'acme.mail': operation(), 'acme.letter': operation() } });
    const answers = [
      await said(world.start()),
      await said(world.start({ tenantId: 't-2' })),
      await said(world.start({ type: 'acme.letter' })),
    ];
    expect(answers).toEqual(['created', 'created', 'created']);
  });
});

describe('an exclusive operation', () => {
  const exclusive = {
    'acme.mail': operation({ exclusive: 'tenant' }),
    'acme.letter': operation({ exclusive: 'tenant' }),
    'acme.note': operation(),
  };

  it('conflicts with another exclusive one of the tenant, and names it', async () => {
    const world = await runsWorld({ operations: exclusive });
    const { run } = await orThrow(world.start());
    const busy = { code: 'conflict', reason: 'scope_busy', winner: { type: 'operation_run', id: run.id } };
    expect((await world.start({ type: 'acme.letter' }))._unsafeUnwrapErr()).toMatchObject(busy);
    expect((await world.start({ inputs: { list: 'b' } }))._unsafeUnwrapErr()).toMatchObject(busy);
    await world.claim(run.id);
    expect(await said(world.start({ type: 'acme.letter' }))).toBe('conflict scope_busy');
    await world.finish(run.id, 'succeeded');
    expect(await said(world.start({ type: 'acme.letter' }))).toBe('created');
  });

  it('is joined rather than refused by an identical start', async () => {
    const world = await runsWorld({ operations: exclusive });
    await orThrow(world.start());
    expect(await said(world.start())).toBe('joined');
  });

  it('does not affect other tenants and non-exclusive operations', async () => {
    const world = await runsWorld({ operations: exclusive });
    await orThrow(world.start());
    expect(await said(world.start({ type: 'acme.letter', tenantId: 't-2' }))).toBe('created');
    expect(await said(world.start({ type: 'acme.note' }))).toBe('created');
  });

  it('of twenty different concurrent ones exactly one starts', async () => {
    const world = await runsWorld({ operations: exclusive });
    const answers = await race(20, (n) => said(world.start({ inputs: { list: String(n) } })));
    expect([...answers].sort()).toEqual([...Array<string>(19).fill('conflict scope_busy'), 'created']);
  });
});
