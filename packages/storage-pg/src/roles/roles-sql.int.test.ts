import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
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

it('is idempotent, even when run concurrently, and the login inherits nothing', async () => {
  const login = `login_${randomUUID().replaceAll('-', '')}`;
  await onServer((client) => client.query(`create role ${login} login`));
  try {
    await Promise.all(Array.from({ length: 12 }, () => onServer((client) => client.query(rolesSql({ login })))));
    await onServer((client) => client.query(rolesSql({ login })));
    const { rows } = await onServer((client) =>
      client.query(`select r.rolname as role, m.inherit_option, m.set_option, m.admin_option from pg_auth_members m
        join pg_roles r on r.oid = m.roleid where m.member = '${login}'::regrole order by 1`),
    );
    const held = { inherit_option: false, set_option: true, admin_option: false };
    expect(rows).toEqual(['ta_member', 'ta_platform', 'ta_workspace'].map((role) => ({ role, ...held })));
  } finally {
    await onServer((client) => client.query(`drop role ${login}`));
  }
});
