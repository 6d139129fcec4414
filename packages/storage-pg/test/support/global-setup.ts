import type { TestProject } from 'vitest/node';
import { prepareTemplate } from './database.ts';
import { type PostgresServer, startPostgres } from './embedded-postgres.ts';
import { migratedDump } from './pglite.ts';

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
  readonly dump: string;
}

/** Shared by the projects of one run, each of which loads this file for itself. */
const shared = globalThis as { tenantAtlasTestFixture?: { users: number; readonly ready: Promise<Fixture> } };

/** Boots one PostgreSQL server per run, with a migrated template, and stops it behind the last project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const fixture = (shared.tenantAtlasTestFixture ??= { users: 0, ready: boot() });
  fixture.users += 1;
  const { server, dump } = await fixture.ready;
  project.provide('postgresUrl', server.url);
  project.provide('pgliteDump', dump);
  return async () => {
    fixture.users -= 1;
    if (fixture.users > 0) return;
    delete shared.tenantAtlasTestFixture;
    await server.stop();
  };
}

async function boot(): Promise<Fixture> {
  const server = await startPostgres();
  try {
    await prepareTemplate(server.url);
    return { server, dump: await migratedDump() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
