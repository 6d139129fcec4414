import { randomUUID } from 'node:crypto';
import { createTenantAtlas, orThrow, systemActor, type LogFields } from '@tenantatlas/core';
import pg from 'pg';
import postgres from 'postgres';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { createPgStorage, type PgStorage } from '../../src/create-pg-storage.ts';
import { migrations } from '../../src/schema.ts';
import { pgPool } from '../../src/pg/index.ts';
import { pglite } from '../../src/pglite/index.ts';
import { postgresJs } from '../../src/postgres-js/index.ts';
import { rolesSql } from '../../src/roles/index.ts';
import { createTestDatabase, withRoles, type TestDatabase } from '../support/database.ts';
import { clonePglite } from '../support/pglite.ts';

const latest = migrations.at(-1)?.number ?? 0;

let database: TestDatabase;
const closing: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => database.drop());

interface Opened {
  readonly storage: PgStorage;
  readonly logged: LogFields[];
}

async function open(
  connectionString: string,
  schema = 'tenantatlas',
  on = pgPool({ connectionString, max: 2 }),
): Promise<Opened> {
  const logged: LogFields[] = [];
  const logger = { warn: (_: string, fields: LogFields) => void logged.push(fields), error: () => {} };
  const storage = orThrow(await createPgStorage({ database: on, schema, logger }));
  closing.push(() => storage.close());
  return { storage, logged };
}

const systemOf = (storage: PgStorage) => createTenantAtlas({ storage }).as(systemActor('test'));

/** What a list answers, and what a write answers. */
async function answers({ storage }: Opened): Promise<readonly unknown[]> {
  const system = systemOf(storage);
  const both = [
    await system.workspaces.list(),
    await system.workspaces.create({ workspaceId: `w-${randomUUID()}`, name: 'New' }),
  ];
  return both.map((answer) =>
    answer.isErr() && answer.error.code === 'storage_failure' ? answer.error.kind : answer.isOk(),
  );
}

async function makeLogin(on: TestDatabase, sql = ''): Promise<string> {
  const login = `refused_${randomUUID().replaceAll('-', '')}`;
  await on.admin(withRoles(`CREATE ROLE ${login} LOGIN; ${sql.replaceAll('$', login)}`));
  closing.push(() => on.admin(`DROP OWNED BY ${login}; DROP ROLE ${login}`));
  return on.adminUrl.replace('//postgres@', `//${login}@`);
}

