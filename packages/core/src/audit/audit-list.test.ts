import { beforeEach, describe, expect, it } from 'vitest';
import { allPages, limitedTo, oneWorkspace } from '../../test/support/directory.ts';
import { failure, pathsOf, value } from '../conformance/client/answers.ts';
import { encodeCursor } from '../kernel/cursor.ts';
import type { ResultAsync } from '../kernel/result.ts';
import { toInstant } from '../kernel/instant.ts';
import type { AuditListRequest } from './client.ts';

const w1 = { workspaceId: 'w-1' } as const;
const hour = 3_600_000;

let world: Awaited<ReturnType<typeof oneWorkspace>>;
beforeEach(async () => {
  world = await oneWorkspace();
  for (const tenantId of ['t-1', 't-2']) {
    await value(world.system.tenants.create({ ...w1, tenantId, name: tenantId, lifecycle: 'active' }));
  }
  await value(world.operator.workspaces.grantTenant({ ...w1, tenantId: 't-1', userId: 'u-owner' }));
});

const listed = async (client: typeof world.owner, request: AuditListRequest = w1) =>
  (await value(client.audit.list({ limit: 200, ...request }))).items;
const actionsOf = async (client: typeof world.owner, request: AuditListRequest = w1) =>
  (await listed(client, request)).map(({ action, tenantId }) => `${action} ${tenantId}`);

describe('who sees which entries', () => {
  it('a workspace user: those of entitled tenants and of no tenant', async () => {
    expect(await actionsOf(world.owner)).toEqual([
      'entitlement.granted t-1',
      'tenant.created t-1',
      'membership.granted null',
      'workspace.created null',
    ]);
  });
  it('leaves out tenants where the entitlement’s own role may not read the trail', async () => {
    await value(world.operator.workspaces.grantTenant({ ...w1, tenantId: 't-1', userId: 'u-owner', role: 'readonly' }));
    expect(await actionsOf(world.owner)).toEqual(['membership.granted null', 'workspace.created null']);
    expect(await failure(world.owner.audit.list({ ...w1, tenantId: 't-1' }))).toMatchObject({ code: 'forbidden' });
  });
  it('an unlimited operator and the system: all', async () => {
    for (const client of [world.operator, world.system]) expect(await listed(client)).toHaveLength(5);
  });
  it('a limited operator: those of the allowed tenants and of no tenant', async () => {
    expect(await actionsOf(world.atlas.as(limitedTo('t-2')))).toEqual([
      'tenant.created t-2',
      'membership.granted null',
      'workspace.created null',
    ]);
  });
  it('no caller: entries of another ledger', async () => {
    await value(world.system.workspaces.create({ workspaceId: 'w-2', name: 'Other' }));
    expect(await actionsOf(world.system, { workspaceId: 'w-2' })).toEqual(['workspace.created null']);
    expect(await listed(world.system)).toHaveLength(5);
    expect(await listed(world.system, {})).toEqual([]);
  });
});

describe('filters', () => {
  it.each([
    { request: { actions: ['tenant.created'] }, count: 2 },
    { request: { actions: ['tenant.created', 'workspace.created'] }, count: 3 },
    { request: { actions: ['unheard.of'] }, count: 0 },
    { request: { tenantId: 't-2' }, count: 1 },
    { request: { actorId: 'op-all' }, count: 1 },
    { request: { targetType: 'tenant' }, count: 2 },
    { request: { targetType: 'tenant', targetId: 't-2' }, count: 1 },
    { request: { targetType: 'person', targetId: 'u-owner', actorId: 'seed' }, count: 1 },
  ])('$request', async ({ request, count }) => {
    expect(await listed(world.operator, { ...w1, ...request })).toHaveLength(count);
  });

  it('refuses a target id without its type rather than ignoring it', async () => {
    expect(pathsOf(await failure(world.operator.audit.list({ ...w1, targetId: 't-2' })))).toEqual(['targetType']);
  });
});

describe('windows', () => {
  it.each([
    { window: '24h', hours: 24 },
    { window: '7d', hours: 24 * 7 },
    { window: '30d', hours: 24 * 30 },
  ] as const)('$window holds its beginning', async ({ window, hours }) => {
    world.clock.advance(hours * hour);
    expect(await listed(world.operator, { ...w1, window })).toHaveLength(5);
    world.clock.advance(1);
    expect(await listed(world.operator, { ...w1, window })).toHaveLength(0);
    expect(await listed(world.operator, w1)).toHaveLength(5);
  });

  it('has no upper end: the clock of another process may run ahead', async () => {
    world.clock.advance(30_000);
    await value(world.operator.workspaces.addMember({ ...w1, userId: 'u-ahead', role: 'readonly' }));
    world.clock.advance(-30_000);
    for (const window of ['24h', '7d', '30d'] as const)
      expect((await listed(world.operator, { ...w1, window }))[0]?.target.id).toBe('u-ahead');
  });

  it.each(['list', 'export'] as const)(
    'a range that ends before it begins is refused at its end: %s',
    async (method) => {
      const range = { ...w1, from: '2026-12-31T00:00:00Z', to: '2026-01-01T00:00:00Z' };
      const asked = {
        list: () => world.operator.audit.list(range),
        export: () => world.operator.audit.export({ ...range, format: 'csv' }),
      };
      expect(await failure(asked[method]() as ResultAsync<unknown, unknown>)).toMatchObject({
        code: 'invalid_input',
        issues: [{ path: 'to', rule: 'before_from' }],
      });
      const instant = '2026-12-31T00:00:00Z';
      expect(await listed(world.operator, { ...w1, from: instant, to: '2026-12-31T01:00:00+01:00' })).toEqual([]);
    },
  );

  it('from and to hold both of their ends, in any time zone', async () => {
    const count = async (from: string | null, to: string | null) =>
      (await listed(world.operator, { ...w1, from, to })).length;
    expect(await count('2026-11-21T13:00:00+01:00', '2026-11-21T12:00:00Z')).toBe(5);
    expect(await count('2026-11-21T12:00:00.001Z', null)).toBe(0);
    expect(await count(null, '2026-11-21T11:59:59.999Z')).toBe(0);
  });

  it('an unknown one is refused', async () => {
    const unknown = { ...w1, window: '1y' } as unknown as AuditListRequest;
    expect(pathsOf(await failure(world.operator.audit.list(unknown)))).toEqual(['window']);
  });
});

