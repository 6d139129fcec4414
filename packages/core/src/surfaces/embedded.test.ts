import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { surfacesWorld } from '../../test/support/surfaces-world.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { plusMillis } from '../kernel/instant.ts';
import type { ActivationId, PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { now } from '../kernel/clock.ts';
import { ok, orThrow } from '../kernel/result.ts';
import { connectionCheckType } from '../verification/operation.ts';
import { verificationStalenessMillis } from '../verification/rules.ts';
import type { SurfacesSetup } from './setup.ts';
import { tenantVerification } from './tenant-verification.ts';

const place = { workspaceId: 'w-1', tenantId: 't-1' };
type World = Awaited<ReturnType<typeof surfacesWorld>>;
const verification = async (world: World, user = 'u-manager', more: object = {}) =>
  orThrow(await world.as(user).surfaces.tenantVerification({ ...place, ...more }));
const recent = async (world: World, user = 'u-manager', more: object = {}) =>
  orThrow(await world.as(user).surfaces.recentOperations({ ...place, ...more }));

describe('surfaces.tenantVerification', () => {
  it('leads from no connection to the start, to the run, and on to its age', async () => {
    const world = await surfacesWorld();
    expect(await verification(world)).toMatchObject({
      state: 'not_connected',
      primary: null,
      disabled: null,
      connection: null,
      notice: { notice: 'connection_missing', message: { text: 'No provider is connected yet.' } },
    });
    const { id } = await world.connect();
    expect(await verification(world)).toMatchObject({
      state: 'startable',
      summary: { text: 'Verification has not run yet' },
      primary: { action: 'start_verification', mark: null, label: { text: 'Start verification' } },
      start: { state: 'available', type: connectionCheckType },
      connection: { id },
      run: null,
      notice: null,
    });
    const run = await world.verify(id);
    expect(await verification(world)).toMatchObject({
      state: 'active_run',
      primary: { action: 'open_operation', label: { text: 'Open operation' } },
      start: null,
      run: { id: run.id, status: 'queued' },
    });
    await world.finish(run.id);
    expect(await verification(world)).toMatchObject({
      state: 'completed_run',
      primary: { action: 'open_operation' },
      run: { id: run.id, status: 'completed' },
    });
    world.clock.advance(verificationStalenessMillis);
    expect((await verification(world)).state).toBe('completed_run');
    world.clock.advance(1);
    expect(await verification(world)).toMatchObject({ state: 'stale_run', primary: { action: 'open_operation' } });
  });

  it('is stale once the connection was changed, and still opens the last run', async () => {
    const world = await surfacesWorld();
    const { id } = await world.connect();
    const run = await world.verify(id);
    await world.finish(run.id);
    world.clock.advance(1_000);
    orThrow(await world.system.connections.update({ workspaceId: 'w-1', connectionId: id, isEnabled: false }));
    expect(await verification(world)).toMatchObject({
      state: 'stale_run',
      primary: { action: 'open_operation' },
      run: { id: run.id },
    });
  });

  it('is about the default connection, of the provider that is asked for', async () => {
    const world = await surfacesWorld();
    await world.connect();
    const second = await world.connect({ displayName: 'Second', isDefault: true });
    await world.connect({ displayName: 'Third', isDefault: false });
    expect((await verification(world)).connection?.id).toBe(second.id);
    expect((await verification(world, 'u-manager', { provider: 'scripted' })).connection?.id).toBe(second.id);
    const refused = await world.as('u-manager').surfaces.tenantVerification({ ...place, provider: 'no.such' });
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'invalid_input', issues: [{ path: 'provider' }] });
  });

  it('shows a viewer without the capability a disabled start with what is missing', async () => {
    const world = await surfacesWorld();
    await world.connect();
    expect(await verification(world, 'u-readonly')).toMatchObject({
      state: 'not_startable',
      primary: null,
      start: null,
      disabled: {
        action: 'start_verification',
        tooltip: 'capability',
        capability: 'onboarding.manage',
        reason: { text: 'This needs the capability onboarding.manage.' },
      },
    });
  });

  it('hides the run from a viewer who may not open operations', async () => {
    const world = await surfacesWorld();
    const { id } = await world.connect();
    const { id: runId } = await world.verify(id);
    for (const user of ['u-seer', 'u-starter']) {
      const shown = await verification(world, user);
      expect(shown).toMatchObject({
        state: 'active_run',
        run: null,
        primary: null,
        disabled: { action: 'open_operation', capability: 'operations.view' },
      });
      expect(JSON.stringify({ ...shown, connection: null })).not.toContain(runId);
    }
    expect((await verification(world, 'u-readonly')).run?.id).toBe(runId);
  });

  it('asks to enable a disabled connection first', async () => {
    const world = await surfacesWorld();
    const { id } = await world.connect();
    orThrow(await world.system.connections.update({ workspaceId: 'w-1', connectionId: id, isEnabled: false }));
    expect((await verification(world)).disabled).toMatchObject({
      tooltip: 'connection_disabled',
      capability: null,
      reason: { text: 'Enable the connection first.' },
    });
  });

  it('starts nothing where the provider is not installed, as the server would refuse', async () => {
    const world = await surfacesWorld({ hasProvider: false });
    const { id } = await world.connect();
    expect((await verification(world)).disabled).toMatchObject({ tooltip: 'connection_unserved', capability: null });
    const refused = await world.as('u-manager').connections.verify({ workspaceId: 'w-1', connectionId: id });
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'invalid_input' });
  });

  it('shows the lifecycle of an archived tenant and nothing to do, with a run and without', async () => {
    const world = await surfacesWorld();
    const { id } = await world.connect();
    const run = await world.verify(id);
    await world.finish(run.id);
    await world.archive();
    expect(await verification(world)).toMatchObject({
      state: 'archived',
      primary: null,
      disabled: null,
      start: null,
      presentation: { value: 'archived' },
      notice: { notice: 'lifecycle', message: { id: 'lifecycle.archived.long' } },
    });
  });

  it('counts a tenant of an archived workspace as archived', async () => {
    const world = await surfacesWorld();
    await world.connect();
    orThrow(await world.system.workspaces.archive({ workspaceId: 'w-1' }));
    expect(await verification(world)).toMatchObject({
      state: 'archived',
      primary: null,
      presentation: { value: 'active' },
      notice: { message: { id: 'surfaces.notice.lifecycle' } },
    });
  });

  it('hides a tenant that the viewer may not see like one that does not exist', async () => {
    const world = await surfacesWorld();
    const { surfaces } = world.as('u-manager');
    for (const method of ['tenantVerification', 'recentOperations'] as const) {
      const hidden = (await surfaces[method]({ ...place, tenantId: 't-2' }))._unsafeUnwrapErr();
      const missing = (await surfaces[method]({ ...place, tenantId: 't-404' }))._unsafeUnwrapErr();
      expect(hidden.code).toBe('not_found');
      expect(JSON.stringify(hidden)).toBe(JSON.stringify(missing));
    }
  });

  it('shows a paused start as operable with the explanation of the pause, and as denied to a viewer who may not start', async () => {
    const world = await surfacesWorld();
    const { id } = await world.connect();
    const scope = { workspaceId: 'w-1' as WorkspaceId, tenantId: 't-1' as TenantId };
    const pausable: SurfacesSetup = {
      catalog: {
        [connectionCheckType]: {
          label: 'Connection check',
          capability: ['onboarding.manage', 'operations.start'],
          control: 'acme.checks',
          inputs: z.strictObject({}),
          run: async () => ok({}),
        },
      },
      controlLabel: () => 'Checks',
      providers: [{ provider: 'scripted' } as SurfacesSetup['providers'][number]],
      reasons: {},
      credentials: null,
      permissions: [],
    };
    const at = now(world.clock);
    const answered = (can: (capability: string) => boolean) =>
      world.storage.unit({ plane: 'platform', actor: null }, async (unit) => {
        const facts = await unit.access.read(scope, { tenantId: scope.tenantId, userId: null });
        const context = { unit, now: at, can, input: { ...scope, provider: null }, scope: { ...scope, facts } };
        return orThrow(await tenantVerification(context as unknown as UseCaseContext<typeof context.input>, pausable));
      });
    const before = await answered(() => false);
    await world.storage.unit({ plane: 'platform', actor: null }, (unit) =>
      unit.activations.put({
        id: 'a-1' as ActivationId,
        controlKey: 'acme.checks',
        scope: { type: 'global' },
        reasonText: 'Provider incident',
        publicMessage: null,
        expiresAt: plusMillis(at, 60_000),
        by: { kind: 'platform', personId: 'ada' as PersonId },
        at,
        expectedVersion: null,
      }),
    );
    expect(await answered(() => true)).toMatchObject({
      state: 'startable',
      primary: { action: 'start_verification', mark: 'paused', markLabel: { text: 'paused' } },
      start: { state: 'paused', pause: { title: { text: expect.stringContaining('Checks') as unknown } } },
      connection: { id },
    });
    expect(JSON.stringify(await answered(() => false))).toBe(JSON.stringify(before));
  });
});

