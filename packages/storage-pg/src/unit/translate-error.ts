import { InvariantError, StorageFault, type StorageFailureKind, type UnitScope } from '@tenantatlas/core/ports';
import { causedBy } from '../executor/cause.ts';
import { isOtherPartition, SqlError } from '../executor/sql-error.ts';
import { applicationRoles } from '../roles/index.ts';
import type { DatabaseState } from './database-state.ts';

/** The oldest PostgreSQL that the SDK needs, as `server_version_num`. */
const oldestServer = 150_000;

/**
 * The error that leaves storage when a statement failed and no store expected it. Each kind of `StorageFault` has one remedy, see
 * `docs/errors/storage_failure.md`.
 *
 * Where the SQLSTATE does not tell, `readState` reads the state of server, schema and login. A missing right, a missing object, and everything that
 * would be a bug of the SDK get the kind of what is wrong with the database: a host can change roles, rights and tables. Only when nothing is wrong
 * with them is it a bug: an invariant without row content.
 */
export async function translateError(
  error: unknown,
  readState: () => Promise<DatabaseState>,
  plane: UnitScope['plane'] | null = null,
): Promise<unknown> {
  if (!(error instanceof SqlError)) return error;
  const known = knownKindOf(error);
  if (known) return faultOf(known, error);
  // The state can only be read from a server that answers. What it does not explain remains what the server said first.
  const found = await readState().catch(() => null);
  const kind = found && (await kindIn(found, error, plane));
  return kind ? faultOf(kind, error) : bugOf(error);
}

/** What the SQLSTATE tells by itself. */
function knownKindOf(error: SqlError): StorageFailureKind | null {
  const { state } = error;
  // Beyond its retries, or in a transaction of the host, which cannot be repeated here.
  if (isOtherPartition(error)) return 'unavailable';
  switch (state) {
    case '25P01':
      return 'no_transaction';
    case '25P02':
      return 'transaction_aborted';
    case '25006':
      return 'read_only';
    // A prepared statement that is missing, exists already, or is another one than the driver believes. Only drivers prepare our statements.
    case '26000':
    case '42P05':
    case '08P01':
      return 'pooler';
    default:
      // Conflicts that outlived their retries, locks and time limits.
      return ['40', '55', '57', '25'].some((stateClass) => state.startsWith(stateClass)) ? 'unavailable' : null;
  }
}

/** Missing tables, columns, functions, schemas and roles. SET ROLE fails with 22023 for a role that does not exist. */
const missing = ['42P01', '42703', '42883', '42704', '3F000', '22023'];

async function kindIn(
  found: DatabaseState,
  { state, rowSecurity }: SqlError,
  plane: UnitScope['plane'] | null,
): Promise<StorageFailureKind | null> {
  if (found.serverVersion < oldestServer) return 'unsupported_server';
  // PostgreSQL reports the same states for a NUL character, in every encoding.
  if ((state === '22P05' || state === '22021') && found.encoding !== 'UTF8') return 'encoding';
  const isRight = state === '42501' && !rowSecurity;
  if (!found.installed && (isRight ? plane !== null : missing.includes(state))) return 'schema_missing';
  const needed = plane === 'maintenance' ? (['ta_maintenance'] as const) : applicationRoles;
  if (found.installed && (isRight || missing.includes(state)) && needed.some((role) => found.lacking.includes(role)))
    return 'roles_not_granted';
  if (isRight) return 'permission_denied';
  return (await found.isAltered().catch(() => missing.includes(state))) ? 'schema_altered' : null;
}

const remedies: { readonly [Kind in StorageFailureKind]?: string } = {
  unavailable: 'The database could not finish the work',
  pooler:
    'The server does not know a statement that the driver has prepared; a pooler that hands every transaction to another server is between: set `prepare: false` on the postgres.js instance, or leave `preparedStatements` of `pgPool` out',
  no_transaction: 'The transaction was not begun or has ended; bind it after BEGIN',
  transaction_aborted: 'A statement of the transaction had failed before; roll it back',
  read_only: 'The server, the login or the transaction is read-only',
  encoding: 'The encoding of the database has no place for a character; use UTF8',
  unsupported_server: 'The server is older than PostgreSQL 15',
  schema_missing: 'Nothing is installed in the schema; check its name, or run `tenantatlas migrate`',
  roles_not_granted:
    'The login may not take on the roles of the installation; run what `tenantatlas plan --roles` prints for it, with --login or --maintenance-login',
  permission_denied: 'The login lacks a right; `tenantatlas doctor` names it',
  schema_altered: 'The schema is not what the migrations made; `tenantatlas doctor` names the differences',
};

function faultOf(kind: StorageFailureKind, error: SqlError): StorageFault {
  return causedBy(new StorageFault(kind, `${remedies[kind] ?? kind} (${error.message}).`), error);
}

function bugOf(error: SqlError): InvariantError {
  const broken = error.constraint === null ? '' : `, constraint ${error.constraint}`;
  return new InvariantError(
    `The database refused a statement of the SDK (${error.message}${broken}); this is a bug in the SDK.`,
  );
}
