import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { allRoles, installationRoles } from './role-names.ts';
import { rolesSql } from './roles-sql.ts';

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

it('is idempotent, even when run concurrently; the login holds one role, and that one inherits nothing', async () => {
  const login = `login_${randomUUID().replaceAll('-', '')}`;
  const database = `roles_${randomUUID()}`;
  const { units, application, eraser } = installationRoles({ database, schema: 'tenantatlas' });
  await onServer((client) => client.query(`create role ${login} login`));
  try {
    await Promise.all(
      Array.from({ length: 12 }, () => onServer((client) => client.query(rolesSql({ database, login })))),
    );
    await onServer((client) => client.query(rolesSql({ database, login })));
    const membersOf = (name: string) =>
      onServer(async (client) => {
        const { rows } = await client.query(
          `select r.rolname as role, m.inherit_option, m.set_option, m.admin_option from pg_auth_members m
            join pg_roles r on r.oid = m.roleid where m.member = '${name}'::regrole order by 1`,
        );
        return rows as unknown[];
      });
    const held = { inherit_option: false, set_option: true, admin_option: false };
    expect(await membersOf(login)).toEqual([{ role: application, ...held }]);
    const taken = [units.ta_member, units.ta_platform, units.ta_workspace].map((role) => ({ role, ...held }));
    expect(await membersOf(application)).toEqual(taken);
    expect(await membersOf(eraser)).toEqual([{ role: units.ta_maintenance, ...held }]);
  } finally {
    const roles = [login, ...allRoles({ units, application, eraser })];
    await onServer((client) => client.query(`drop role ${roles.join(', ')}`));
  }
});
