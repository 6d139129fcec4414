import { existsSync, realpathSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { invariant, StorageFault } from '@tenantatlas/core/ports';

/** Where a database and its lock are. */
export interface DataDirectory {
  /** What PGlite opens. */
  readonly cluster: string;
  /** The same file for every path to the database. */
  readonly lock: string;
}

const subfolder = 'postgres';
const lockName = 'writer.lock';

/**
 * Finds the database of a directory that exists. A directory that `PGlite.create` made is itself the database; one that this package made has it in the
 * subfolder `postgres`, with the lock beside it, and so has an empty one. Throws an invariant when there are two: which one is meant is not known.
 */
export function dataDirectory(data: string): DataDirectory {
  const folder = realpathSync(data);
  const nested = join(folder, subfolder);
  if (!isDatabase(folder)) return { cluster: nested, lock: join(folder, lockName) };
  invariant(
    !isDatabase(nested),
    `pglite: the directory holds two databases, one in itself and one in its subfolder "${subfolder}". Move the one that you do not use to another place.`,
  );
  // The subfolder was named itself: its lock is where every other path to it finds it.
  const above = join(dirname(folder), lockName);
  return {
    cluster: folder,
    lock: basename(folder) === subfolder && existsSync(above) ? above : join(folder, lockName),
  };
}

/** Whether the directory holds a database, in itself or in its subfolder. Changes nothing. */
export function holdsDatabase(data: string): boolean {
  return data.startsWith('memory://') || isDatabase(data) || isDatabase(join(data, subfolder));
}

function isDatabase(folder: string): boolean {
  return existsSync(join(folder, 'PG_VERSION'));
}

/**
 * Makes the directory and its missing parents, one after the other, from the nearest that exists: `mkdir` with `recursive` never ends on a file
 * system that reports an existing directory as missing, as /proc does.
 */
export async function makeDirectory(data: string): Promise<void> {
  try {
    for (const path of await missingOf(resolve(data))) await makeOne(path);
  } catch (error) {
    const code = codeOf(error) ?? 'no directory';
    throw new StorageFault(
      'unavailable',
      `The data directory cannot be made or read (${code}). Name one where this user may write.`,
    );
  }
}

async function missingOf(path: string): Promise<readonly string[]> {
  if (await isDirectory(path)) return [];
  const parent = dirname(path);
  return parent === path ? [path] : [...(await missingOf(parent)), path];
}

/** Another process may be making the same one. */
async function makeOne(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || !(await isDirectory(path))) throw error;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