describe('a database that refuses', () => {
  it('a login without the roles, also after the migrations', async () => {
    const opened = await open(await makeLogin(database));
    expect(await answers(opened)).toEqual(['roles_not_granted', 'roles_not_granted']);
    expect((await opened.storage.status())._unsafeUnwrapErr()).toMatchObject({ kind: 'roles_not_granted' });
    expect((await opened.storage.migrate())._unsafeUnwrapErr()).toMatchObject({ kind: 'roles_not_granted' });
    expect(opened.logged[0]).toMatchObject({
      kind: 'roles_not_granted',
      state: '42501',
      cause: expect.stringContaining('permission denied to set role') as string,
    });
  });

  it('the login of the application that erases', async () => {
    const { storage } = await open(database.appUrl);
    const refused = storage.unit({ plane: 'maintenance', actor: null }, () => Promise.resolve());
    await expect(refused).rejects.toMatchObject({ kind: 'roles_not_granted' });
  });

  it('writes of a login that is read-only by default', async () => {
    const url = await makeLogin(
      database,
      'GRANT ta_workspace, ta_member, ta_platform TO $ WITH INHERIT FALSE; ALTER ROLE $ SET default_transaction_read_only TO on;',
    );
    const opened = await open(url);
    expect(await answers(opened)).toEqual([true, 'read_only']);
    expect(opened.logged).toMatchObject([{ kind: 'read_only', state: '25006' }]);
  });

  it('a schema that is not there, and one that is there and empty', async () => {
    expect(await answers(await open(database.appUrl, 'nowhere'))).toEqual(['schema_missing', 'schema_missing']);
    await database.admin('CREATE SCHEMA empty_one');
    expect(await answers(await open(database.appUrl, 'empty_one'))).toEqual(['schema_missing', 'schema_missing']);
    const opened = await open(database.appUrl, 'nowhere');
    expect(orThrow(await opened.storage.migrate())).toMatchObject({ applied: [], roles: { state: 'missing' } });
    await database.admin(rolesSql({ database: database.name, schema: 'nowhere', login: 'ta_app' }));
    expect((await opened.storage.migrate())._unsafeUnwrapErr()).toMatchObject({ kind: 'permission_denied' });
  });

  it.each([
    { what: 'a wrong database', change: (url: string) => url.replace(database.name, 'not_there') },
    { what: 'an unknown login', change: (url: string) => url.replace('//postgres@', '//not_there@') },
  ])('$what', async ({ change }) => {
    for (const on of [
      undefined,
      postgresJs(postgres(change(database.adminUrl), { onnotice: () => {}, backoff: () => 0.01 })),
    ]) {
      const opened = await open(change(database.adminUrl), 'tenantatlas', on);
      expect(await answers(opened)).toEqual(['login_refused', 'login_refused']);
      expect(opened.logged[0]).toMatchObject({
        kind: 'login_refused',
        cause: expect.stringContaining('not_there') as string,
      });
    }
  });

  it('a login without CONNECT, and one that may not log in', async () => {
    const other = await createTestDatabase(inject('postgresUrl'));
    closing.push(() => other.drop());
    await other.admin(`REVOKE CONNECT ON DATABASE ${other.name} FROM PUBLIC`);
    expect(await answers(await open(await makeLogin(other)))).toEqual(['login_refused', 'login_refused']);
    const url = await makeLogin(database, 'ALTER ROLE $ NOLOGIN;');
    expect(await answers(await open(url))).toEqual(['login_refused', 'login_refused']);
  });

  it.each([
    { damage: 'DROP TABLE tenantatlas.workspaces CASCADE', seen: ['schema_altered', 'schema_altered'] },
    { damage: 'ALTER TABLE tenantatlas.workspaces RENAME COLUMN name TO title', seen: [true, 'schema_altered'] },
    {
      damage: "ALTER TABLE tenantatlas.workspaces ADD CONSTRAINT stray CHECK (name <> 'New')",
      seen: [true, 'schema_altered'],
    },
    { damage: 'DROP POLICY ta_platform ON tenantatlas.workspaces', seen: [true, 'schema_altered'] },
    { damage: 'REVOKE INSERT ON tenantatlas.workspaces FROM ta_platform', seen: [true, 'permission_denied'] },
    {
      damage: `UPDATE tenantatlas.schema_migrations SET number = 99, works_with = 99 WHERE number = ${latest}`,
      seen: ['schema_newer', 'schema_newer'],
    },
    {
      damage: `DELETE FROM tenantatlas.schema_migrations WHERE number = ${latest}`,
      seen: ['schema_outdated', 'schema_outdated'],
    },
  ])('a schema that a host changed: $damage', async ({ damage, seen }) => {
    const other = await createTestDatabase(inject('postgresUrl'));
    closing.push(() => other.drop());
    await other.admin(/^DROP POLICY/.test(damage) ? damage : withRoles(damage));
    expect(await answers(await open(other.appUrl))).toEqual(seen);
  });

  it('a character that the encoding does not have', async () => {
    const name = `latin_${randomUUID().replaceAll('-', '')}`;
    const admin = await pgPool({ connectionString: inject('postgresUrl'), max: 1 }).open();
    closing.push(async () => {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.close();
    });
    await admin.query(`CREATE DATABASE ${name} ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0`);
    const opened = await open(database.adminUrl.replace(database.name, name));
    orThrow(await opened.storage.migrate());
    const answer = await systemOf(opened.storage).workspaces.create({ workspaceId: 'w-1', name: '日本' });
    expect(answer._unsafeUnwrapErr()).toMatchObject({ kind: 'encoding', retryable: false });
  });
});

