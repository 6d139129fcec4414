import { existsSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StorageFault } from '@tenantatlas/core/ports';

/** Where PGlite keeps its own files. */
export function postgresFolder(data: string): string {
  return join(data, 'postgres');
}

/** The lock lies inside the directory, so every path to the directory leads to the same file. */
export function lockFile(data: string): string {
  return join(data, 'writer.lock');
}

/** Whether the directory holds a database. Changes nothing. */
export function holdsDatabase(data: string): boolean {
  return data.startsWith('memory://') || existsSync(join(postgresFolder(data), 'PG_VERSION'));
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
