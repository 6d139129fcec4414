import { randomUUID } from 'node:crypto';
import { createTenantAtlas, orThrow, platformOperator, simulatedRestore, systemActor } from '@tenantatlas/core';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { onPlatform } from '../../test/support/units.ts';
import { createPgStorage, type PgStorage } from '../create-pg-storage.ts';
import { pgPool } from '../pg/index.ts';
import { installationRoles, readRoles, rolesSql } from './index.ts';

const databases: TestDatabase[] = [];
const open: PgStorage[] = [];
let logins: string[] = [];

beforeEach(() => {
  logins = [];
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((storage) => storage.close()));
  const [server] = databases;
  await Promise.all(databases.splice(0).map((database) => database.drop()));
  if (!server) return;
  const admin = await pgPool({ connectionString: inject('postgresUrl'), max: 1 }).open();
  for (const login of logins) await admin.script(`DROP OWNED BY ${login}; DROP ROLE ${login}`);
  await admin.close();
});

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase(inject('postgresUrl'), 'empty');
  databases.push(database);
  return database;
}

async function makeLogin(database: TestDatabase, attributes = 'LOGIN'): Promise<string> {
  const login = `login_${randomUUID().replaceAll('-', '')}`;
  logins.push(login);
  await database.admin(`CREATE ROLE ${login} ${attributes}`);
  return login;
}

async function connect(database: TestDatabase, login: string, schema = 'tenantatlas'): Promise<PgStorage> {
  const connectionString = database.adminUrl.replace('//postgres@', `//${login}@`);
  const storage = orThrow(await createPgStorage({ database: pgPool({ connectionString, max: 2 }), schema }));
  open.push(storage);
  return storage;
}

/** An installation with a login of its own, prepared by an administrator. */
async function install(database: TestDatabase, schema: string): Promise<string> {
  const login = await makeLogin(database);
  await database.admin(`GRANT CREATE ON DATABASE ${database.name} TO ${login}`);
  await database.admin(rolesSql({ database: database.name, schema, login }));
  const storage = await connect(database, login, schema);
  expect(orThrow(await storage.migrate())).toMatchObject({ roles: { state: 'ready' } });
  const system = createTenantAtlas({ storage }).as(systemActor('test'));
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: `of ${schema}` }));
  return login;
}

const operator = platformOperator({
  id: 'op-1',
  label: 'Ada',
  capabilities: ['platform.access_system_panel', 'platform.ops.controls.manage'],
});
const pause = { control: 'restore.execute', scope: { type: 'global' }, reason: 'by another' } as const;

