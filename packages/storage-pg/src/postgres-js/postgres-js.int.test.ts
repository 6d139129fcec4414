import postgres from 'postgres';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { InvariantError } from '@tenantatlas/core';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { postgresJs } from './postgres-js.ts';

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase(inject('postgresUrl'), 'empty');
});
afterEach(() => test.drop());

it('neither changes nor depends on types and value transforms of the host', async () => {
  const sql = postgres(test.adminUrl, {
    max: 1,
    fetch_types: false,
    types: { bigint: postgres.BigInt },
    transform: { value: { from: () => 'transformed' } },
  });
  const database = await postgresJs(sql).open();
  const read = "SELECT 7::bigint AS big, ARRAY['a','b']::text[] AS list, '2026-11-21T10:00:00Z'::timestamptz AS at";
  expect((await database.query(read)).rows).toEqual([{ big: 7, list: ['a', 'b'], at: '2026-11-21T10:00:00.000Z' }]);
  await sql.end();
});

it('rejects an instance that renames columns', async () => {
  const sql = postgres(test.adminUrl, { transform: postgres.camel });
  expect(() => postgresJs(sql)).toThrow(InvariantError);
  await sql.end();
});

it('works without prepared statements, as behind a transaction pooler', async () => {
  const sql = postgres(test.adminUrl, { max: 1, prepare: false });
  const database = await postgresJs(sql).open();
  expect((await database.query('SELECT $1::int AS n', [7])).rows).toEqual([{ n: 7 }]);
  await sql.end();
});

it('prepares its statements unless an option forbids it', async () => {
  for (const preparedStatements of [true, false]) {
    const sql = postgres(test.adminUrl, { max: 1 });
    const database = await postgresJs(sql, { preparedStatements }).open();
    expect((await database.query('SELECT $1::int AS n', [7])).rows).toEqual([{ n: 7 }]);
    const kept = await sql`SELECT FROM pg_prepared_statements WHERE statement = 'SELECT $1::int AS n'`;
    expect(kept).toHaveLength(preparedStatements ? 1 : 0);
    await sql.end();
  }
});

it('gives up waiting for a connection', async () => {
  const sql = postgres(test.adminUrl, { max: 1 });
  const database = await postgresJs(sql, { beginTimeoutMillis: 100 }).open(); // short on purpose: no connection comes free
  const leave = Promise.withResolvers<void>();
  const holder = sql.begin(() => leave.promise);
  let ran = false;
  const waiting = database.transaction('', () => ((ran = true), Promise.resolve()));
  await expect(waiting).rejects.toMatchObject({ name: 'StorageFault', kind: 'unavailable' });
  leave.resolve();
  await holder;
  expect((await database.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  expect(ran).toBe(false);
  await sql.end();
});

it('leaves the instance of the host open', async () => {
  const sql = postgres(test.adminUrl, { max: 1 });
  await (await postgresJs(sql).open()).close();
  expect(await sql`SELECT 1 AS one`).toEqual([{ one: 1 }]);
  await sql.end();
});
