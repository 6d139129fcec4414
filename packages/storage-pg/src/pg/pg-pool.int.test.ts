import pg from 'pg';
import { orThrow } from '@tenantatlas/core';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { createPgStorage } from '../create-pg-storage.ts';
import { pgPool } from './pg-pool.ts';

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase(inject('postgresUrl'), 'empty');
});
afterEach(() => test.drop());

it('neither changes nor depends on type parsers of the host', async () => {
  const before = pg.types.getTypeParser(20);
  pg.types.setTypeParser(20, () => 'parsed by the host');
  try {
    const pool = new pg.Pool({ connectionString: test.adminUrl, max: 1 });
    pool.on('error', () => {});
    const database = await pgPool(pool).open();
    expect((await database.query('SELECT 7::bigint AS big')).rows).toEqual([{ big: 7 }]);
    expect((await pool.query('SELECT 7::bigint AS big')).rows).toEqual([{ big: 'parsed by the host' }]);
    await pool.end();
  } finally {
    pg.types.setTypeParser(20, before);
  }
});

it('leaves the pool of the host open, with its listeners unchanged', async () => {
  const pool = new pg.Pool({ connectionString: test.adminUrl, max: 1 });
  const database = await pgPool(pool).open();
  const listeners = () => [pool.listenerCount('error'), pool.listenerCount('connect')];
  expect(listeners()).toEqual([1, 1]);
  await database.close();
  expect(listeners()).toEqual([0, 0]);
  pool.on('error', () => {});
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

it('survives a connection that is lost between pool and borrower', async () => {
  const pool = new pg.Pool({ connectionString: test.adminUrl, max: 1 });
  const lend = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  // The moment between the pool's listener and that of the borrower.
  const dropping = Object.assign(pool, {
    connect: () =>
      lend().then((client) => {
        client.emit('error', new Error('terminating connection due to administrator command'));
        return client;
      }),
  });
  const database = await pgPool(dropping).open();
  expect((await database.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

it('returns a fault when the pool has no free connection', async () => {
  const pool = new pg.Pool({ connectionString: test.adminUrl, max: 1 });
  pool.on('error', () => {});
  const database = await pgPool(pool).open();
  const holder = await pool.connect();
  pool.options.connectionTimeoutMillis = 50; // short on purpose: no connection comes free
  await expect(database.transaction('', () => Promise.resolve())).rejects.toMatchObject({
    name: 'StorageFault',
    kind: 'unavailable',
  });
  pool.options.connectionTimeoutMillis = 0;
  holder.release();
  expect((await database.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

it('ends the pool that it created', async () => {
  const database = await pgPool({ connectionString: test.adminUrl, max: 1 }).open();
  expect((await database.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await database.close();
  await expect(database.query('SELECT 1')).rejects.toMatchObject({ name: 'StorageFault' });
});

it('returns a connection in its original state', async () => {
  const pool = new pg.Pool({ connectionString: test.adminUrl, max: 1 });
  pool.on('error', () => {});
  const database = await pgPool(pool).open();
  await database.transaction('', (transaction) => transaction.query('SELECT 1')).catch(() => {});
  await database.transaction('', () => Promise.reject(new Error('no'))).catch(() => {});
  const client = await pool.connect();
  expect(client.listenerCount('error')).toBe(1); // the one from its start, and none of a borrower
  expect(
    (await client.query("SELECT pg_current_xact_id_if_assigned() AS x, current_setting('transaction_isolation') AS i"))
      .rows,
  ).toHaveLength(1);
  client.release();
  expect(pool.totalCount).toBe(1);
  await pool.end();
});

it('destroys a connection in an unknown state instead of returning it to the pool', async () => {
  const pool = new pg.Pool({ connectionString: test.adminUrl, max: 1 });
  pool.on('error', () => {});
  const clients: { readonly connectionParameters: { query_timeout: number } }[] = [];
  pool.on('connect', (client) => clients.push(client as unknown as (typeof clients)[number])); // its settings have no type
  const database = await pgPool(pool).open();
  const pid = async () => (await database.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;
  const before = await pid();
  for (const { connectionParameters } of clients) connectionParameters.query_timeout = 100;
  const attempt = database.transaction('', (transaction) => transaction.query('SELECT pg_sleep(10)'));
  await expect(attempt).rejects.toMatchObject({ name: 'StorageFault', kind: 'unavailable' });
  expect(await pid()).not.toBe(before);
  await pool.end();
});

it('a pause without a connection in time returns a fault', async () => {
  const database = await createTestDatabase(inject('postgresUrl'));
  const pool = new pg.Pool({ connectionString: database.appUrl, max: 1 }); // without a limit it waits without end
  const storage = orThrow(await createPgStorage({ database: pgPool(pool) }));
  const holder = await pool.connect();
  await expect(storage.settle(null, 100)).rejects.toMatchObject({ kind: 'unavailable' });
  holder.release();
  expect(await storage.settle(null, 60_000)).toEqual({ settled: true, openStarts: 0 });
  await storage.close();
  pool.on('error', () => {});
  await pool.end();
  await database.drop();
});

it.each([
  { pipeline: true, atOnce: 3 },
  { pipeline: false, atOnce: 1 },
])('sends $atOnce messages at once with pipeline $pipeline', async ({ pipeline, atOnce }) => {
  const pool = new pg.Pool({ connectionString: test.adminUrl, max: 1, pipeline });
  const sent = { unanswered: 0, most: 0 };
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (statement: pg.QueryConfig) => Promise<pg.QueryResult>;
    const counted = async (statement: pg.QueryConfig): Promise<pg.QueryResult> => {
      sent.unanswered += 1;
      sent.most = Math.max(sent.most, sent.unanswered);
      return query(statement).finally(() => (sent.unanswered -= 1));
    };
    Object.assign(client, { query: counted });
  });
  pool.on('error', () => {});
  const database = await pgPool(pool).open();
  const answer = await database.transaction("SET LOCAL TimeZone TO 'UTC'", (transaction) =>
    transaction.query('SELECT 1 AS one'),
  );
  expect(answer.rows).toEqual([{ one: 1 }]);
  expect(sent).toEqual({ unanswered: 0, most: atOnce });
  await pool.end();
});

it('passes the option for pipelining to a pool of our own', async () => {
  for (const pipeline of [true, false]) {
    const database = await pgPool({ connectionString: test.adminUrl, pipeline }).open();
    await database.transaction('', ({ handle }) => {
      expect(handle).toMatchObject({ pipeline });
      return Promise.resolve();
    });
    await database.close();
  }
});
