import { StorageFault } from '@tenantatlas/core/ports';
import type { SqlTransaction } from '../executor/sql-database.ts';
import { worksWithOf } from '../migrator/version-table.ts';
import { schemaIdentifier } from '../schema/identifier.ts';

/**
 * Compares the version of the schema with the version of this code, until they have matched once: the first unit costs one more statement, the others
 * none. A newer schema matches when each migration that this code does not know declares that code of this version works with it. A process that runs
 * while the schema is upgraded goes on; one that starts behind is refused.
 */
export function createSchemaCheck(schema: string, expected: number): (transaction: SqlTransaction) => Promise<void> {
  let confirmed = false;
  return async (transaction) => {
    if (confirmed) return;
    const { rows } = await transaction.query<{ readonly version: number | null; readonly needs: number | null }>(
      `SELECT max(m.number) AS version, max(coalesce(${worksWithOf('m')}, m.number)) FILTER (WHERE m.number > $1) AS needs
        FROM ${schemaIdentifier(schema)}.schema_migrations m`,
      [expected],
    );
    const version = rows[0]?.version ?? 0;
    const needs = rows[0]?.needs ?? 0;
    if (version < expected)
      throw new StorageFault(
        'schema_outdated',
        `The schema is at version ${version}, this version of the SDK needs ${expected}; run \`tenantatlas migrate\`.`,
      );
    if (needs > expected)
      throw new StorageFault(
        'schema_newer',
        `The schema is at version ${version} and works with code for version ${needs} or later; this version of the SDK knows ${expected}. Upgrade the SDK.`,
      );
    confirmed = true;
  };
}
