import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { invariant } from '@tenantatlas/core';
import type { SyncCheckpoint, SyncCheckpointStore, SyncKey } from './checkpoint-store.ts';

/**
 * Checkpoints as files below a folder: for a product that keeps its objects in files too, and for several processes of one machine. Each version is a file of its own, which is
 * written elsewhere and then linked under its name: a name is given once, so that of two processes one replaces a checkpoint, and a process that is killed leaves the version before.
 *
 * A disk of a network may not make a link only once: use a database there.
 */
export function fileCheckpoints(folder: string): SyncCheckpointStore {
  invariant(
    typeof folder === 'string' && folder !== '',
    'fileCheckpoints: "folder" is the path of a folder such as "./data/checkpoints". It is made when it is needed.',
  );
  return Object.freeze<SyncCheckpointStore>({
    load: (key) => newest(folderOf(folder, key)),
    async replace(key, { version, state }, expected) {
      const place = folderOf(folder, key);
      await mkdir(place, { recursive: true });
      const before = await versionsIn(place);
      if ((before.at(-1) ?? null) !== expected) return false;
      const isMade = await make(place, version, state);
      if (!isMade) return false;
      // This version may have been replaced, and its name may be free again, since the versions were listed.
      const after = await versionsIn(place);
      const isNewest = after.at(-1) === version;
      const rest = isNewest ? after.filter((one) => one < version) : [version];
      await Promise.all(rest.map((one) => rm(fileOf(place, one), { force: true })));
      return isNewest;
    },
  });
}

function folderOf(folder: string, { tenantId, collection }: SyncKey): string {
  // Ids are texts of the host, which may not be names of files.
  return join(
    folder,
    createHash('sha256')
      .update(JSON.stringify([tenantId, collection]))
      .digest('hex'),
  );
}

function fileOf(place: string, version: number): string {
  return join(place, `${String(version)}.json`);
}

async function versionsIn(place: string): Promise<readonly number[]> {
  const names = await readdir(place).catch(missing(() => []));
  return names
    .filter((name) => /^[1-9]\d{0,14}\.json$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .toSorted((one, other) => one - other);
}

/** A version that is read is removed when a newer one is made meanwhile: that one counts then. */
async function newest(place: string): Promise<SyncCheckpoint | null> {
  for (;;) {
    const version = (await versionsIn(place)).at(-1);
    if (version === undefined) return null;
    const state = await readFile(fileOf(place, version), 'utf8').catch(missing(() => null));
    if (state !== null) return { version, state };
  }
}

async function make(place: string, version: number, state: string): Promise<boolean> {
  const written = join(place, `${randomUUID()}.new`);
  const file = await open(written, 'wx');
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
