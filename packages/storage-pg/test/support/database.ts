import { randomUUID } from 'node:crypto';
import { orThrow } from '@tenantatlas/core';
import pg from 'pg';
import { createPgStorage } from '../../src/create-pg-storage.ts';
import { pgPool } from '../../src/pg/index.ts';
import { installationRoles, rolesSql, type InstallationRoles, type UnitRole } from '../../src/roles/index.ts';

/** A separate database on a running server. */
export interface TestDatabase {
  readonly name: string;
  /** As superuser. */
  readonly adminUrl: string;
  /** As the application's login: owns nothing, inherits nothing. */
  readonly appUrl: string;
  /** As the login that erases, and may do nothing else. */
  readonly maintenanceUrl: string;
  /** Runs one statement as superuser, on a connection that is used again unless it was lost. */
  admin<Row extends object = Record<string, unknown>>(
    sql: string,
    params?: readonly unknown[],
  ): Promise<readonly Row[]>;
  /** Ends its connections and removes it. */
  drop(): Promise<void>;
}

/** The login of the application in tests. */
const appLogin = 'ta_app';
/** The login that erases in tests. */
const maintenanceLogin = 'eraser';

const template = 'tenantatlas_template';

/** The roles of every database that is a copy of the template. */
export const testRoles = installationRoles({ database: template, schema: 'tenantatlas' });

/** The roles of a PGlite in tests. Its database is always called the same. */
export const pgliteRoles = installationRoles({ database: 'postgres', schema: 'tenantatlas' });

/** `sql` with the roles of `roles` in place of `ta_workspace` and its siblings, so that a test is one text for every backend. Names of policies stay. */
export function withRoles(sql: string, roles: InstallationRoles = testRoles): string {
  return sql.replaceAll(
    /(?<!policy )\bta_(?:workspace|member|platform|maintenance)\b/gi,
    (name) => roles.units[name as UnitRole],
  );
}

/** Migrates the template once per server, as {@link createTestDatabase} needs it. */
export async function prepareTemplate(serverUrl: string): Promise<void> {
  await runOn(serverUrl, `CREATE ROLE ${appLogin} LOGIN`);
  await runOn(serverUrl, `CREATE ROLE ${maintenanceLogin} LOGIN`);
  await runOn(serverUrl, rolesSql({ database: template, login: appLogin, maintenanceLogin }));
  await runOn(serverUrl, `CREATE DATABASE ${template}`);
  const storage = orThrow(
    await createPgStorage({ database: pgPool({ connectionString: onDatabase(serverUrl, template), max: 1 }) }),
  );
  try {
    orThrow(await storage.migrate());
  } finally {
    await storage.close();
  }
}

/** A copy of the migrated template, or with `empty` a database without anything in it. Takes about 0.1 seconds. */
export async function createTestDatabase(
  serverUrl: string,
  kind: 'migrated' | 'empty' = 'migrated',
): Promise<TestDatabase> {
  const name = `ta_${randomUUID().replaceAll('-', '')}`;
  const from = kind === 'migrated' ? template : 'template0';
  // Files are copied, with a checkpoint. The other strategy writes each page to the log as well, which takes twice the CPU time.
  await runOn(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${from} STRATEGY FILE_COPY`);
  const adminUrl = onDatabase(serverUrl, name);
  const administrators = new pg.Pool({ connectionString: adminUrl, max: 4, allowExitOnIdle: true });
  administrators.on('error', () => {});
  return {
    name,
    adminUrl,
    appUrl: adminUrl.replace('//postgres@', `//${appLogin}@`),
    maintenanceUrl: adminUrl.replace('//postgres@', `//${maintenanceLogin}@`),
    admin: (sql, params) => runIn(administrators, sql, params),
    async drop() {
      await runOn(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      // The server has ended its connections, so nothing is waited for.
      await administrators.end();
    },
  };
}

/** Tests end connections at will, also one that waits here for its next use: its first statement then fails before the server has it. */
async function runIn<Row extends object>(
  pool: pg.Pool,
  sql: string,
  params?: readonly unknown[],
  isLast = false,
): Promise<readonly Row[]> {
  const client = await pool.connect();
  let failure: unknown = null;
  try {
    return (await client.query<Row>(sql, params && [...params])).rows;
  } catch (error) {
    failure = error;
    if (isLast || !(error instanceof Error) || error instanceof pg.DatabaseError) throw error;
  } finally {
    client.release(failure !== null && !(failure instanceof pg.DatabaseError));
  }
  return runIn(pool, sql, params, true);
}

function onDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function runOn<Row extends object>(
  url: string,
  sql: string,
  params?: readonly unknown[],
): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(sql, params && [...params])).rows;
  } finally {
    await client.end();
  }
}
