import type { TestProject } from 'vitest/node';
import { prepareTemplate } from './database.ts';
import { type PostgresServer, startPostgres } from './embedded-postgres.ts';
import { pgliteFiles, type PgliteFiles } from './pglite.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser URL of the server of this run. */
    readonly postgresUrl: string;
    /** Files of PGlite, to be copied. */
    readonly pgliteFiles: PgliteFiles;
  }
}

interface Fixture {
  readonly server: PostgresServer;
  readonly files: PgliteFiles;
}

/** Shared by the projects of one run, each of which loads this file for itself. */
const shared = globalThis as { tenantAtlasTestFixture?: { users: number; readonly ready: Promise<Fixture> } };

/** Boots one PostgreSQL server per run, with a migrated template, and stops it behind the last project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const fixture = (shared.tenantAtlasTestFixture ??= { users: 0, ready: boot() });
  fixture.users += 1;
  const { server, files } = await fixture.ready;
  project.provide('postgresUrl', server.url);
  project.provide('pgliteFiles', files);
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
    return { server, files: await pgliteFiles() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
