import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createTenantAtlas, orThrow, systemActor } from '@tenantatlas/core';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { clonePglite, copyPglite } from '../../test/support/pglite.ts';
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
  await copyPglite(inject('pgliteFiles'), path);
  const instance = await PGlite.create(path);
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
  await copyPglite(inject('pgliteFiles'), join(folder, 'postgres'));
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

describe('an instance that the host has opened on a directory', () => {
  const lockedIn = async (path: string) => (await createPgStorage({ database: pglite(path) }))._unsafeUnwrapErr();

  it('holds it, for storages and for the command line, until the instance is closed', async () => {
    await copyPglite(inject('pgliteFiles'), folder);
    const instance = await PGlite.create(folder);
    const storage = orThrow(await createPgStorage({ database: pglite(instance) }));
    const second = orThrow(await createPgStorage({ database: pglite(instance) }));
    expect(await lockedIn(folder)).toMatchObject({ code: 'storage_failure', kind: 'locked' });
    const cli = await runCli(['status', '--data', folder], folder, {});
    expect(cli.code).not.toBe(0);
    expect(cli.err).toContain('opened the data directory already');
    await second.close();
    await storage.close();
    expect(await lockedIn(folder)).toMatchObject({ kind: 'locked' });
    await instance.close();
    expect(await workspacesIn(folder)).toBe(0);
  });

  it('is refused as a second writer, whatever holds the directory', async () => {
    await makeDirectly(folder);
    const storage = orThrow(await createPgStorage({ database: pglite(folder) }));
    const late = new PGlite(`file://${folder}`);
    expect((await createPgStorage({ database: pglite(late) }))._unsafeUnwrapErr()).toMatchObject({ kind: 'locked' });
    await late.close();
    await storage.close();
  });

  it('that ends with the process holds nothing', async () => {
    for (const instance of [await clonePglite(inject('pgliteFiles')), await clonePglite(inject('pgliteFiles'))])
      orThrow(await createPgStorage({ database: pglite(instance) }));
  });
});
