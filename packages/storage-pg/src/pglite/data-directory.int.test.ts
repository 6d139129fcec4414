import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTenantAtlas, orThrow, systemActor } from '@tenantatlas/core';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { clonePglite } from '../../test/support/pglite.ts';
import { runCli } from '../cli/run.ts';
import { createPgStorage } from '../create-pg-storage.ts';
import { pglite } from './index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantatlas-data-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A migrated database in `path`, made by PGlite and not by this package, with one workspace. */
async function makeDirectly(path: string): Promise<void> {
  const instance = await clonePglite(inject('pgliteDump'), path);
  const storage = orThrow(await createPgStorage({ database: pglite(instance) }));
  orThrow(
    await createTenantAtlas({ storage }).as(systemActor('x')).workspaces.create({ workspaceId: 'w-1', name: 'One' }),
  );
  await instance.close();
}

async function workspacesIn(path: string): Promise<number> {
  const storage = orThrow(await createPgStorage({ database: pglite(path) }));
  const page = orThrow(await createTenantAtlas({ storage }).as(systemActor('x')).workspaces.list());
  await storage.close();
  return page.items.length;
}

it.each([
  { where: 'the directory itself', inside: '.' },
  { where: 'its subfolder', inside: 'postgres' },
])('a database in $where is the one that the command line and pglite open', async ({ inside }) => {
  await makeDirectly(join(folder, inside));
  expect(await runCli(['status', '--data', folder], folder, {})).toMatchObject({ code: 0, err: '' });
  expect(await workspacesIn(folder)).toBe(1);
  expect(existsSync(join(folder, 'postgres'))).toBe(inside === 'postgres');
});

it('two databases in one directory are refused, with what to do', async () => {
  for (const place of [folder, join(folder, 'postgres')]) {
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'PG_VERSION'), '18');
  }
  await expect(createPgStorage({ database: pglite(folder) })).rejects.toThrow('holds two databases');
  expect(await runCli(['status', '--data', folder], folder, {})).toMatchObject({ code: 2 });
});

it('opening a directory twice in one process says so, whatever the path', async () => {
  await symlink(folder, `${folder}-link`);
  const storage = orThrow(await createPgStorage({ database: pglite(folder) }));
  for (const path of [folder, `${folder}-link`, join(folder, 'postgres')]) {
    const logged: unknown[] = [];
    const logger = { warn: (_: string, fields: unknown) => void logged.push(fields), error: () => {} };
    const again = await createPgStorage({ database: pglite(path), logger });
    expect(again._unsafeUnwrapErr()).toMatchObject({ kind: 'locked' });
    expect(logged).toMatchObject([{ detail: expect.stringContaining('This process has opened') as string }]);
  }
  await storage.close();
  await rm(`${folder}-link`);
});
