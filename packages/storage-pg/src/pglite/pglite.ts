import { invariant, InvariantError, optionChecks, StorageFault } from '@tenantatlas/core/ports';
import type { PGlite, PGliteInterface, Transaction } from '@electric-sql/pglite';
import { withCause } from '../executor/cause.ts';
import type { SqlDatabase, SqlDatabaseSource } from '../executor/sql-database.ts';
import { dataDirectory, makeDirectory } from './data-directory.ts';
import { lockWriter } from './lock.ts';
import { pgliteDatabase } from './pglite-database.ts';

/**
 * PostgreSQL inside this process (PGlite): a directory that is made when it is missing, `memory://` for one that ends with the process, or an
 * instance that the host has opened, which stays open.
 *
 * The database lies in the subfolder `postgres`, except in a directory that `PGlite.create` made, which is the database itself. The command line finds
 * it the same way.
 *
 * A directory has one writer: opening it while another process or this one holds it answers `storage_failure` of kind `locked`. For an instance of its
 * own the host ensures that itself. Throws an invariant for what is neither. Opening rejects with an invariant when PGlite is not installed: it is an
 * optional peer.
 *
 * @example
 * const storage = await createPgStorage({ database: pglite('./data') });
 */
export function pglite(data: string | PGliteInterface): SqlDatabaseSource<Transaction> {
  const isFolder = typeof data === 'string';
  invariant(!isFolder || data.trim() !== '', 'pglite: "data" is a directory such as ./data, or memory://.');
  if (!isFolder)
    optionChecks('pglite').methods(
      'data',
      data ?? null,
      ['query', 'exec', 'transaction'],
      'a directory or an instance of PGlite',
    );
  return { backend: 'pglite', open: () => open(data) };
}

async function open(data: string | PGliteInterface): Promise<SqlDatabase> {
  if (typeof data !== 'string') return pgliteDatabase(data, () => Promise.resolve());
  if (data.startsWith('memory://')) return ownInstance(await start(data), () => {});
  await makeDirectory(data);
  const directory = dataDirectory(data);
  const lock = lockWriter(directory.lock);
  try {
    return ownInstance(await start(directory.cluster), () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function start(dataDir: string): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite').catch((reason: unknown) => {
    // A retry cannot help, so this is not a storage failure.
    throw new InvariantError(
      'pglite: the package "@electric-sql/pglite" cannot be loaded. Install it: npm install @electric-sql/pglite',
      { cause: reason },
    );
  });
  try {
    return await PGlite.create(dataDir);
  } catch (error) {
    const fault = new StorageFault('unavailable', 'PGlite cannot open the data directory.');
    throw withCause(fault, null, error instanceof Error ? error.message : 'no message');
  }
}

function ownInstance(instance: PGlite, release: () => void): SqlDatabase {
  return pgliteDatabase(instance, async () => {
    await instance.close();
    release();
  });
}
