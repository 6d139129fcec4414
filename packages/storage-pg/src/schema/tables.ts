/** A timestamptz column: an ISO string with milliseconds when read, text cast in SQL when written. */
type InstantColumn = string;
/** A jsonb column: parsed when read, text cast in SQL when written. */
type JsonColumn = unknown;

/** A customer organisation. */
export interface WorkspacesTable {
  workspace_id: string;
  name: string;
  archived_at: InstantColumn | null;
  created_at: InstantColumn;
  updated_at: InstantColumn;
  version: number;
}

/** The row by which starts of a workspace and its pauses wait for each other. */
export interface StartGatesTable {
  workspace_id: string;
  generation: number;
}

/** Who belongs to a workspace. */
export interface MembershipsTable {
  workspace_id: string;
  user_id: string;
  role: string;
  granted_at: InstantColumn;
}

/** Who may see which tenant. */
export interface EntitlementsTable {
  workspace_id: string;
  user_id: string;
  tenant_id: string;
  role: string | null;
  granted_at: InstantColumn;
}

/** A managed Microsoft Entra tenant. */
export interface TenantsTable {
  workspace_id: string;
  tenant_id: string;
  name: string;
  external_tenant_id: string | null;
  lifecycle: string;
  lifecycle_before_archive: string | null;
  created_at: InstantColumn;
  updated_at: InstantColumn;
  version: number;
}

/** Which tenant holds an external id while it is active. */
export interface ExternalTenantsTable {
  external_tenant_id: string;
  workspace_id: string;
  tenant_id: string;
}

/** A pause for everyone. */
export interface PlatformControlActivationsTable {
  control_key: string;
  id: string;
  reason_text: string;
  public_message: string | null;
  expires_at: InstantColumn | null;
  version: number;
  created_by_kind: string;
  created_by_id: string;
  updated_by_kind: string | null;
  updated_by_id: string | null;
  created_at: InstantColumn;
  updated_at: InstantColumn;
}

/** A pause for one workspace. */
export interface ControlActivationsTable extends PlatformControlActivationsTable {
  workspace_id: string;
}

/** The slots whose sum counts changes of activations. */
export interface ControlEpochTable {
  slot: number;
  epoch: number;
}

/** The one row by which creations of workspaces and global pauses wait for each other. */
export interface PlatformGateTable {
  only_row: boolean;
  generation: number;
}

/** The platform's ledger. */
export interface PlatformAuditEntriesTable {
  id: string;
  recorded_at: InstantColumn;
  action: string;
  outcome: string;
  actor_kind: string;
  actor_id: string;
  target_type: string;
  target_id: string;
  target_label: string;
  operation_run_id: string | null;
  /** `metadata.control_key`, as a column so that the history of a control has an index. */
  control_key: string | null;
  summary: JsonColumn;
  metadata: JsonColumn;
}

/** The ledgers of the workspaces. */
export interface AuditEntriesTable extends PlatformAuditEntriesTable {
  workspace_id: string;
  tenant_id: string | null;
}

/** Executions of governed operations; a queued row is the job. */
export interface OperationRunsTable {
  workspace_id: string;
  id: string;
  tenant_id: string | null;
  initiator_kind: string | null;
  initiator_id: string | null;
  type: string;
  status: string;
  outcome: string;
  identity_hash: string;
  /** The identity hash while the run blocks an identical one. */
  dedupe_key: string | null;
  /** What the run excludes others from while it is in progress. */
  exclusive_key: string | null;
  completed_policy: string;
  inputs: JsonColumn;
  context: JsonColumn;
  count_total: number;
  count_processed: number;
  count_succeeded: number;
  count_failed: number;
  count_skipped: number;
  progress_done: number;
  progress_total: number | null;
  progress_note: string | null;
  failure_summary: JsonColumn;
  attempt: number;
  created_at: InstantColumn;
  started_at: InstantColumn | null;
  heartbeat_at: InstantColumn | null;
  completed_at: InstantColumn | null;
}

/** The idempotency keys of starts. */
export interface IdempotencyKeysTable {
  workspace_id: string;
  actor_kind: string;
  actor_id: string;
  key: string;
  request_hash: string;
  run_id: string;
  disposition: string;
  created_at: InstantColumn;
}

/** The directory of people, the only table with their names. */
export interface PeopleTable {
  person_kind: string;
  person_id: string;
  label: string | null;
  erased: boolean;
}

/** Every table of the schema but `schema_migrations`, which belongs to the migrator. */
export interface Tables {
  workspaces: WorkspacesTable;
  start_gates: StartGatesTable;
  memberships: MembershipsTable;
  entitlements: EntitlementsTable;
  tenants: TenantsTable;
  external_tenants: ExternalTenantsTable;
  control_activations: ControlActivationsTable;
  platform_control_activations: PlatformControlActivationsTable;
  control_epoch: ControlEpochTable;
  platform_gate: PlatformGateTable;
  audit_entries: AuditEntriesTable;
  platform_audit_entries: PlatformAuditEntriesTable;
  operation_runs: OperationRunsTable;
  idempotency_keys: IdempotencyKeysTable;
  people: PeopleTable;
}
