import { readFile, writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { orThrow } from '@tenantatlas/core';
import { createPgStorage } from '../../src/create-pg-storage.ts';
import { pglite } from '../../src/pglite/index.ts';

/** Migrates one in-memory database and keeps its files, so that every test starts from a copy, without the work of initdb. */
export async function writeMigratedDump(file: string): Promise<void> {
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
