import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTenantAtlas, orThrow } from '@tenantatlas/core';
import pg from 'pg';
import postgres from 'postgres';
import { expect, inject, it, onTestFinished } from 'vitest';
import { copyPglite } from '../../test/support/pglite.ts';
import { createPgStorage } from '../create-pg-storage.ts';
import type { SqlDatabaseSource } from '../executor/sql-database.ts';
import { pgPool } from '../pg/index.ts';
import { pglite } from '../pglite/index.ts';
import { postgresJs } from '../postgres-js/index.ts';

const connectionString = inject('postgresUrl');

const sources: { readonly [name: string]: () => SqlDatabaseSource | Promise<SqlDatabaseSource> } = {
  'PGlite in a folder': async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tenantatlas-close-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await copyPglite(inject('pgliteFiles'), folder);
    return pglite(folder);
  },
  'its own pool': () => pgPool({ connectionString, max: 1 }),
  'a pool of the host': () => {
    const pool = new pg.Pool({ connectionString, max: 1 });
    onTestFinished(() => pool.on('error', () => {}).end());
    return pgPool(pool);
  },
  'postgres.js': () => {
    const sql = postgres(connectionString, { max: 1 });
    onTestFinished(() => sql.end());
    return postgresJs(sql);
  },
};

it.each(Object.entries(sources))('%s is closed once, by whichever close comes first', async (_, sourceOf) => {
  const storage = orThrow(await createPgStorage({ database: await sourceOf() }));
  orThrow(await storage.status());
  const atlas = createTenantAtlas({ storage });
  const closed = Promise.all([atlas.close(), storage.close(), storage.close()]);
  await expect(closed).resolves.toHaveLength(3);
  await expect(storage.close()).resolves.toBeUndefined();
  await expect(atlas.close()).resolves.toBeUndefined();
});
