import {
  createTenantAtlas,
  defineControls,
  defineEvents,
  flag,
  instant,
  integer,
  InvariantError,
  orThrow,
  systemActor,
  token,
  workspaceUser,
} from '@tenantatlas/core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { emptyTables } from '../support/empty-tables.ts';
import { forEachHost, jot, type Host } from '../atlas/race-host.ts';
import { cheapStart } from '../atlas/race-requests.ts';

const events = defineEvents({
  'acme.sent': {
    featureArea: 'campaigns',
    label: 'Campaigns sent',
    metadata: { channel: token(['email', 'teams']), recipients: integer(), dry_run: flag(), planned_at: instant() },
  },
});
const controls = defineControls({
  'acme.mail': { label: 'Mail', supportedScopes: ['global'], operationTypes: [], affectedSurfaces: [] },
});
const scheduler = systemActor('scheduler');
const bo = workspaceUser({ id: 'u-1', label: 'Bo' });
const sent = {
  eventName: 'acme.sent',
  actor: bo,
  workspaceId: 'w-1',
  tenantId: 't-1',
  subjectType: 'campaign',
  subjectId: 'c-7',
} as const;

forEachHost((_, open) => {
  let host: Host;
  let atlas: ReturnType<typeof compose>;
  const compose = (opened: Host) =>
    createTenantAtlas({ storage: opened.storage, catalogs: { controls: [controls], events: [events] } });
  beforeAll(async () => {
    host = await open();
    atlas = compose(host);
  });
  afterAll(() => host?.close());
  beforeEach(async () => {
    await host.clear();
    await host.admin(emptyTables(['usage_events', 'usage_deltas']));
  });

  const count = () => host.count('usage_events');

  it('an event is in the ledger as it was judged, and counted', async () => {
    const metadata = {
      recipients: -0,
      channel: 'email',
      dry_run: false,
      planned_at: '2026-11-21T10:00:00+02:00',
    } as const;
    orThrow(
      await atlas.record({ ...sent, subjectId: 42, metadata, id: 'e-1', occurredAt: '2026-11-20T09:30:00.123Z' }),
    );
    const rows = await host.admin<object>(
      `SELECT workspace_id, tenant_id, convert_from(id, 'UTF8') AS id, user_ref, convert_from(subject_id, 'UTF8') AS subject, (metadata::text)::jsonb AS metadata,
              to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') AS at
       FROM tenantatlas.usage_events`,
    );
    expect(rows).toEqual([
      {
        workspace_id: 'w-1',
        tenant_id: 't-1',
        id: 'e-1',
        user_ref: 'u:u-1',
        subject: '42',
        metadata: { channel: 'email', recipients: 0, dry_run: false, planned_at: '2026-11-21T08:00:00.000Z' },
        at: '2026-11-20 09:30:00.123',
      },
    ]);
    expect(await host.count('usage_deltas')).toBe(1);
  });

  it('concurrent callers of all workspaces are recorded, and one that is wrong fails alone', async () => {
    const place = (index: number) => ({
      workspaceId: index % 2 === 0 ? 'w-1' : 'w-2',
      tenantId: `t-${String(1 + (index % 4))}`,
    });
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_each, index) =>
        atlas.record({ ...sent, ...(index % 10 === 7 ? { tenantId: 't-9' } : place(index)) }),
      ),
    );
    expect(answers.map((each) => (each.isOk() ? 'ok' : each.error.code))).toEqual(
      Array.from({ length: 100 }, (_each, index) => (index % 10 === 7 ? 'not_found' : 'ok')),
    );
    expect(await count()).toBe(90);
    const sums = await host.admin<{ sum: number }>('SELECT sum(count)::int AS sum FROM tenantatlas.usage_deltas');
    expect(sums).toEqual([{ sum: 90 }]);
  });

  it('many events are added in one call or not at all, and once', async () => {
    const many = Array.from({ length: 500 }, (_each, index) => ({
      ...sent,
      workspaceId: index % 2 === 0 ? 'w-1' : 'w-2',
      id: `e-${String(index)}`,
      occurredAt: '2026-11-20T10:00:00Z',
    }));
    const wrong = (await atlas.recordMany([...many, { ...sent, tenantId: 't-9' }]))._unsafeUnwrapErr();
    expect(wrong).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'events.500.tenantId', rule: 'unknown_tenant' }],
    });
    expect(await count()).toBe(0);
    expect(orThrow(await atlas.recordMany(many))).toEqual({ recorded: 500, repeated: 0, skipped: 0 });
    expect(orThrow(await atlas.recordMany(many.toReversed()))).toEqual({ recorded: 0, repeated: 500, skipped: 0 });
    expect(await count()).toBe(500);
  });

  it.each(['commit', 'rollback'] as const)('an event in a transaction of the host shares its %s', async (end) => {
    const undo = new Error('undo');
    const work = host.hostTransaction(async (transaction) => {
      await jot(transaction, end);
      const bound = atlas.withTransaction(transaction.handle);
      orThrow(await bound.record(sent));
      orThrow(await bound.recordMany([sent, { ...sent, workspaceId: 'w-2' }]));
      if (end === 'rollback') throw undo;
    });
    if (end === 'rollback') await expect(work).rejects.toBe(undo);
    else await work;
    expect([await count(), await host.notes()]).toEqual(end === 'commit' ? [3, [end]] : [0, []]);
  });

  it('an event that is refused leaves the transaction of the host usable', async () => {
    await host.hostTransaction(async (transaction) => {
      const bound = atlas.withTransaction(transaction.handle);
      expect((await bound.record({ ...sent, tenantId: 't-9' }))._unsafeUnwrapErr().code).toBe('not_found');
      expect((await bound.record({ ...sent, metadata: { channel: 'fax' } } as never))._unsafeUnwrapErr().code).toBe(
        'invalid_input',
      );
      await jot(transaction, 'refused');
      orThrow(await bound.record(sent));
    });
    expect([await count(), await host.notes()]).toEqual([1, ['refused']]);
  });

  it('no way to record an event of an erased person keeps the person', async () => {
    const gone = { ...sent, actor: workspaceUser({ id: 'u-gone', label: 'Gone' }) };
    const eraser = createTenantAtlas({ storage: host.maintenance });
    orThrow(await eraser.maintenance.erasePerson({ actor: scheduler, kind: 'user', personId: 'u-gone' }));
    orThrow(await atlas.record(gone));
    orThrow(await atlas.recordMany([gone]));
    await host.hostTransaction(async ({ handle }) => {
      const bound = atlas.withTransaction(handle);
      orThrow(await bound.record(gone));
      orThrow(await bound.recordMany([gone, gone]));
      orThrow(await bound.recordMany([gone, sent]));
    });
    const rows = await host.admin<object>(
      'SELECT user_ref, count(*)::int AS events FROM tenantatlas.usage_events GROUP BY 1 ORDER BY 1',
    );
    expect(rows).toEqual([
      { user_ref: 'u:u-1', events: 1 },
      { user_ref: null, events: 6 },
    ]);
  });

  it('inside a guard or a transaction the atlas outside of it is refused, and others continue', async () => {
    await orThrow(
      atlas.guard('acme.mail', { actor: scheduler }, async (tx) => {
        await expect(atlas.record(sent)).rejects.toThrow(InvariantError);
        await expect(atlas.recordMany([sent])).rejects.toThrow(InvariantError);
        orThrow(await tx.record(sent));
      }),
    );
    await host.storage.transaction(async () => {
      await expect(atlas.record(sent)).rejects.toThrow(InvariantError);
      await expect(atlas.recordMany([sent])).rejects.toThrow(InvariantError);
    });
    orThrow(await atlas.record(sent));
    expect(await count()).toBe(2);
  });

  it('a start is recorded once, in the transaction of its run', async () => {
    const undo = new Error('undo');
    const start = cheapStart();
    const rolledBack = host.hostTransaction(async (transaction) => {
      orThrow(await host.atlas.withTransaction(transaction.handle).as(bo).operations.start(start));
      throw undo;
    });
    await expect(rolledBack).rejects.toBe(undo);
    expect(await count()).toBe(0);
    orThrow(await host.atlas.as(bo).operations.start(start));
    orThrow(await host.atlas.as(bo).operations.start(start));
    expect([await count(), await host.count('operation_runs')]).toEqual([1, 1]);
  });
});
