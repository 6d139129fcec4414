import * as fc from 'fast-check';
import { orThrow } from '@tenantatlas/core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { atLeast } from '../../../../bench/lib/figures.ts';
import { keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { forEachBackend } from '../../test/support/backends.ts';
import { damages } from '../../test/support/catalog-damage.ts';
import { createTestDatabase, withRoles as namedBy, type TestDatabase } from '../../test/support/database.ts';
import { scaled } from '../../test/support/scale.ts';
import { seeds } from '../../test/support/seeds.ts';
import { createPgStorage, type PgStorage } from '../create-pg-storage.ts';
import type { SqlDatabase, SqlTransaction } from '../executor/sql-database.ts';
import { pgPool } from '../pg/index.ts';
import { withoutDays } from './day-partitions.ts';
import { describeDifferences } from './doctor.ts';
import type { Finding } from './finding.ts';
import { installationRoles, type InstallationRoles } from '../roles/index.ts';
import { checkRoles } from './role-checks.ts';
import { compareFacts, factsPreamble, inspectSchema, readSchemaFacts } from './schema-facts.ts';
import { schemaManifest } from './schema-manifest.ts';

/**
 * The server of these tests does not wait for the disk, and the databases are copies of one; the doctor reports both, and other logins. durability-checks
 * tests a server that waits, role-move a copy, and isolation other logins.
 */
const apartFromDurability = (findings: readonly Finding[]) =>
  findings.filter(({ code }) => !['not_durable', 'roles_shared', 'other_login'].includes(code));

forEachBackend((backend) => {
  it('has no findings for a clean database', async () => {
    const open = await backend.open();
    const report = orThrow(await open.storage.doctor());
    expect(apartFromDurability(report.findings).filter(({ level }) => level !== 'info')).toEqual([]);
    expect(report).toMatchObject({ schema: 'tenantatlas', version: expect.any(Number) as number });
    expect(Math.abs(report.clockSkewMillis)).toBeLessThan(60_000);
    await open.close();
  });

  it('reports what a crash can lose: a note on PGlite, which has no fsync by design, a problem on a server', async () => {
    const open = await backend.open();
    const report = orThrow(await open.storage.doctor());
    const told = report.findings.filter(({ code }) => code === 'not_durable');
    expect(told.map(({ level, subject }) => `${level} ${subject}`)).toEqual(
      backend.name === 'pglite'
        ? ['info fsync']
        : ['problem fsync', 'warning full_page_writes', 'warning synchronous_commit'],
    );
    expect(report.healthy).toBe(backend.name === 'pglite');
    await open.close();
  });

  it('has an up-to-date manifest; if not, run scripts/schema-manifest.ts', async () => {
    const open = await backend.open();
    expect(withoutDays(await inspectSchema(open.database, 'tenantatlas'))).toEqual(schemaManifest);
    await open.close();
  });
});

describe('on a server', () => {
  let test: TestDatabase;
  let admin: SqlDatabase;
  let roles: InstallationRoles;
  const open: PgStorage[] = [];

  /** SQL with the roles of the installation in place of the names that they have in code, and the other way round. */
  const withRoles = (sql: string): string =>
    namedBy(sql, roles).replaceAll('$app', roles.application).replaceAll('$eraser', roles.eraser);
  const plain = (text: string): string =>
    Object.entries(roles.units).reduce((rest, [role, name]) => rest.replaceAll(name, role), text);

  beforeAll(async () => {
    test = await createTestDatabase(inject('postgresUrl'), 'empty');
    const storage = orThrow(await createPgStorage({ database: pgPool({ connectionString: test.adminUrl, max: 1 }) }));
    orThrow(await storage.migrate({ login: 'ta_app', maintenanceLogin: 'eraser' }));
    await storage.close();
    roles = installationRoles({ database: test.name, schema: 'tenantatlas' });
    admin = await pgPool({ connectionString: test.adminUrl, max: 2 }).open();
  });
  afterEach(() => Promise.all(open.splice(0).map((storage) => storage.close())));
  afterAll(async () => {
    await admin.close();
    await test.drop();
  });

  /** Changes the database inside a transaction that is rolled back, and inspects it there. */
  async function pretending<T>(examine: (transaction: SqlTransaction) => Promise<T>): Promise<T> {
    const seen: T[] = [];
    const undo = new Error('undo');
    await admin
      .transaction(factsPreamble('tenantatlas'), async (transaction) => {
        seen.push(await examine(transaction));
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    return seen[0] as T;
  }

  it.each(damages)('finds damage: $name', async ({ targets }) => {
    const found = await pretending(async (transaction) => {
      const { rows } = await transaction.query<{ readonly sql: string; readonly fact: string }>(targets);
      const target = rows[Math.floor(rows.length / 2)];
      if (!target) return null;
      await transaction.script(withRoles(target.sql));
      return {
        fact: plain(target.fact),
        differences: compareFacts(schemaManifest, await readSchemaFacts(transaction, 'tenantatlas')),
      };
    });
    expect(found?.differences.map(({ fact }) => fact)).toContain(found?.fact);
  });

  it('reports a right on the partition of a day, and does not take the partition for a table that is not ours', async () => {
    const [found, left] = await pretending(async (transaction) => {
      await transaction.script(`do $$ begin
        execute (select 'grant all on tenantatlas.' || min(relname) || ' to public' from pg_class
          where relispartition and relname ~ '^usage_events_[0-9]{8}$');
      end $$`);
      const findings = await findingsIn(transaction);
      for (const { sql } of findings) await transaction.script(sql ?? '');
      return [findings, await findingsIn(transaction)];
    });
    expect(found?.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^grant on usage_events_\d{8} to public$/),
    ]);
    expect(left).toEqual([]);
  });

  /** Kinds of damage that no statement mends: rows are gone, or a table has another name. */
  const beyondRepair = ['table dropped', 'table renamed'];

  it.each(damages.filter(({ name }) => !beyondRepair.includes(name)))(
    'prints statements that run and end the findings: $name',
    async ({ targets }) => {
      const left = await pretending(async (transaction) => {
        const { rows } = await transaction.query<{ readonly sql: string }>(targets);
        const remaining: unknown[] = [];
        for (const at of new Set([0, Math.floor(rows.length / 2), rows.length - 1])) {
          const target = rows[at];
          if (!target) continue;
          await transaction.script(withRoles(target.sql));
          for (const finding of await findingsIn(transaction)) {
            if (finding.sql !== null) await transaction.script(finding.sql);
          }
          remaining.push(...(await findingsIn(transaction)).map(({ text }) => `after ${target.sql}: ${text}`));
        }
        return remaining;
      });
      expect(left).toEqual([]);
    },
  );

  async function findingsIn(transaction: SqlTransaction): Promise<readonly Finding[]> {
    const differences = compareFacts(schemaManifest, await readSchemaFacts(transaction, 'tenantatlas'));
    return describeDifferences(differences, { schema: 'tenantatlas', units: roles.units });
  }

  it.each(seeds)('finds damage anywhere (seed %i)', async (seed) => {
    const damage = fc.record({ kind: fc.nat(damages.length - 1), target: fc.nat(10_000) });
    let tried = 0;
    let told = 0;
    const which = seed === seeds[0] ? 'fixed' : 'random';
    keepFigures('histories', () => [
      atLeast(`random damage that the doctor finds, ${which} seed`, told, 20, 'changes'),
    ]);
    await fc.assert(
      fc.asyncProperty(damage, async ({ kind, target }) => {
        const found = await pretending(async (transaction) => {
          const { rows } = await transaction.query<{ readonly sql: string; readonly fact: string }>(
            damages[kind]?.targets ?? '',
          );
          const chosen = rows[target % Math.max(1, rows.length)];
          if (!chosen) return null;
          await transaction.script(withRoles(chosen.sql));
          return {
            ...chosen,
            fact: plain(chosen.fact),
            facts: compareFacts(schemaManifest, await readSchemaFacts(transaction, 'tenantatlas')).map(
              ({ fact }) => fact,
            ),
          };
        });
        if (!found) return;
        tried += 1;
        expect(found.facts, found.sql).toContain(found.fact);
        told += 1;
      }),
      { seed, numRuns: scaled(200, 20) },
    );
    expect(tried).toBeGreaterThanOrEqual(10);
  });

  it('reports the expected state of damaged parts', async () => {
    const other = await createTestDatabase(inject('postgresUrl'));
    await other.admin(
      'ALTER TABLE tenantatlas.tenants DISABLE ROW LEVEL SECURITY; DROP POLICY ta_workspace ON tenantatlas.tenants; CREATE TABLE tenantatlas.stray ()',
    );
    const storage = await connect(other.appUrl);
    const report = orThrow(await storage.doctor());
    expect(report.healthy).toBe(false);
    const findings = apartFromDurability(report.findings);
    expect(findings.map(({ code, subject }) => ({ code, subject }))).toEqual([
      { code: 'missing', subject: 'policy tenants.ta_workspace' },
      { code: 'unexpected', subject: 'table stray' },
      { code: 'changed', subject: 'table tenants' },
    ]);
    expect(findings.at(-1)?.text).toContain('It should be: table, row security forced');
    for (const { sql } of findings) await other.admin(sql ?? '');
    expect(apartFromDurability(orThrow(await storage.doctor()).findings)).toEqual([]);
    await storage.close();
    open.pop();
    await other.drop();
  });

  async function connect(url: string, schema?: string): Promise<PgStorage> {
    const source = pgPool({ connectionString: url, max: 2 });
    const storage = orThrow(
      await createPgStorage(schema === undefined ? { database: source } : { database: source, schema }),
    );
    open.push(storage);
    return storage;
  }

  it('finds the schema under another name', async () => {
    const storage = await connect(test.adminUrl, 'other_brand');
    orThrow(await storage.migrate());
    const findings = apartFromDurability(orThrow(await storage.doctor()).findings);
    expect(findings.filter(({ code }) => code !== 'login_bypasses_row_security')).toEqual([]);
  });

  it('reports a schema that is missing or outdated', async () => {
    const storage = await connect(test.adminUrl, 'not_there');
    const report = orThrow(await storage.doctor());
    expect(report).toMatchObject({ healthy: false, version: 0 });
    expect(apartFromDurability(report.findings)).toMatchObject([
      { code: 'schema_version' },
      { code: 'login_bypasses_row_security' },
    ]);
  });

  const about = (findings: readonly Finding[]) =>
    findings.map(({ level, code, subject }) => plain(`${level} ${code} ${subject}`));

  it.each([
    { sql: 'ALTER ROLE ta_workspace BYPASSRLS', expected: 'problem role_over_privileged ta_workspace' },
    { sql: 'ALTER ROLE ta_member SUPERUSER', expected: 'problem role_over_privileged ta_member' },
    { sql: 'ALTER ROLE ta_platform LOGIN', expected: 'problem role_over_privileged ta_platform' },
    { sql: 'ALTER ROLE ta_maintenance CREATEROLE', expected: 'problem role_over_privileged ta_maintenance' },
    { sql: 'GRANT ta_platform TO ta_workspace', expected: 'problem role_over_privileged ta_workspace' },
    { sql: 'ALTER ROLE ta_member RENAME TO somebody', expected: 'problem role_missing ta_member' },
  ])('finds a role with wrong attributes: $sql', async ({ sql, expected }) => {
    const findings = await pretending(
      async (transaction) => (await transaction.script(withRoles(sql)), checkRoles(transaction, 'pg', 'tenantatlas')),
    );
    expect(about(findings)).toContain(expected);
  });

  it.each([
    'ALTER ROLE ta_workspace BYPASSRLS',
    'ALTER ROLE ta_platform LOGIN',
    'GRANT ta_platform TO ta_workspace',
    'REVOKE ta_platform FROM $app',
    'GRANT ta_platform TO $app WITH INHERIT TRUE',
    'GRANT ta_platform TO $eraser',
  ])('prints a statement that runs and ends the finding: %s', async (sql) => {
    const left = await pretending(async (transaction) => {
      const examine = async () =>
        (await checkRoles(transaction, 'pg', 'tenantatlas')).filter(({ level }) => level === 'problem');
      const before = new Set((await examine()).map(({ text }) => text));
      await transaction.script(withRoles(sql));
      const found = (await examine()).filter(({ text }) => !before.has(text));
      for (const finding of found) await transaction.script(finding.sql ?? '');
      return { found: found.length, left: (await examine()).filter(({ text }) => !before.has(text)) };
    });
    expect(left).toEqual({ found: expect.any(Number) as number, left: [] });
    expect(left.found).toBeGreaterThan(0);
  });

  it.each([
    { how: 'is a superuser', sql: 'ALTER ROLE $ SUPERUSER', expected: ['problem login_bypasses_row_security $'] },
    {
      how: 'bypasses row security',
      sql: 'GRANT ta_workspace, ta_member, ta_platform TO $ WITH INHERIT FALSE; ALTER ROLE $ BYPASSRLS',
      expected: ['problem login_bypasses_row_security $'],
    },
    {
      how: 'inherits',
      sql: 'GRANT ta_member, ta_platform TO $ WITH INHERIT FALSE; GRANT ta_workspace TO $ WITH INHERIT TRUE',
      expected: ['problem login_inherits ta_workspace'],
    },
    {
      how: 'lacks a role',
      sql: 'GRANT ta_workspace, ta_platform TO $ WITH INHERIT FALSE',
      expected: ['problem role_not_granted ta_member'],
    },
    {
      how: 'may delete',
      sql: 'GRANT ta_workspace, ta_member, ta_platform, ta_maintenance TO $ WITH INHERIT FALSE',
      expected: ['warning login_may_delete ta_maintenance'],
    },
    {
      how: 'is as it should be',
      sql: 'GRANT ta_workspace, ta_member, ta_platform TO $ WITH INHERIT FALSE',
      expected: [],
    },
  ])('checks a login that $how', async ({ how, sql, expected }) => {
    const login = `login_${how.replaceAll(' ', '_')}_${test.name.slice(-8)}`;
    const named = (text: string): string => text.replaceAll('$', login);
    await test.admin(withRoles(`CREATE ROLE ${login} LOGIN; ${named(sql)}`));
    const storage = await connect(test.adminUrl.replace('//postgres@', `//${login}@`));
    const report = orThrow(await storage.doctor());
    const findings = apartFromDurability(report.findings);
    expect(about(findings)).toEqual(expected.map(named));
    for (const { sql: statement, code } of findings) {
      if (statement === null) expect(how).toBe('is a superuser');
      else await test.admin(statement);
      const after = apartFromDurability(orThrow(await storage.doctor()).findings);
      if (statement !== null) expect(after.map((finding) => finding.code)).not.toContain(code);
    }
    await storage.close();
    open.pop();
    await test.admin(`DROP ROLE ${login}`);
  });
});
