import { randomUUID } from 'node:crypto';
import { createTenantAtlas, orThrow, systemActor } from '@tenantatlas/core';
import { afterEach, beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest';
import { startProcess } from '../../test/atlas/race-process.ts';
import type { FromTraffic, StopTraffic } from '../../test/atlas/race-protocol.ts';
import { clusterRolesSql, earlierInstallSql } from '../../test/support/cluster-roles.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { createPgStorage, type PgStorage } from '../create-pg-storage.ts';
import { pgPool } from '../pg/index.ts';
import { clusterRoles, installationRoles, readRoles } from '../roles/index.ts';
import { migrations } from '../schema.ts';

let database: TestDatabase;
let login: string;
const open: PgStorage[] = [];

beforeEach(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'empty');
  login = `mover_${randomUUID().replaceAll('-', '')}`;
  await database.admin(`CREATE ROLE ${login} LOGIN CREATEROLE; GRANT CREATE ON DATABASE ${database.name} TO ${login}`);
  await database.admin(clusterRolesSql(login));
  await database.admin(earlierInstallSql('tenantatlas', login));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((storage) => storage.close()));
  await database.drop();
});

const urlOf = (name: string): string => database.adminUrl.replace('//postgres@', `//${name}@`);

async function connect(connectionString: string): Promise<PgStorage> {
  const storage = orThrow(await createPgStorage({ database: pgPool({ connectionString, max: 4 }) }));
  open.push(storage);
  return storage;
}

async function rolesInForce() {
  const admin = await pgPool({ connectionString: database.adminUrl, max: 1 }).open();
  try {
    return (await readRoles(admin, 'tenantatlas')).units;
  } finally {
    await admin.close();
  }
}

const target = () => installationRoles({ database: database.name, schema: 'tenantatlas' });

/** Rights and policies that name a role of the whole cluster. */
async function leftovers() {
  return database.admin(`SELECT c.relname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
      WHERE c.relnamespace = 'tenantatlas'::regnamespace AND 'ta_workspace'::regrole = ANY (p.polroles)
    UNION ALL SELECT c.relname FROM pg_class c, aclexplode(c.relacl) x WHERE c.relnamespace = 'tenantatlas'::regnamespace
      AND pg_get_userbyid(x.grantee) IN ('ta_workspace', 'ta_member', 'ta_platform', 'ta_maintenance')
    UNION ALL SELECT p.proname FROM pg_proc p, aclexplode(p.proacl) x WHERE p.pronamespace = 'tenantatlas'::regnamespace
      AND pg_get_userbyid(x.grantee) IN ('ta_workspace', 'ta_member', 'ta_platform', 'ta_maintenance')
    UNION ALL SELECT nspname FROM pg_namespace n, aclexplode(n.nspacl) x WHERE n.nspname = 'tenantatlas'
      AND pg_get_userbyid(x.grantee) IN ('ta_workspace', 'ta_member', 'ta_platform', 'ta_maintenance')`);
}

/** Starts and pauses in turn, in another process, on connections that were prepared under the old names. */
async function traffic() {
  const other = startProcess<StopTraffic, FromTraffic>('traffic.ts', { url: urlOf(login) });
  onTestFinished(() => other.end());
  expect((await other.hear('ready')).seen).toEqual({ starts: 1, refused: 1, wrong: [] });
  return {
    async stop() {
      other.send({ do: 'stop' });
      return (await other.hear('stopped')).seen;
    },
  };
}

