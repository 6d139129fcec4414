import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type Compilable,
  type RawBuilder,
} from 'kysely';
import type { Instant, JsonValue } from '@tenantatlas/core';
import { invariant, isStorableText } from '@tenantatlas/core/ports';
import { backendProfiles, type BackendProfile } from '../backend/backend-profile.ts';
import type { SqlResult, SqlTransaction, SqlValue } from '../executor/sql-database.ts';
import type { SqlRow } from '../rows/column.ts';
import { schemaIdentifier } from '../schema/identifier.ts';
import type { Tables } from '../schema.ts';

/** What every store works with: one open transaction, and the schema its statements name. */
export interface QueryContext {
  readonly transaction: SqlTransaction;
  /** Name of the schema, quoted. */
  readonly schema: string;
  /** Compiles typed queries to text and never runs them: the transaction does. */
  readonly build: Kysely<Tables>;
  /** The isolation level of the transaction, as PostgreSQL spells it. Separate units are `read committed`; a host's may be anything. */
  readonly isolation: string;
  /** Where the SQL depends on the backend. */
  readonly profile: BackendProfile;
}

/** A context for the stores of one unit. */
export function queryContext(
  transaction: SqlTransaction,
  schema: string,
  isolation = 'read committed',
  profile = backendProfiles.postgresql,
): QueryContext {
  return { ...namingIn(schema), transaction, isolation, profile };
}

/** What statements need that are compiled outside a transaction. */
export function namingIn(schema: string): Pick<QueryContext, 'schema' | 'build'> {
  return { schema: schemaIdentifier(schema), build: compiler.withSchema(schema) };
}

const compiler = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** A query of the builder, or SQL in a template of Kysely's `sql`. */
export type Statement = Compilable | RawBuilder<unknown>;

/** Runs a statement. */
export function run(context: QueryContext, statement: Statement): Promise<SqlResult<SqlRow>> {
  const compiled = 'isRawBuilder' in statement ? statement.compile(context.build) : statement.compile();
  return context.transaction.query<SqlRow>(compiled.sql, compiled.parameters as readonly SqlValue[]);
}

/** Runs a statement and parses every row. */
export async function all<T>(
  context: QueryContext,
  statement: Statement,
  parse: (row: SqlRow) => T,
): Promise<readonly T[]> {
  const { rows } = await run(context, statement);
  return rows.map(parse);
}

/** Runs a statement and parses its row; null when there is none. */
export async function first<T>(
  context: QueryContext,
  statement: Statement,
  parse: (row: SqlRow) => T,
): Promise<T | null> {
  const { rows } = await run(context, statement);
  return rows[0] ? parse(rows[0]) : null;
}

/** The qualified name of a table, for SQL in a template. */
export function table(context: Pick<QueryContext, 'schema'>, name: keyof Tables): RawBuilder<unknown> {
  return sql.raw(`${context.schema}.${name}`);
}

/** An instant as a parameter. It travels as text, so that no driver makes a date of it. */
export function instantValue<T extends Instant | null>(value: T): RawBuilder<T> {
  return sql<T>`(${value}::text)::timestamptz`;
}

/**
 * JSON as a parameter. It travels as text: a driver that sees jsonb would encode the text once more. Throws an invariant for text in it that cannot be
 * stored, which JSON would write as a harmless looking escape.
 */
export function jsonValue(value: JsonValue | object): RawBuilder<unknown> {
  return sql`(${JSON.stringify(value, storableMember)}::text)::jsonb`;
}

function storableMember(key: string, member: unknown): unknown {
  const isStorable = isStorableText(key) && (typeof member !== 'string' || isStorableText(member));
  invariant(
    isStorable,
    'JSON whose text has NUL or half a surrogate pair cannot be stored; clean or refuse it before.',
  );
  return member;
}
