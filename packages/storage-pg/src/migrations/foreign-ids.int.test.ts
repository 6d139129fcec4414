import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { isForeignId, orThrow, type LogFields } from '@tenantatlas/core';
import { normalizeExternalTenantId } from '@tenantatlas/core/ports';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { createPgStorage } from '../create-pg-storage.ts';
import { createMigrator } from '../migrator/index.ts';
import { pgPool } from '../pg/index.ts';
import { migrations } from '../schema.ts';

const before = migrations.filter(({ number }) => number < 5);
const upTo = migrations.filter(({ number }) => number <= 5);
const guid = '1B2C3D4E-AAAA-4BBB-8CCC-0123456789AB';

describe('the migration foreign-ids', () => {
  let database: TestDatabase;
  const source = () => pgPool({ connectionString: database.adminUrl, max: 1 });
  const withDatabase = async <T>(work: (db: Awaited<ReturnType<ReturnType<typeof source>['open']>>) => Promise<T>) => {
    const db = await source().open();
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  };
  const addTenant = async (workspaceId: string, tenantId: string, external: string) => {
    await database.admin(
      `INSERT INTO tenantatlas.workspaces VALUES ($1, 'W', null, now(), now(), 1) ON CONFLICT DO NOTHING`,
      [workspaceId],
    );
    await database.admin(`INSERT INTO tenantatlas.tenants VALUES ($1, $2, 'T', $3, 'active', null, now(), now(), 1)`, [
      workspaceId,
      tenantId,
      external,
    ]);
    await database.admin('INSERT INTO tenantatlas.external_tenants VALUES ($1, $2, $3)', [
      external,
      workspaceId,
      tenantId,
    ]);
  };
  const externalIds = () =>
    database.admin<{ t: string; c: string | null }>(
      `SELECT t.external_tenant_id AS t, c.external_tenant_id AS c FROM tenantatlas.tenants t
         LEFT JOIN tenantatlas.external_tenants c USING (workspace_id, tenant_id) ORDER BY t.tenant_id`,
    );

  beforeEach(async () => {
    database = await createTestDatabase(inject('postgresUrl'), 'empty');
    await withDatabase((db) => createMigrator(db, 'tenantatlas', before).migrate());
  });
  afterEach(() => database.drop());

  it('changes what is stored to the one spelling, and keeps row security forced', async () => {
    await addTenant('w-1', 'a', guid);
    await addTenant('w-1', 'b', 'Contoso.com.');
    await addTenant('w-2', 'c', 'fabrikam.com');
    await withDatabase((db) => createMigrator(db, 'tenantatlas', upTo).migrate());
    const expected = [guid, 'Contoso.com.', 'fabrikam.com'].map(normalizeExternalTenantId);
    expect(await externalIds()).toEqual(expected.map((id) => ({ t: id, c: id })));
    const forced = await database.admin<{ relforcerowsecurity: boolean }>(
      `SELECT relforcerowsecurity FROM pg_class WHERE oid IN ('tenantatlas.tenants'::regclass, 'tenantatlas.external_tenants'::regclass)`,
    );
    expect(forced).toEqual([{ relforcerowsecurity: true }, { relforcerowsecurity: true }]);
    await expect(database.admin(`INSERT INTO tenantatlas.external_tenants VALUES ('ABC', 'w-1', 'x')`)).rejects.toThrow(
      /external_tenants_spelling/,
    );
  });

  it('changes nothing and names both, where two spellings of one tenant are in service', async () => {
    await addTenant('w-1', 'a', guid);
    await addTenant('w-2', 'b', guid.toLowerCase());
    const stored = await externalIds();
    await expect(withDatabase((db) => createMigrator(db, 'tenantatlas', upTo).migrate())).rejects.toThrow(
      /w-1 a, w-2 b; archive all but one/,
    );
    expect(await externalIds()).toEqual(stored);
    const [version] = await database.admin('SELECT max(number) AS number FROM tenantatlas.schema_migrations');
    expect(version).toEqual({ number: 4 });
  });

  it('answers a kind that a repetition does not help with, and logs both', async () => {
    await addTenant('w-1', 'a', guid);
    await addTenant('w-2', 'b', guid.toLowerCase());
    const causes: unknown[] = [];
    const logger = { warn: (_: string, { cause }: LogFields) => causes.push(cause), error: () => {} };
    const storage = orThrow(await createPgStorage({ database: source(), logger }));
    const answer = (await storage.migrate())._unsafeUnwrapErr();
    await storage.close();
    expect(answer).toMatchObject({ kind: 'schema_outdated', retryable: false, outcome: 'not_written' });
    expect(causes).toEqual([expect.stringContaining('w-1 a, w-2 b; archive all but one')]);
  });

  it('does not work with a process of the version before, which spells ids in another way', () => {
    expect(migrations.find(({ number }) => number === 5)?.worksWith).toBe(5);
  });

  it('accepts as the id of a person exactly what core accepts', async () => {
    await withDatabase((db) => createMigrator(db, 'tenantatlas', upTo).migrate());
    const ids = [
      ...Array.from({ length: 0x17f }, (_, index) => String.fromCharCode(index + 1)),
      ...['', 'auth0|507f', 'a\nb', 'x'.repeat(255), 'x'.repeat(256)],
    ];
    const [check] = await database.admin<{ expression: string }>(
      `SELECT pg_get_expr(conbin, conrelid) AS expression FROM pg_constraint WHERE conname = 'people_id'`,
    );
    const judged = await database.admin<{ person_id: string; ok: boolean }>(
      `SELECT person_id, ${check?.expression ?? 'null'} AS ok FROM unnest($1::text[]) AS person_id`,
      [ids],
    );
    expect(judged.filter(({ person_id, ok }) => ok !== isForeignId(person_id))).toEqual([]);
    expect(judged).toHaveLength(ids.length);
  });
});
