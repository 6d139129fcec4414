import type { UsageEvent } from '@tenantatlas/core/ports';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBackend, type OpenBackend } from '../../test/support/backends.ts';
import { makeWorkspace, onPlatform, today, usageEvent } from '../../test/usage/usage-world.ts';

/*
 * One event has a statement of its own. Everything that the statement for a list says of an event holds for one alone.
 */
let open: OpenBackend;
beforeAll(async () => {
  open = await openBackend('pg');
  await makeWorkspace(open.storage, 'w-1');
  await open.admin(
    `insert into tenantatlas.people (person_kind, person_id, label, erased) values ('user', 'u-1', 'Bo', false), ('user', 'u-gone', null, true)`,
  );
});
afterAll(() => open.close());

const add = (events: readonly UsageEvent[], wait = true) =>
  onPlatform(open.storage, ({ usage }) => usage.add(events, { wait }));
const event = (id: string, change: Parameters<typeof usageEvent>[3] = {}) => usageEvent('w-1', id, today(), change);
const gone = { kind: 'user', personId: 'u-gone' } as UsageEvent['user'];

it('writes the same row and the same count alone and in a list', async () => {
  const changes = [{}, { user: null }, { user: gone }, { metadata: {}, subjectId: 'other', eventName: 'acme.sent' }];
  for (const [at, change] of changes.entries()) {
    expect(await add([event(`one-${String(at)}`, change)])).toEqual({ kind: 'added', count: 1 });
    const list = [event(`list-${String(at)}`, change), event(`twin-${String(at)}`, change)];
    expect(await add(list)).toEqual({ kind: 'added', count: 2 });
  }
  const rows = (begin: string) =>
    open.admin(
      `select occurred_at, recorded_at, tenant_id, kind, user_ref, convert_from(subject_id, 'UTF8') as subject, metadata::text
       from tenantatlas.usage_events where convert_from(id, 'UTF8') like '${begin}-%' order by convert_from(id, 'UTF8')`,
    );
  const alone = await rows('one');
  expect(alone).toEqual(await rows('list'));
  expect(alone.map((row) => (row as { user_ref: unknown }).user_ref)).toEqual(['u:u-1', null, null, 'u:u-1']);
  expect(
    await open.admin(
      `select hour, kind, sum(count)::int as count from tenantatlas.usage_deltas group by 1, 2 order by 2`,
    ),
  ).toEqual([
    { hour: new Date(today()), kind: '["acme.sent","operations","operation_run"]', count: 3 },
    { hour: new Date(today()), kind: '["product.operations.started","operations","operation_run"]', count: 9 },
  ]);
});

it('adds an event once, and refuses an unknown tenant and what is older than the retention', async () => {
  const known = event('again');
  expect(await add([known])).toEqual({ kind: 'added', count: 1 });
  expect(await add([known])).toEqual({ kind: 'added', count: 0 });
  const stray = { ...event('stray'), tenantId: 't-9' as UsageEvent['tenantId'] };
  expect(await add([stray])).toEqual({ kind: 'unknown_tenant', id: 'stray' });
  await open.admin(`update tenantatlas.usage_retention set kept_since = '2000-01-01'`);
  const old = usageEvent('w-1', 'old', -1);
  expect(await add([old])).toMatchObject({ kind: 'expired', id: 'old' });
  expect(
    await open.admin(`select from tenantatlas.usage_events where convert_from(id, 'UTF8') in ('stray', 'old')`),
  ).toEqual([]);
});

it.each([
  ['tenant', 'ta_workspace', `select from tenantatlas.tenants where tenant_id = 't-1' for update`],
  ['person', 'ta_platform', `select from tenantatlas.people where person_id = 'u-1' for update`],
])('does not wait for a transaction that holds its %s, and writes nothing then', async (what, role, lock) => {
  const held = event(`held-${what}`);
  await open.hostTransaction(async ({ run }) => {
    await run(`set local tenantatlas.workspace_id to 'w-1'`);
    await run(`set local role ${role}`);
    await run(lock);
    expect(await add([held], false)).toEqual({ kind: 'busy', ids: [held.id] });
    const other = { ...event(`free-${what}`, { user: gone }), tenantId: 't-2' as UsageEvent['tenantId'] };
    expect(await add([other], false)).toEqual({ kind: 'added', count: 1 });
  });
  expect(await add([held], false)).toEqual({ kind: 'added', count: 1 });
});
