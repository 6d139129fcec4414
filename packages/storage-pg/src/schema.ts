// The schema: the steps that make it, in order, and the tables that they leave, in the order in which an erasure empties them.
import type { WorkspaceRemoval } from '@tenantatlas/core/ports';
import { foundation } from './migrations/0001-foundation.ts';
import { erasure } from './migrations/0002-erasure.ts';
import { gateGenerations } from './migrations/0003-gate-generations.ts';
import { listIndexes } from './migrations/0004-list-indexes.ts';
import { foreignIds } from './migrations/0005-foreign-ids.ts';
import { runOutcomes } from './migrations/0006-run-outcomes.ts';
import { controlEntryIndexes } from './migrations/0007-control-entries.ts';
import { providerConnections } from './migrations/0008-provider-connections.ts';
import { consentRequests } from './migrations/0009-consent-requests.ts';
import { checkAcknowledgements } from './migrations/0010-check-acknowledgements.ts';
import { usageLedger } from './migrations/0011-usage-ledger.ts';
import { usageReceipts } from './migrations/0012-usage-receipts.ts';
import { onboardingSessions } from './migrations/0013-onboarding-sessions.ts';
import { usageDays } from './migrations/0014-usage-days.ts';
import type { Migration } from './migrations/migration.ts';
import type { Columns, RowOf } from './schema/columns.ts';

/** Every step that makes the schema, in order. */
export const migrations: readonly Migration[] = [
  foundation,
  erasure,
  gateGenerations,
  listIndexes,
  foreignIds,
  runOutcomes,
  controlEntryIndexes,
  providerConnections,
  consentRequests,
  checkAcknowledgements,
  usageLedger,
  usageReceipts,
  onboardingSessions,
  usageDays,
];

/** Letters of the privileges on a whole table: (s)elect, (i)nsert, (d)elete. What may be updated is granted column by column, and so is what may be read of the ledger of product usage. */
type Privileges = 's' | 'i' | 'is' | 'ds' | 'dis';

/** What must be known of a table wherever all of them are treated alike. */
export interface TableDeclaration {
  /**
   * Whose rows it holds. `workspace`: of one workspace each, every key begins with `workspace_id`, and the rows can be distributed by it. `spanning`: of one
   * workspace each, under a key over all of them. `platform`: rows that belong to no workspace.
   */
  readonly rows: 'workspace' | 'spanning' | 'platform';
  /** What each role may do with the table; a role that is not named may do nothing. */
  readonly may: {
    readonly ta_workspace?: Privileges;
    readonly ta_member?: Privileges;
    readonly ta_platform?: Privileges;
    readonly ta_maintenance?: Privileges;
  };
  /** How an erasure finds the rows of one tenant; null when a tenant has none here. @default null */
  readonly ofTenant?: 'tenant_id' | 'run_id';
  /** The member of the answer to an erasure that counts what was removed. @default it is not counted */
  readonly countedAs?: keyof WorkspaceRemoval;
  /** A function of its own removes its rows in an erasure, before all others: its counts go with them. @default false */
  readonly isErasedApart?: true;
  /** The columns with what they hold. */
  readonly columns: Columns;
}

const owned = { ta_workspace: 'dis', ta_platform: 'dis', ta_maintenance: 'ds' } as const;
const kept = { ta_workspace: 'is', ta_platform: 'is', ta_maintenance: 'ds' } as const;

/** What pauses have, whatever their scope. */
const activationColumns = {
  control_key: 'text',
  id: 'text',
  reason_text: 'text',
  public_message: 'text?',
  expires_at: 'instant?',
  version: 'integer',
  created_by_kind: 'text',
  created_by_id: 'text',
  updated_by_kind: 'text?',
  updated_by_id: 'text?',
  created_at: 'instant',
  updated_at: 'instant',
} as const;

/** What entries have, whatever their ledger. */
const entryColumns = {
  id: 'text',
  recorded_at: 'instant',
  action: 'text',
  outcome: 'text',
  actor_kind: 'text',
  actor_id: 'text',
  target_type: 'text',
  target_id: 'text',
  target_label: 'text',
  operation_run_id: 'text?',
  /** `metadata.control_key`, as a column so that the history of a control has an index. */
  control_key: 'text?',
  summary: 'json',
  metadata: 'json',
} as const;

