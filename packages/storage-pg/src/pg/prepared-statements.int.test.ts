import { orThrow } from '@tenantatlas/core';
import type { PgPoolLike } from './pg-like.ts';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { onPlatform, transparentStorage, type TransparentStorage } from '../../test/support/units.ts';
import { makeWorkspace, today, usageEvent } from '../../test/usage/usage-world.ts';
import { createPgStorage, type PgStorage } from '../create-pg-storage.ts';
import { mostKeptPlans } from '../executor/kept-plans.ts';
import { pgPool } from './pg-pool.ts';

let test: TestDatabase;
let ends: (() => Promise<unknown>)[];
beforeEach(async () => {
  ends = [];
  test = await createTestDatabase(inject('postgresUrl'));
});
afterEach(async () => {
  for (const end of ends.toReversed()) await end();
  await test.drop();
});

/** One connection, so that what it keeps can be asked. */
function onePool(): pg.Pool {
  const pool = new pg.Pool({ connectionString: test.appUrl, max: 1 });
  pool.on('error', () => {});
  ends.push(() => pool.end());
  return pool;
}

async function openStorage(pool: PgPoolLike, preparedStatements: boolean): Promise<PgStorage> {
  const storage = orThrow(await createPgStorage({ database: pgPool(pool, { preparedStatements }) }));
  ends.push(() => storage.close());
  return storage;
}

async function openTransparent(pool: PgPoolLike): Promise<TransparentStorage> {
  return transparentStorage(await pgPool(pool, { preparedStatements: true }).open());
}

const kept = async (pool: pg.Pool) =>
  (await pool.query<{ statement: string }>('select statement from pg_prepared_statements')).rows.map(
    ({ statement }) => statement,
  );

const add = (storage: Pick<PgStorage, 'unit'>, id: string) =>
  storage.unit(onPlatform, ({ usage }) => usage.add([usageEvent('w-1', id, today())], { wait: false }));
const count = async () => {
  const [row] = await test.admin<{ ledger: number; counted: number }>(
    `select (select count(*)::int from tenantatlas.usage_events) as ledger, (select coalesce(sum(count), 0)::int from tenantatlas.usage_deltas) as counted`,
  );
  return row;
};

describe('a connection', () => {
  it('keeps the plans of units with the option, and none without', async () => {
    for (const preparedStatements of [true, false]) {
      const pool = onePool();
      const storage = await openStorage(pool, preparedStatements);
      await makeWorkspace(storage, preparedStatements ? 'w-1' : 'w-2');
      for (let round = 0; round < 8; round += 1) await add(storage, `e-${String(round)}`);
      const statements = await kept(pool);
      expect(statements.filter((text) => text.includes('insert into "tenantatlas".usage_events'))).toHaveLength(
        preparedStatements ? 1 : 0,
      );
      if (!preparedStatements) expect(statements).toEqual([]);
    }
    expect(await count()).toEqual({ ledger: 8, counted: 8 });
  });

  it('keeps no plan of what runs in a transaction of the host, which could not be repeated', async () => {
    const pool = onePool();
    const storage = await openStorage(pool, true);
    await makeWorkspace(storage, 'w-1');
    const before = await kept(pool);
    for (let round = 0; round < 5; round += 1) {
      await storage.transaction((bound) => add(bound, `own-${String(round)}`));
      const client = await pool.connect();
      await client.query('begin');
      await add(storage.bind(client), `host-${String(round)}`);
      await client.query('commit');
      client.release();
    }
    expect(await kept(pool)).toEqual(before);
    expect(await count()).toEqual({ ledger: 10, counted: 10 });
  });

  it('keeps a bounded number of plans, whatever is sent', async () => {
    const pool = onePool();
    const storage = await openTransparent(pool);
    await storage.unit(onPlatform, async (unit) => {
      for (let text = 0; text < mostKeptPlans + 20; text += 1)
        for (let use = 0; use < 3; use += 1)
          await storage.beneath(unit).query(`select ${String(text)} where $1::int > 0`, [1]);
    });
    expect(await kept(pool)).toHaveLength(mostKeptPlans);
  });
});

describe('a unit whose plan the server refuses', () => {
  it('is repeated without names after the host has dropped them, and adds its event once', async () => {
    const pool = onePool();
    const storage = await openStorage(pool, true);
    await makeWorkspace(storage, 'w-1');
    for (let round = 0; round < 4; round += 1) await add(storage, `e-${String(round)}`);
    await pool.query('deallocate all');
    for (let round = 4; round < 8; round += 1)
      expect(await add(storage, `e-${String(round)}`)).toEqual({ kind: 'added', count: 1 });
    expect(await kept(pool)).toEqual([]);
    expect(await count()).toEqual({ ledger: 8, counted: 8 });
  });

  it('is repeated with a new plan after a migration has given a result another column', async () => {
    const pool = onePool();
    const storage = await openTransparent(pool);
    const read = () =>
      storage.unit(
        onPlatform,
        async (unit) => (await storage.beneath(unit).query('select * from public.notes where id = $1', [1])).rows,
      );
    await test.admin('create table public.notes (id int primary key)');
    await test.admin('grant select on public.notes to public');
    await test.admin('insert into public.notes values (1)');
    for (let round = 0; round < 4; round += 1) expect(await read()).toEqual([{ id: 1 }]);
    await test.admin('alter table public.notes add column text text default $$new$$');
    for (let round = 0; round < 4; round += 1) expect(await read()).toEqual([{ id: 1, text: 'new' }]);
    expect((await kept(pool)).filter((text) => text.includes('public.notes'))).toHaveLength(2);
  });
});

/** What a driver has on a connection that node-postgres does not type: the statements that it believes are prepared there. */
interface Believing {
  readonly connection: { parsedStatements: Record<string, string> };
}

/**
 * A pool of one connection to a pooler in transaction mode that does not follow prepared statements. Each transaction gets the next of `servers`, and the driver goes on to
 * believe what it knows of its one connection.
 */
function pooledBy(servers: readonly pg.Client[], refusals: Set<unknown>): PgPoolLike {
  const believed = {};
  let turn = 0;
  return {
    async connect() {
      const server = servers[turn % servers.length] as pg.Client;
      turn += 1;
      (server as unknown as Believing).connection.parsedStatements = believed;
      return {
        query: (statement) =>
          server.query(statement).catch((error: unknown) => {
            refusals.add((error as pg.DatabaseError).code);
            throw error;
          }),
        on: (event, listener) => server.on(event, listener),
        off: (event, listener) => server.off(event, listener),
        release: () => {},
      };
    },
    on: () => {},
    off: () => {},
    end: () => Promise.resolve(),
  };
}

it('behind a pooler that does not follow prepared statements every unit succeeds, exactly once', async () => {
  const servers = [1, 2].map(() => new pg.Client({ connectionString: test.appUrl }));
  for (const server of servers) {
    await server.connect();
    ends.push(() => server.end());
  }
  const refusals = new Set<unknown>();
  // Two processes: the second one prepares a name that the first has prepared on the same server.
  const processes = [
    await openStorage(pooledBy(servers, refusals), true),
    await openStorage(pooledBy(servers, refusals), true),
  ] as const;
  await makeWorkspace(processes[0], 'w-1');
  for (let round = 0; round < 30; round += 1)
    expect(await add(processes[round % 2] as PgStorage, `e-${String(round)}`)).toEqual({ kind: 'added', count: 1 });
  expect([...refusals].toSorted()).toEqual(['26000', '42P05']);
  expect(await count()).toEqual({ ledger: 30, counted: 30 });
});
