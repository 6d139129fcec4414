import { InvariantError, StorageFault } from '@tenantatlas/core/ports';
import { SqlError } from '../executor/sql-error.ts';

/**
 * The error that leaves storage when a statement failed and no store expected it.
 *
 * Missing tables, columns, schemas and roles, and missing grants, mean that this database was not prepared for this version: `schema_outdated`. A
 * retry does not help, and `tenantatlas doctor` names what is missing. An error that may pass by itself is `unavailable`. So is a lost prepared
 * statement, which a pooler causes. Anything else, such as a constraint or a row-level policy that refused, is a bug of the SDK: an invariant without
 * row content.
 */
export function translateError(error: unknown): unknown {
  if (!(error instanceof SqlError)) return error;
  if (isUnprepared(error))
    return new StorageFault(
      'schema_outdated',
      `The database is not prepared for this version; run \`tenantatlas migrate\` and \`tenantatlas doctor\` (${error.message}).`,
    );
  if (isPassing(error))
    return new StorageFault('unavailable', `The database could not finish the work (${error.message}).`);
  if (isStale(error))
    return new StorageFault(
      'unavailable',
      `The server does not know a statement that the driver has prepared (${error.message}). A pooler that hands every transaction to another server is between: set \`prepare: false\` on the postgres.js instance.`,
    );
  const broken = error.constraint === null ? '' : `, constraint ${error.constraint}`;
  return new InvariantError(
    `The database refused a statement of the SDK (${error.message}${broken}); this is a bug in the SDK.`,
  );
}

/** SET ROLE fails with 22023 for a role that does not exist; no statement of a store can cause it. */
function isUnprepared({ state, rowSecurity }: SqlError): boolean {
  return ['42P01', '42703', '42883', '42704', '3F000', '22023'].includes(state) || (state === '42501' && !rowSecurity);
}

/** A prepared statement that is missing, exists already, or is another one than the driver believes. Only drivers prepare our statements. */
function isStale({ state }: SqlError): boolean {
  return ['26000', '42P05', '08P01'].includes(state);
}

/** Conflicts that outlived their retries, locks and time limits, a server that fell back to read-only, a host's failed transaction. */
function isPassing({ state }: SqlError): boolean {
  return ['40', '55', '57', '25'].some((stateClass) => state.startsWith(stateClass));
}
