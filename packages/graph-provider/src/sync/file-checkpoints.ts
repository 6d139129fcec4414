import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { invariant } from '@tenantatlas/core';
import type { SyncCheckpointStore, SyncKey } from './checkpoint-store.ts';
import { makeVersion, newestVersion, versionsIn } from './version-files.ts';

/**
 * Checkpoints as files below a folder: for a product that keeps its objects in files too, and for several processes of one machine. Each version is a file of its own, which is
 * written elsewhere and then linked under its name: a name is given once, so that of two processes one replaces a checkpoint, and a process that is killed leaves the version before.
 *
 * Folders and files that it makes can be read by their owner alone: links of Graph are in them. What a killed process left behind goes with the first replacement a day later.
 *
 * A disk of a network may not make a link only once: use a database there.
 */
export function fileCheckpoints(folder: string): SyncCheckpointStore {
  invariant(
    typeof folder === 'string' && folder !== '',
    'fileCheckpoints: "folder" is the path of a folder such as "./data/checkpoints". It is made when it is needed.',
  );
  return Object.freeze<SyncCheckpointStore>({
    load: (key) => newestVersion(folderOf(folder, key)),
    async replace(key, { version, state }, expected) {
      const place = folderOf(folder, key);
      await mkdir(place, { recursive: true, mode: 0o700 });
      const kept = await versionsIn(place);
      return (kept.at(-1) ?? null) === expected && makeVersion(place, version, state);
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