describe('two installations of one cluster', () => {
  it.each(['two schemas of one database', 'two databases'])(
    'as %s cannot be reached with the login of the other',
    async (where) => {
      const one = await emptyDatabase();
      const other = where === 'two databases' ? await emptyDatabase() : one;
      const places = [
        { database: one, schema: 'prod' },
        { database: other, schema: where === 'two databases' ? 'prod' : 'stage' },
      ] as const;
      const [prod, stage] = [await install(places[0].database, 'prod'), await install(other, places[1].schema)];
      for (const [login, { database, schema }] of [
        [prod, places[1]],
        [stage, places[0]],
      ] as const) {
        const storage = await connect(database, login, schema);
        const intruder = createTenantAtlas({ storage, restore: simulatedRestore() }).as(operator);
        const refusals = [await intruder.workspaces.list(), await intruder.controls.pause(pause)];
        for (const refusal of refusals)
          expect(refusal._unsafeUnwrapErr()).toMatchObject({ code: 'storage_failure', kind: 'roles_not_granted' });
        const pauses = await database.admin(`SELECT FROM ${schema}.platform_control_activations`);
        expect(pauses).toEqual([]);
      }
    },
  );

  it.each(['database', 'schema'] as const)(
    'have their own roles when a renamed %s leaves its name to a new one',
    async (kind) => {
      const old = await emptyDatabase();
      const before = await install(old, 'prod');
      const server = await emptyDatabase();
      const moved = `moved_${randomUUID().replaceAll('-', '')}`;
      if (kind === 'schema') await old.admin(`ALTER SCHEMA prod RENAME TO ${moved}`);
      else {
        await Promise.all(open.splice(0).map((storage) => storage.close()));
        await server.admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [old.name]);
        await server.admin(`ALTER DATABASE ${old.name} RENAME TO ${moved}`);
        await server.admin(`CREATE DATABASE ${old.name} TEMPLATE template0`);
      }
      const there = kind === 'schema' ? old.adminUrl : old.adminUrl.replace(old.name, moved);
      const admin = await pgPool({ connectionString: there, max: 1 }).open();
      try {
        const login = await makeLogin(old, 'LOGIN CREATEROLE');
        await old.admin(`GRANT CREATE ON DATABASE ${old.name} TO ${login}`);
        const storage = await connect(old, login, 'prod');
        const { rolesSql: printed } = orThrow(await storage.plan({ login }));
        expect(printed).not.toContain(installationRoles({ database: old.name, schema: 'prod' }).application);
        expect(orThrow(await storage.migrate())).toMatchObject({ roles: { state: 'ready' } });
        expect(orThrow(await storage.migrate())).toMatchObject({ roles: { state: 'ready' } });
        expect(orThrow(await storage.doctor()).findings.filter(({ code }) => code === 'roles_shared')).toEqual([]);
        const own = createTenantAtlas({ storage, restore: simulatedRestore() }).as(operator);
        expect(orThrow(await own.workspaces.list()).items).toEqual([]);
        const { units } = await readRoles(admin, kind === 'schema' ? moved : 'prod');
        expect(units).toEqual(installationRoles({ database: old.name, schema: 'prod' }).units);
        const holds = (who: string, role: string) =>
          old.admin<{ holds: boolean }>(`SELECT pg_has_role($1, $2, 'MEMBER') AS holds`, [who, role]);
        expect(await holds(before, units.ta_platform)).toEqual([{ holds: true }]);
        expect(await holds(login, units.ta_platform)).toEqual([{ holds: false }]);
      } finally {
        await admin.close();
        if (kind === 'database') {
          await server.admin(`DROP DATABASE ${moved} WITH (FORCE)`);
        }
      }
    },
  );

  it('are separated by doctor: it names every other login that reaches the installation', async () => {
    const database = await emptyDatabase();
    const login = await install(database, 'prod');
    const storage = await connect(database, login, 'prod');
    const others = async () =>
      orThrow(await storage.doctor())
        .findings.filter(({ code }) => code === 'other_login')
        .map(({ level, subject }) => ({ level, subject }));
    expect(await others()).toEqual([]);
    const guest = await makeLogin(database);
    await database.admin(rolesSql({ database: database.name, schema: 'prod', maintenanceLogin: guest }));
    expect(await others()).toEqual([{ level: 'info', subject: guest }]);
    const reader = await makeLogin(database);
    const { units } = installationRoles({ database: database.name, schema: 'prod' });
    await database.admin(`GRANT ${units.ta_platform} TO ${reader} WITH INHERIT TRUE, SET FALSE`);
    expect(await others()).toContainEqual({ level: 'info', subject: reader });
  });
});

describe('a login that migrates', () => {
  it('keeps the rights of its groups and of ownership, and reads nothing of ours without a role', async () => {
    const database = await emptyDatabase();
    const login = await makeLogin(database, 'LOGIN CREATEROLE');
    const group = await makeLogin(database, 'NOLOGIN');
    await database.admin(`GRANT CREATE ON DATABASE ${database.name} TO ${login}; ALTER DATABASE ${database.name} OWNER TO ${login};
      CREATE TABLE public.sales (n int); INSERT INTO public.sales VALUES (7); GRANT SELECT ON public.sales TO ${group}; GRANT ${group} TO ${login}`);
    const before = await database.admin(`SELECT * FROM pg_roles WHERE rolname = '${login}'`);
    const storage = await connect(database, login);
    expect(orThrow(await storage.migrate()).roles).toEqual({ state: 'ready', sql: null, leftOut: [] });
    expect(await database.admin(`SELECT * FROM pg_roles WHERE rolname = '${login}'`)).toEqual(before);
    const connectionString = database.adminUrl.replace('//postgres@', `//${login}@`);
    const own = await pgPool({ connectionString, max: 1 }).open();
    expect((await own.query('SELECT n FROM public.sales')).rows).toEqual([{ n: 7 }]);
    await own.script('CREATE TABLE public.mine (n int)');
    await storage.unit(onPlatform, () => Promise.resolve());
    // It owns the tables, so it may ask. Row-level security is forced, so it finds nothing.
    expect((await own.query('SELECT * FROM tenantatlas.control_epoch')).rows).toEqual([]);
    await own.close();
    await database.admin(`ALTER DATABASE ${database.name} OWNER TO postgres`);
  });
});
