import { describe, expect, it } from 'vitest';
import { ada, ledger } from '../../test/support/controls-world.ts';
import { heldHandler } from '../../test/support/runs-handlers.ts';
import { settled } from '../../test/support/runs-scheduler.ts';
import { operation, runsWorld } from '../../test/support/runs-world.ts';
import { codeOf, failure } from '../conformance/client/answers.ts';
import { orThrow } from '../kernel/result.ts';
import { idempotencyLifeMillis } from '../runs/start.ts';

const eraseT1 = { actor: ada, workspaceId: 'w-1', tenantId: 't-1', confirmTenantName: 'Contoso' };
const eraseW1 = { actor: ada, workspaceId: 'w-1', confirmWorkspaceName: 'Acme' };

async function underWay() {
  const handler = heldHandler();
  const world = await runsWorld({ operations: { 'acme.mail': operation({ run: handler.run }) } });
  await orThrow(world.start());
  world.atlas.worker.start();
  await settled();
  return { ...world, call: handler.calls[0]!, calls: handler.calls };
}

describe('a run that is erased while its handler runs', () => {
  it('ends without a trace, and the worker continues', async () => {
    const { atlas, call, calls, runs, start, storage, logger } = await underWay();
    await orThrow(atlas.maintenance.eraseTenant(eraseT1));
    call.finish();
    await settled();
    expect(await runs()).toEqual([]);
    expect((await ledger(storage, 'w-1')).filter(({ action }) => action === 'operation_run.completed')).toEqual([]);
    await orThrow(start({ tenantId: 't-2' }));
    await settled();
    calls[1]?.finish();
    await atlas.worker.idle();
    expect((await runs()).map(({ tenantId, outcome }) => [tenantId, outcome])).toEqual([['t-2', 'succeeded']]);
    expect(logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('fires its signal, and progress returns false, even if the whole workspace is erased', async () => {
    const { atlas, call, clock, logger } = await underWay();
    await orThrow(atlas.maintenance.eraseWorkspace(eraseW1));
    clock.advance(1_000);
    expect(await call.context.progress(1)).toBe(false);
    expect(call.aborted).toHaveLength(1);
    call.finish();
    await atlas.worker.idle();
    expect(logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

it('a start that waited for the erasure of its scope returns not_found', async () => {
  for (const erase of ['tenant', 'workspace'] as const) {
    const { atlas, start, runs } = await runsWorld();
    const answers = await Promise.all([
      start({ inputs: { list: 'before' } }),
      erase === 'tenant' ? atlas.maintenance.eraseTenant(eraseT1) : atlas.maintenance.eraseWorkspace(eraseW1),
      ...['a', 'b', 'c'].map((list) => start({ inputs: { list } })),
    ]);
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['ok', 'not_found']));
    expect(codeOf(answers[1])).toBe('ok');
    expect(await runs()).toEqual([]);
  }
});

it('a start refused by a pause leaves no entry if its scope was erased meanwhile', async () => {
  const { start, storage, pause } = await runsWorld({
    operations: { 'acme.mail': operation({ control: 'acme.mail' }) },
    intercept: async ({ method }, proceed) => (method === 'access.hold' ? null : proceed()),
  });
  await pause();
  expect(await failure(start())).toMatchObject({ code: 'not_found' });
  expect((await ledger(storage, 'w-1')).map(({ action }) => action)).not.toContain(
    'operational_control.execution_blocked',
  );
});

describe('pruning idempotency keys', () => {
  it('deletes expired ones, and a retry with one of them starts anew', async () => {
    const { atlas, start, clock, runs, finish } = await runsWorld();
    const first = await orThrow(start({ key: 'done' }));
    await orThrow(start({ key: 'under-way', inputs: { list: 'b' } }));
    await finish(first.run.id, 'succeeded');
    clock.advance(idempotencyLifeMillis - 1);
    expect(await orThrow(atlas.maintenance.pruneIdempotencyKeys())).toEqual({ deleted: 0 });
    clock.advance(1);
    expect(await orThrow(atlas.maintenance.pruneIdempotencyKeys())).toEqual({ deleted: 1 });
    expect(await orThrow(atlas.maintenance.pruneIdempotencyKeys())).toEqual({ deleted: 0 });
    expect((await orThrow(start({ key: 'under-way', inputs: { list: 'b' } }))).disposition).toBe('created');
    expect((await orThrow(start({ key: 'done' }))).run.id).not.toBe(first.run.id);
    expect(await runs()).toHaveLength(3);
  });

  it('leaves no entry in any ledger', async () => {
    const { atlas, storage } = await runsWorld();
    const before = [await ledger(storage, null), await ledger(storage, 'w-1')];
    await orThrow(atlas.maintenance.pruneIdempotencyKeys());
    expect([await ledger(storage, null), await ledger(storage, 'w-1')]).toEqual(before);
  });
});