describe('pages', () => {
  it('go from the newest to the oldest without gaps or repeats, also among entries of one instant', async () => {
    for (const userId of ['u-1', 'u-2', 'u-3', 'u-4']) {
      world.clock.advance(userId === 'u-3' ? 0 : 1000);
      await value(world.operator.workspaces.addMember({ ...w1, userId, role: 'readonly' }));
    }
    const all = await listed(world.operator);
    expect(all[0]?.target.id).toBe('u-4');
    const keys = all.map(({ recordedAt, id }) => `${recordedAt} ${id}`);
    expect(keys).toEqual([...keys].sort().reverse());
    for (const limit of [1, 2, 4, 9]) {
      const pages = await allPages((cursor) => world.operator.audit.list({ ...w1, cursor, limit }));
      expect(pages.flat()).toEqual(all);
      expect(pages.every(({ length }) => length <= limit)).toBe(true);
    }
  });

  it('refuse a cursor of other filters, and one that was made up', async () => {
    const { nextCursor } = await value(world.operator.audit.list({ ...w1, limit: 1 }));
    const filters = { list: 'audit', ...w1 };
    const forged = [encodeCursor(['never', 'id-1'], filters), encodeCursor([toInstant(0), "'; --"], filters)];
    for (const request of [
      { ...w1, cursor: nextCursor, actions: ['tenant.created'] },
      { cursor: nextCursor },
      ...forged.map((cursor) => ({ ...w1, cursor })),
    ]) {
      expect(pathsOf(await failure(world.operator.audit.list(request)))).toEqual(['cursor']);
    }
  });
});

describe('an operator’s own reason', () => {
  const pause = (publicMessage: string | null) =>
    world.operator.controls.pause({
      control: 'acme.sweep',
      scope: { type: 'workspace', ...w1 },
      reason: 'Incident 4711 at Fabrikam',
      publicMessage,
    });
  const paused = async (client: typeof world.owner) =>
    (await listed(client, { ...w1, actions: ['operational_control.paused'] }))[0];

  it('is replaced by the public message for workspace users, and kept for the platform', async () => {
    await value(pause('We are looking into it'));
    const seen = await paused(world.owner);
    expect(seen?.metadata).toMatchObject({ reason_text: 'We are looking into it' });
    expect(JSON.stringify(seen)).not.toMatch(/4711|public_message/);
    for (const client of [world.operator, world.system]) {
      expect((await paused(client))?.metadata).toMatchObject({
        reason_text: 'Incident 4711 at Fabrikam',
        public_message: 'We are looking into it',
      });
    }
  });

  it('is what all readers get without a public message', async () => {
    await value(pause(null));
    expect((await paused(world.owner))?.metadata).toMatchObject({ reason_text: 'Incident 4711 at Fabrikam' });
  });
});

describe('the platform ledger', () => {
  it('holds global changes with neither workspace nor tenant, and is read without a workspace', async () => {
    const global = { control: 'acme.sweep', scope: { type: 'global' }, reason: 'For everybody' } as const;
    await value(world.operator.controls.pause(global));
    const entries = await listed(world.operator, {});
    expect(entries.map(({ action, workspaceId, tenantId }) => [action, workspaceId, tenantId])).toEqual([
      ['operational_control.paused', null, null],
    ]);
    expect(await listed(world.owner)).not.toContainEqual(entries[0]);
    expect(pathsOf(await failure(world.owner.audit.list({})))).toEqual(['workspaceId']);
  });
});

it('break-glass is recorded on what it does, and its reason stays out', async () => {
  const glass = world.atlas.as({ ...limitedTo('t-1'), allowedTenants: null, breakGlass: { reason: 'Incident 12' } });
  await value(glass.workspaces.addMember({ ...w1, userId: 'u-9', role: 'readonly' }));
  const [entry] = await listed(world.operator);
  expect(entry?.metadata).toEqual({ role: 'readonly', is_break_glass: true });
});

describe('a window and a range together', () => {
  it('are refused instead of one of them being dropped', async () => {
    const error = await failure(world.owner.audit.list({ ...w1, window: '24h', from: '2026-11-21T10:00:00Z' }));
    expect(pathsOf(error)).toEqual(['window']);
  });
});
