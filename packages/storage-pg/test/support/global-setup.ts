import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { prepareTemplate } from './database.ts';
import { type PostgresServer, startPostgres } from './embedded-postgres.ts';
import { writeMigratedDump } from './pglite.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser URL of the server of this run. */
    readonly postgresUrl: string;
    /** Files of a migrated PGlite, to be cloned. */
    readonly pgliteDump: string;
  }
}

interface Fixture {
  readonly server: PostgresServer;
  readonly folder: string;
}

/** Shared by the projects of one run, each of which loads this file for itself. */
const shared = globalThis as { tenantAtlasTestFixture?: { users: number; readonly ready: Promise<Fixture> } };

/** Boots one PostgreSQL server per run, with a migrated template, and stops it behind the last project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const fixture = (shared.tenantAtlasTestFixture ??= { users: 0, ready: boot() });
  fixture.users += 1;
  const { server, folder } = await fixture.ready;
  project.provide('postgresUrl', server.url);
  project.provide('pgliteDump', join(folder, 'migrated.tar'));
  return async () => {
    fixture.users -= 1;
    if (fixture.users > 0) return;
    delete shared.tenantAtlasTestFixture;
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function boot(): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantatlas-test-'));
  const server = await startPostgres();
  try {
    await prepareTemplate(server.url);
    await writeMigratedDump(join(folder, 'migrated.tar'));
    return { server, folder };
  } catch (error) {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
