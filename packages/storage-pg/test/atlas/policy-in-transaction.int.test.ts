import { createTenantAtlas, defineControls, defineOperations, ok, orThrow, roleCapabilities } from '@tenantatlas/core';
import { systemActor, workspaceUser, type AccessPolicy } from '@tenantatlas/core';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { createPgStorage } from '../../src/create-pg-storage.ts';
import { pgPool } from '../../src/pg/index.ts';
import { createTestDatabase } from '../support/database.ts';
import { codeOf } from './race-requests.ts';

type Queryable = Pick<pg.ClientBase, 'query'>;

const mail = 'acme.mail';
const controls = defineControls({
  [mail]: { label: 'Mail', supportedScopes: ['global'], operationTypes: [mail], affectedSurfaces: ['acme.mail'] },
});
const operations = defineOperations({
  [mail]: { label: 'Mail', capability: 'operations.start', inputs: z.strictObject({}), run: async () => ok({}) },
});

/** A host whose people are in a table, read through the pool that the storage uses as well. It has two connections. */
async function openHost() {
  const database = await createTestDatabase(inject('postgresUrl'));
  const pool = new pg.Pool({ connectionString: database.appUrl, max: 2 });
  pool.on('error', () => {});
  const asked: { readonly inTransaction: boolean; readonly role: string }[] = [];
  let table = 'public.staff';
  const companiesOf = async (transaction: unknown, person: string): Promise<readonly string[]> => {
    const on = (transaction as Queryable | null) ?? pool;
    const { rows } = await on.query<{ company: string | null; role: string }>(
      `SELECT company, current_user::text AS role FROM (SELECT 1) AS one LEFT JOIN ${table} ON person = $1`,
      [person],
    );
    asked.push({ inTransaction: transaction !== null, role: rows[0]?.role ?? '' });
    return rows.flatMap(({ company }) => company ?? []);
  };
  const access: AccessPolicy = {
    async resolve({ userId, workspaceId }, { transaction }) {
      const member = (await companiesOf(transaction, userId)).includes(workspaceId);
      return { member, entitled: member, capabilities: member ? roleCapabilities.owner : [] };
    },
    workspacesOf: (userId, { transaction }) => companiesOf(transaction, userId),
    async tenantsOf(userId, workspaceId, { transaction }) {
      return (await companiesOf(transaction, userId)).includes(workspaceId) ? ['t-1'] : [];
    },
  };
  await database.admin('CREATE TABLE public.staff (person text, company text)');
  await database.admin('GRANT ALL ON public.staff TO PUBLIC');
  const storage = orThrow(await createPgStorage({ database: pgPool(pool) }));
  const logged: string[] = [];
  const note = (event: string) => void logged.push(event);
  const atlas = createTenantAtlas({
    storage,
    access,
    logger: { warn: note, error: note },
    catalogs: { controls: [controls], operations: [operations] },
  });
  const setup = atlas.as(systemActor('seed'));
  orThrow(await setup.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await setup.tenants.create({ workspaceId: 'w-1', tenantId: 't-1', name: 'Contoso', lifecycle: 'active' }));
  await pool.query("INSERT INTO public.staff VALUES ('u-1', 'w-1')");
  return {
    atlas,
    pool,
    asked,
    logged,
    readFrom: (name: string) => void (table = name),
    async inTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work(client);
        await client.query('COMMIT');
        return result;
      } finally {
        await client.query('ROLLBACK');
        client.release();
      }
    },
    async close() {
      await atlas.close();
      await pool.end();
      await database.drop();
    },
  };
}

const bo = workspaceUser({ id: 'u-1', label: 'Bo' });
const start = { type: mail, workspaceId: 'w-1', tenantId: 't-1', inputs: {} } as const;

describe('a policy that reads through the pool of the storage', () => {
  let host: Awaited<ReturnType<typeof openHost>>;
  beforeAll(async () => {
    host = await openHost();
  });
  afterAll(() => host?.close());
  beforeEach(() => {
    host.asked.length = 0;
    host.logged.length = 0;
    host.readFrom('public.staff');
  });

  it('does not wait for itself when as many guards are open as the pool has connections', async () => {
    const both = Promise.withResolvers<void>();
    let open = 0;
    const guarded = () =>
      host.atlas.guard(mail, { actor: bo, workspaceId: 'w-1' }, async (tx) => {
        open += 1;
        if (open === 2) both.resolve();
        await both.promise;
        const started = await tx.as(bo).operations.start(start);
        const page = orThrow(await tx.as(bo).workspaces.list());
        const tenants = orThrow(await tx.as(bo).tenants.list({ workspaceId: 'w-1' }));
        return [codeOf(started), page.items.length, tenants.items.length];
      });
    const answers = await Promise.all([guarded(), guarded()]);
    expect(answers.map((answer) => orThrow(answer))).toEqual([
      ['ok', 1, 1],
      ['ok', 1, 1],
    ]);
    expect(host.asked.filter(({ inTransaction }) => inTransaction).length).toBeGreaterThan(8);
    expect(host.logged).toEqual([]);
  });

  it('sees what the transaction has written', async () => {
    const kim = workspaceUser({ id: 'u-7', label: 'Kim' });
    const codes = await host.inTransaction(async (client) => {
      await client.query("INSERT INTO public.staff VALUES ('u-7', 'w-7')");
      const tx = host.atlas.withTransaction(client);
      const setup = tx.as(systemActor('sign-up'));
      orThrow(await setup.workspaces.create({ workspaceId: 'w-7', name: 'Seven' }));
      orThrow(await setup.tenants.create({ workspaceId: 'w-7', tenantId: 't-1', name: 'One', lifecycle: 'active' }));
      return [
        codeOf(await tx.as(kim).operations.start({ ...start, workspaceId: 'w-7' })),
        orThrow(await tx.as(kim).workspaces.list()).items.map(({ workspaceId }) => workspaceId),
      ];
    });
    expect(codes).toEqual(['ok', ['w-7']]);
  });

  it('is asked under the role of the host, also beside other calls of the transaction', async () => {
    await host.inTransaction(async (client) => {
      const tx = host.atlas.withTransaction(client);
      const user = tx.as(bo);
      const codes = await Promise.all([
        user.operations.start(start),
        user.tenants.list({ workspaceId: 'w-1' }),
        user.workspaces.list(),
        user.tenants.get({ workspaceId: 'w-1', tenantId: 't-1' }),
      ]);
      expect(codes.map((answer) => answer.isOk())).toEqual([true, true, true, true]);
    });
    const { rows } = await host.pool.query<{ role: string }>('SELECT current_user::text AS role');
    expect(new Set(host.asked.map(({ role }) => role))).toEqual(new Set([rows[0]?.role]));
  });

  it('is asked without a transaction outside of one', async () => {
    orThrow(await host.atlas.as(bo).tenants.list({ workspaceId: 'w-1' }));
    expect(host.asked.map(({ inTransaction }) => inTransaction)).toEqual([false, false]);
  });

  it('leaves the transaction usable when a statement of it fails', async () => {
    host.readFrom('public.no_such_table');
    await host.inTransaction(async (client) => {
      const tx = host.atlas.withTransaction(client);
      expect(codeOf(await tx.as(bo).tenants.get({ workspaceId: 'w-1', tenantId: 't-1' }))).toBe('storage_failure');
      await client.query("INSERT INTO public.staff VALUES ('u-8', 'w-8')");
    });
    expect(host.logged).toEqual(['access_policy_failed']);
    const { rowCount } = await host.pool.query("SELECT FROM public.staff WHERE person = 'u-8'");
    expect(rowCount).toBe(1);
  });
});
