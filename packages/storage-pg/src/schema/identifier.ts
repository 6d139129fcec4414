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

/** The words of SQL that PostgreSQL does not take as a name without quotes, for a role, a table, a column or a constraint. */
const reserved = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column concurrently constraint create cross
  current_catalog current_date current_role current_schema current_time current_timestamp current_user default deferrable desc distinct do else end except false
  fetch for foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural none not notnull null offset on only or order outer overlaps placing primary references returning right select session_user similar some
  symmetric system_user table tablesample then to trailing true union unique user using variadic verbose when where window with`.split(
    /\s+/,
  ),
);

/** A name in SQL text, in quotes where it needs them. */
export function quoted(name: string): string {
  const isPlain = /^[a-z_][a-z0-9_]*$/.test(name) && !reserved.has(name);
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}
