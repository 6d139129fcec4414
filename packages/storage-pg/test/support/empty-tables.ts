/** The tables whose rows belong to a workspace, and the workspaces. */
export const workspaceTables = [
  'idempotency_keys',
  'operation_runs',
  'control_activations',
  'entitlements',
  'memberships',
  'tenants',
  'start_gates',
  'workspaces',
] as const;

/**
 * One statement that deletes all rows of tables of the SDK. References among them are checked at its end, so their order does not matter. TRUNCATE makes new
 * files for each table and index; with a few rows that takes about twenty times as long.
 */
export function emptyTables(tables: readonly string[]): string {
  const deletions = tables.map(
    (table, at) => `deleted_${at} AS (DELETE FROM ${table.includes('.') ? table : `tenantatlas.${table}`})`,
  );
  return `WITH ${deletions.join(', ')} SELECT`;
}
