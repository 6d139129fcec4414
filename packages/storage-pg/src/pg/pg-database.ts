import { InvariantError, isStorageFault, StorageFault } from '@tenantatlas/core/ports';
import { fromDriver } from '../executor/driver-error.ts';
import { enterAtOnce } from '../executor/enter-at-once.ts';
import { createKeptPlans } from '../executor/kept-plans.ts';
import { openScope } from '../executor/session-transaction.ts';
import type { SqlDatabase, SqlResult, SqlTransaction } from '../executor/sql-database.ts';
import { swallowedFailure } from '../executor/swallowed-failure.ts';
import type { PgConnectionLike, PgPoolClientLike, PgPoolLike } from './pg-like.ts';
import { pgSession, type PgSession, type StatementNames } from './pg-session.ts';

/** How a pool is used. */
export interface PoolUse {
  /** Whether {@link SqlDatabase.close} ends it. */
  readonly endPool: boolean;
  /** Whether its connections keep the plans of what units send often. See {@link KeptPlans}. */
  readonly keepPlans: boolean;
}

/** A database behind a node-postgres pool. */
export function pgDatabase(pool: PgPoolLike, { endPool, keepPlans }: PoolUse): SqlDatabase {
  // Without a listener the process ends when the server ends an idle connection (57P01). The pool has dropped the connection by then.
  const ignoreIdleLoss = () => {};
  pool.on('error', ignoreIdleLoss);
  // The pool removes its own listener from a connection before the borrower can add one. A server that accepts and ends a session in one packet hits
  // that moment. The first statement notices the loss.
  const listenOnConnect = (client: PgPoolClientLike) => void client.on('error', ignoreIdleLoss);
  pool.on('connect', listenOnConnect);
  const bound = new WeakMap<object, SqlTransaction>();
  const plans = keepPlans ? createKeptPlans() : null;

  return {
    backend: 'pg',
    query: (sql, params) => withSession(pool, (session) => session.query(sql, params)),
    script: (sql) => withSession(pool, (session) => session.script(sql)),
    once: (script) => withSession(pool, (session) => runOnce(session, script())),
    transaction: (preamble, work, { keepsPlansOf: role } = {}) =>
      withSession(
        pool,
        (session) => runTransaction(session, preamble, work),
        plans && role !== undefined
          ? { of: (sql) => plans.nameOf(role, sql), refused: (name, refusal) => plans.refused(name, refusal) }
          : null,
      ),
    bind(hostTransaction) {
      if (!isConnection(hostTransaction)) {
        throw new InvariantError(
          'With pg a host transaction is the client that sent BEGIN: `const client = await pool.connect()`.',
        );
      }
      const known = bound.get(hostTransaction) ?? openScope(pgSession(hostTransaction)).transaction;
      bound.set(hostTransaction, known);
      return known;
    },
    isInside: () => false,
    async close() {
      // A pool resolves `end` before its last connections are closed, and still reports their loss: our own pool keeps its listener.
      if (endPool) return pool.end();
      pool.off('error', ignoreIdleLoss);
      pool.off('connect', listenOnConnect);
    },
  };
}

/** Borrows a connection. One that broke is destroyed: in the pool it would fail its next user. */
async function withSession<T>(
  pool: PgPoolLike,
  use: (session: PgSession) => Promise<T>,
  names: StatementNames | null = null,
): Promise<T> {
  const client = await borrow(pool);
  const session = pgSession(client, names);
  const onError = () => session.markBroken();
  // A borrowed connection has no listener of the pool's; without one its loss would kill the process.
  client.on('error', onError);
  try {
    return await use(session);
  } finally {
    client.release(session.broken);
    client.off('error', onError);
  }
}

async function borrow(pool: PgPoolLike): Promise<PgPoolClientLike> {
  try {
    return await pool.connect();
  } catch (error) {
    throw fromDriver(error, 'connecting').error;
  }
}

async function runTransaction<T>(
  session: PgSession,
  preamble: string,
  work: (transaction: SqlTransaction) => Promise<T>,
): Promise<T> {
  const scope = openScope(session);
  try {
    const result = await entered(session, preamble, () => work(scope.transaction));
    scope.end();
    await commit(session);
    return result;
  } catch (error) {
    scope.abandon();
    await rollback(session);
    throw error;
  }
}

const begin = 'BEGIN ISOLATION LEVEL READ COMMITTED';

async function entered<T>(session: PgSession, preamble: string, work: () => Promise<T>): Promise<T> {
  if (session.pipelines) {
    const messages = [begin, preamble].filter((script) => script !== '');
    return enterAtOnce(Promise.all(messages.map((script) => session.script(script))), work);
  }
  await session.script(`${begin};${preamble}`);
  return work();
}

/** A statement that fails ends the message, so that COMMIT is only reached when all succeeded. */
async function runOnce<Row>(session: PgSession, script: string): Promise<readonly SqlResult<Row>[]> {
  try {
    const results = await session.script<Row>(`${begin};${script};COMMIT`);
    return results.slice(1, -1);
  } catch (error) {
    await rollback(session);
    throw error;
  }
}

/** PostgreSQL answers COMMIT of a failed transaction with the tag ROLLBACK, and no error. */
async function commit(session: PgSession): Promise<void> {
  if (session.broken)
    throw new StorageFault('unavailable', 'The connection to the database was lost before the commit.');
  let tag;
  try {
    tag = await session.command('COMMIT');
  } catch (error) {
    if (!isStorageFault(error)) throw error;
    throw new StorageFault(error.kind, 'The connection broke while a commit was under way.', { outcome: 'unknown' });
  }
  if (tag === 'ROLLBACK') throw swallowedFailure();
}

/** After a failed COMMIT no transaction is open, and ROLLBACK only gives a warning. */
async function rollback(session: PgSession): Promise<void> {
  if (session.broken) return;
  // The error is reported already; a connection that cannot roll back is destroyed.
  await session.script('ROLLBACK').catch(() => session.markBroken());
}

function isConnection(value: unknown): value is PgConnectionLike & object {
  if (typeof value !== 'object' || value === null || 'connect' in value === false) return false;
  return 'query' in value && typeof value.query === 'function' && !('totalCount' in value);
}
