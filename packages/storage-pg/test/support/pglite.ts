import { readFile, writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { orThrow } from '@tenantatlas/core';
import { createPgStorage } from '../../src/create-pg-storage.ts';
import { pglite } from '../../src/pglite/index.ts';

/** Migrates one in-memory database and keeps its files, so that every test starts from a copy: 0.4 seconds instead of 4. */
export async function writeMigratedDump(file: string): Promise<void> {
  const instance = await PGlite.create('memory://');
  const storage = orThrow(await createPgStorage({ database: pglite(instance) }));
  orThrow(await storage.migrate());
  const dump = await instance.dumpDataDir('none');
  await writeFile(file, new Uint8Array(await dump.arrayBuffer()));
  await instance.close();
}

/** An in-memory database that is migrated already. */
export async function clonePglite(file: string): Promise<PGlite> {
  return PGlite.create('memory://', { loadDataDir: new Blob([await readFile(file)]) });
}
