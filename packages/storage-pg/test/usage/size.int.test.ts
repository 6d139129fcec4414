import { randomUUID } from 'node:crypto';
import type { PersonId, TenantId } from '@tenantatlas/core/ports';
import { expect, it, onTestFinished } from 'vitest';
import { openBackend } from '../support/backends.ts';
import { randomNumbers } from './history.ts';
import { day, foldAll, makeWorkspace, onPlatform, today, usageEvent } from './usage-world.ts';

const count = 100_000;
const [workspaces, tenants, people] = [40, 10, 50];

// The table that one would write at once: a number as the key, numbers for all ids of the host, and an index for each question.
const plainTable = `create table public.plain_usage (
  id bigint generated always as identity primary key, workspace_id bigint not null, tenant_id bigint not null, user_id bigint,
  event_name varchar(120) not null, feature_area varchar(60) not null, subject_type varchar(120) not null, subject_id varchar(120) not null,
  metadata jsonb not null, occurred_at timestamptz not null, recorded_at timestamptz not null, created_at timestamptz not null, updated_at timestamptz not null
);
create index on public.plain_usage (event_name, occurred_at);
create index on public.plain_usage (workspace_id, occurred_at);
create index on public.plain_usage (tenant_id, occurred_at);
create index on public.plain_usage (user_id);
create index on public.plain_usage (occurred_at)`;

it('an event takes at most half of the bytes of a plain table with the obvious indexes', async () => {
  const open = await openBackend('pg');
  onTestFinished(() => open.close());
  const tenantIds = Array.from({ length: tenants }, (_, n) => `t-${String(n)}`);
  for (let n = 0; n < workspaces; n += 1) await makeWorkspace(open.storage, `w-${String(n)}`, tenantIds);
  await foldAll(open.storage);
  const random = randomNumbers(7);
  const below = (limit: number): number => Math.floor(random() * limit);
  const event = (n: number) =>
    usageEvent(`w-${String(below(workspaces))}`, idAt(n), today() + Math.floor((n * day) / count), {
      tenantId: `t-${String(below(tenants))}` as TenantId,
      user: { kind: 'user', personId: `u-${String(below(people))}` as PersonId },
      subjectId: randomUUID(),
    });
  const add = (from: number, to: number) =>
    onPlatform(open.storage, ({ usage }) => usage.add(Array.from({ length: to - from }, (_, n) => event(from + n))));
  // The first fold gives the kind its code.
  await add(0, 1);
  await foldAll(open.storage);
  for (let n = 1; n < count; n += 1000) await add(n, Math.min(n + 1000, count));
  await open.admin(plainTable);
  await open.admin(`insert into public.plain_usage (workspace_id, tenant_id, user_id, event_name, feature_area, subject_type, subject_id, metadata, occurred_at, recorded_at, created_at, updated_at)
    select n % ${workspaces}, n % ${workspaces * tenants}, n % ${people}, 'product.operations.started', 'operations', 'operation_run', gen_random_uuid()::text,
      '{"operation_type": "restore.execute"}', at, at, at, at
    from generate_series(1, ${count}) as n, lateral (select timestamptz '2026-11-30 00:00:00Z' + n * interval '800 milliseconds') as moment (at)`);
  const [sizes] = await open.admin<{ ledger: number; plain: number }>(
    `select (select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'tenantatlas.usage_events'::regclass)::int / ${count} as ledger,
            pg_total_relation_size('public.plain_usage')::int / ${count} as plain`,
  );
  const { ledger = NaN, plain = NaN } = sizes ?? {};
  expect(ledger / plain, `${String(ledger)} against ${String(plain)} bytes`).toBeLessThanOrEqual(0.5);
});

/** A UUID of version 7: ids are made with their events, so they grow with time. */
function idAt(n: number): string {
  const time = (today() + n).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
