import { randomUUID } from 'node:crypto';
import { link, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SyncCheckpoint } from './checkpoint-store.ts';

/** The versions that a folder has, the newest last. None where there is no folder. */
export async function versionsIn(place: string): Promise<readonly number[]> {
  const names = await readdir(place).catch(missing(() => []));
  return names
    .filter((name) => /^[1-9]\d{0,14}\.json$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .toSorted((one, other) => one - other);
}

/** The newest version of a folder; null where there is none. A version that is removed while it is read has a newer one. */
export async function newestVersion(place: string): Promise<SyncCheckpoint | null> {
  for (;;) {
    const version = (await versionsIn(place)).at(-1);
    if (version === undefined) return null;
    const state = await readFile(fileOf(place, version), 'utf8').catch(missing(() => null));
    if (state !== null) return { version, state };
  }
}

/**
 * Makes a version, as a whole, and removes those before it. False where it is there already, and where a newer one is: another process has replaced this version then, whose name is free
 * again.
 */
export async function makeVersion(place: string, version: number, state: string): Promise<boolean> {
  if (!(await write(place, version, state))) return false;
  const found = await versionsIn(place);
  const isNewest = found.at(-1) === version;
  const rest = isNewest ? found.filter((one) => one < version) : [version];
  await Promise.all(rest.map((one) => rm(fileOf(place, one), { force: true })));
  await removeLeftovers(place);
  return isNewest;
}

/** Longer than a version is written. */
const leftoverMillis = 24 * 3_600_000;

/** Removes what processes were writing when they were killed. What cannot be removed does no harm. */
async function removeLeftovers(place: string): Promise<void> {
  const written = (await readdir(place)).filter((name) => name.endsWith('.new')).map((name) => join(place, name));
  for (const file of written) {
    const made = await stat(file).catch(missing(() => null));
    if (made !== null && Date.now() - made.mtimeMs > leftoverMillis) await rm(file, { force: true }).catch(() => {});
  }
}

function fileOf(place: string, version: number): string {
  return join(place, `${String(version)}.json`);
}

async function write(place: string, version: number, state: string): Promise<boolean> {
  const written = join(place, `${randomUUID()}.new`);
  const file = await open(written, 'wx', 0o600);
  try {
    await file.writeFile(state);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(written, fileOf(place, version));
    return true;
  } catch (reason) {
    if (codeOf(reason) === 'EEXIST') return false;
    throw reason;
  } finally {
    await rm(written, { force: true });
  }
}

/** What to answer in the place of a file that does not exist. */
function missing<T>(answer: () => T): (reason: unknown) => T {
  return (reason) => {
    if (codeOf(reason) === 'ENOENT') return answer();
    throw reason;
  };
}

function codeOf(reason: unknown): unknown {
  return typeof reason === 'object' && reason !== null && 'code' in reason ? reason.code : null;
}
