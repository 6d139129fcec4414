import { describe, expect, it, vi } from 'vitest';
import { at, hour, noon } from '../../test/support/controls-fixtures.ts';
import {
  ada,
  controlLedger,
  controlsWorld,
  ledger,
  mia,
  ole,
  rea,
  sam,
  system,
  type ControlsWorld,
} from '../../test/support/controls-world.ts';
import { platformOperator, type Actor } from '../access/actor.ts';
import { InvariantError } from '../kernel/invariant.ts';
import { orThrow } from '../kernel/result.ts';
import type { GuardContext } from './guard.ts';

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

describe('guarded work', () => {
  it('runs when nothing is paused, and its result is returned', async () => {
    const { atlas, storage } = await controlsWorld();
    const answer = await atlas.guard(control, { actor: mia, ...inTenant }, async (tx) => ({ handle: tx.transaction }));
    expect(answer._unsafeUnwrap().handle).toEqual({ driver: 'memory' });
    expect(await controlLedger(storage, 'w-1')).toEqual([]);
  });

  it.each([null, '', '  '])('requires a reason from an operator in an emergency session (%j)', async (given) => {
    const { atlas } = await controlsWorld();
    const work = vi.fn();
    const { id, label, capabilities } = ada;
    const actor = platformOperator({ id, label, capabilities, breakGlass: { reason: given } });
    const refusal = (await atlas.guard(control, { actor, ...inTenant }, work))._unsafeUnwrapErr();
    expect(refusal).toMatchObject({ code: 'invalid_input', issues: [{ path: 'actor.breakGlass.reason' }] });
    expect(work).not.toHaveBeenCalled();
  });

  it.each([undefined, { kind: 'root' }, { kind: 'system', id: 'not a token' }, { ...ada, id: '' }])(
    'does not run for an invalid actor: %j',
    async (actor) => {
      const { atlas } = await controlsWorld();
      const work = vi.fn();
      const asked = async () => atlas.guard(control, { actor: actor as Actor, ...inTenant }, work);
      await expect(asked()).rejects.toThrow(InvariantError);
      expect(work).not.toHaveBeenCalled();
    },
  );

  it('does not run for an operator without the system panel', async () => {
    const { atlas } = await controlsWorld();
    const actor = platformOperator({ id: 'op-9', label: 'Nil', capabilities: [] });
    const work = vi.fn();
    expect((await atlas.guard(control, { actor, ...inTenant }, work))._unsafeUnwrapErr()).toMatchObject({
      code: 'forbidden',
      capability: 'platform.access_system_panel',
    });
    expect(work).not.toHaveBeenCalled();
  });

  it.each(['workspace', 'tenant'])('does not run in an archived %s, and reports a pause first', async (what) => {
    const world = await controlsWorld();
    const work = vi.fn();
    if (what === 'workspace') await orThrow(world.operator.workspaces.archive({ workspaceId: 'w-1' }));
    else await orThrow(world.operator.tenants.changeLifecycle({ ...inTenant, to: 'archived' }));
    const attempt = async () =>
      (await world.atlas.guard(control, { actor: system, ...inTenant }, work))._unsafeUnwrapErr();
    expect(await attempt()).toMatchObject({ code: 'immutable', state: 'archived' });
    await pause(world);
    expect(await attempt()).toMatchObject({ code: 'control_paused' });
    expect(work).not.toHaveBeenCalled();
  });

  it('records the name of a refused actor', async () => {
    const world = await controlsWorld();
    await pause(world, 'w-1');
    const newcomer = platformOperator({ id: 'op-new', label: 'New Comer', capabilities: ada.capabilities });
    await world.atlas.guard(control, { actor: newcomer, ...inTenant }, vi.fn());
    const [entry] = (await orThrow(world.operator.controls.history({ control }))).entries;
    expect(entry?.actor.label.text).toBe('New Comer');
  });

  it('does not record a name again that this process has recorded', async () => {
    let remembered = 0;
    const world = await controlsWorld({
      intercept: ({ method }, proceed) => {
        if (method === 'people.remember') remembered += 1;
        return proceed();
      },
    });
    await pause(world, 'w-1');
    expect(remembered).toBe(1);
    const refusal = await world.atlas.guard(control, { actor: ada, ...inTenant }, vi.fn());
    expect([refusal._unsafeUnwrapErr().code, remembered]).toEqual(['control_paused', 1]);
  });

  it('does not run when it is paused, with the error of a start', async () => {
    const world = await controlsWorld();
    const { activation } = await pause(world, 'w-1');
    const work = vi.fn();
    const refusal = await world.atlas.guard(control, { actor: ada, ...inTenant }, work);
    expect(refusal._unsafeUnwrapErr()).toMatchObject({
      code: 'control_paused',
      title: { text: 'Mass mail paused' },
      message: { text: 'Mass mail is currently paused. Spam alarm. No change was made.' },
      decision: {
        controlKey: control,
        matchedScopeType: 'workspace',
        workspaceId: 'w-1',
        sourceActivationId: activation.id,
      },
    });
    expect(work).not.toHaveBeenCalled();
  });

  it.each([
    ['w-1', { workspaceId: 'w-1' }, true],
    ['w-1', { workspaceId: 'w-2' }, false],
    ['w-1', {}, false],
    [null, { workspaceId: 'w-1' }, true],
    [null, {}, true],
  ])('under a pause of %s in %j is refused: %s', async (paused, context, refused) => {
    const world = await controlsWorld();
    await pause(world, paused);
    expect((await world.atlas.guard(control, { actor: system, ...context }, async () => 'done')).isErr()).toBe(refused);
  });

  it('is refused on every attempt, not only the first', async () => {
    const world = await controlsWorld();
    await pause(world);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect(
        (await world.atlas.guard(control, { actor: mia, workspaceId: 'w-1' }, async () => 1))._unsafeUnwrapErr().code,
      ).toBe('control_paused');
      expect(await controlLedger(world.storage, 'w-1')).toHaveLength(attempt);
    }
  });
});

