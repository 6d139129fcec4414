import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, withRoles, type TestDatabase } from '../../test/support/database.ts';
import { createMigrator } from '../migrator/index.ts';
import { pgPool } from '../pg/index.ts';
import { installationRoles } from '../roles/index.ts';
import { onboardingSessions } from './0013-onboarding-sessions.ts';
import { migrations } from '../schema.ts';

const { number } = onboardingSessions;
const before = migrations.filter((migration) => migration.number < number);
const upTo = migrations.filter((migration) => migration.number <= number);

/** Tables with rows before the upgrade. */
const filled = ['workspaces', 'tenants', 'provider_connections', 'default_connections'] as const;

describe('the migration onboarding-sessions', () => {
  let database: TestDatabase;
  const migrateTo = async (steps: typeof migrations): Promise<void> => {
    const db = await pgPool({ connectionString: database.adminUrl, max: 1 }).open();
    try {
      await createMigrator(db, 'tenantatlas', steps).migrate();
    } finally {
      await db.close();
    }
  };
  const rows = async () =>
    Object.fromEntries(
      await Promise.all(
        filled.map(async (table) => [table, await database.admin(`select * from tenantatlas.${table} order by 1, 2`)]),
      ),
    );
  const addSession = (id: string, members: Readonly<Record<string, string>> = {}) => {
    const values: Record<string, string> = {
      workspace_id: `'w-1'`,
      id: `'${id}'`,
      tenant_id: `'t-1'`,
      connection_id: `'c-1'`,
      status: `'open'`,
      started_by_kind: `'user'`,
      started_by_id: `'u-1'`,
      started_at: 'now()',
      updated_by_kind: `'user'`,
      updated_by_id: `'u-1'`,
      updated_at: 'now()',
      version: '1',
      ...members,
    };
    return database.admin(
      `insert into tenantatlas.onboarding_sessions (${Object.keys(values).join(', ')}) values (${Object.values(values).join(', ')})`,
    );
  };
  const sessionIds = async () =>
    (await database.admin<{ id: string }>('select id from tenantatlas.onboarding_sessions order by id')).map(
      ({ id }) => id,
    );
  const withoutTenant = { tenant_id: 'null', connection_id: 'null' };

  beforeEach(async () => {
    database = await createTestDatabase(inject('postgresUrl'), 'empty');
    await migrateTo(before);
    for (const workspace of ['w-1', 'w-2']) {
      await database.admin(`insert into tenantatlas.workspaces values ('${workspace}', 'W', null, now(), now(), 1)`);
      await database.admin(
        `insert into tenantatlas.tenants values ('${workspace}', 't-1', 'T', null, 'onboarding', null, now(), now(), 1)`,
      );
      await database.admin(
        `insert into tenantatlas.provider_connections (workspace_id, id, tenant_id, provider, connection_type, display_name, is_enabled, consent_status,
           verification_status, grants, changed_at, created_at, updated_at, version)
         values ('${workspace}', 'c-1', 't-1', 'microsoft', 'platform', 'Main', true, 'granted', 'unknown', '{}', now(), now(), now(), 1)`,
      );
      await database.admin(
        `insert into tenantatlas.default_connections values ('${workspace}', 't-1', 'microsoft', 'c-1')`,
      );
    }
  });
  afterEach(() => database.drop());

  it('changes no row, and tenants that are being onboarded can have a session', async () => {
    const stored = await rows();
    await migrateTo(upTo);
    expect(await rows()).toEqual(stored);
    await addSession('o-1');
    expect(await sessionIds()).toEqual(['o-1']);
  });

  it('lets older code erase a tenant, a connection and a workspace together with their sessions', async () => {
    await migrateTo(upTo);
    await addSession('o-1');
    await addSession('o-2', withoutTenant);
    await addSession('o-3', { workspace_id: `'w-2'` });
    const inW1 = `where workspace_id = 'w-1'`;
    for (const table of ['default_connections', 'provider_connections', 'tenants'])
      await database.admin(`delete from tenantatlas.${table} ${inW1}`);
    expect(await sessionIds()).toEqual(['o-2', 'o-3']);
    await database.admin(`delete from tenantatlas.workspaces ${inW1}`);
    expect(await sessionIds()).toEqual(['o-3']);
  });

  it('refuses a row that breaks a rule, whatever code writes it', async () => {
    await migrateTo(upTo);
    await addSession('o-1');
    const ended = { ended_by_kind: `'user'`, ended_by_id: `'u-1'`, ended_at: 'now()' };
    for (const [constraint, members] of [
      ['onboarding_sessions_open', {}],
      ['onboarding_sessions_of_one_tenant', { tenant_id: 'null' }],
      ['onboarding_sessions_connection', { status: `'completed'`, connection_id: `'c-9'`, ...ended }],
      ['onboarding_sessions_tenant', { tenant_id: `'t-9'`, connection_id: 'null' }],
      ['onboarding_sessions_workspace', { ...withoutTenant, workspace_id: `'w-9'` }],
      ['onboarding_sessions_status', { status: `'paused'`, ...ended }],
      ['onboarding_sessions_people', { ...withoutTenant, updated_by_kind: `'system'` }],
      ['onboarding_sessions_end', { status: `'completed'` }],
      ['onboarding_sessions_end', { ...withoutTenant, ...ended }],
      ['onboarding_sessions_version', { ...withoutTenant, version: '0' }],
    ] as const)
      await expect(addSession('o-2', members), constraint).rejects.toThrow(constraint);
    expect(await sessionIds()).toEqual(['o-1']);
    await addSession('o-2', { status: `'cancelled'`, ...ended });
    for (const id of ['o-3', 'o-4']) await addSession(id, withoutTenant);
    await addSession('o-1', { workspace_id: `'w-2'` });
  });

  it('lets no role change who started a session, nor a workspace or the platform delete one', async () => {
    await migrateTo(upTo);
    const may = async (role: string, privilege: string, column?: string) => {
      const [name, object] = [
        withRoles(role, installationRoles({ database: database.name, schema: 'tenantatlas' })),
        'tenantatlas.onboarding_sessions',
      ];
      const sql = column
        ? `select has_column_privilege('${name}', '${object}', '${column}', '${privilege}') as may`
        : `select has_table_privilege('${name}', '${object}', '${privilege}') as may`;
      return (await database.admin<{ may: boolean }>(sql))[0]?.may;
    };
    for (const role of ['ta_workspace', 'ta_platform']) {
      expect(await may(role, 'delete')).toBe(false);
      for (const column of ['workspace_id', 'id', 'started_by_kind', 'started_by_id', 'started_at'])
        expect(await may(role, 'update', column)).toBe(false);
      for (const column of ['tenant_id', 'status', 'ended_at', 'version'])
        expect(await may(role, 'update', column)).toBe(true);
    }
    for (const column of ['tenant_id', 'draft_name', 'status'])
      expect(await may('ta_maintenance', 'update', column)).toBe(false);
    for (const privilege of ['select', 'insert', 'update', 'delete'])
      expect(await may('ta_member', privilege)).toBe(false);
  });
});
