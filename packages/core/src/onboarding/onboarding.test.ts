import { describe, expect, it } from 'vitest';
import { dedicated, inW1, onboardingWorld, refusalOf, t1 } from '../../test/support/onboarding-world.ts';
import { orThrow } from '../kernel/result.ts';

describe('starting', () => {
  it('without a tenant gives a draft that only its name is known of', async () => {
    const { mia, trail, usage } = await onboardingWorld();
    const draft = orThrow(await mia.onboarding.start({ ...inW1, draftName: 'Northwind' }));
    expect(draft).toMatchObject({
      tenantId: null,
      tenantName: null,
      draftName: 'Northwind',
      status: 'open',
      lifecycleState: 'draft',
      currentCheckpoint: 'identify',
      startedBy: { id: 'u-mia', label: { text: 'Mia' } },
      endedBy: null,
      version: 1,
    });
    expect((await trail()).map(({ action, summary }) => [action, summary.text])).toEqual([
      ['onboarding.started', 'Onboarding of Northwind started'],
    ]);
    expect(await usage()).toBe(0);
  });

  it('with a tenant makes it onboarding, in the same unit and with its own entry', async () => {
    const { mia, trail, usage, lifecycleOf } = await onboardingWorld();
    const { lifecycleState, tenantName, id } = orThrow(await mia.onboarding.start({ ...t1, onboardingId: 'o-1' }));
    expect([id, lifecycleState, tenantName, await lifecycleOf()]).toEqual([
      'o-1',
      'connecting',
      'Contoso',
      'onboarding',
    ]);
    expect((await trail()).map(({ action, tenantId, metadata }) => [action, tenantId, metadata])).toEqual([
      ['tenant.lifecycle_changed', 't-1', { from: 'draft', to: 'onboarding' }],
      ['onboarding.started', 't-1', {}],
    ]);
    expect(await usage()).toBe(1);
  });

  it('takes a tenant that is onboarding already as it is', async () => {
    const { mia, bo, lifecycleOf } = await onboardingWorld();
    orThrow(await bo.tenants.changeLifecycle({ ...t1, to: 'onboarding' }));
    orThrow(await mia.onboarding.start(t1));
    expect(await lifecycleOf()).toBe('onboarding');
  });

  it('is refused for a tenant that has an open onboarding, and names that one', async () => {
    const { mia, bo, trail } = await onboardingWorld();
    orThrow(await mia.onboarding.start({ ...t1, onboardingId: 'o-1' }));
    const second = await bo.onboarding.start(t1);
    expect(second.isErr() && second.error).toMatchObject({
      code: 'conflict',
      reason: 'exists',
      winner: { type: 'tenant_onboarding_session', id: 'o-1' },
    });
    expect(await trail()).toHaveLength(2);
  });

  it('is refused for an id that is taken', async () => {
    const { mia } = await onboardingWorld();
    orThrow(await mia.onboarding.start({ ...inW1, onboardingId: 'o-1' }));
    expect(await refusalOf(mia.onboarding.start({ ...t1, onboardingId: 'o-1' }))).toBe('conflict: exists');
    // The refusal leaves the tenant as it was.
    expect((await mia.tenants.get(t1)).isOk() && orThrow(await mia.tenants.get(t1)).lifecycle).toBe('draft');
  });

  it('is refused for a tenant that is active or archived', async () => {
    const { mia, bo, system } = await onboardingWorld();
    orThrow(await system.tenants.create({ ...inW1, tenantId: 't-3', name: 'Active', lifecycle: 'active' }));
    orThrow(await system.workspaces.grantTenant({ ...inW1, tenantId: 't-3', userId: 'u-mia' }));
    expect(await refusalOf(mia.onboarding.start({ ...inW1, tenantId: 't-3' }))).toBe('conflict: lifecycle');
    orThrow(await bo.tenants.changeLifecycle({ ...t1, to: 'archived' }));
    expect(await refusalOf(mia.onboarding.start(t1))).toBe('immutable: archived');
  });

  it('selects only a connection of its tenant, and none without a tenant', async () => {
    const { mia, system } = await onboardingWorld();
    const { id: other } = orThrow(await system.connections.create({ ...dedicated, tenantId: 't-2' }));
    const wrong = 'invalid_input: connectionId connection_of_tenant';
    expect(await refusalOf(mia.onboarding.start({ ...t1, connectionId: other }))).toBe(wrong);
    // One that does not exist is answered alike.
    expect(await refusalOf(mia.onboarding.start({ ...t1, connectionId: 'c-404' }))).toBe(wrong);
    expect(await refusalOf(mia.onboarding.start({ ...inW1, connectionId: other }))).toBe(
      'invalid_input: connectionId tenant_identified',
    );
  });

  it('keeps every checkpoint that holds at once', async () => {
    const { ready, usage, mia } = await onboardingWorld();
    const { id, lifecycleState } = await ready();
    expect([lifecycleState, await usage()]).toEqual(['ready_for_activation', 3]);
    const { checkpoint } = orThrow(await mia.onboarding.readiness({ ...inW1, onboardingId: id }));
    expect(checkpoint.steps.map(({ completedAt }) => completedAt !== null)).toEqual([true, true, true, false]);
  });
});

