import { describe, expect, it } from 'vitest';
import {
  ada,
  controlLedger,
  controlsWorld,
  mia,
  system,
  type ControlsWorld,
} from '../../test/support/controls-world.ts';
import { InvariantError } from '../kernel/invariant.ts';
import { orThrow } from '../kernel/result.ts';

const control = 'acme.mass_mail';
const reason = 'Spam alarm';
const pause = ({ operator }: ControlsWorld, workspaceId: string | null = null) =>
  orThrow(
    operator.controls.pause({
      control,
      scope: workspaceId ? { type: 'workspace', workspaceId } : { type: 'global' },
      reason,
    }),
  );
const inTenant = { workspaceId: 'w-1', tenantId: 't-1' };

describe('the transaction of guarded work', () => {
  const mail = { control: 'restore.execute', scope: { type: 'global' }, reason: 'Written through tx' } as const;

  it('keeps the writes of the work through tx', async () => {
    const { atlas, storage, operator } = await controlsWorld();
    await orThrow(
      atlas.guard(control, { actor: mia, workspaceId: 'w-1' }, async (tx) => orThrow(tx.as(ada).controls.pause(mail))),
    );
    expect((await orThrow(operator.controls.summary({ control: mail.control }))).effectiveState).toBe('paused');
    expect(await controlLedger(storage, null)).toHaveLength(1);
  });

  it('rolls back when the work rejects, and passes the rejection on', async () => {
    const { atlas, storage, operator, logger } = await controlsWorld();
    const failure = new RangeError('host changed its mind');
    const work = atlas.guard(control, { actor: mia, workspaceId: 'w-1' }, async (tx) => {
      await orThrow(tx.as(ada).controls.pause(mail));
      expect((await orThrow(tx.as(ada).controls.summary({ control: mail.control }))).effectiveState).toBe('paused');
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect((await orThrow(operator.controls.summary({ control: mail.control }))).effectiveState).toBe('enabled');
    expect(await controlLedger(storage, null)).toEqual([]);
    expect(logger.lines).toEqual([
      { level: 'warn', event: 'host_work_rolled_back', fields: { method: 'guard', name: 'RangeError' } },
    ]);
  });

  it('nests guarded work: the inner refusal is an answer, and its entry stays', async () => {
    const world = await controlsWorld();
    await orThrow(world.operator.controls.pause({ control: 'restore.execute', scope: { type: 'global' }, reason }));
    const inner = await orThrow(
      world.atlas.guard(control, { actor: mia, workspaceId: 'w-1' }, async (tx) => [
        await tx.guard(control, { actor: mia, workspaceId: 'w-1' }, async (nested) => nested.transaction !== undefined),
        await tx.guard('restore.execute', { actor: mia, workspaceId: 'w-1' }, async () => true),
      ]),
    );
    expect(inner[0]?._unsafeUnwrap()).toBe(true);
    expect(inner[1]?._unsafeUnwrapErr().code).toBe('control_paused');
    expect((await controlLedger(world.storage, 'w-1')).map(({ action }) => action)).toEqual([
      'operational_control.execution_blocked',
    ]);
  });

  it('rolls back only the inner work when only that rejects', async () => {
    const { atlas, storage } = await controlsWorld();
    await orThrow(
      atlas.guard(control, { actor: mia, workspaceId: 'w-1' }, async (tx) => {
        await orThrow(tx.as(ada).controls.pause(mail));
        const failing = tx.guard(control, { actor: mia, workspaceId: 'w-1' }, async (nested) => {
          await orThrow(nested.as(ada).controls.resume({ control: mail.control, scope: mail.scope }));
          throw new RangeError('inner');
        });
        await expect(failing).rejects.toThrow(RangeError);
      }),
    );
    expect((await controlLedger(storage, null)).map(({ action }) => action)).toEqual(['operational_control.paused']);
  });

  it('cannot be bypassed through the outer atlas', async () => {
    const { atlas, operator } = await controlsWorld();
    const attempts = [
      () => operator.controls.list(),
      () => atlas.guard(control, { actor: system }, async () => 1),
      () => atlas.snapshot.refresh(),
    ];
    for (const attempt of attempts) {
      await expect(atlas.guard(control, { actor: mia, workspaceId: 'w-1' }, async () => attempt())).rejects.toThrow(
        InvariantError,
      );
    }
  });

  it("of a host loses a refusal's entry on rollback; log and observer still received it", async () => {
    const world = await controlsWorld();
    await pause(world);
    const before = world.instrumentation.events.length;
    const host = world.storage.transaction(async ({ handle }) => {
      const refusal = await world.atlas
        .withTransaction(handle)
        .guard(control, { actor: mia, ...inTenant }, async () => 1);
      expect(refusal._unsafeUnwrapErr().code).toBe('control_paused');
      throw new RangeError('host rolls back');
    });
    await expect(host).rejects.toThrow(RangeError);
    expect(await controlLedger(world.storage, 'w-1')).toEqual([]);
    expect(world.instrumentation.events.slice(before)).toEqual([
      { name: 'control.blocked', controlKey: control, workspaceId: 'w-1', tenantId: 't-1' },
    ]);
    expect(world.logger.lines).toEqual([
      expect.objectContaining({
        level: 'warn',
        event: 'control_blocked',
        fields: expect.objectContaining({ control, workspace_id: 'w-1', tenant_id: 't-1' }) as object,
      }),
    ]);
  });

  it('of a host keeps the entry when it commits', async () => {
    const world = await controlsWorld();
    await pause(world);
    await world.storage.transaction(async ({ handle }) => {
      await world.atlas.withTransaction(handle).guard(control, { actor: mia, ...inTenant }, async () => 1);
    });
    expect(await controlLedger(world.storage, 'w-1')).toHaveLength(1);
  });

  it('applies its own pause to what follows, and answers as settled', async () => {
    const { atlas } = await controlsWorld();
    await orThrow(
      atlas.guard('restore.execute', { actor: system }, async (tx) => {
        expect(await orThrow(tx.as(ada).controls.pause({ control, scope: { type: 'global' }, reason }))).toMatchObject({
          settled: true,
          openStarts: 0,
        });
        expect((await tx.guard(control, { actor: system }, async () => 1)).isErr()).toBe(true);
      }),
    );
  });
});
