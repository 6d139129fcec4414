import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { orThrow } from '@tenantatlas/core';
import { createPgStorage } from '../../src/create-pg-storage.ts';
import { pglite } from '../../src/pglite/index.ts';

/** Files of databases that tests copy, so that none of them waits for initdb. */
export interface PgliteFiles {
  /** A database without anything in it. */
  readonly empty: string;
  /** A migrated database. */
  readonly migrated: string;
  /** The data directory of a migrated database. */
  readonly directory: string;
}

/** The files, in a folder that is named after their inputs. They are made again when a source or a dependency has changed. */
export async function pgliteFiles(): Promise<PgliteFiles> {
  const folder = join(root, '.cache', 'pglite');
  const made = join(folder, await inputs());
  const files = filesIn(made);
  if (existsSync(made)) return files;
  await mkdir(folder, { recursive: true });
  // Another run may make the same files now: each makes its own, and the first one to end gives them the name.
  for (const other of await readdir(folder))
    if (!join(folder, other).startsWith(made)) await rm(join(folder, other), { recursive: true, force: true });
  const unfinished = `${made}.${String(process.pid)}`;
  await mkdir(unfinished);
  await writePgliteFiles(filesIn(unfinished));
  try {
    await rename(unfinished, made);
  } catch (error) {
    await rm(unfinished, { recursive: true });
    if (!existsSync(made)) throw error;
  }
  return files;
}

function filesIn(folder: string): PgliteFiles {
  return {
    empty: join(folder, 'empty.tar'),
    migrated: join(folder, 'migrated.tar'),
    directory: join(folder, 'directory'),
  };
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

async function writePgliteFiles({ empty, migrated, directory }: PgliteFiles): Promise<void> {
  const instance = await PGlite.create('memory://');
  await writeDump(instance, empty);
  const storage = orThrow(await createPgStorage({ database: pglite(instance) }));
  orThrow(await storage.migrate());
  await writeDump(instance, migrated);
  await instance.close();
  await (await PGlite.create(directory, { loadDataDir: new Blob([await readFile(migrated)]) })).close();
}

async function writeDump(instance: PGlite, file: string): Promise<void> {
  const dump = await instance.dumpDataDir('none');
  await writeFile(file, new Uint8Array(await dump.arrayBuffer()));
}

/** A database in memory that is migrated already, or with `empty` one without anything in it. */
export async function clonePglite(
  files: PgliteFiles,
  kind: Exclude<keyof PgliteFiles, 'directory'> = 'migrated',
): Promise<PGlite> {
  return PGlite.create('memory://', { loadDataDir: new Blob([await readFile(files[kind])]) });
}

/** Makes `data` the data directory of a migrated database that is not open. */
export async function copyPglite({ directory }: PgliteFiles, data: string): Promise<void> {
  await cp(directory, data, { recursive: true });
}
