import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { orThrow } from '@tenantatlas/core';
import { createPgStorage } from '../../src/create-pg-storage.ts';
import { pglite } from '../../src/pglite/index.ts';

/**
 * The files of a migrated database, so that every test starts from a copy, without the work of initdb. They are made again when a source or a dependency
 * has changed.
 */
export async function migratedDump(): Promise<string> {
  const folder = join(root, '.cache', 'pglite');
  const file = join(folder, `${await inputs()}.tar`);
  if (existsSync(file)) return file;
  await mkdir(folder, { recursive: true });
  for (const older of await readdir(folder)) if (older.endsWith('.tar')) await rm(join(folder, older), { force: true });
  const unfinished = `${file}.${String(process.pid)}`;
  await writeMigratedDump(unfinished);
  await rename(unfinished, file);
  return file;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** A hash of everything that the files depend on. */
async function inputs(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  hash.update(await readFile(join(root, 'pnpm-lock.yaml')));
  for (const folder of ['packages/core/src', 'packages/storage-pg/src']) {
    const files = await readdir(join(root, folder), { recursive: true });
    for (const file of files.filter((name) => /(?<!\.test)\.ts$/.test(name)).sort())
      hash.update(`${file}\n`).update(await readFile(join(root, folder, file)));
  }
  return hash.digest('hex');
}

async function writeMigratedDump(file: string): Promise<void> {
  const instance = await PGlite.create('memory://');
  const storage = orThrow(await createPgStorage({ database: pglite(instance) }));
  orThrow(await storage.migrate());
  const dump = await instance.dumpDataDir('none');
  await writeFile(file, new Uint8Array(await dump.arrayBuffer()));
  await instance.close();
}

/** A database that is migrated already, in memory or in a directory. */
export async function clonePglite(file: string, data = 'memory://'): Promise<PGlite> {
  return PGlite.create(data, { loadDataDir: new Blob([await readFile(file)]) });
}
