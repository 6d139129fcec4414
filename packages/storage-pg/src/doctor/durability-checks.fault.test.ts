import { orThrow } from '@tenantatlas/core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, prepareTemplate, type TestDatabase } from '../../test/support/database.ts';
import { startPostgres, type PostgresServer } from '../../test/support/embedded-postgres.ts';
import { createPgStorage } from '../create-pg-storage.ts';
import { pgPool } from '../pg/index.ts';
import type { DoctorReport } from './doctor.ts';

let server: PostgresServer;
let test: TestDatabase;
beforeAll(async () => {
  // The other tests run on a server that does not wait for the disk.
  server = await startPostgres({ durable: true });
  await prepareTemplate(server.url);
  // A copy of the template would share its roles, which is a finding.
  test = await createTestDatabase(server.url, 'empty');
  const storage = orThrow(await createPgStorage({ database: pgPool({ connectionString: test.adminUrl, max: 1 }) }));
  orThrow(await storage.migrate({ login: 'ta_app' }));
  await storage.close();
});
afterAll(() => server?.stop());

let undo: readonly string[] = [];
afterEach(async () => {
  for (const sql of undo) await test.admin(sql);
  undo = [];
});

async function examined(options = ''): Promise<DoctorReport> {
  const storage = orThrow(
    await createPgStorage({ database: pgPool({ connectionString: `${test.appUrl}${options}`, max: 1 }) }),
  );
  const report = orThrow(await storage.doctor());
  await storage.close();
  return report;
}

/** The server reads its configuration again in its own time. */
async function examinedWith(setting: string): Promise<DoctorReport> {
  for (let tries = 0; tries < 400; tries += 1) {
    const [row] = await test.admin<{ now: string }>(`SELECT current_setting('${setting}') AS now`);
    if (row?.now === 'off') return examined();
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${setting} never changed.`);
}

it('has no findings for a durable server', async () => {
  expect(await examined()).toMatchObject({ healthy: true, findings: [] });
});

it.each(['local', 'remote_write', 'on', 'remote_apply'])('accepts synchronous_commit = %s', async (value) => {
  undo = ['ALTER ROLE ta_app RESET synchronous_commit'];
  await test.admin(`ALTER ROLE ta_app SET synchronous_commit TO ${value}`);
  expect(await examined()).toMatchObject({ healthy: true, findings: [] });
});

it.each([
  { where: 'the login', on: 'ROLE ta_app' },
  { where: 'the database', on: 'DATABASE $' },
  { where: 'the login in the database', on: 'ROLE ta_app IN DATABASE $' },
  { where: 'every login', on: 'ROLE ALL' },
])('reports synchronous_commit = off of $where, with a remedy that works', async ({ on }) => {
  const subject = on.replace('$', test.name);
  undo = [`ALTER ${subject} RESET synchronous_commit`];
  await test.admin(`ALTER ${subject} SET synchronous_commit TO off`);
  const { findings } = await examined();
  expect(findings).toMatchObject([{ level: 'warning', code: 'not_durable', subject: 'synchronous_commit' }]);
  const remedy = findings[0]?.sql ?? '';
  expect(remedy).toBe(`ALTER ${subject} RESET synchronous_commit;`);
  expect(findings[0]?.text).toContain(`Run ${remedy}`);
  await test.admin(remedy);
  expect((await examined()).findings).toEqual([]);
});

it('reports synchronous_commit = off of the connection', async () => {
  const { findings } = await examined('?options=-c%20synchronous_commit%3Doff');
  expect(findings).toMatchObject([{ level: 'warning', code: 'not_durable', subject: 'synchronous_commit' }]);
  expect(findings[0]?.text).toContain('the options of the connection');
});

it.each([
  { setting: 'synchronous_commit', level: 'warning' },
  { setting: 'full_page_writes', level: 'warning' },
  { setting: 'fsync', level: 'problem' },
])('reports $setting = off of the server: a $level', async ({ setting, level }) => {
  undo = [`ALTER SYSTEM RESET ${setting}`, 'SELECT pg_reload_conf()'];
  await test.admin(`ALTER SYSTEM SET ${setting} TO off`);
  await test.admin('SELECT pg_reload_conf()');
  const report = await examinedWith(setting);
  expect(report.healthy).toBe(level !== 'problem');
  expect(report.findings).toMatchObject([{ level, code: 'not_durable', subject: setting }]);
  expect(report.findings[0]?.text).toContain(`Run ALTER SYSTEM SET ${setting} TO on, then SELECT pg_reload_conf().`);
});
