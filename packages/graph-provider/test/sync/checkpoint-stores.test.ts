import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { casesFor } from '@tenantatlas/core/conformance';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkpointConformance } from '../../src/conformance/index.ts';
import { makeVersion, newestVersion } from '../../src/sync/version-files.ts';
import {
  fileCheckpoints,
  memoryCheckpoints,
  type SyncCheckpoint,
  type SyncCheckpointStore,
} from '../../src/sync/index.ts';

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tenantatlas-checkpoints-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('memoryCheckpoints', () => {
  for (const guarantee of casesFor(checkpointConformance, []))
    it(guarantee.name, () => guarantee.run({ store: memoryCheckpoints() }));
});

describe('fileCheckpoints', () => {
  for (const guarantee of casesFor(checkpointConformance, ['durable']))
    it(guarantee.name, async () => {
      const folder = join(folderOfTest(), 'made', 'when', 'needed');
      await guarantee.run({ store: fileCheckpoints(folder), reopen: async () => fileCheckpoints(folder) });
    });

  it('keeps one file for each key, also after a process was killed while it wrote', async () => {
    const folder = folderOfTest();
    const store = fileCheckpoints(folder);
    const key = { tenantId: 't-1', collection: 'users' };
    await store.replace(key, { version: 1, state: 'one' }, null);
    const [place = ''] = readdirSync(folder);
    // A version that was about to be made, and one that was replaced and not removed yet.
    writeFileSync(join(folder, place, 'half.new'), 'ha');
    await store.replace(key, { version: 2, state: 'two' }, 1);
    writeFileSync(join(folder, place, '1.json'), 'one');
    expect(await store.load(key)).toEqual({ version: 2, state: 'two' });
    expect(await store.replace(key, { version: 3, state: 'three' }, 2)).toBe(true);
    expect(readdirSync(join(folder, place)).filter((name) => name.endsWith('.json'))).toEqual(['3.json']);
  });

  it('can be read by its owner alone: links of Graph are in it', async () => {
    const folder = join(folderOfTest(), 'made');
    await fileCheckpoints(folder).replace(
      { tenantId: '../../t', collection: 'users' },
      { version: 1, state: '' },
      null,
    );
    const [place = ''] = readdirSync(folder);
    expect(place).toMatch(/^[0-9a-f]{64}$/);
    const made = [folder, join(folder, place), join(folder, place, '1.json')];
    // Windows has no such modes.
    const open = process.platform === 'win32' ? 0 : 0o077;
    expect(made.map((path) => statSync(path).mode & open)).toEqual([0, 0, 0]);
  });

  it('removes what processes left behind that were killed while they wrote, once it is a day old', async () => {
    const folder = folderOfTest();
    const store = fileCheckpoints(folder);
    const key = { tenantId: 't-1', collection: 'users' };
    await store.replace(key, { version: 1, state: 'one' }, null);
    const place = join(folder, readdirSync(folder)[0] ?? '');
    for (const name of ['old', 'young']) writeFileSync(join(place, `${name}.new`), 'ha');
    const before = new Date(Date.now() - 25 * 3_600_000);
    utimesSync(join(place, 'old.new'), before, before);
    await store.replace(key, { version: 2, state: 'two' }, 1);
    expect(readdirSync(place).toSorted()).toEqual(['2.json', 'young.new']);
  });

  it('does not give a version again whose name is free because a newer one replaced it', async () => {
    const folder = folderOfTest();
    expect(await makeVersion(folder, 7, 'seven')).toBe(true);
    // What a process does that listed the versions when 5 was the newest.
    expect(await makeVersion(folder, 6, 'six')).toBe(false);
    expect(await makeVersion(folder, 7, 'again')).toBe(false);
    expect(readdirSync(folder)).toEqual(['7.json']);
    expect(await newestVersion(folder)).toEqual({ version: 7, state: 'seven' });
  });

  it('passes on what the disk says', async () => {
    const folder = folderOfTest();
    const store = fileCheckpoints(join(folder, 'file'));
    writeFileSync(join(folder, 'file'), '');
    const key = { tenantId: 't-1', collection: 'users' };
    await expect(store.load(key)).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(store.replace(key, { version: 1, state: '' }, null)).rejects.toMatchObject({ code: 'ENOTDIR' });
    mkdirSync(join(folder, 'other'));
    expect(() => fileCheckpoints('')).toThrow(/"folder" is the path of a folder/);
  });
});

describe('the suite notices a store', () => {
  const wrong = (change: (inner: SyncCheckpointStore) => Partial<SyncCheckpointStore>): SyncCheckpointStore => {
    const inner = memoryCheckpoints();
    return { ...inner, ...change(inner) };
  };
  it.each<[string, string, () => SyncCheckpointStore]>([
    [
      'that makes something up',
      'load: answers null',
      () => wrong(() => ({ load: async () => ({ version: 1, state: '' }) })),
    ],
    [
      'that keeps the first one',
      'replace: makes the first',
      () =>
        wrong(({ replace }) => ({
          replace: async (key, next, expected) => next.version > 3 || replace(key, next, expected),
        })),
    ],
    [
      'that takes any version',
      'replace: answers false',
      () => {
        const kept = new Map<string, SyncCheckpoint>();
        return {
          load: async ({ tenantId }) => kept.get(tenantId) ?? null,
          replace: async ({ tenantId }, next) => kept.set(tenantId, next).size > 0,
        };
      },
    ],
    [
      'that cuts a state',
      'state: is read',
      () =>
        wrong(({ replace }) => ({
          replace: (key, { version, state }, expected) =>
            replace(key, { version, state: state.slice(0, 255) }, expected),
        })),
    ],
    [
      'that joins ids',
      'keys: each tenant',
      () =>
        wrong(({ load, replace }) => ({
          load: (key) => load(folded(key)),
          replace: (key, ...rest) => replace(folded(key), ...rest),
        })),
    ],
    ['that looks first and writes later', 'race: of 20', () => late()],
    ['that looks first and writes later', 'race: with eight', () => late()],
  ])('%s (%s)', async (_, name, make) => {
    const found = checkpointConformance.filter((each) => each.name.startsWith(name));
    expect(found).toHaveLength(1);
    await expect(found[0]?.run({ store: make() })).rejects.toMatchObject({ name: 'ConformanceError' });
  });

  it('that loses what it has with its process', async () => {
    const durable = checkpointConformance.find(({ needs }) => needs?.includes('durable'));
    const context = { store: memoryCheckpoints(), reopen: async () => memoryCheckpoints() };
    await expect(durable?.run(context)).rejects.toMatchObject({ name: 'ConformanceError' });
  });
});

function folded({ tenantId, collection }: { readonly tenantId: string; readonly collection: string }) {
  return { tenantId: tenantId.toLowerCase(), collection };
}

/** A store that asks for the version, and writes in another turn. */
function late(): SyncCheckpointStore {
  const kept = new Map<string, SyncCheckpoint>();
  return {
    load: async ({ tenantId }) => kept.get(tenantId) ?? null,
    async replace({ tenantId }, next, expected) {
      if ((kept.get(tenantId)?.version ?? null) !== expected) return false;
      await Promise.resolve();
      kept.set(tenantId, next);
      return true;
    },
  };
}
