import type { PGliteInterface, Results, Transaction } from '@electric-sql/pglite';
import { decodedTypes, decodeValue } from '../executor/decode-value.ts';
import { fromDriver } from '../executor/driver-error.ts';
import { encodeValue } from '../executor/encode-value.ts';
import { SqlError } from '../executor/sql-error.ts';
import type { SqlExecutor, SqlResult, SqlValue } from '../executor/sql-database.ts';

/** A PGlite instance or one of its transactions, as far as both can run statements. */
type Runner = Pick<PGliteInterface | Transaction, 'query' | 'exec'>;

/** Parameters are already in PostgreSQL's text format, for every type. */
const serializers = new Proxy<{ [typeId: number]: (value: string) => string }>(
  {},
  { get: () => (value: string) => value },
);

/** bytea, date and timestamp: PGlite makes objects of them, here they stay text as with the other drivers. */
const keptAsText = [17, 1082, 1114];

/** Our own parsers, so that bigint is a number here as everywhere. PGlite copies the entries of this object. */
const parsers = Object.fromEntries(
  [...decodedTypes, ...keptAsText].map((typeId) => [typeId, (text: string) => decodeValue(typeId, text)]),
);

/** Runs statements on PGlite. Calls `onLoss` when the instance has broken down. */
export function pgliteExecutor(runner: Runner, onLoss: () => void): SqlExecutor {
  async function reduced<T>(statement: () => Promise<T>): Promise<T> {
    try {
      return await statement();
    } catch (error) {
      if (isEnded(error)) throw new SqlError('25P01', 'SQLSTATE 25P01: the transaction has ended', null);
      const failure = fromDriver(error);
      if (failure.connectionLost) onLoss();
      throw failure.error;
    }
  }

  return {
    query: <Row>(sql: string, params: readonly SqlValue[] = []): Promise<SqlResult<Row>> =>
      reduced(async () => {
        const result = await runner.query<Row>(sql, params.map(encodeValue), { serializers, parsers });
        return { rows: result.rows, rowCount: countOf(result) };
      }),
    script: <Row>(sql: string): Promise<readonly SqlResult<Row>[]> =>
      reduced(async () => {
        const results = await runner.exec(sql, { serializers, parsers });
        return results.map((result) => ({ rows: result.rows as Row[], rowCount: countOf(result) }));
      }),
  };
}

/** PGlite refuses statements of a transaction that has ended before they reach the database. */
function isEnded(error: unknown): boolean {
  return error instanceof Error && error.message === 'Transaction is closed';
}

function countOf(result: Results<unknown>): number {
  return result.rowCount ?? Math.max(result.affectedRows ?? 0, result.rows.length);
}