describe('updating', () => {
  it('identifies a draft: the tenant becomes onboarding, and its checkpoint counts once', async () => {
    const { mia, trail, usage, lifecycleOf } = await onboardingWorld();
    const { id } = orThrow(await mia.onboarding.start({ ...inW1, draftName: 'New' }));
    const named = { ...inW1, onboardingId: id };
    const first = orThrow(await mia.onboarding.update({ ...named, tenantId: 't-1', expectedVersion: 1 }));
    expect(first).toMatchObject({ tenantId: 't-1', tenantName: 'Contoso', draftName: 'New', version: 2 });
    orThrow(await mia.onboarding.update({ ...named, draftName: null, expectedVersion: 2 }));
    expect([await lifecycleOf(), await usage()]).toEqual(['onboarding', 1]);
    expect((await trail()).map(({ action, metadata }) => [action, metadata])).toEqual([
      ['onboarding.started', {}],
      ['tenant.lifecycle_changed', { from: 'draft', to: 'onboarding' }],
      ['onboarding.updated', { changed: 'tenantId', checkpoints: 'identify' }],
      ['onboarding.updated', { changed: 'draftName' }],
    ]);
  });

  it('never identifies another tenant, whether that exists or not', async () => {
    const { mia } = await onboardingWorld();
    const { id } = orThrow(await mia.onboarding.start(t1));
    for (const tenantId of ['t-2', 't-404'])
      expect(await refusalOf(mia.onboarding.update({ ...inW1, onboardingId: id, tenantId, expectedVersion: 1 }))).toBe(
        'invalid_input: tenantId identified_once',
      );
  });

  it('is refused for a tenant that the caller may not see, as for one that is not there', async () => {
    const { mia, uma, rae } = await onboardingWorld();
    const { id } = orThrow(await uma.onboarding.start({ ...inW1, draftName: 'New' }));
    const ask = (tenantId: string) =>
      uma.onboarding.update({ ...inW1, onboardingId: id, tenantId, expectedVersion: 1 });
    expect([await refusalOf(ask('t-1')), await refusalOf(ask('t-404'))]).toEqual(['not_found', 'not_found']);
    // Once it is identified, who may not see the tenant does not find the onboarding.
    orThrow(await mia.onboarding.update({ ...inW1, onboardingId: id, tenantId: 't-1', expectedVersion: 1 }));
    expect(await refusalOf(uma.onboarding.get({ ...inW1, onboardingId: id }))).toBe('not_found');
    expect(await refusalOf(rae.onboarding.get({ ...inW1, onboardingId: id }))).toBe('ok');
    expect(await refusalOf(rae.onboarding.cancel({ ...inW1, onboardingId: id, expectedVersion: 2 }))).toBe(
      'forbidden: onboarding.manage',
    );
  });

  it('is refused for a tenant with an open onboarding, which it names', async () => {
    const { mia } = await onboardingWorld();
    orThrow(await mia.onboarding.start({ ...t1, onboardingId: 'o-1' }));
    const { id } = orThrow(await mia.onboarding.start(inW1));
    const second = await mia.onboarding.update({ ...t1, onboardingId: id, expectedVersion: 1 });
    expect(second.isErr() && second.error).toMatchObject({ reason: 'exists', winner: { id: 'o-1' } });
  });

  it('is refused upon a stale version, without a change, and for an archived tenant', async () => {
    const { mia, bo } = await onboardingWorld();
    const { id } = orThrow(await mia.onboarding.start(t1));
    const named = { ...inW1, onboardingId: id, expectedVersion: 1 };
    expect(await refusalOf(mia.onboarding.update(named))).toBe('conflict: nothing_to_do');
    orThrow(await mia.onboarding.update({ ...named, draftName: 'A' }));
    expect(await refusalOf(mia.onboarding.update({ ...named, draftName: 'B' }))).toBe('conflict: version');
    orThrow(await bo.tenants.changeLifecycle({ ...t1, to: 'archived' }));
    expect(await refusalOf(mia.onboarding.update({ ...named, draftName: 'B', expectedVersion: 2 }))).toBe(
      'immutable: archived',
    );
  });

  it('without a change keeps a checkpoint that was reached since, once', async () => {
    const { mia, connect, usage } = await onboardingWorld();
    const { id } = orThrow(await mia.onboarding.start(t1));
    const connectionId = await connect();
    const named = { ...inW1, onboardingId: id };
    orThrow(await mia.onboarding.update({ ...named, connectionId, expectedVersion: 1 }));
    expect(await usage()).toBe(3);
    expect(await refusalOf(mia.onboarding.update({ ...named, expectedVersion: 2 }))).toBe('conflict: nothing_to_do');
    // A checkpoint that is lost and reached again counts once.
    orThrow(await mia.onboarding.update({ ...named, connectionId: null, expectedVersion: 2 }));
    const again = orThrow(await mia.onboarding.update({ ...named, connectionId, expectedVersion: 3 }));
    expect([again.lifecycleState, await usage()]).toEqual(['ready_for_activation', 3]);
  });

  it('continues to the next step: what a check reached since is kept by the next write', async () => {
    const { mia, system, check, usage, trail } = await onboardingWorld();
    const { id: connectionId } = orThrow(await system.connections.create(dedicated));
    const { id } = orThrow(await mia.onboarding.start({ ...t1, connectionId }));
    await check(connectionId);
    // A read, and the check itself, count nothing.
    expect([orThrow(await mia.onboarding.get({ ...inW1, onboardingId: id })).lifecycleState, await usage()]).toEqual([
      'ready_for_activation',
      1,
    ]);
    orThrow(await mia.onboarding.update({ ...inW1, onboardingId: id, expectedVersion: 1 }));
    expect(await usage()).toBe(3);
    // The entry says what the write found, because no member was changed.
    expect((await trail()).at(-1)).toMatchObject({
      action: 'onboarding.updated',
      metadata: { checkpoints: 'connect_provider, verify_access', connection_id: connectionId },
    });
  });
});