describe('an installation with the roles of the whole cluster', () => {
  it('moves in one migrate while starts and pauses continue in another process: none passes a pause, none is refused wrongly', async () => {
    const busy = await traffic();
    expect(await rolesInForce()).toEqual(clusterRoles);
    const report = orThrow(await (await connect(urlOf(login))).migrate());
    expect(report).toMatchObject({ applied: [], roles: { state: 'ready', leftOut: [] } });
    expect(await rolesInForce()).toEqual(target().units);
    const { starts, refused, wrong } = await busy.stop();
    expect(wrong).toEqual([]);
    expect(Math.min(starts, refused)).toBeGreaterThan(2);
    expect(await leftovers()).toEqual([]);
  });

  it('keeps a transaction of the host that began under the old names', async () => {
    const storage = await connect(urlOf(login));
    const atlas = createTenantAtlas({ storage });
    orThrow(await atlas.as(systemActor('test')).workspaces.create({ workspaceId: 'w-0', name: 'Zero' }));
    const pg = await import('pg');
    const client = new pg.default.Client({ connectionString: urlOf(login) });
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1');
    const bound = atlas.withTransaction(client).as(systemActor('test'));
    orThrow(await (await connect(urlOf(login))).migrate());
    orThrow(await bound.workspaces.create({ workspaceId: 'w-1', name: 'One' }));
    await client.query('COMMIT');
    await client.end();
    const { items } = orThrow(await atlas.as(systemActor('test')).workspaces.list());
    expect(items.map(({ workspaceId }) => workspaceId)).toEqual(['w-0', 'w-1']);
  });

  it('is closed afterwards to a login that holds only the old roles', async () => {
    const stage = `stage_${randomUUID().replaceAll('-', '')}`;
    await database.admin(`CREATE ROLE ${stage} LOGIN`);
    await database.admin(clusterRolesSql(stage));
    const intruder = createTenantAtlas({ storage: await connect(urlOf(stage)) }).as(systemActor('x'));
    orThrow(await intruder.workspaces.list());
    const report = orThrow(await (await connect(urlOf(login))).migrate());
    expect(report.roles.leftOut).toContain(stage);
    expect((await intruder.workspaces.list())._unsafeUnwrapErr()).toMatchObject({ kind: 'roles_not_granted' });
    await database.admin(`DROP ROLE ${stage}`);
  });

  it('stays as it is when a superuser migrates and names no login, and moves when it does', async () => {
    const admin = await connect(database.adminUrl);
    expect(orThrow(await admin.migrate()).roles).toEqual({ state: 'shared', sql: null, leftOut: [] });
    expect(await rolesInForce()).toEqual(clusterRoles);
    const findings = orThrow(await admin.doctor()).findings.map(({ code }) => code);
    expect(findings).toContain('roles_shared');
    expect(orThrow(await admin.migrate({ login })).roles.state).toBe('ready');
    expect(await rolesInForce()).toEqual(target().units);
    orThrow(
      await createTenantAtlas({ storage: await connect(urlOf(login)) })
        .as(systemActor('x'))
        .workspaces.list(),
    );
  });

  it('can be moved with the statements that plan prints', async () => {
    const plan = orThrow(await (await connect(database.adminUrl)).plan({ login }));
    await database.admin(plan.rolesSql);
    await database.admin(plan.sql);
    expect(await rolesInForce()).toEqual(target().units);
    expect(await leftovers()).toEqual([]);
    const status = orThrow(await (await connect(urlOf(login))).status());
    expect(status).toMatchObject({ state: 'current' });
    expect(status.applied.map(({ worksWith }) => worksWith)).toEqual(migrations.map(({ worksWith }) => worksWith));
  });
});

describe('a copy of a database in its cluster', () => {
  it('shares the roles of the original, which doctor says, and moves to its own', async () => {
    const storage = await connect(urlOf(login));
    orThrow(await storage.migrate());
    await storage.close();
    open.pop();
    const copy = `copy_${randomUUID().replaceAll('-', '')}`;
    const admin = await pgPool({ connectionString: inject('postgresUrl'), max: 1 }).open();
    // PostgreSQL copies a database only while it has no connections.
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database.name}'`);
    await admin.query(`CREATE DATABASE ${copy} TEMPLATE ${database.name}`);
    try {
      const there = await connect(urlOf(login).replace(database.name, copy));
      const shared = async () => orThrow(await there.doctor()).findings.filter(({ code }) => code === 'roles_shared');
      expect(await shared()).toHaveLength(1);
      expect(orThrow(await there.migrate()).roles.state).toBe('ready');
      expect(await shared()).toEqual([]);
      expect(
        orThrow(await there.doctor()).findings.filter(({ level, code }) => level !== 'info' && code !== 'not_durable'),
      ).toEqual([]);
      await there.close();
      open.pop();
    } finally {
      await admin.query(`DROP DATABASE ${copy} WITH (FORCE)`);
      await admin.close();
    }
  });
});
