import { createTenantAtlas, orThrow, systemActor, workspaceUser } from '@tenantatlas/core';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { openBackend, type OpenBackend } from '../support/backends.ts';
import { unequalCounts } from './usage-world.ts';

let open: OpenBackend;
let atlas: ReturnType<typeof compose>;

const compose = () => createTenantAtlas({ storage: open.storage });

beforeEach(async () => {
  open = await openBackend('pg');
  onTestFinished(() => open.close());
  atlas = compose();
  const setup = atlas.as(systemActor('setup'));
  orThrow(await setup.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await setup.tenants.create({ workspaceId: 'w-1', tenantId: 't-1', name: 'Contoso' }));
});

const events = Array.from({ length: 2_000 }, (_, n) => ({
  eventName: 'product.review_pack.requested' as const,
  actor: workspaceUser({ id: 'u-1', label: 'Bo' }),
  workspaceId: 'w-1',
  tenantId: 't-1',
  subjectType: 'review_pack',
  subjectId: `p-${String(n)}`,
  id: `event-${String(n)}`,
  occurredAt: new Date(Date.now() - n).toISOString(),
}));

/** Has the ledger run `body` before the thousandth row of a statement. */
async function atTheThousandthRow(body: string): Promise<void> {
  await open.admin('create sequence public.rows');
  await open.admin(`create function public.interrupt() returns trigger language plpgsql security definer as $$
    begin if nextval('public.rows') = 1000 then ${body} end if; return new; end $$`);
  await open.admin(
    'create trigger interrupt before insert on tenantatlas.usage_events for each row execute function public.interrupt()',
  );
}

const ledger = async () =>
  (
    await open.admin<{ events: number; deltas: number }>(
      `select (select count(*)::int from tenantatlas.usage_events) as events,
            (select coalesce(sum(count), 0)::int from tenantatlas.usage_deltas) as deltas`,
    )
  )[0];

it.each([
  ['the disk is full', `raise exception 'could not extend file' using errcode = '53100';`],
  ['the statement is cancelled', 'perform pg_cancel_backend(pg_backend_pid()); perform pg_sleep(60);'],
  ['the session is ended', 'perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(60);'],
])(
  'where %s in the middle of a call, none of its events is there, and the same call can be repeated',
  async (_, body) => {
    await atTheThousandthRow(body);
    const answer = await atlas.recordMany(events);
    expect(answer._unsafeUnwrapErr()).toMatchObject({
      code: 'storage_failure',
      kind: 'unavailable',
      outcome: 'not_written',
    });
    expect(await ledger()).toEqual({ events: 0, deltas: 0 });
    expect(orThrow(await atlas.recordMany(events))).toEqual({ recorded: 2_000, repeated: 0, skipped: 0 });
    expect(orThrow(await atlas.recordMany(events))).toEqual({ recorded: 0, repeated: 2_000, skipped: 0 });
    expect(await ledger()).toEqual({ events: 2_000, deltas: 2_000 });
    expect(await unequalCounts(open)).toEqual([]);
  },
);
