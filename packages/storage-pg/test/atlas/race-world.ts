import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** A database, observed by a superuser who always uses the same connection. */
export interface RaceWorld {
  readonly database: TestDatabase;
  /** Rows of one statement, as superuser. */
  query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<readonly Row[]>;
  /** Makes workspaces `prefix-1` and on with the tenants `t-1` and on, in each the members `u-0` to `u-3`, entitled to every tenant. */
  seed(prefix: string, workspaces: number, tenants: number): Promise<readonly string[]>;
  /** Runs that are there now. */
  countRuns(workspaceIds: readonly string[]): Promise<number>;
  close(): Promise<void>;
}

/** See {@link RaceWorld}. */
export async function openWorld(serverUrl: string): Promise<RaceWorld> {
  const database = await createTestDatabase(serverUrl);
  const client = new pg.Client({ connectionString: database.adminUrl });
  client.on('error', () => {});
  await client.connect();
  const query = async <Row extends object>(sql: string, params: readonly unknown[] = []): Promise<readonly Row[]> =>
    (await client.query<Row>(sql, [...params])).rows;
  return {
    database,
    query,
    async seed(prefix, workspaces, tenants) {
      for (const statement of seedStatements(prefix, workspaces, tenants)) await client.query(statement);
      return Array.from({ length: workspaces }, (_, at) => `${prefix}-${at + 1}`);
    },
    async countRuns(workspaceIds) {
      const sql = 'SELECT count(*)::int AS runs FROM tenantatlas.operation_runs WHERE workspace_id = ANY ($1)';
      return (await query<{ runs: number }>(sql, [workspaceIds]))[0]?.runs ?? -1;
    },
    async close() {
      await client.end();
      await database.drop();
    },
  };
}

/** Bypasses the SDK: ten thousand workspaces take a second this way. */
export function seedStatements(prefix: string, workspaces: number, tenants: number): readonly string[] {
  const each = `generate_series(1, ${workspaces}) AS w(n)`;
  const eachTenant = `${each}, generate_series(1, ${tenants}) AS t(n)`;
  const id = `'${prefix}-' || w.n`;
  return [
    `INSERT INTO tenantatlas.workspaces (workspace_id, name, created_at, updated_at, version)
     SELECT ${id}, 'Workspace ' || w.n, now(), now(), 1 FROM ${each}`,
    `INSERT INTO tenantatlas.start_gates (workspace_id, generation) SELECT ${id}, 0 FROM ${each}`,
    `INSERT INTO tenantatlas.tenants (workspace_id, tenant_id, name, lifecycle, created_at, updated_at, version)
     SELECT ${id}, 't-' || t.n, 'Tenant t-' || t.n, 'active', now(), now(), 1 FROM ${eachTenant}`,
    `INSERT INTO tenantatlas.memberships (workspace_id, user_id, role, granted_at)
     SELECT ${id}, 'u-' || u.n, 'owner', now() FROM ${each}, generate_series(0, 3) AS u(n)`,
    `INSERT INTO tenantatlas.entitlements (workspace_id, user_id, tenant_id, granted_at)
     SELECT ${id}, 'u-' || u.n, 't-' || t.n, now() FROM ${eachTenant}, generate_series(0, 3) AS u(n)`,
  ];
}