describe('access comes before the control, which is paused here', () => {
  const capability = 'findings.maintain';
  const narrow = platformOperator({
    ...ada,
    capabilities: ['platform.access_system_panel'],
    allowedTenants: [{ workspaceId: 'w-1', tenantId: 't-2' }],
  });
  const cases: readonly { name: string; context: GuardContext; code: string }[] = [
    { name: 'a capable member', context: { actor: mia, ...inTenant, capability }, code: 'control_paused' },
    {
      name: 'a capable member, for the workspace',
      context: { actor: mia, workspaceId: 'w-1', capability },
      code: 'control_paused',
    },
    {
      name: 'a member, where the host has decided itself',
      context: { actor: rea, ...inTenant },
      code: 'control_paused',
    },
    { name: 'a member without the capability', context: { actor: ole, ...inTenant, capability }, code: 'forbidden' },
    {
      name: 'a member without entitlement',
      context: { actor: mia, workspaceId: 'w-1', tenantId: 't-2', capability },
      code: 'not_found',
    },
    {
      name: 'a person without a membership',
      context: { actor: sam, workspaceId: 'w-1', capability },
      code: 'not_found',
    },
    {
      name: 'a person without a membership, where the host has decided itself',
      context: { actor: sam, workspaceId: 'w-1' },
      code: 'not_found',
    },
    { name: 'an unknown workspace', context: { actor: ada, workspaceId: 'w-9' }, code: 'not_found' },
    { name: 'an unknown tenant', context: { actor: system, workspaceId: 'w-1', tenantId: 't-9' }, code: 'not_found' },
    { name: 'an operator outside the allowed tenants', context: { actor: narrow, ...inTenant }, code: 'not_found' },
    {
      name: 'an operator without the capability',
      context: { actor: narrow, capability: 'platform.runbooks.run' },
      code: 'forbidden',
    },
    {
      name: 'an operator with it',
      context: { actor: ada, capability: 'platform.runbooks.run' },
      code: 'control_paused',
    },
    {
      name: 'the system, which holds all',
      context: { actor: system, ...inTenant, capability },
      code: 'control_paused',
    },
    { name: 'a user for everything', context: { actor: mia }, code: 'invalid_input' },
    { name: 'a tenant without its workspace', context: { actor: ada, tenantId: 't-1' }, code: 'invalid_input' },
    { name: 'a malformed id', context: { actor: ada, workspaceId: 'no such id' }, code: 'invalid_input' },
    { name: 'an unknown source', context: { actor: ada, source: 'carrier_pigeon' as 'api' }, code: 'invalid_input' },
    {
      name: 'metadata that is not a scalar',
      context: { actor: ada, metadata: { nested: {} as string } },
      code: 'invalid_input',
    },
    { name: 'metadata with a NUL', context: { actor: ada, metadata: { note: 'a\u0000b' } }, code: 'invalid_input' },
    {
      name: 'too much metadata',
      context: { actor: ada, metadata: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`n${n}`, n])) },
      code: 'invalid_input',
    },
  ];

  const unreadable = { source: 'carrier_pigeon' as 'api' };
  const inOrder: readonly { name: string; context: GuardContext; code: string }[] = [
    {
      name: 'a person without a membership',
      context: { actor: sam, workspaceId: 'w-1', ...unreadable },
      code: 'not_found',
    },
    {
      name: 'a member without the capability',
      context: { actor: ole, ...inTenant, capability, ...unreadable },
      code: 'forbidden',
    },
    {
      name: 'a capable member',
      context: { actor: mia, ...inTenant, capability, ...unreadable },
      code: 'invalid_input',
    },
    {
      name: 'a capability that is not text is never treated as absent',
      context: { actor: mia, ...inTenant, capability: 7 as unknown as string },
      code: 'invalid_input',
    },
  ];

  it.each(inOrder)('input comes after access: $name, $code', async ({ context, code }) => {
    const { atlas } = await controlsWorld();
    const work = vi.fn();
    expect((await atlas.guard(control, context, work))._unsafeUnwrapErr().code).toBe(code);
    expect((await atlas.guard('acme.mass_mial' as typeof control, context, work))._unsafeUnwrapErr().code).toBe(code);
    expect(work).not.toHaveBeenCalled();
  });

  it.each(cases)('$name: $code', async ({ context, code }) => {
    const world = await controlsWorld();
    await pause(world);
    const before = [await ledger(world.storage, null), await ledger(world.storage, 'w-1')];
    const work = vi.fn();
    const error = (await world.atlas.guard(control, context, work))._unsafeUnwrapErr();
    expect(error.code).toBe(code);
    expect(work).not.toHaveBeenCalled();
    if (code === 'control_paused') return;
    expect(JSON.stringify(error)).not.toMatch(/paused|Spam/);
    expect([await ledger(world.storage, null), await ledger(world.storage, 'w-1')]).toEqual(before);
  });

  it('an unknown control is named', async () => {
    const { atlas } = await controlsWorld();
    const error = (
      await atlas.guard('acme.mass_mial' as typeof control, { actor: system }, async () => 1)
    )._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'invalid_input', issues: [{ path: 'control', rule: 'one_of' }] });
  });

  it("a host's access policy is called, and access is denied when it fails", async () => {
    const grant = { member: true, entitled: true, capabilities: ['acme.send'] };
    let isDown = false;
    const resolve = async () => {
      if (isDown) throw new Error('policy is down');
      return grant;
    };
    const world = await controlsWorld({ access: { resolve, workspacesOf: async () => [], tenantsOf: async () => [] } });
    const attempt = (capability: string) =>
      world.atlas.guard(control, { actor: sam, ...inTenant, capability }, async () => 'sent');
    expect((await attempt('acme.send')).isOk()).toBe(true);
    expect((await attempt('acme.delete'))._unsafeUnwrapErr()).toMatchObject({
      code: 'forbidden',
      capability: 'acme.delete',
    });
    isDown = true;
    expect((await attempt('acme.send'))._unsafeUnwrapErr().code).toBe('storage_failure');
  });
});