describe('surfaces.recentOperations', () => {
  const link = { action: 'open_operations', mark: 'workspace_wide' };

  it('lists the newest runs of the tenant, each to be opened, with one link to all of the workspace', async () => {
    const world = await surfacesWorld();
    expect(await recent(world)).toMatchObject({ state: 'empty', items: [], primary: null, secondary: link });
    const first = await world.connect();
    const ids: string[] = [];
    for (const connection of [first, await world.connect(), await world.connect()]) {
      world.clock.advance(1_000);
      ids.unshift((await world.verify(connection.id)).id);
    }
    const elsewhere = await world.connect({ tenantId: 't-2' });
    await world.verify(elsewhere.id);
    const shown = await recent(world);
    expect(shown).toMatchObject({ state: 'populated', primary: { action: 'open_operation' }, secondary: link });
    expect(shown.items.map(({ id }) => id)).toEqual(ids);
    expect((await recent(world, 'u-manager', { limit: 2 })).items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  });

  it.each([0, 26, 1.5])('rejects %s as the number of rows', async (limit) => {
    const world = await surfacesWorld();
    const refused = await world.as('u-manager').surfaces.recentOperations({ ...place, limit });
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'invalid_input', issues: [{ path: 'limit' }] });
  });

  it('shows no row to a viewer who may not open operations, and what is missing', async () => {
    const world = await surfacesWorld();
    await world.verify((await world.connect()).id);
    expect(await recent(world, 'u-seer')).toMatchObject({
      state: 'hidden',
      items: [],
      primary: null,
      secondary: null,
      disabled: { action: 'open_operation', capability: 'operations.view' },
    });
  });

  it('keeps the rows of an archived tenant readable below its lifecycle', async () => {
    const world = await surfacesWorld();
    const run = await world.verify((await world.connect()).id);
    await world.finish(run.id);
    await world.archive();
    const shown = await recent(world);
    expect(shown).toMatchObject({
      state: 'populated',
      notice: { notice: 'lifecycle' },
      primary: { action: 'open_operation' },
    });
    expect(shown.items[0]?.tenant?.presentation.longDescription.id).toBe('lifecycle.referenced.archived');
  });
});
