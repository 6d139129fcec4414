import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { orThrow } from '@tenantatlas/core';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { below } from '../../../../bench/lib/figures.ts';
import { isSoak, keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { copyPglite } from '../../test/support/pglite.ts';
import { quickWasm } from '../../test/support/quick-wasm.ts';
import { onPlatform } from '../../test/support/units.ts';
import { createPgStorage } from '../create-pg-storage.ts';
import { pglite } from './pglite.ts';

const owner = fileURLToPath(new URL('../../test/support/directory-owner.ts', import.meta.url));

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tenantatlas-data-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

it('answers locked in under a second while another process has the directory, and opens it once that process was killed', async () => {
  const child = spawn(
    process.execPath,
    [quickWasm, '--conditions=tenantatlas-source', '--no-warnings', owner, directory],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise((resolve) => child.on('exit', resolve));
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('exit', () => reject(new Error('The owner ended early.')));
  });

  let slowest = 0;
  keepFigures('faults', () => [below('opening a data directory in use: slowest refusal', slowest, 1_000, 'ms')]);
  const link = `${directory}-link`;
  await symlink(directory, link);
  for (const path of [directory, join(directory, '.'), link]) {
    const before = performance.now();
    const failure = (await createPgStorage({ database: pglite(path) }))._unsafeUnwrapErr();
    expect(failure).toMatchObject({ code: 'storage_failure', kind: 'locked', retryable: true });
    slowest = Math.max(slowest, performance.now() - before);
    expect(slowest).toBeLessThan(isSoak ? 1_000 : 30_000);
  }
  await rm(link);

  child.kill('SIGKILL');
  await ended;
  const storage = orThrow(await createPgStorage({ database: pglite(directory) }));
  await storage.unit(onPlatform, () => Promise.resolve()); // what the owner migrated is there
  await storage.close();
});

it('is free after close, and locked for a second storage of the same process', async () => {
  await copyPglite(inject('pgliteFiles'), join(directory, 'postgres'));
  const first = orThrow(await createPgStorage({ database: pglite(directory) }));
  expect((await createPgStorage({ database: pglite(directory) }))._unsafeUnwrapErr()).toMatchObject({ kind: 'locked' });
  await first.close();
  const second = orThrow(await createPgStorage({ database: pglite(directory) }));
  await second.close();
});

it('answers unavailable for an unusable directory, and releases its lock', async () => {
  await mkdir(join(directory, 'postgres'));
  await mkdir(join(directory, 'postgres', 'PG_VERSION'));
  expect((await createPgStorage({ database: pglite(directory) }))._unsafeUnwrapErr()).toMatchObject({
    kind: 'unavailable',
  });
  await rm(join(directory, 'postgres'), { recursive: true });
  await copyPglite(inject('pgliteFiles'), join(directory, 'postgres'));
  await orThrow(await createPgStorage({ database: pglite(directory) })).close();
  expect((await createPgStorage({ database: pglite('/dev/null/nowhere') }))._unsafeUnwrapErr()).toMatchObject({
    kind: 'unavailable',
  });
});