describe('the entry of a refusal', () => {
  it.each(['control_key', 'actor_id', 'source', 'reason_text', 'is_break_glass', 'previous_workspace_id'])(
    'rejects %s from the host',
    async (key) => {
      const world = await controlsWorld();
      await pause(world, 'w-1');
      const context = { actor: mia, ...inTenant, metadata: { [key]: 'forged' } };
      const error = (await world.atlas.guard(control, context, async () => 1))._unsafeUnwrapErr();
      expect(error).toMatchObject({ code: 'invalid_input', issues: [{ path: 'metadata', rule: 'reserved_key' }] });
      expect(await controlLedger(world.storage, 'w-1')).toHaveLength(1);
    },
  );

  it('has every field of the specification, for one tenant', async () => {
    const world = await controlsWorld();
    const { activation } = await orThrow(
      world.operator.controls.pause({
        control,
        scope: { type: 'workspace', workspaceId: 'w-1' },
        reason,
        publicMessage: 'Back at three',
        expiresAt: at(hour),
      }),
    );
    const context: GuardContext = {
      actor: mia,
      ...inTenant,
      source: 'ui',
      metadata: { campaign: 'spring', recipients: 12, dry_run: false },
    };
    const error = (await world.atlas.guard(control, context, async () => 1))._unsafeUnwrapErr();
    expect(error).toMatchObject({
      message: { text: 'Mass mail is currently paused. Back at three. No change was made.' },
    });
    expect((await controlLedger(world.storage, 'w-1')).slice(1)).toEqual([
      {
        id: expect.any(String) as string,
        recordedAt: noon,
        action: 'operational_control.execution_blocked',
        outcome: 'blocked',
        actor: { kind: 'user', id: 'u-manager' },
        target: { type: 'operational_control', id: activation.id, label: 'Mass mail' },
        workspaceId: 'w-1',
        tenantId: 't-1',
        operationRunId: null,
        summary: {
          id: 'audit.summary.control_blocked',
          params: { label: 'Mass mail' },
          text: 'Mass mail blocked by operational control',
        },
        metadata: {
          campaign: 'spring',
          recipients: 12,
          dry_run: false,
          control_key: control,
          scope_type: 'workspace',
          workspace_id: 'w-1',
          reason_text: reason,
          public_message: 'Back at three',
          expires_at: at(hour),
          actor_id: 'u-manager',
          requested_scope: 'single_tenant',
          target_tenant_id: 't-1',
          source: 'ui',
        },
      },
    ]);
  });

  it('for all tenants belongs to the platform', async () => {
    const world = await controlsWorld();
    await pause(world);
    const actor = platformOperator({ ...ada, breakGlass: { reason: 'Pager 7' } });
    await world.atlas.guard(control, { actor, source: 'deploy_hook' }, async () => 1);
    const [, entry] = await controlLedger(world.storage, null);
    expect(entry).toMatchObject({ workspaceId: null, tenantId: null, outcome: 'blocked' });
    expect(entry?.metadata).toEqual({
      control_key: control,
      scope_type: 'global',
      reason_text: reason,
      actor_id: 'op-ada',
      requested_scope: 'all_tenants',
      source: 'deploy_hook',
      is_break_glass: true,
    });
  });

  it.each([
    [{ workspaceId: 'w-1' }, { requested_scope: 'all_tenants', source: 'api' }],
    [
      { ...inTenant, requestedScope: 'acme.mass_mail' },
      { requested_scope: 'acme.mass_mail', target_tenant_id: 't-1' },
    ],
  ])('for %j says %j', async (context, metadata) => {
    const world = await controlsWorld();
    await pause(world);
    await world.atlas.guard(control, { actor: system, ...context }, async () => 1);
    expect((await controlLedger(world.storage, 'w-1'))[0]).toMatchObject({
      actor: { kind: 'system', id: 'test-setup' },
      metadata,
    });
  });
});
