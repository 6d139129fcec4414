import { unitRoles, type UnitRole, type UnitRoleNames } from '../../roles/index.ts';

/** Which rows of a table a role may reach, and what it may do with them. */
interface Access {
  readonly table: string;
  readonly role: UnitRole;
  /** The privileges, columns in parentheses where only some may change. */
  readonly may: string;
  /** Which rows are there for the role. Plain comparisons: a sub-select would cost the index. */
  readonly rows: string;
  /** What a written row must satisfy, where that is narrower than `rows`. */
  readonly written?: string;
}

const ownWorkspace = `workspace_id = current_setting('tenantatlas.workspace_id', true)`;
const ownPerson = `person_kind || ':' || person_id = current_setting('tenantatlas.actor', true)`;
const everything = 'true';
const nothing = 'false';

const workspaceTables = [
  'workspaces',
  'start_gates',
  'memberships',
  'tenants',
  'entitlements',
  'external_tenants',
  'control_activations',
  'audit_entries',
  'operation_runs',
  'idempotency_keys',
] as const;

const platformTables = [
  'people',
  'platform_control_activations',
  'control_epoch',
  'platform_gate',
  'platform_audit_entries',
] as const;

const tenantColumns = 'lifecycle, lifecycle_before_archive, updated_at, version';
const workspaceColumns = 'archived_at, updated_at, version';
const activationColumns =
  'reason_text, public_message, expires_at, version, updated_by_kind, updated_by_id, updated_at';
const runColumns =
  'status, outcome, dedupe_key, exclusive_key, count_total, count_processed, count_succeeded, count_failed, count_skipped, ' +
  'progress_done, progress_total, progress_note, failure_summary, attempt, started_at, heartbeat_at, completed_at';

/** What units of one workspace and units of the platform may both do; the first only with their own rows. */
const sharedWrites: { readonly [Table in (typeof workspaceTables)[number]]?: string } = {
  workspaces: `select, insert, update (${workspaceColumns})`,
  start_gates: 'select, insert, update (ticket)',
  memberships: 'select, insert, update (role, granted_at), delete',
  tenants: `select, insert, update (${tenantColumns})`,
  entitlements: 'select, insert, update (role, granted_at), delete',
  external_tenants: 'select, insert, delete',
  audit_entries: 'select, insert',
  operation_runs: `select, insert, update (${runColumns})`,
  idempotency_keys: 'select, insert, delete',
};

const access: readonly Access[] = [
  ...workspaceTables.flatMap((table): readonly Access[] => [
    { table, role: 'ta_workspace', may: sharedWrites[table] ?? 'select', rows: ownWorkspace },
    {
      table,
      role: 'ta_platform',
      may: sharedWrites[table] ?? `select, insert, update (${activationColumns}), delete`,
      rows: everything,
    },
    { table, role: 'ta_maintenance', may: 'select, delete', rows: everything },
  ]),

  { table: 'people', role: 'ta_workspace', may: 'select, insert, update (label)', rows: ownPerson },
  { table: 'platform_control_activations', role: 'ta_workspace', may: 'select', rows: everything },
  { table: 'control_epoch', role: 'ta_workspace', may: 'select', rows: everything },
  // It may ask, and finds an empty ledger: being refused would be an answer of another kind.
  { table: 'platform_audit_entries', role: 'ta_workspace', may: 'select', rows: nothing },
  // A row can be locked only by a role that may update it; here it may do nothing else.
  { table: 'platform_gate', role: 'ta_workspace', may: 'select, update (ticket)', rows: everything, written: nothing },

  {
    table: 'memberships',
    role: 'ta_member',
    may: 'select',
    rows: `'user:' || user_id = current_setting('tenantatlas.actor', true)`,
  },
  {
    table: 'workspaces',
    role: 'ta_member',
    may: 'select',
    rows: `workspace_id = any (string_to_array(current_setting('tenantatlas.workspace_ids', true), ','))`,
  },

  { table: 'people', role: 'ta_platform', may: 'select, insert, update (label, erased)', rows: everything },
  {
    table: 'platform_control_activations',
    role: 'ta_platform',
    may: `select, insert, update (${activationColumns}), delete`,
    rows: everything,
  },
  { table: 'control_epoch', role: 'ta_platform', may: 'select, update (epoch)', rows: everything },
  { table: 'platform_gate', role: 'ta_platform', may: 'select, update (ticket)', rows: everything },
  { table: 'platform_audit_entries', role: 'ta_platform', may: 'select, insert', rows: everything },
  { table: 'platform_audit_entries', role: 'ta_maintenance', may: 'select, delete', rows: everything },
];

/**
 * Row-level security on every table, also for the owner, and the privileges of the roles. A session without a role finds no policy
 * that lets a row through.
 */
export function accessSql(s: string, names: UnitRoleNames): string {
  const roles = unitRoles.map((role) => names[role]).join(', ');
  return [
    `grant usage on schema ${s} to ${roles};`,
    ...[...platformTables, ...workspaceTables].map(
      (table) => `alter table ${s}.${table} enable row level security, force row level security;`,
    ),
    ...access.map(({ table, role, may }) => `grant ${may} on ${s}.${table} to ${names[role]};`),
    ...access.map(
      ({ table, role, rows, written = rows, may }) =>
        `create policy ${role} on ${s}.${table} for ${may === 'select' ? 'select' : 'all'} to ${names[role]} using (${rows})` +
        `${may === 'select' ? '' : ` with check (${written})`};`,
    ),
    '',
  ].join('\n');
}
