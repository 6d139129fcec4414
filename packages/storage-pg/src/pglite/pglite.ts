import { invariant, InvariantError, StorageFault } from '@tenantatlas/core/ports';
import type { PGlite, PGliteInterface, Transaction } from '@electric-sql/pglite';
import { withCause } from '../executor/cause.ts';
import type { SqlDatabase, SqlDatabaseSource } from '../executor/sql-database.ts';
import { dataDirectory, holdsDatabase, makeDirectory } from './data-directory.ts';
import { lockWriter } from './lock.ts';
import { pgliteDatabase } from './pglite-database.ts';

/**
 * PostgreSQL inside this process (PGlite): a directory that is made when it is missing, `memory://` for one that ends with the process, or an
 * instance that the host has opened, which stays open.
 *
 * The database is in the subfolder `postgres`, except in a directory that `PGlite.create` made, which is the database itself. The command line finds
 * it the same way.
 *
 * A directory has one writer: opening it while another process or this one holds it answers `storage_failure` of kind `locked`. An instance that the host
 * has opened on a directory holds it too, from its first storage until the instance is closed, for any number of storages. Two instances that the host opens
 * itself are only seen when both get a storage. Throws an invariant for what is neither. Opening rejects with an invariant when PGlite is not installed: it is an
 * optional peer.
 *
 * @example
 * const storage = await createPgStorage({ database: pglite('./data') });
 */
export function pglite(data: string | PGliteInterface): SqlDatabaseSource<Transaction> {
  invariant(
    typeof data === 'string' ? data.trim() !== '' : isInstance(data),
    'pglite: "data" is a directory such as ./data, or memory://, or an instance of PGlite.',
  );
  return { backend: 'pglite', open: () => open(data) };
}

function isInstance(data: unknown): boolean {
  const methods = ['query', 'exec', 'transaction'];
  return (
    typeof data === 'object' && data !== null && methods.every((name) => typeof Reflect.get(data, name) === 'function')
  );
}

async function open(data: string | PGliteInterface): Promise<SqlDatabase> {
  if (typeof data !== 'string') {
    await holdDirectory(data);
    return pgliteDatabase(data, () => Promise.resolve());
  }
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

/**
 * Takes the lock of the directory that the host's instance writes to, until the instance is closed: it writes, and at its end once more, also when no storage
 * uses it any more.
 */
async function holdDirectory(instance: PGliteInterface): Promise<void> {
  await ready(instance);
  // The type of an instance has every member that an extension may add, of any type.
  const dataDir: unknown = Reflect.get(instance, 'dataDir');
  const folder = typeof dataDir === 'string' ? dataDir.replace(/^file:\/\//, '') : undefined;
  // In memory, in a file system of the host's, or not in files at all.
  if (folder === undefined || folder.includes('://') || !holdsDatabase(folder)) return;
  const lock = lockWriter(dataDirectory(folder).lock, instance);
  if (releasing.has(instance)) return;
  releasing.add(instance);
  const close = instance.close.bind(instance);
  instance.close = async () => {
    await close();
    lock.release();
  };
}

/** Instances that release their lock when they are closed. */
const releasing = new WeakSet<PGliteInterface>();

/** PGlite makes its directory while it starts. */
async function ready(instance: PGliteInterface): Promise<void> {
  try {
    await instance.waitReady;
  } catch (error) {
    throw cannotOpen(error);
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
    throw cannotOpen(error);
  }
}

function cannotOpen(error: unknown): Error {
  const fault = new StorageFault('unavailable', 'PGlite cannot open the data directory.');
  return withCause(fault, null, error instanceof Error ? error.message : 'no message');
}

function ownInstance(instance: PGlite, release: () => void): SqlDatabase {
  return pgliteDatabase(instance, async () => {
    await instance.close();
    release();
  });
}
