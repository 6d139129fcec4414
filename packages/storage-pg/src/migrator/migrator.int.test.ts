import type { PGlite } from '@electric-sql/pglite';
import { orThrow } from '@tenantatlas/core';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { exactly } from '../../../../bench/lib/figures.ts';
import { keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { clonePglite } from '../../test/support/pglite.ts';
import { onPlatform } from '../../test/support/units.ts';
import { createPgStorage, type PgStorage } from '../create-pg-storage.ts';
import { migrations } from '../schema.ts';
import { pgPool } from '../pg/index.ts';
import { pglite } from '../pglite/index.ts';
import { installationRoles, rolesSql } from '../roles/index.ts';

const latest = migrations.at(-1)?.number ?? 0;
const all = migrations.map(({ number, name }) => ({ number, name }));
const nothing = () => Promise.resolve();

/** Every column, constraint and version of a schema, to compare two of them. */
const shape = (schema: string) => `SELECT md5(string_agg(line, E'\\n' ORDER BY line)) AS shape FROM (
  SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) AS line FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = '${schema}'::regnamespace AND a.attnum > 0
  UNION ALL SELECT conname || replace(pg_get_constraintdef(oid), '${schema}.', '') FROM pg_constraint WHERE connamespace = '${schema}'::regnamespace
  UNION ALL SELECT polname || polrelid::regclass::text || pg_get_expr(polqual, polrelid) FROM pg_policy
  UNION ALL SELECT number || name || checksum FROM ${schema}.schema_migrations) lines`;

describe('on a server', () => {
  let database: TestDatabase;
  const open: PgStorage[] = [];
  beforeEach(async () => {
    database = await createTestDatabase(inject('postgresUrl'), 'empty');
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((storage) => storage.close()));
    await database.drop();
  });

  async function connect(url: string, schema?: string): Promise<PgStorage> {
    const source = pgPool({ connectionString: url, max: 2 });
    const storage = orThrow(
      await createPgStorage(schema === undefined ? { database: source } : { database: source, schema }),
    );
    open.push(storage);
    return storage;
  }

  it('installs once, and does nothing the next time', async () => {
    const storage = await connect(database.adminUrl);
    expect(orThrow(await storage.status())).toMatchObject({
      state: 'absent',
      version: 0,
      latest,
      applied: [],
      pending: all,
    });
    expect(orThrow(await storage.migrate())).toEqual({
      schema: 'tenantatlas',
      version: latest,
      applied: all,
      pending: [],
      roles: { state: 'ready', sql: null, leftOut: [] },
    });
    expect(orThrow(await storage.migrate())).toMatchObject({ version: latest, applied: [] });
    const status = orThrow(await storage.status());
    expect(status).toMatchObject({ state: 'current', version: latest, pending: [] });
    expect(status.applied[0]?.checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(status.applied[0]?.appliedAt).toMatch(/^\d{4}-.*\.\d{3}Z$/);
  });

  it('answers schema_missing before, and works afterwards without being reopened', async () => {
    const storage = await connect(database.adminUrl);
    await expect(storage.unit(onPlatform, nothing)).rejects.toMatchObject({
      name: 'StorageFault',
      kind: 'schema_missing',
    });
    orThrow(await storage.migrate());
    await storage.unit(onPlatform, nothing);
  });

  it('lets 16 concurrent processes succeed, and applies everything once', async () => {
    const storages = await Promise.all(Array.from({ length: 16 }, () => connect(database.adminUrl)));
    const reports = await Promise.all(storages.map(async (storage) => orThrow(await storage.migrate())));
    const applications = reports.flatMap(({ applied }) => applied).length;
    keepFigures('races', () => [
      exactly('migrating at once: starters that ended well', reports.length, 16, 'starters'),
      exactly('migrating at once: migrations applied more than once', applications - all.length, 0, 'migrations'),
    ]);
    expect(reports.map(({ version }) => version)).toEqual(Array.from({ length: 16 }, () => latest));
    // Each migration is a separate transaction, so they need not all be applied by the same starter.
    expect(reports.flatMap(({ applied }) => applied).sort((left, right) => left.number - right.number)).toEqual(all);
  });

  it('keeps two schemas of one database apart', async () => {
    const [one, other] = [await connect(database.adminUrl), await connect(database.adminUrl, 'other_brand')];
    orThrow(await one.migrate());
    expect(orThrow(await other.status()).state).toBe('absent');
    orThrow(await other.migrate());
    await other.unit(onPlatform, nothing);
    expect(orThrow(await other.status()).applied.map(({ checksum }) => checksum)).toEqual(
      orThrow(await one.status()).applied.map(({ checksum }) => checksum),
    );
  });

  it('prints a plan with the same effect as the migration', async () => {
    const planned = await connect(database.adminUrl);
    const plan = orThrow(await planned.plan());
    expect(plan.pending).toEqual(all);
    expect(orThrow(await planned.status()).state).toBe('absent');
    await database.admin(plan.rolesSql);
    await database.admin(plan.sql);
    expect(orThrow(await planned.status())).toMatchObject({ state: 'current', version: latest });
    expect(orThrow(await planned.plan())).toMatchObject({
      schema: 'tenantatlas',
      pending: [],
      sql: '',
    });

    const twin = await createTestDatabase(inject('postgresUrl'), 'empty');
    orThrow(await (await connect(twin.adminUrl)).migrate());
    expect(await database.admin(shape('tenantatlas'))).toEqual(await twin.admin(shape('tenantatlas')));
    await open.pop()?.close();
    await twin.drop();
  });

  it('rejects a newer schema, for migrating and for use', async () => {
    orThrow(await (await connect(database.adminUrl)).migrate());
    await database.admin("INSERT INTO tenantatlas.schema_migrations VALUES (9999, 'later', 'x', now())");
    const storage = await connect(database.adminUrl);
    expect((await storage.migrate())._unsafeUnwrapErr()).toMatchObject({
      code: 'storage_failure',
      kind: 'schema_newer',
      retryable: false,
    });
    expect((await storage.plan())._unsafeUnwrapErr()).toMatchObject({ kind: 'schema_newer' });
    expect(orThrow(await storage.status())).toMatchObject({ state: 'newer', version: 9999 });
    await expect(storage.unit(onPlatform, nothing)).rejects.toMatchObject({ kind: 'schema_newer' });
  });

  it('rejects a migration whose text has changed', async () => {
    orThrow(await (await connect(database.adminUrl)).migrate());
    await database.admin("UPDATE tenantatlas.schema_migrations SET checksum = 'other'");
    const storage = await connect(database.adminUrl);
    expect((await storage.migrate())._unsafeUnwrapErr()).toMatchObject({ kind: 'schema_altered' });
    expect(orThrow(await storage.status()).state).toBe('altered');
  });

  it('answers schema_outdated for an outdated schema', async () => {
    orThrow(await (await connect(database.adminUrl)).migrate());
    await database.admin(`DELETE FROM tenantatlas.schema_migrations WHERE number = ${latest}`);
    await expect((await connect(database.adminUrl)).unit(onPlatform, nothing)).rejects.toMatchObject({
      kind: 'schema_outdated',
    });
  });

  it("reports the state to the application's login, which owns nothing", async () => {
    orThrow(await (await connect(database.adminUrl)).migrate({ login: 'ta_app' }));
    const app = await connect(database.appUrl);
    expect(orThrow(await app.status())).toMatchObject({ state: 'current' });
    expect(orThrow(await app.migrate())).toMatchObject({ applied: [], roles: { state: 'ready' } });
  });

  it('migrates for a login that may not take on the roles, and prints what to run', async () => {
    const login = `owner_${database.name}`;
    await database.admin(`CREATE ROLE ${login} LOGIN`);
    await database.admin(`GRANT CREATE ON DATABASE ${database.name} TO ${login}`);
    await database.admin(rolesSql({ database: database.name }));
    const report = orThrow(await (await connect(database.adminUrl.replace('//postgres@', `//${login}@`))).migrate());
    expect(report).toMatchObject({ applied: all, roles: { state: 'not_granted' } });
    await database.admin(report.roles.sql ?? '');
    await (await connect(database.adminUrl.replace('//postgres@', `//${login}@`))).unit(onPlatform, nothing);
  });

  it('grants the roles to the given login, without inheritance', async () => {
    const login = `app_${database.name}`;
    await database.admin(`CREATE ROLE ${login} LOGIN`);
    expect(orThrow(await (await connect(database.adminUrl)).migrate({ login })).roles.state).toBe('ready');
    const app = await connect(database.adminUrl.replace('//postgres@', `//${login}@`));
    await app.unit(onPlatform, nothing);
    const inherits = await database.admin(
      `SELECT pg_has_role('${login}', '${installationRoles({ database: database.name, schema: 'tenantatlas' }).units.ta_platform}', 'USAGE') AS inherits`,
    );
    expect(inherits).toEqual([{ inherits: false }]);
  });

  it('answers unavailable for a missing server', async () => {
    const storage = await connect('postgres://nobody:secret-word@127.0.0.1:1/nowhere');
    const failure = (await storage.migrate())._unsafeUnwrapErr();
    expect(failure).toMatchObject({ code: 'storage_failure', kind: 'unavailable', retryable: true });
    expect(JSON.stringify(failure)).not.toMatch(/secret-word|127\.0\.0\.1/);
  });
});

describe('on PGlite', () => {
  let instance: PGlite;
  beforeEach(async () => {
    instance = await clonePglite(inject('pgliteFiles'), 'empty');
  });
  afterEach(() => instance.close());

  it('installs from nothing, roles included', async () => {
    const storage = orThrow(await createPgStorage({ database: pglite(instance) }));
    await expect(storage.unit(onPlatform, nothing)).rejects.toMatchObject({
      name: 'StorageFault',
      kind: 'schema_missing',
    });
    expect(orThrow(await storage.migrate())).toMatchObject({ applied: all, roles: { state: 'ready' } });
    expect(orThrow(await storage.migrate())).toMatchObject({ applied: [] });
    await storage.unit(onPlatform, nothing);
  });

  it('applies nothing while the roles are missing and may not be created, and prints what to run', async () => {
    await instance.exec(
      'CREATE ROLE plain LOGIN; GRANT CREATE ON DATABASE postgres TO plain; SET SESSION AUTHORIZATION plain',
    );
    const storage = orThrow(await createPgStorage({ database: pglite(instance) }));
    const report = orThrow(await storage.migrate());
    expect(report).toMatchObject({ version: 0, applied: [], pending: all, roles: { state: 'missing' } });
    await instance.exec('SET SESSION AUTHORIZATION postgres');
    await instance.exec(report.roles.sql ?? '');
    await instance.exec('SET SESSION AUTHORIZATION plain');
    expect(orThrow(await storage.migrate())).toMatchObject({ applied: all, roles: { state: 'ready' } });
    await storage.unit(onPlatform, nothing);
  });
});