/**
 * Every table, in the order in which an erasure empties them: children before their parents, and the trail behind all rows that others may still be
 * writing an entry about. The types of queries, erasures, the catalogue test and the rules about statements derive from it.
 */
const tableRegistry = {
  /** The idempotency keys of starts. */
  idempotency_keys: {
    rows: 'workspace',
    may: owned,
    ofTenant: 'run_id',
    countedAs: 'idempotencyKeys',
    columns: {
      workspace_id: 'text',
      actor_kind: 'text',
      actor_id: 'text',
      key: 'text',
      request_hash: 'text',
      run_id: 'text',
      disposition: 'text',
      created_at: 'instant',
    },
  },
  /** Executions of governed operations; a queued row is the job. */
  operation_runs: {
    rows: 'workspace',
    may: kept,
    ofTenant: 'tenant_id',
    countedAs: 'runs',
    columns: {
      workspace_id: 'text',
      id: 'text',
      tenant_id: 'text?',
      initiator_kind: 'text?',
      initiator_id: 'text?',
      type: 'text',
      status: 'text',
      outcome: 'text',
      identity_hash: 'text',
      /** The identity hash while the run blocks an identical one. */
      dedupe_key: 'text?',
      /** What the run excludes others from while it is in progress. */
      exclusive_key: 'text?',
      completed_policy: 'text',
      inputs: 'json',
      context: 'json',
      count_total: 'integer',
      count_processed: 'integer',
      count_succeeded: 'integer',
      count_failed: 'integer',
      count_skipped: 'integer',
      progress_done: 'integer',
      progress_total: 'integer?',
      progress_note: 'text?',
      failure_summary: 'json',
      attempt: 'integer',
      created_at: 'instant',
      started_at: 'instant?',
      heartbeat_at: 'instant?',
      completed_at: 'instant?',
    },
  },
  /** Consents that were asked for. */
  consent_requests: {
    rows: 'workspace',
    may: owned,
    ofTenant: 'tenant_id',
    columns: {
      workspace_id: 'text',
      id: 'text',
      tenant_id: 'text',
      connection_id: 'text',
      requested_by_kind: 'text',
      requested_by_id: 'text',
      secret_hash: 'text',
      subject_hash: 'text',
      created_at: 'instant',
      expires_at: 'instant',
      used_at: 'instant?',
    },
  },
  /** Onboardings of tenants: what people decided. */
  onboarding_sessions: {
    rows: 'workspace',
    may: kept,
    ofTenant: 'tenant_id',
    countedAs: 'onboarding',
    columns: {
      workspace_id: 'text',
      id: 'text',
      tenant_id: 'text?',
      draft_name: 'text?',
      connection_id: 'text?',
      status: 'text',
      identify_at: 'instant?',
      connect_provider_at: 'instant?',
      verify_access_at: 'instant?',
      complete_at: 'instant?',
      started_by_kind: 'text',
      started_by_id: 'text',
      started_at: 'instant',
      updated_by_kind: 'text',
      updated_by_id: 'text',
      updated_at: 'instant',
      ended_by_kind: 'text?',
      ended_by_id: 'text?',
      ended_at: 'instant?',
      version: 'integer',
    },
  },
  /** That people go on with failed checks of a connection. */
  check_acknowledgements: {
    rows: 'workspace',
    may: owned,
    ofTenant: 'tenant_id',
    columns: {
      workspace_id: 'text',
      connection_id: 'text',
      check_key: 'text',
      tenant_id: 'text',
      reason_code: 'text',
      run_id: 'text',
      person_kind: 'text',
      person_id: 'text',
      reason_text: 'text?',
      acknowledged_at: 'instant',
    },
  },
  /** Which connection of a tenant is used where none is named. */
  default_connections: {
    rows: 'workspace',
    may: kept,
    ofTenant: 'tenant_id',
    columns: {
      workspace_id: 'text',
      tenant_id: 'text',
      provider: 'text',
      connection_id: 'text',
    },
  },
  /** How tenants are reached at their providers. */
  provider_connections: {
    rows: 'workspace',
    may: kept,
    ofTenant: 'tenant_id',
    countedAs: 'connections',
    columns: {
      workspace_id: 'text',
      id: 'text',
      tenant_id: 'text',
      provider: 'text',
      connection_type: 'text',
      display_name: 'text',
      external_tenant_id: 'text?',
      credential_reference: 'text?',
      is_enabled: 'boolean',
      consent_status: 'text',
      consented_at: 'instant?',
      consented_to: 'json?',
      verification_status: 'text',
      last_error_reason_code: 'text?',
      last_health_check_at: 'instant?',
      grants: 'json',
      check_run_id: 'text?',
      report: 'json?',
      previous_report: 'json?',
      changed_at: 'instant',
      created_at: 'instant',
      updated_at: 'instant',
      version: 'integer',
    },
  },
  /** Who may see which tenant. */
  entitlements: {
    rows: 'workspace',
    may: owned,
    ofTenant: 'tenant_id',
    countedAs: 'entitlements',
    columns: {
      workspace_id: 'text',
      user_id: 'text',
      tenant_id: 'text',
      role: 'text?',
      granted_at: 'instant',
    },
  },
  /** Who belongs to a workspace. */
  memberships: {
    rows: 'workspace',
    may: { ...owned, ta_member: 's' },
    countedAs: 'memberships',
    columns: {
      workspace_id: 'text',
      user_id: 'text',
      role: 'text',
      granted_at: 'instant',
    },
  },
  /** Which tenant holds an external id while it is active. */
  external_tenants: {
    rows: 'spanning',
    may: owned,
    ofTenant: 'tenant_id',
    columns: {
      external_tenant_id: 'text',
      workspace_id: 'text',
      tenant_id: 'text',
    },
  },
  /** A managed Microsoft Entra tenant. */
  tenants: {
    rows: 'workspace',
    may: kept,
    countedAs: 'tenants',
    columns: {
      workspace_id: 'text',
      tenant_id: 'text',
      name: 'text',
      external_tenant_id: 'text?',
      lifecycle: 'text',
      lifecycle_before_archive: 'text?',
      created_at: 'instant',
      updated_at: 'instant',
      version: 'integer',
    },
  },
  /** A pause for one workspace. */
  control_activations: {
    rows: 'workspace',
    may: { ta_workspace: 's', ta_platform: 'dis', ta_maintenance: 'ds' },
    countedAs: 'activations',
    columns: {
      workspace_id: 'text',
      ...activationColumns,
    },
  },
  /** The row by which starts of a workspace and its pauses wait for each other. */
  start_gates: {
    rows: 'workspace',
    may: { ta_workspace: 'is', ta_platform: 'dis', ta_maintenance: 'ds' },
    columns: {
      workspace_id: 'text',
      generation: 'integer',
    },
  },
  /** The ledgers of the workspaces. */
  audit_entries: {
    rows: 'workspace',
    may: { ta_workspace: 'is', ta_platform: 'is', ta_maintenance: 'dis' },
    ofTenant: 'tenant_id',
    countedAs: 'auditEntries',
    columns: {
      workspace_id: 'text',
      tenant_id: 'text?',
      ...entryColumns,
    },
  },
  /** The ledger of product usage, partitioned by day. */
  usage_events: {
    rows: 'workspace',
    may: { ta_workspace: 'i', ta_platform: 'i', ta_maintenance: 'ds' },
    countedAs: 'usageEvents',
    isErasedApart: true,
    columns: {
      occurred_at: 'instant',
      recorded_at: 'instant',
      workspace_id: 'text',
      tenant_id: 'text',
      /** See `compactId`. */
      id: 'bytes',
      /** The code of `usage_kinds`, or its names while there is none. */
      kind: 'text',
      /** `u:` or `p:` for a user or an operator of the platform, and the id. */
      user_ref: 'text?',
      subject_id: 'bytes',
      metadata: 'json',
    },
  },
  /** What additions have counted and no fold has moved yet: one row for each workspace, kind and hour of a call. */
  usage_deltas: {
    rows: 'workspace',
    may: { ta_workspace: 'i', ta_platform: 'dis', ta_maintenance: 'ds' },
    isErasedApart: true,
    columns: {
      workspace_id: 'text',
      id: 'uuid',
      hour: 'instant',
      kind: 'text',
      count: 'integer',
    },
  },
  /** The bit of each workspace in `usage_activity`, and the hour of its last event among those that were folded. */
  usage_positions: {
    rows: 'spanning',
    may: { ta_platform: 'is', ta_maintenance: 'dis' },
    isErasedApart: true,
    columns: {
      position: 'integer',
      workspace_id: 'text',
      last_hour: 'instant?',
    },
  },
  /** A customer organisation. */
  workspaces: {
    rows: 'workspace',
    may: { ...kept, ta_member: 's' },
    columns: {
      workspace_id: 'text',
      name: 'text',
      archived_at: 'instant?',
      created_at: 'instant',
      updated_at: 'instant',
      version: 'integer',
    },
  },
  /** The directory of people, the only table with their names. */
  people: {
    rows: 'platform',
    may: { ta_workspace: 'is', ta_platform: 'is', ta_maintenance: 'is' },
    columns: {
      person_kind: 'text',
      person_id: 'text',
      label: 'text?',
      erased: 'boolean',
    },
  },
  /** The codes of event name, feature area and subject type. */
  usage_kinds: {
    rows: 'platform',
    may: { ta_workspace: 's', ta_platform: 'is', ta_maintenance: 'is' },
    columns: {
      names: 'text',
      code: 'text',
    },
  },
  /** How many events of a name happened in a day of UTC, and in each of its hours, in all workspaces. */
  usage_hours: {
    rows: 'platform',
    may: { ta_platform: 'is', ta_maintenance: 'dis' },
    columns: {
      day: 'instant',
      event_name: 'text',
      count: 'integer',
      hours: 'integers',
    },
  },
  /** Which workspaces have an event in an hour or a day: a bit each. */
  usage_activity: {
    rows: 'platform',
    may: { ta_platform: 'is', ta_maintenance: 'dis' },
    columns: {
      span: 'text',
      starts_at: 'instant',
      block: 'integer',
      bits: 'bits',
    },
  },
  /** The one row with the oldest instant whose events are kept. Folds, removals and erasures lock it, one after the other. */
  usage_retention: {
    rows: 'platform',
    may: { ta_workspace: 's', ta_platform: 's', ta_maintenance: 's' },
    columns: {
      only_row: 'boolean',
      kept_since: 'instant?',
    },
  },
  /** A pause of all workspaces. */
  platform_control_activations: {
    rows: 'platform',
    may: { ta_workspace: 's', ta_platform: 'dis' },
    columns: activationColumns,
  },
  /** The slots whose sum counts changes of activations. */
  control_epoch: {
    rows: 'platform',
    may: { ta_workspace: 's', ta_platform: 's', ta_maintenance: 's' },
    columns: {
      slot: 'integer',
      epoch: 'integer',
    },
  },
  /** The one row by which creations of workspaces and global pauses wait for each other. */
  platform_gate: {
    rows: 'platform',
    may: { ta_workspace: 's', ta_platform: 'dis' },
    columns: {
      only_row: 'boolean',
      generation: 'integer',
    },
  },
  /** The platform's ledger. */
  platform_audit_entries: {
    rows: 'platform',
    may: { ta_workspace: 's', ta_platform: 'is', ta_maintenance: 'dis' },
    columns: entryColumns,
  },
} as const satisfies { readonly [name: string]: TableDeclaration };

/** The rows of every table, for the query builder. `schema_migrations` belongs to the migrator. */
export type Tables = { [Name in keyof typeof tableRegistry]: RowOf<(typeof tableRegistry)[Name]['columns']> };

/** The tables with their declarations, in the order of the registry. */
export const declaredTables = Object.entries(tableRegistry) as readonly (readonly [keyof Tables, TableDeclaration])[];

/** The names of the tables that hold rows of these kinds, in the order of the registry. */
export function tablesWith(...rows: readonly TableDeclaration['rows'][]): readonly (keyof Tables)[] {
  return declaredTables.filter(([, declaration]) => rows.includes(declaration.rows)).map(([name]) => name);
}
