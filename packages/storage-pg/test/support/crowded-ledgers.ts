import { scaled } from './scale.ts';

/** How many entries and runs the workspace gets: enough for the server to prefer its indexes. */
export const crowd = scaled(100_000, 30_000);
/** How many tenants, workspaces and entries of the platform there are. */
const smallCrowd = 20_000;

/** The rows of one group, and a few of the oldest, have no tenant. */
const noTenant = 'when n between 20 and 40 or (n > 5000 and n % 5 = 3) then null ';

/** Runs one statement as superuser. */
type Admin = <Row extends object>(sql: string) => Promise<readonly Row[]>;

/**
 * Fills one workspace, `w1`, and the ledger of the platform. `w1` must be there already.
 *
 * The spread is skewed on purpose. The oldest rows have values that were never seen again: very few have `rare-…`, more have `past-…`, so
 * that the server expects to meet one soon. A walk from the newest row meets all others first. All others belong to one of five groups, in
 * every column alike: values of two groups never meet in one row.
 */
export async function fillCrowdedLedgers(admin: Admin): Promise<void> {
  const ofWorkspace = entries('audit_entries', {
    columns: 'workspace_id, tenant_id, ',
    values: `'w1', ${valueOf('tenant', noTenant)}, `,
    count: crowd,
  });
  const ofPlatform = entries('platform_audit_entries', { columns: '', values: '', count: smallCrowd });
  const others = async () => {
    await admin(tenants());
    await fill(admin, 'operation_runs', runs());
    await fill(admin, 'onboarding_sessions', sessions());
    await fill(admin, 'platform_audit_entries', ofPlatform);
    await fill(admin, 'workspaces', workspaces());
  };
  await Promise.all([fill(admin, 'audit_entries', ofWorkspace), others()]);
  await admin('analyze');
}

/** Builds the indexes afterwards, which takes a fraction of the time. */
async function fill(admin: Admin, table: string, insert: string): Promise<void> {
  const indexes = await admin<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where schemaname = 'tenantatlas' and tablename = '${table}' and indexname not in (select conname from pg_constraint)`,
  );
  const drops = indexes.map(({ name }) => `drop index tenantatlas.${name}`);
  await admin([...drops, insert, ...indexes.map(({ definition }) => definition)].join(';'));
}

/** The moment of the n-th row, as text. */
export function momentOf(n: number): string {
  return new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
}

function entries(
  ledger: string,
  { columns, values, count }: { readonly columns: string; readonly values: string; readonly count: number },
): string {
  return `insert into tenantatlas.${ledger} (${columns}id, recorded_at, action, outcome, actor_kind, actor_id, target_type, target_id, target_label, control_key, summary, metadata)
    select ${values}'entry-' || ${padded('n')}, ${instantOf('n')}, ${valueOf('action')}, 'success', 'user', ${valueOf('actor')}, ${valueOf('thing')},
      case when n <= 30 then 'rare-id' else 'id-' || n % 1000 end, 'Label', ${valueOf('control')}, '{"id":"s","params":{},"text":"S"}', jsonb_build_object('control_key', ${valueOf('control')})
    from generate_series(1, ${count}) as n`;
}

function runs(): string {
  const ifCompleted = (value: string, otherwise: string) =>
    `case status when 'completed' then ${value} else ${otherwise} end`;
  return `insert into tenantatlas.operation_runs (workspace_id, id, tenant_id, type, status, outcome, identity_hash, dedupe_key, completed_policy,
      inputs, context, count_total, count_processed, count_succeeded, count_failed, count_skipped, progress_done, failure_summary, attempt, created_at, heartbeat_at, completed_at)
    select 'w1', 'run-' || ${padded('n')}, ${valueOf('tenant', noTenant)}, ${valueOf('type')}, status,
      ${ifCompleted(`case when n between 1001 and 1015 then 'failed' else 'succeeded' end`, `'pending'`)}, 'hash-' || ${padded('n')}, ${ifCompleted('null', `'hash-' || ${padded('n')}`)}, 'allow',
      '{}', '{}', 0, 0, 0, 0, 0, 0, '[]', 0, ${instantOf('n')}, case status when 'running' then ${instantOf('n')} end, ${ifCompleted(instantOf('n'), 'null')}
    from (select n, case when n <= 1000 then 'running' when n % 5 = 4 then 'queued' else 'completed' end as status
          from generate_series(1, ${crowd}) as n) as drawn`;
}

/** The oldest were cancelled. Of the others those without a tenant are open: a tenant has one open session at most. */
function sessions(): string {
  const ifEnded = (value: string) => `case status when 'open' then null else ${value} end`;
  return `insert into tenantatlas.onboarding_sessions (workspace_id, id, tenant_id, status, started_by_kind, started_by_id, started_at,
      updated_by_kind, updated_by_id, updated_at, ended_by_kind, ended_by_id, ended_at, version)
    select 'w1', 'session-' || ${padded('n')}, tenant, status, 'user', 'u-1', ${instantOf('n')},
      'user', 'u-1', ${instantOf('n')}, ${ifEnded(`'user'`)}, ${ifEnded(`'u-1'`)}, ${ifEnded(instantOf('n'))}, 1
    from (select n, ${valueOf('tenant', noTenant)} as tenant,
            case when n <= 5000 then 'cancelled' when n % 5 = 3 or n in (5001, 5002) then 'open' else 'completed' end as status
          from generate_series(1, ${smallCrowd}) as n) as drawn`;
}

function workspaces(): string {
  return `insert into tenantatlas.workspaces (workspace_id, name, archived_at, created_at, updated_at, version)
    select 'x-' || ${padded('n')}, 'Workspace', case when n > ${smallCrowd} - 20 then now() end, now(), now(), 1
    from generate_series(1, ${smallCrowd}) as n`;
}

/** Those that the runs name, and many more. */
function tenants(): string {
  return `insert into tenantatlas.tenants (workspace_id, tenant_id, name, lifecycle, created_at, updated_at, version)
    select 'w1', id, 'Tenant', case when n > ${smallCrowd} - 20 then 'onboarding' else 'active' end, now(), now(), 1
    from (select n, 'tenant-' || ${padded('n')} as id from generate_series(5, ${smallCrowd}) as n
          union all select 0, unnest(array['rare-tenant', 'past-tenant', 'tenant-0', 'tenant-1', 'tenant-2', 'tenant-4'])) as made`;
}

function instantOf(n: string): string {
  return `timestamptz '2026-01-01T00:00:00Z' + ${n} * interval '1 minute'`;
}

/** Ids in the order of time fill an index faster. */
function padded(n: string): string {
  return `lpad(${n}::text, 6, '0')`;
}

function valueOf(word: string, first = ''): string {
  return `case ${first}when n <= 30 then 'rare-${word}' when n <= 5000 then 'past-${word}' else '${word}-' || n % 5 end`;
}
