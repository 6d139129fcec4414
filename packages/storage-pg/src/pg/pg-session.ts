import { invariant } from '@tenantatlas/core';
import { decodeValue } from '../executor/decode-value.ts';
import { fromDriver } from '../executor/driver-error.ts';
import { encodeValue } from '../executor/encode-value.ts';
import { createSerialQueue } from '../executor/serial-queue.ts';
import type { SqlSession } from '../executor/session-transaction.ts';
import { ofNamed, PlanRefused, SqlError } from '../executor/sql-error.ts';
import type { SqlResult, SqlValue } from '../executor/sql-database.ts';
import type { PgConnectionLike, PgResultLike, PgStatement } from './pg-like.ts';

/** Our own type parsers, per statement: what the host registers on `pg.types` has no effect here. */
const types = { getTypeParser: (typeId: number) => (value: string) => decodeValue(typeId, value) };

/** One node-postgres connection. */
export interface PgSession extends SqlSession {
  /** Whether the connection sends a statement before the one ahead of it is answered: the option `pipeline` of node-postgres. */
  readonly pipelines: boolean;
  /** Sends one command without parameters and returns its command tag. */
  command(sql: string): Promise<string>;
  /** Notes that the connection has broken, as its `error` event says. */
  markBroken(): void;
}

/** How the statements of one transaction are named. */
export interface StatementNames {
  /** The name under which a statement with parameters is prepared; null for none. */
  of(sql: string): string | null;
  /** Notes that the server refused a statement with this name. */
  refused(name: string, refusal: PlanRefused): void;
}

/** Speaks through `connection`, and notes when it breaks. Without `names` no statement has one. */
export function pgSession(connection: PgConnectionLike, names: StatementNames | null = null): PgSession {
  const pipelines = Reflect.get(connection, 'pipeline') === true;
  // Without `pipeline` node-postgres no longer wants to queue statements itself.
  const statements = pipelines ? null : createSerialQueue();
  let broken = false;

  async function send(text: string, values?: (string | null)[], name: string | null = null): Promise<Answer> {
    if (isNeverConnected(connection)) throw noTransaction('the client was never connected');
    try {
      const statement = statementOf(text, values, name);
      return await (statements ? statements.run(() => connection.query(statement)) : connection.query(statement));
    } catch (error) {
      if (isEndedByHost(error)) {
        broken = true;
        throw noTransaction('the client was ended');
      }
      const failure = fromDriver(error);
      broken ||= failure.connectionLost;
      if (name === null) throw failure.error;
      const refusal = ofNamed(failure.error);
      if (refusal instanceof PlanRefused) names?.refused(name, refusal);
      throw refusal;
    }
  }

  return {
    handle: connection,
    pipelines,
    get broken() {
      return broken;
    },
    markBroken() {
      broken = true;
    },
    async query<Row>(sql: string, params: readonly SqlValue[] = []): Promise<SqlResult<Row>> {
      return resultOf(lastOf(await send(sql, params.map(encodeValue), names?.of(sql))));
    },
    async script<Row>(sql: string): Promise<readonly SqlResult<Row>[]> {
      return resultsOf(await send(sql)).map((result) => resultOf<Row>(result));
    },
    async command(sql) {
      return lastOf(await send(sql)).command;
    },
  };
}

function statementOf(text: string, values: (string | null)[] | undefined, name: string | null): PgStatement {
  if (!values) return { text, types };
  return name === null ? { text, values, types } : { name, text, values, types };
}

/**
 * Whether `connect` of a `Client` was never called: its statements would wait without end. node-postgres tells it in no documented way. A connection without these
 * members is sent the statement.
 */
function isNeverConnected(connection: object): boolean {
  return ['_connected', '_connecting'].every((name) => Reflect.get(connection, name) === false) && !wasLost(connection);
}

/** The native client of node-postgres counts a lost connection as not connected. */
function wasLost(connection: object): boolean {
  return Reflect.get(connection, '_queryable') === false;
}

/** A connection that the server or the network has ended is reported with another message. */
function isEndedByHost(error: unknown): boolean {
  return error instanceof Error && error.message === 'Client was closed and is not queryable';
}

/** Repeating the call cannot help, so this is not the fault of a lost connection. */
function noTransaction(reason: string): SqlError {
  return new SqlError('25P01', `SQLSTATE 25P01: ${reason}`, null);
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
