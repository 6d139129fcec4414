import { invariant } from '@tenantatlas/core';
import { decodeValue } from '../executor/decode-value.ts';
import { fromDriver } from '../executor/driver-error.ts';
import { encodeValue } from '../executor/encode-value.ts';
import { createSerialQueue } from '../executor/serial-queue.ts';
import type { SqlSession } from '../executor/session-transaction.ts';
import type { SqlResult, SqlValue } from '../executor/sql-database.ts';
import type { PgConnectionLike, PgResultLike } from './pg-like.ts';

/** Our own type parsers, per statement: what the host registers on `pg.types` has no effect here. */
const types = { getTypeParser: (typeId: number) => (value: string) => decodeValue(typeId, value) };

/** One node-postgres connection. */
export interface PgSession extends SqlSession {
  /** Sends one command without parameters and returns its command tag. */
  command(sql: string): Promise<string>;
  /** Notes that the connection has broken, as its `error` event says. */
  markBroken(): void;
}

/** Speaks through `connection`, and notes when it breaks. */
export function pgSession(connection: PgConnectionLike): PgSession {
  // node-postgres no longer wants to queue statements itself.
  const statements = createSerialQueue();
  let broken = false;

  async function send(text: string, values?: (string | null)[]): Promise<Answer> {
    try {
      return await statements.run(() => connection.query(values ? { text, values, types } : { text, types }));
    } catch (error) {
      const failure = fromDriver(error);
      broken ||= failure.connectionLost;
      throw failure.error;
    }
  }

  return {
    handle: connection,
    get broken() {
      return broken;
    },
    markBroken() {
      broken = true;
    },
    async query<Row>(sql: string, params: readonly SqlValue[] = []): Promise<SqlResult<Row>> {
      return resultOf(lastOf(await send(sql, params.map(encodeValue))));
    },
    async script<Row>(sql: string): Promise<readonly SqlResult<Row>[]> {
      return resultsOf(await send(sql)).map((result) => resultOf<Row>(result));
    },
    async command(sql) {
      return lastOf(await send(sql)).command;
    },
  };
}

type Answer = PgResultLike | readonly PgResultLike[];

/** node-postgres answers several statements with an array. */
function resultsOf(answer: Answer): readonly PgResultLike[] {
  return 'command' in answer ? [answer] : answer;
}

function lastOf(answer: Answer): PgResultLike {
  const last = resultsOf(answer).at(-1);
  invariant(last, 'A message has at least one statement.');
  return last;
}

function resultOf<Row>({ rows, rowCount }: PgResultLike): SqlResult<Row> {
  return { rows: rows as readonly Row[], rowCount: rowCount ?? 0 };
}
