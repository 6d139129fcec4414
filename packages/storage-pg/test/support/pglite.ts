import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { orThrow } from '@tenantatlas/core';
import { filesBelow, hashFiles, isTestFile, root } from '../../../../scripts/workspace.ts';
import { createPgStorage } from '../../src/create-pg-storage.ts';
import { pglite } from '../../src/pglite/index.ts';

/**
 * The files of a migrated database, so that every test starts from a copy, without the work of initdb. They are made again when a source or a dependency
 * has changed.
 */
export async function migratedDump(): Promise<string> {
  const sources = ['core', 'storage-pg'].flatMap((folder) =>
    filesBelow(`packages/${folder}/src`).filter((file) => !isTestFile(file)),
  );
  const inputs = hashFiles(['pnpm-lock.yaml', ...sources], createHash('sha256').update(process.version));
  const folder = join(root, '.cache', 'pglite');
  const file = join(folder, `${inputs}.tar`);
  if (existsSync(file)) return file;
  await mkdir(folder, { recursive: true });
  for (const older of await readdir(folder)) if (older.endsWith('.tar')) await rm(join(folder, older), { force: true });
  const unfinished = `${file}.${String(process.pid)}`;
  await writeMigratedDump(unfinished);
  await rename(unfinished, file);
  return file;
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
