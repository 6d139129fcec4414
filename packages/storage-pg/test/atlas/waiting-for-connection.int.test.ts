import { createTenantAtlas, defineControls, orThrow, systemActor } from '@tenantatlas/core';
import pg from 'pg';
import { expect, inject, it, onTestFinished } from 'vitest';
import { createPgStorage } from '../../src/create-pg-storage.ts';
import { pgPool } from '../../src/pg/index.ts';
import { createTestDatabase } from '../support/database.ts';

const controls = defineControls({
  'acme.mail': { label: 'Mass mail', supportedScopes: ['global'], operationTypes: [], affectedSurfaces: [] },
});

/** An atlas on a pool with one connection, whose timers end when the test says so. */
async function onOneConnection() {
  const database = await createTestDatabase(inject('postgresUrl'));
  const pool = new pg.Pool({ connectionString: database.appUrl, max: 1 });
  pool.on('error', () => {});
  onTestFinished(async () => {
    await pool.end();
    await database.drop();
  });
  const timers = new Set<() => void>();
  const logged: unknown[] = [];
  const storage = orThrow(await createPgStorage({ database: pgPool(pool) }));
  const atlas = createTenantAtlas({
    storage,
    catalogs: { controls: [controls] },
    logger: { warn: (event, fields) => void logged.push({ event, ...fields }), error: () => {} },
    scheduler: {
      after(_, work) {
        timers.add(work);
        return () => void timers.delete(work);
      },
    },
  });
  const elapse = (): void => {
    for (const work of timers) work();
  };
  return { atlas, pool, logged, elapse, client: atlas.as(systemActor('test')) };
}

it("a wait behind a transaction of the host's is logged", async () => {
  const { atlas, pool, logged, elapse, client } = await onOneConnection();
  const connection = await pool.connect();
  await connection.query('BEGIN');
  const bound = atlas.withTransaction(connection).as(systemActor('test'));
  orThrow(await bound.workspaces.create({ workspaceId: 'w-1', name: 'One' }));
  const waiting = client.workspaces.list();
  await expect.poll(() => pool.waitingCount).toBe(1);
  elapse();
  expect(logged).toEqual([
    {
      event: 'waiting_for_connection',
      method: 'workspaces.list',
      held: 0,
      holders: '',
      detail: expect.stringContaining('A transaction that the host has begun may hold it') as string,
    },
  ]);
  await connection.query('COMMIT');
  connection.release();
  expect(orThrow(await waiting).items.map(({ workspaceId }) => workspaceId)).toEqual(['w-1']);
});

it('a wait behind a guard is logged with its name', async () => {
  const { atlas, pool, logged, elapse, client } = await onOneConnection();
  const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const guarded = atlas.guard('acme.mail', { actor: systemActor('test') }, async () => {
    begun.resolve();
    await end.promise;
  });
  await Promise.race([begun.promise, guarded.then((answer) => expect(answer.isOk()).toBe(true))]);
  const waiting = client.workspaces.list();
  await expect.poll(() => pool.waitingCount).toBe(1);
  elapse();
  expect(logged).toEqual([{ event: 'waiting_for_connection', method: 'workspaces.list', held: 1, holders: 'guard' }]);
  end.resolve();
  orThrow(await guarded);
  orThrow(await waiting);
});
