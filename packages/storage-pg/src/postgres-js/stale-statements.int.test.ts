import { orThrow } from '@tenantatlas/core';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { onPlatform } from '../../test/support/units.ts';
import { emptyTables, workspaceTables } from '../../test/support/empty-tables.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { createPgStorage } from '../create-pg-storage.ts';
import type { SqlDatabase } from '../executor/sql-database.ts';
import { postgresJs } from './postgres-js.ts';

/*
 * Behind a pooler in transaction mode the server that runs a transaction may know none of the statements that postgres.js has prepared on
 * another one. Here one server drops them between two transactions, which looks the same from outside.
 */
let test: TestDatabase;
let sql: postgres.Sql;
let database: SqlDatabase;
const forget = () => sql.unsafe('DEALLOCATE ALL').simple();
beforeEach(async () => {
  test = await createTestDatabase(inject('postgresUrl'));
  await test.admin('CREATE TABLE public.notes (id int PRIMARY KEY)');
  await test.admin('GRANT ALL ON public.notes TO PUBLIC');
});
afterEach(async () => {
  await sql.end({ timeout: 1 });
  await test.drop();
});

async function connect(options: postgres.Options<Record<string, never>> = {}): Promise<void> {
  sql = postgres(test.appUrl, { max: 1, onnotice: () => {}, ...options });
  database = await postgresJs(sql).open();
}

const note = (id: number) =>
  database.transaction('', (transaction) => transaction.script(`INSERT INTO public.notes VALUES (${id})`));
const notes = async () =>
  (await test.admin<{ id: number }>('SELECT id FROM public.notes ORDER BY id')).map((r) => r.id);

it('acknowledges no commit that the server rolled back', async () => {
  await connect();
  await note(1);
  for (let id = 2; id <= 6; id += 1) {
    await forget();
    await note(id);
    expect(await notes()).toContain(id);
  }
});

describe('a unit whose statements the server has dropped', () => {
  const creating = async () => {
    const storage = orThrow(await createPgStorage({ database: postgresJs(sql) }));
    return () =>
      storage.unit(onPlatform, (unit) =>
        unit.workspaces.create(
          { workspaceId: 'w' as never },
          { workspaceId: 'w' as never, name: 'w', archivedAt: null, createdAt: at, updatedAt: at, version: 1 },
        ),
      );
  };
  const at = '2026-11-21T10:00:00.000Z' as never;

  it('is a storage fault that names the pooler and the option, and the connection stays usable', async () => {
    await connect();
    const create = await creating();
    await create();
    await test.admin(emptyTables(workspaceTables));
    await forget();
    // postgres.js prepares a statement again after it has failed, so one after the other comes back.
    const faults: unknown[] = [];
    for (let done = false; !done && faults.length < 20;) {
      done = await create().then(
        () => true,
        (error: unknown) => (faults.push(error), false),
      );
      expect(await test.admin('SELECT FROM tenantatlas.workspaces')).toHaveLength(done ? 1 : 0);
    }
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThan(20);
    for (const fault of faults) {
      expect(fault).toMatchObject({ name: 'StorageFault', kind: 'pooler', outcome: 'not_written' });
      expect((fault as Error).message).toMatch(/pooler.*`prepare: false`.*26000/);
    }
  });

  it('succeeds with `prepare: false`', async () => {
    await connect({ prepare: false });
    const create = await creating();
    for (let round = 0; round < 3; round += 1) {
      await create();
      await test.admin(emptyTables(workspaceTables));
      await forget();
    }
    await create();
  });
});