describe('lists', () => {
  it('show drafts without a tenant to every member, and the others to those who see their tenant', async () => {
    const { mia, rae, uma } = await onboardingWorld();
    orThrow(await mia.onboarding.start({ ...inW1, onboardingId: 'o-draft' }));
    orThrow(await mia.onboarding.start({ ...t1, onboardingId: 'o-1' }));
    orThrow(await mia.onboarding.start({ ...inW1, tenantId: 't-2', onboardingId: 'o-2' }));
    const idsFor = async (client: typeof mia, filter = {}) =>
      orThrow(await client.onboarding.list({ ...inW1, ...filter }))
        .items.map(({ id }) => id)
        .toSorted();
    expect(await idsFor(mia)).toEqual(['o-1', 'o-2', 'o-draft']);
    expect(await idsFor(rae)).toEqual(['o-1', 'o-draft']);
    expect(await idsFor(uma)).toEqual(['o-draft']);
    expect(await idsFor(mia, { tenantId: 't-2' })).toEqual(['o-2']);
    orThrow(await mia.onboarding.cancel({ ...inW1, onboardingId: 'o-1', expectedVersion: 1 }));
    expect(await idsFor(mia, { statuses: ['open'] })).toEqual(['o-2', 'o-draft']);
    expect(await idsFor(mia, { statuses: ['cancelled', 'completed'] })).toEqual(['o-1']);
  });

  it('have the state of now for each row', async () => {
    const { mia, ready } = await onboardingWorld();
    await ready();
    orThrow(await mia.onboarding.start({ ...inW1, draftName: 'New' }));
    const { items } = orThrow(await mia.onboarding.list(inW1));
    expect(items.map(({ lifecycleState, tenantName }) => [lifecycleState, tenantName]).toSorted()).toEqual([
      ['draft', null],
      ['ready_for_activation', 'Contoso'],
    ]);
  });
});
