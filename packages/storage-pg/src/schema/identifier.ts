import { invariant } from '@tenantatlas/core';

/** The PostgreSQL schema that holds the tables unless the host chooses another. */
export const defaultSchema = 'tenantatlas';

const plainIdentifier = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * `schema` quoted for use in a statement. Names are inserted into SQL as text, so only plain lower-case identifiers pass; anything else
 * throws an invariant.
 */
export function schemaIdentifier(schema: string): string {
  invariant(
    typeof schema === 'string' && plainIdentifier.test(schema) && !schema.startsWith('pg_'),
    'The schema name must be 1 to 63 characters of a-z, 0-9 and _, must not start with a digit and not with pg_.',
  );
  return `"${schema}"`;
}
