import { compareFacts, factsPreamble, readSchemaFacts } from '../doctor/schema-facts.ts';
import { schemaManifest } from '../doctor/schema-manifest.ts';
import type { SqlExecutor, SqlTransaction } from '../executor/sql-database.ts';
import { mayTakeOn } from '../migrator/role-step.ts';
import { applicationRoles, readRoles, type UnitRole } from '../roles/index.ts';

/** The state of server, schema and login at the time of a refusal. */
export interface DatabaseState {
  readonly serverVersion: number;
  readonly encoding: string;
  /** Whether the schema has its version table. */
  readonly installed: boolean;
  /** Unit roles of the installation that the login may not take on. */
  readonly lacking: readonly UnitRole[];
  /** Whether the schema differs from what the migrations make. Costs a comparison of the whole catalogue. */
  isAltered(): Promise<boolean>;
}

/** Where the state is read. `confined` MUST undo what its work sets. */
export interface StateReader {
  readonly executor: SqlExecutor;
  confined<T>(work: (transaction: SqlTransaction) => Promise<T>): Promise<T>;
}

const stateQuery = `SELECT pg_catalog.current_setting('server_version_num')::int AS "serverVersion", pg_catalog.current_setting('server_encoding') AS encoding,
  EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
    WHERE n.nspname OPERATOR(pg_catalog.=) $1::name AND c.relname OPERATOR(pg_catalog.=) 'schema_migrations'::name) AS installed,
  ARRAY(SELECT x.role FROM unnest($2::text[], $3::text[]) AS x (role, name)
    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname OPERATOR(pg_catalog.=) x.name::name AND ${mayTakeOn('session_user', 'r.oid')})) AS lacking`;

/** Reads the catalogue, which needs no right. */
export async function readDatabaseState(reader: StateReader, schema: string): Promise<DatabaseState> {
  const { units } = await readRoles(reader.executor, schema);
  const roles = Object.entries(units);
  const { rows } = await reader.executor.query<Omit<DatabaseState, 'isAltered'>>(stateQuery, [
    schema,
    roles.map(([role]) => role),
    roles.map(([, name]) => name),
  ]);
  const found = rows[0] ?? { serverVersion: 150_000, encoding: 'UTF8', installed: false, lacking: applicationRoles };
  return {
    ...found,
    isAltered: () =>
      reader.confined(async (transaction) => {
        await transaction.script(`${factsPreamble(schema)};SET LOCAL ROLE ${units.ta_platform}`);
        return compareFacts(schemaManifest, await readSchemaFacts(transaction, schema)).length > 0;
      }),
  };
}

/** A separate transaction. */
export function readerOf(
  database: SqlExecutor & { transaction<T>(preamble: string, work: (t: SqlTransaction) => Promise<T>): Promise<T> },
): StateReader {
  return { executor: database, confined: (work) => database.transaction('', work) };
}

/** A transaction of the host: what the reading sets is rolled back with its savepoint. */
export function readerWithin(transaction: SqlTransaction): StateReader {
  return {
    executor: transaction,
    async confined<T>(work: (inner: SqlTransaction) => Promise<T>): Promise<T> {
      const seen: { readonly value: T }[] = [];
      const undo = new Error('undo');
      await transaction
        .savepoint(async (inner) => {
          seen.push({ value: await work(inner) });
          throw undo;
        })
        .catch((error: unknown) => {
          if (error !== undo) throw error;
        });
      const [first] = seen;
      if (!first) throw undo;
      return first.value;
    },
  };
}
