/**
 * Everything of a session that a unit sets, so that a host's transaction gets back each of them.
 *
 * `DateStyle` and `TimeZone` decide how timestamps are written, `row_security` whether policies apply or fail.
 */
const unitSettings = [
  'tenantatlas.workspace_id',
  'tenantatlas.workspace_ids',
  'tenantatlas.actor',
  'DateStyle',
  'TimeZone',
  'row_security',
] as const;

/**
 * A statement that returns a script to restore the current role and settings, and the isolation level.
 *
 * Names are qualified and `concat` stands for `||`, because the host's search_path is in force. SET rather than set_config, because Citus
 * hands only the former to its workers; `search_path` alone cannot be put back as one literal. A setting that never existed comes back empty.
 */
export const restoreScriptQuery = `SELECT pg_catalog.concat(
  'SET LOCAL ROLE ', pg_catalog.quote_literal(pg_catalog.current_setting('role')),
  ${unitSettings.map((name) => `';SET LOCAL ${name} TO ', pg_catalog.quote_literal(coalesce(pg_catalog.current_setting('${name}', true), ''))`).join(',\n  ')},
  ';SELECT pg_catalog.set_config(''search_path'',', pg_catalog.quote_literal(pg_catalog.current_setting('search_path')), ',true)'
) AS script, pg_catalog.current_setting('transaction_isolation') AS isolation`;
