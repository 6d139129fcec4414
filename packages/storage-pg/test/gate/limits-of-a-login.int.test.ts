import { orThrow } from '@tenantatlas/core';
import pg from 'pg';
import postgres from 'postgres';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { createPgStorage } from '../../src/create-pg-storage.ts';
import type { SqlDatabaseSource } from '../../src/executor/sql-database.ts';
import { pgPool } from '../../src/pg/index.ts';
import { postgresJs } from '../../src/postgres-js/index.ts';
import { makeWorkspaces, scopeOf, within } from '../store-fixtures.ts';
import { createTestDatabase } from '../support/database.ts';

const shortMillis = 2_000; // short on purpose: the limits of the login have to be over during the wait

/** A pool with one connection, whose login limits locks and statements itself. */
const drivers: { readonly [name: string]: (url: string) => SqlDatabaseSource } = {
  pg(connectionString) {
    const options = `-c lock_timeout=${String(shortMillis)} -c statement_timeout=${String(shortMillis)}`;
    const pool = new pg.Pool({ connectionString, max: 1, options });
    pool.on('error', () => {});
    onTestFinished(() => pool.end());
    return pgPool(pool);
  },
  'postgres-js'(url) {
    const connection = { lock_timeout: shortMillis, statement_timeout: shortMillis };
    const sql = postgres(url, { max: 1, onnotice: () => {}, connection });
    onTestFinished(() => sql.end({ timeout: 5 }));
    return postgresJs(sql);
  },
};

describe.each(Object.entries(drivers))('a pause on %s with one connection', (_, open) => {
  it.each([
    ['of a workspace', scopeOf('w1')],
    ['over all', null],
  ])('%s waits as long as it says, whatever the login allows', async (__, scope) => {
    const database = await createTestDatabase(inject('postgresUrl'));
    onTestFinished(() => database.drop());
    const pool = new pg.Pool({ connectionString: database.appUrl, max: 2 });
    pool.on('error', () => {});
    onTestFinished(() => pool.end());
    const starting = orThrow(await createPgStorage({ database: pgPool(pool) }));
    const pausing = orThrow(await createPgStorage({ database: open(database.appUrl) }));
    await makeWorkspaces(starting, 'w1');
    const [entered, leave] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    onTestFinished(() => leave.resolve());
    const start = starting.unit(within('w1'), async ({ gate }) => {
      await gate.enter(scopeOf('w1'));
      entered.resolve();
      await leave.promise;
    });
    await entered.promise;
    expect(await pausing.settle(scope, 100)).toEqual({ settled: false, openStarts: 1 });
    // Longer than a timer and a setting of the server can be.
    const settling = pausing.settle(scope, 2 ** 40);
    await new Promise((resolve) => setTimeout(resolve, shortMillis + 1_000));
    leave.resolve();
    await start;
    expect(await settling).toEqual({ settled: true, openStarts: 0 });
  });
});
