import { describe, expect, it } from 'vitest';
import { day } from '../../test/support/controls-fixtures.ts';
import { ole } from '../../test/support/controls-world.ts';
import { runsWorld, type RunsWorld, type Start } from '../../test/support/runs-world.ts';
import { orThrow } from '../kernel/result.ts';
import type { RestoreRequest } from '../ports/restore-executor.ts';
import { inProcess } from './worker.ts';

const good = { backupSetId: 'b-7', acknowledgedImpact: true, confirmTenantName: 'Contoso' };
const restore = (world: RunsWorld, inputs: unknown = good, more: Partial<Start> = { key: 'click-1' }) =>
  world.start({ type: 'restore.execute', inputs, ...more });

/** A world with an executor that records its calls. */
async function withExecutor(result = { succeeded: 3, failed: 0, skipped: 1 }) {
  const asked: RestoreRequest[] = [];
  const execute = async (request: RestoreRequest) => {
    asked.push(request);
    await request.progress(1, 4, 'Item 1');
    return result;
  };
  const world = await runsWorld({ restore: { execute }, dispatcher: inProcess() });
  return { ...world, asked };
}

describe('the inputs of a restore', () => {
  it.each([
    {
      name: 'not acknowledged',
      inputs: { ...good, acknowledgedImpact: false },
      path: 'inputs.acknowledgedImpact',
      rule: 'acknowledge',
    },
    {
      name: 'acknowledged by a word',
      inputs: { ...good, acknowledgedImpact: 'true' },
      path: 'inputs.acknowledgedImpact',
      rule: 'type',
    },
    {
      name: 'with another name',
      inputs: { ...good, confirmTenantName: 'Fabrikam' },
      path: 'inputs.confirmTenantName',
      rule: 'confirm_name',
    },
    {
      name: 'with the name in other letters',
      inputs: { ...good, confirmTenantName: 'contoso' },
      path: 'inputs.confirmTenantName',
      rule: 'confirm_name',
    },
    {
      name: 'without a backup set',
      inputs: { ...good, backupSetId: '' },
      path: 'inputs.backupSetId',
      rule: 'too_small',
    },
    { name: 'of no items', inputs: { ...good, itemIds: [] }, path: 'inputs.itemIds', rule: 'too_small' },
    { name: 'with something unknown', inputs: { ...good, force: true }, path: 'inputs.force', rule: 'unknown_key' },
  ])('$name are rejected', async ({ inputs, path, rule }) => {
    const error = (await restore(await withExecutor(), inputs))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'invalid_input', issues: [{ path, rule }] });
  });

  it('report all issues at once', async () => {
    const error = (
      await restore(await withExecutor(), { ...good, acknowledgedImpact: false, confirmTenantName: '' }, {})
    )._unsafeUnwrapErr();
    expect(error).toMatchObject({
      issues: [{ path: 'idempotencyKey' }, { path: 'inputs.acknowledgedImpact' }, { path: 'inputs.confirmTenantName' }],
    });
  });

  it('require an idempotency key and an executor', async () => {
    expect((await restore(await withExecutor(), good, {}))._unsafeUnwrapErr()).toMatchObject({
      issues: [{ path: 'idempotencyKey', rule: 'required' }],
    });
    const without = (await restore(await runsWorld()))._unsafeUnwrapErr();
    expect(without).toMatchObject({ code: 'invalid_input', issues: [{ path: 'type', rule: 'one_of' }] });
  });

  it('accept the name in any Unicode normalisation', async () => {
    const world = await withExecutor();
    await orThrow(
      world.setup.tenants.create({ workspaceId: 'w-1', tenantId: 't-3', name: 'Größe', lifecycle: 'active' }),
    );
    await orThrow(world.setup.workspaces.grantTenant({ workspaceId: 'w-1', tenantId: 't-3', userId: 'u-manager' }));
    const decomposed = { ...good, confirmTenantName: 'Größe'.normalize('NFD') };
    expect((await restore(world, decomposed, { key: 'click-1', tenantId: 't-3' })).isOk()).toBe(true);
  });
});

describe('a restore', () => {
  it('is refused without the capability before any mention of a pause, and paused by its control', async () => {
    const world = await withExecutor();
    await world.pause(null, 'restore.execute');
    expect((await restore(world, good, { key: 'click-1', actor: ole }))._unsafeUnwrapErr()).toMatchObject({
      code: 'forbidden',
      capability: 'restore.execute',
    });
    expect((await restore(world, { ...good, acknowledgedImpact: false }))._unsafeUnwrapErr().code).toBe(
      'invalid_input',
    );
    expect((await restore(world))._unsafeUnwrapErr()).toMatchObject({
      code: 'control_paused',
      title: { text: 'Restore execution paused' },
    });
  });

  it('happens once per key, even after the key was deleted', async () => {
    const world = await withExecutor();
    const { run } = await orThrow(restore(world));
    await world.finish(run.id, 'succeeded');
    expect(await orThrow(restore(world))).toMatchObject({ disposition: 'created', run: { id: run.id } });
    world.clock.advance(2 * day);
    expect(await orThrow(restore(world))).toMatchObject({ disposition: 'already_done', run: { id: run.id } });
    expect(await world.runs()).toHaveLength(1);
  });

  it('happens again with a new key, one at a time per tenant', async () => {
    const world = await withExecutor();
    const { run } = await orThrow(restore(world));
    expect((await restore(world, good, { key: 'click-2' }))._unsafeUnwrapErr()).toMatchObject({
      reason: 'scope_busy',
      winner: { id: run.id },
    });
    await world.finish(run.id, 'failed');
    expect(await orThrow(restore(world, good, { key: 'click-2' }))).toMatchObject({ disposition: 'created' });
  });

  it('passes its inputs to the executor and counts the results', async () => {
    const world = await withExecutor({ succeeded: 3, failed: 1, skipped: 2 });
    const { run } = await orThrow(restore(world, { ...good, itemIds: ['i-2', 'i-1'] }));
    world.atlas.worker.start();
    await world.atlas.worker.idle();
    expect(world.asked).toEqual([
      expect.objectContaining({
        workspaceId: 'w-1',
        tenantId: 't-1',
        backupSetId: 'b-7',
        itemIds: ['i-2', 'i-1'],
        attempt: 1,
      }),
    ]);
    expect(await world.run(run.id)).toMatchObject({
      outcome: 'partially_succeeded',
      summaryCounts: { total: 6, processed: 4, succeeded: 3, failed: 1, skipped: 2 },
      progress: { done: 1, total: 4, note: 'Item 1' },
    });
    await world.atlas.worker.stop();
  });
});
