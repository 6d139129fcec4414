import { InvariantError } from '@tenantatlas/core';
import type { ISql } from 'postgres';
import { decodeValue } from '../executor/decode-value.ts';
import { fromDriver } from '../executor/driver-error.ts';
import { encodeValue } from '../executor/encode-value.ts';
import type { SqlExecutor, SqlResult, SqlValue } from '../executor/sql-database.ts';

/**
 * PostgreSQL's type "unknown": the server infers the real one. postgres.js has no serializer for it, so it sends our text as it is
 * instead of, say, turning JSON text into a JSON string.
 */
const unknownType = 705;

/** A transaction or an instance of postgres.js, as far as both can run statements. */
type Runner = Pick<ISql, 'unsafe' | 'typed'>;

/** Runs statements through postgres.js. Reads the bytes that the server sent: types and transforms that the host configured have no effect here. */
export function postgresJsExecutor(runner: Runner, onLoss: () => void, prepare: boolean): SqlExecutor {
  function reduce(error: unknown): Error {
    const failure = fromDriver(error);
    if (failure.connectionLost) onLoss();
    return failure.error;
  }

  return {
    async query<Row>(sql: string, params: readonly SqlValue[] = []): Promise<SqlResult<Row>> {
      try {
        const values = params.map((value) => runner.typed(encodeValue(value), unknownType));
        return readResult(await runner.unsafe(sql, values, { prepare }).raw());
      } catch (error) {
        throw reduce(error);
      }
    },
    async script<Row>(sql: string): Promise<readonly SqlResult<Row>[]> {
      try {
        return resultsOf(await runner.unsafe(sql).simple().raw()).map((result) => readResult<Row>(result));
      } catch (error) {
        throw reduce(error);
      }
    },
  };
}

type RawRow = readonly (Buffer | null)[];

/** What postgres.js answers to one statement: its rows, as the server sent them. */
interface RawResult extends ReadonlyArray<RawRow> {
  readonly columns?: unknown;
  readonly count?: number | null;
}

/** postgres.js answers several statements with an array of results. It knows only the columns of the last one, and names those of the others after it. */
function resultsOf(answer: RawResult | readonly RawResult[]): readonly RawResult[] {
  return 'command' in answer ? [answer as RawResult] : (answer as readonly RawResult[]);
}

function readResult<Row>(result: RawResult): SqlResult<Row> {
  const columns = result.columns as readonly Column[] | null | undefined;
  return { rows: readRows<Row>(result, columns ?? []), rowCount: result.count ?? result.length };
}

interface Column {
  readonly name: string;
  readonly type: number;
}

function readRows<Row>(rows: readonly (readonly (Buffer | null)[])[], columns: readonly Column[]): Row[] {
  const read = (row: readonly (Buffer | null)[]): unknown =>
    Object.fromEntries(columns.map(({ name, type }, at) => [name, readValue(type, row[at] ?? null)]));
  // The author of a statement knows what it returns; the port passes that claim on.
  return Array.from(rows, (row) => read(row) as Row);
}

function readValue(type: number, bytes: Buffer | null): unknown {
  return bytes === null ? null : decodeValue(type, bytes.toString('utf8'));
}

/** Refuses an instance that renames columns: our statements could not read their own results. */
export function refuseColumnTransform(sql: {
  readonly options: { readonly transform: { readonly column?: { readonly from?: unknown } } };
}): void {
  if (!sql.options.transform.column?.from) return;
  throw new InvariantError(
    'This postgres() instance renames columns (`transform`). Give TenantAtlas an instance of its own without it.',
  );
}