describe("a transaction of the host's", () => {
  const create = (storage: PgStorage, handle: unknown) =>
    createTenantAtlas({ storage })
      .withTransaction(handle)
      .as(systemActor('test'))
      .workspaces.create({ workspaceId: `w-${randomUUID()}`, name: 'New' });
  const kindOf = async (answer: ReturnType<typeof create>) => {
    const result = await answer;
    return result.isErr() && result.error.code === 'storage_failure'
      ? { kind: result.error.kind, retryable: result.error.retryable }
      : result.isOk();
  };
  const refused = (kind: string) => ({ kind, retryable: false });

  it('with pg: never begun, begun, read only, aborted, ended', async () => {
    const { storage } = await open(database.appUrl);
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    closing.push(() => client.end());
    expect(await kindOf(create(storage, client))).toEqual(refused('no_transaction'));
    await client.query('BEGIN');
    expect(await kindOf(create(storage, client))).toBe(true);
    await client.query('COMMIT');
    expect(await kindOf(create(storage, client))).toEqual(refused('no_transaction'));
    await client.query('BEGIN READ ONLY');
    expect(await kindOf(create(storage, client))).toEqual(refused('read_only'));
    await client.query('ROLLBACK');
    await client.query('BEGIN');
    await client.query('SELECT 1/0').catch(() => {});
    expect(await kindOf(create(storage, client))).toEqual(refused('transaction_aborted'));
    await client.query('ROLLBACK');
    await client.query('BEGIN');
    await client.query('SELECT 1/0').catch(() => {});
    const fresh = await open(database.appUrl); // its first question is about the names of the roles
    expect(await kindOf(create(fresh.storage, client))).toEqual(refused('transaction_aborted'));
    await client.query('ROLLBACK');
  });

  it('with pg: on a client that was never connected, or was ended', async () => {
    const { storage } = await open(database.appUrl);
    const client = new pg.Client({ connectionString: database.appUrl });
    expect(await kindOf(create(storage, client))).toEqual(refused('no_transaction'));
    await client.connect();
    await client.query('BEGIN');
    expect(await kindOf(create(storage, client))).toBe(true);
    await client.end();
    expect(await kindOf(create(storage, client))).toEqual(refused('no_transaction'));
    const unused = new pg.Client({ connectionString: database.appUrl });
    await unused.end();
    const { storage: fresh } = await open(database.appUrl); // its first question is about the names of the roles
    expect(await kindOf(create(fresh, unused))).toEqual(refused('no_transaction'));
  });

  it('with postgres.js: read only, aborted, ended', async () => {
    const sql = postgres(database.appUrl, { max: 2, onnotice: () => {} });
    closing.push(() => sql.end());
    const { storage } = await open(database.appUrl, 'tenantatlas', postgresJs(sql));
    await sql.begin('read only', async (tx) => {
      expect(await kindOf(create(storage, tx))).toEqual(refused('read_only'));
    });
    let kept: unknown;
    await sql
      .begin(async (tx) => {
        kept = tx;
        await tx`SELECT 1/0`.catch(() => {});
        expect(await kindOf(create(storage, tx))).toEqual(refused('transaction_aborted'));
      })
      .catch(() => {});
    expect(await kindOf(create(storage, kept))).toEqual(refused('no_transaction'));
  });

  it('with PGlite: read only, aborted, ended', async () => {
    const instance: PGlite = await clonePglite(inject('pgliteFiles'));
    closing.push(() => instance.close());
    const { storage } = await open('', 'tenantatlas', pglite(instance));
    const kept: unknown[] = [];
    await instance.transaction(async (tx) => {
      kept.push(tx);
      await tx.query('SET TRANSACTION READ ONLY');
      expect(await kindOf(create(storage, tx))).toEqual(refused('read_only'));
      await tx.rollback();
    });
    await instance
      .transaction(async (tx) => {
        await tx.query('SELECT 1/0').catch(() => {});
        expect(await kindOf(create(storage, tx))).toEqual(refused('transaction_aborted'));
      })
      .catch(() => {});
    expect(await kindOf(create(storage, kept[0]))).toEqual(refused('no_transaction'));
  });
});
