import { DatabaseSync } from 'node:sqlite';
import { StorageFault } from '@tenantatlas/core/ports';

const locks = Symbol.for('tenantatlas.writerLocks');

/** The right to be the only one who writes to a data directory. */
export interface WriterLock {
  release(): void;
}

/**
 * Keeps a reference to every held lock: garbage collection would release it while its process still writes. One for the process, because a bundler may
 * give it several copies of this file.
 */
const held: Map<string, HeldLock> = ((globalThis as { [locks]?: Map<string, HeldLock> })[locks] ??= new Map());

interface HeldLock {
  readonly database: DatabaseSync;
  /** What writes to the directory, where that is more than one storage: see {@link lockWriter}. */
  readonly owner: object | null;
}

/**
 * Takes the lock of a data directory, or throws at once a fault of kind `locked`, which says whether this process holds it. `file` is the real path.
 * An `owner` that holds the lock already gets the same one: storages over one instance of PGlite are one writer.
 *
 * Two processes on one PGlite directory both get acknowledgements, and lose rows. The lock is an exclusive SQLite transaction on a side
 * file, because the operating system drops it with its process, also after SIGKILL: a file with a process id in it does not do that.
 */
export function lockWriter(file: string, owner: object | null = null): WriterLock {
  const before = held.get(file);
  if (before && owner !== null && before.owner === owner) return lockOf(file, before);
  if (before)
    throw new StorageFault(
      'locked',
      'This process has opened the data directory already. Create one storage and use it everywhere, or close the first.',
    );
  let database;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    throw isBusy(error)
      ? new StorageFault('locked', 'Another process holds the data directory.')
      : new StorageFault('unavailable', 'The lock of the data directory cannot be opened.');
  }
  const lock = { database, owner };
  held.set(file, lock);
  return lockOf(file, lock);
}

function lockOf(file: string, lock: HeldLock): WriterLock {
  return {
    release() {
      if (held.get(file) !== lock) return;
      held.delete(file);
      lock.database.close();
    },
  };
}

/** SQLITE_BUSY (5) and SQLITE_LOCKED (6), extended codes included. */
function isBusy(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return false;
  return typeof error.errcode === 'number' && [5, 6].includes(error.errcode & 0xff);
}
