import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atLeast, exactly } from '../../../../bench/lib/figures.ts';
import { keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { startDeafProxy } from '../../test/support/deaf-proxy.ts';
import { type PostgresServer, startPostgres } from '../../test/support/embedded-postgres.ts';
import { runOnHandle } from '../../test/support/backends.ts';
import { scaled } from '../../test/support/scale.ts';
import { pgPool } from '../pg/index.ts';
import { postgresJs } from '../postgres-js/index.ts';
import type { SqlDatabase, SqlDatabaseSource, SqlTransaction } from './sql-database.ts';

const unavailable = { name: 'StorageFault', kind: 'unavailable' };

interface Connected {
  readonly database: SqlDatabase;
  close(): Promise<void>;
}

/** Opens a database through one driver, with at most `max` connections. */
type Connect = (url: string, max: number) => Promise<Connected>;

const drivers: { readonly [name: string]: Connect } = {
  pg: (url, max) => connectedPool({ connectionString: url, max }),
  'pg with pipelining': (url, max) => connectedPool({ connectionString: url, max, pipeline: true }),
  'postgres-js'(url, max) {
    const sql = postgres(url, { max, connect_timeout: 30, backoff: () => 0.02, onnotice: () => {} });
    return connected(postgresJs(sql), () => sql.end({ timeout: 1 }));
  },
};

function connectedPool(options: pg.PoolConfig): Promise<Connected> {
  const pool = new pg.Pool({ ...options, connectionTimeoutMillis: 30_000 });
  // Only after the storage, whose own listener is under test, has left the pool.
  return connected(pgPool(pool), () => pool.on('error', () => {}).end());
}

async function connected(source: SqlDatabaseSource, end: () => Promise<void>): Promise<Connected> {
  const database = await source.open();
  return { database, close: async () => (await database.close(), end()) };
}

describe.each(Object.keys(drivers))('%s', (name) => {
  const connect = drivers[name] as Connect;
  const isPool = name !== 'postgres-js';
  let server: PostgresServer;
  let admin: pg.Client;
  beforeAll(async () => {
    server = await startPostgres();
    admin = await administrator();
    await admin.query('CREATE TABLE notes (id int PRIMARY KEY)');
  });
  afterAll(async () => {
    await admin.end();
    await server.stop();
  });

  async function administrator(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: server.url });
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  const exists = async (id: number) => (await admin.query('SELECT FROM notes WHERE id = $1', [id])).rowCount === 1;
  const note = (transaction: SqlTransaction, id: number) =>
    transaction.query('INSERT INTO notes (id) VALUES ($1)', [id]);
  const pidOf = async (transaction: SqlTransaction) =>
    (await transaction.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0;
  const terminate = (pid: number) => admin.query('SELECT pg_terminate_backend($1)', [pid]);

  /** Waits until one statement sleeps on the server. */
  const untilOneSleeps = () =>
    expect
      .poll(
        async () =>
          (
            await admin.query(
              "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'",
            )
          ).rowCount,
      )
      .toBe(1);

  /** Waits until the statement of `pid` is in progress on the server. */
  async function underWay(pid: number): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      const { rows } = await admin.query(
        "SELECT FROM pg_stat_activity WHERE pid = $1 AND state = 'active' AND wait_event = 'PgSleep'",
        [pid],
      );
      if (rows.length > 0) return;
      await sleep(5);
    }
    throw new Error('The statement never began.');
  }

  it('returns a fault when its connection is terminated, and continues with the next one', async () => {
    const { database, close } = await connect(server.url, 3);
    const rounds = scaled(100, 10);
    const hit = { inFlight: 0, beforeCommit: 0, idle: 0 };
    const seen = { faults: 0, goneOn: 0 };
    const what = `transactions that lose their connection, ${name}`;
    keepFigures('faults', () => {
      const all = hit.inFlight + hit.beforeCommit + hit.idle;
      return [
        atLeast(`${what}: terminated`, all, 100, 'connections'),
        atLeast(`${what}: of them with a statement in flight`, hit.inFlight, Math.ceil(all / 3), 'connections'),
        atLeast(`${what}: of them between statement and commit`, hit.beforeCommit, 1, 'connections'),
        exactly(`${what}: typed faults with nothing written`, seen.faults, all, 'faults'),
        exactly(`${what}: next statements that find another connection`, seen.goneOn, all, 'statements'),
      ];
    });
    for (let round = 0; round < rounds; round += 1) {
      const [inFlight, beforeCommit] = [round % 2 === 0, round % 4 === 1];
      const work = database.transaction('', async (transaction) => {
        await note(transaction, round);
        const pid = await pidOf(transaction);
        if (inFlight) {
          const sleeping = transaction.query('SELECT pg_sleep(10)');
          sleeping.catch(() => {}); // awaited below, once the connection is lost
          await underWay(pid);
          await terminate(pid);
          hit.inFlight += 1;
          await sleeping;
        } else if (beforeCommit) {
          await terminate(pid);
          hit.beforeCommit += 1;
        } else {
          await terminate(pid);
          hit.idle += 1;
          await sleep(20);
        }
      });
      await expect(work).rejects.toMatchObject(unavailable);
      expect(await exists(round)).toBe(false);
      seen.faults += 1;
      expect((await database.query('SELECT 1 AS alive')).rows).toEqual([{ alive: 1 }]);
      seen.goneOn += 1;
    }
    expect(hit.inFlight).toBeGreaterThanOrEqual(rounds / 3);
    expect(hit.beforeCommit).toBeGreaterThan(0);
    await close();
  });

  it('survives the loss of idle connections', async () => {
    const { database, close } = await connect(server.url, 3);
    await Promise.all(Array.from({ length: 3 }, () => database.query('SELECT pg_sleep(0.05)')));
    await admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()',
    );
    await sleep(100);
    expect((await database.query('SELECT 1 AS alive')).rows).toEqual([{ alive: 1 }]);
    await close();
  });

  it.each(['resolves', 'rejects', 'sends one more statement'])(
    "never touches another caller's transaction when a lost one %s late",
    async (how) => {
      const { database, close } = await connect(server.url, 1);
      const lost = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<number>();
      const first = database.transaction('', async (transaction) => {
        await note(transaction, 1001);
        begun.resolve(await pidOf(transaction));
        await lost.promise;
        if (how === 'rejects') throw new Error('late');
        if (how !== 'resolves') await expect(note(transaction, 1002)).rejects.toMatchObject(unavailable);
      });
      const firstAnswer = first.catch((error: unknown) => error);
      await terminate(await begun.promise);

      // The pool of pg hands on the place only when the work has ended.
      if (isPool) lost.resolve();
      const changedItsMind = new Error('changed its mind');
      const second = database.transaction('', async (transaction) => {
        await note(transaction, 1003);
        lost.resolve();
        await sleep(100);
        await note(transaction, 1004);
        throw changedItsMind;
      });
      await expect(second).rejects.toBe(changedItsMind);
      expect(await firstAnswer).toMatchObject(how === 'rejects' && isPool ? { message: 'late' } : unavailable);
      for (const id of [1001, 1002, 1003, 1004]) expect(await exists(id)).toBe(false);
      await close();
    },
  );

  it.each(['passes it on', 'wraps it', 'ignores it'])(
    'serves the next caller when a host whose own statement lost its connection %s',
    { timeout: 60_000 },
    async (how) => {
      const proxy = await startDeafProxy(server.port);
      const { database, close } = await connect(server.url.replace(String(server.port), String(proxy.port)), 1);
      for (let round = 0; round < scaled(60, 3); round += 1) {
        const hosts = database.transaction('', async (transaction) => {
          await note(transaction, 3000 + round);
          const own = runOnHandle(transaction.handle, 'SELECT pg_sleep(10)');
          own.catch(() => {}); // awaited below
          await untilOneSleeps();
          proxy.reset();
          await admin.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'",
          );
          await own.catch((error: unknown) => {
            if (how === 'ignores it') return;
            throw how === 'wraps it' ? new Error('The host failed.', { cause: error }) : error;
          });
        });
        await expect(hosts).rejects.toThrow();
        expect(await exists(3000 + round)).toBe(false);
        const next = await database.transaction("SET LOCAL lock_timeout TO '10s'", async (transaction) => {
          const { rows } = await transaction.query('SELECT $1::int AS one', [1]);
          return [rows, (await transaction.query('SELECT 2 AS two')).rows];
        });
        expect(next).toEqual([[{ one: 1 }], [{ two: 2 }]]);
      }
      await close();
      await proxy.close();
    },
  );

  it('reports an unknown commit as unknown, and does not run the work again', async () => {
    const proxy = await startDeafProxy(server.port);
    const { database, close } = await connect(server.url.replace(String(server.port), String(proxy.port)), 2);
    let runs = 0;
    let unknown = 0;
    const what = `commits whose answer is lost, ${name}`;
    keepFigures('faults', () => [
      atLeast(`${what}: lost`, proxy.lost, 20, 'commits'),
      exactly(`${what}: answered as unknown`, unknown, proxy.lost, 'commits'),
      exactly(`${what}: run again`, runs - proxy.lost, 0, 'transactions'),
    ]);
    for (let round = 0; round < scaled(20, 3); round += 1) {
      proxy.loseNextCommit();
      const work = database.transaction('', (transaction) => ((runs += 1), note(transaction, 2000 + round)));
      await expect(work).rejects.toMatchObject({ ...unavailable, outcome: 'unknown' });
      unknown += 1;
      expect(runs).toBe(round + 1);
      expect(proxy.lost).toBe(round + 1);
      expect(await exists(2000 + round)).toBe(true); // that is why it must not be called "not written"
    }
    await close();
    await proxy.close();
  });

  it('returns faults while the server is down, and recovers when it is back', async () => {
    const { database, close } = await connect(server.url, 3);
    const running = Array.from({ length: 3 }, () =>
      database.transaction('', (transaction) => transaction.query('SELECT pg_sleep(30)')),
    );
    await sleep(200);
    const answers = Promise.allSettled(running);
    await server.halt('immediate');
    for (const answer of await answers) expect(answer).toMatchObject({ status: 'rejected', reason: unavailable });
    for (let tries = 0; tries < 3; tries += 1) {
      await expect(database.transaction('', (transaction) => transaction.query('SELECT 1'))).rejects.toMatchObject({
        ...unavailable,
        outcome: 'not_written',
      });
      await expect(database.query('SELECT 1')).rejects.toMatchObject(unavailable);
    }
    await server.resume();
    await admin.end().catch(() => {});
    admin = await administrator();
    expect((await database.query('SELECT 1 AS alive')).rows).toEqual([{ alive: 1 }]);
    await close();
  });
});
