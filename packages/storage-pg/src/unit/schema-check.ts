import { StorageFault } from '@tenantatlas/core/ports';
import type { SqlTransaction } from '../executor/sql-database.ts';
import { schemaIdentifier } from '../schema/identifier.ts';

/**
 * Compares the version of the schema with the version of this code, until they have matched once: the first unit costs one more statement, the others
 * none. A process that runs while the schema is upgraded goes on; one that starts behind is refused.
 */
export function createSchemaCheck(schema: string, expected: number): (transaction: SqlTransaction) => Promise<void> {
  let confirmed = false;
  return async (transaction) => {
    if (confirmed) return;
    const { rows } = await transaction.query<{ readonly version: number | null }>(
      `SELECT max(number) AS version FROM ${schemaIdentifier(schema)}.schema_migrations`,
    );
    const version = rows[0]?.version ?? 0;
    if (version < expected)
      throw new StorageFault(
        'schema_outdated',
        `The schema is at version ${version}, this version of the SDK needs ${expected}; run \`tenantatlas migrate\`.`,
      );
    if (version > expected)
      throw new StorageFault(
        'schema_newer',
        `The schema is at version ${version}, this version of the SDK knows ${expected}; upgrade the SDK.`,
      );
    confirmed = true;
  };
}
