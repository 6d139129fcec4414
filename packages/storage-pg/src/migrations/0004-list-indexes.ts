import { schemaIdentifier } from '../schema/identifier.ts';
import type { Migration } from './migration.ts';

const entryOrder = 'recorded_at, id';
const runOrder = 'created_at, id';

/** Name, table, and columns: first what a list compares by equality, then its order. */
const indexes = [
  // A type of target without an id.
  ['audit_entries_target_type', 'audit_entries', `workspace_id, target_type, ${entryOrder}`],
  ['platform_audit_entries_target_type', 'platform_audit_entries', `target_type, ${entryOrder}`],
  // For a person who sees only some tenants, every list is confined to them, whatever the filter.
  ['audit_entries_tenant_action', 'audit_entries', `workspace_id, tenant_id, action, ${entryOrder}`],
  ['audit_entries_tenant_actor', 'audit_entries', `workspace_id, tenant_id, actor_id, ${entryOrder}`],
  ['audit_entries_tenant_target_type', 'audit_entries', `workspace_id, tenant_id, target_type, ${entryOrder}`],
  ['operation_runs_type', 'operation_runs', `workspace_id, type, ${runOrder}`],
  ['operation_runs_status', 'operation_runs', `workspace_id, status, ${runOrder}`],
  ['operation_runs_type_status', 'operation_runs', `workspace_id, type, status, ${runOrder}`],
  ['operation_runs_tenant_type', 'operation_runs', `workspace_id, tenant_id, type, ${runOrder}`],
  ['operation_runs_tenant_status', 'operation_runs', `workspace_id, tenant_id, status, ${runOrder}`],
  ['tenants_lifecycle', 'tenants', 'workspace_id, lifecycle, tenant_id'],
] as const;

/** An index for every list that no other index gives in order. Without one a page costs as much as its ledger is long. */
export const listIndexes: Migration = {
  number: 4,
  name: 'list-indexes',
  worksWith: 3,
  up: (schema) => {
    const s = schemaIdentifier(schema);
    return [
      ...indexes.map(([name, table, columns]) => `create index ${name} on ${s}.${table} (${columns});`),
      `create index workspaces_archived on ${s}.workspaces (workspace_id) where archived_at is not null;`,
      `create index workspaces_in_service on ${s}.workspaces (workspace_id) where archived_at is null;`,
      '',
    ].join('\n');
  },
};
