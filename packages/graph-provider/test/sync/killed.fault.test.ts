import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { atLeast, exactly } from '../../../../bench/lib/figures.ts';
import { keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { graphCollections, type SyncPage, type SyncReconciliation } from '../../src/sync/index.ts';
import { numbers, scaled } from '../support/seeds.ts';
import type { SyncingConfig } from './children/syncing-process.ts';
import { ObjectStore } from './object-store.ts';
import { syncWorld, type SyncWorld } from './sync-world.ts';

const kills = scaled(20, 4);
const names = ['contoso', 'fabrikam'];
const collections = [graphCollections.users, graphCollections.groups];

it('a process that is killed at random pages continues there: no object is lost, and removed ones are absent', async () => {
  const random = numbers(Number(process.env['TA_SEED'] ?? 1));
  const tenants = names.map((name) => ({ name, users: 200, groups: 40 }));
  const world = await syncWorld({ tenants, pageSize: 10 });
  const known = new Map<string, string[]>();
  for (const name of names) known.set(name, Object.keys(await world.truth(name, graphCollections.users)));
  world.simulator.control.setFaults([{ service: 'graph', effect: { kind: 'latency', millis: 5 } }]);
  const folder = mkdtempSync(join(tmpdir(), 'tenantatlas-sync-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const config: SyncingConfig = { endpoints: world.endpoints, folder, tenants: names };
  const seen = { killed: 0, lost: 0, kept: 0 };
  keepFigures('faults', () => [
    atLeast('sync killed: kills', seen.killed, 20, 'kills'),
    exactly('sync killed: objects lost', seen.lost, 0, 'objects'),
    exactly('sync killed: removed objects that were kept', seen.kept, 0, 'objects'),
  ]);
  while (seen.killed < kills) {
    const isKilled = await runAndKill(config, 1 + Math.floor(random() * 8), random() * 8);
    if (isKilled) seen.killed += 1;
    // All was read before the kill: the next one reads everything anew.
    else for (const name of names) world.simulator.control.expireDeltaTokens(name);
    for (const [name, ids] of known) change(world, name, ids, random);
  }
  expect(await runAndKill(config, Infinity, 0)).toBe(false);

  const store = storeOf(folder);
  for (const name of names)
    for (const collection of collections) {
      const truth = await world.truth(name, collection);
      const found = store.objects(name, collection.name);
      seen.lost += Object.keys(truth).filter((id) => !(id in found)).length;
      seen.kept += Object.keys(found).filter((id) => !(id in truth)).length;
      expect(found, `${name} ${collection.name}`).toEqual(truth);
    }
});

/** Runs the process, and kills it `millis` after its page number `page`. Answers whether it was killed; fails when it ended in another way than completely. */
async function runAndKill(config: SyncingConfig, page: number, millis: number): Promise<boolean> {
  const child = fork(new URL('children/syncing-process.ts', import.meta.url), [JSON.stringify(config)], {
    execPath: process.execPath,
    execArgv: ['--conditions=tenantatlas-source'],
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let [pages, said] = [0, ''];
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.on('message', () => {
    pages += 1;
    if (pages === page) void pause(millis).then(() => child.kill('SIGKILL'));
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  expect([signal ?? code, said]).toEqual([signal === null ? 0 : 'SIGKILL', '']);
  return signal === 'SIGKILL';
}

/** Adds, changes and removes users of a tenant, while no process reads. `ids` are those that it has. */
function change({ simulator: { control } }: SyncWorld, name: string, ids: string[], random: () => number): void {
  const some = (): number => Math.floor(random() * ids.length);
  for (let count = 0; count < 3; count += 1) {
    ids.push(control.add(name, 'users', { displayName: `Added ${String(random())}` }));
    control.remove(name, 'users', ids.splice(some(), 1)[0] ?? '');
    control.change(name, 'users', ids[some()] ?? '', { displayName: `Changed ${String(random())}` });
  }
}

/** The objects of the host: what the lines of the log say, in their order. */
function storeOf(folder: string): ObjectStore {
  const store = new ObjectStore();
  for (const line of readFileSync(join(folder, 'pages.log'), 'utf8').split('\n')) {
    const read = parsed(line);
    if (read === null) continue;
    if (read.page) store.write(read.tenantId, read.page);
    if (read.ended) store.removeOthers(read.tenantId, read.ended);
  }
  return store;
}

interface Logged {
  readonly tenantId: string;
  readonly page?: SyncPage;
  readonly ended?: SyncReconciliation;
}

function parsed(line: string): Logged | null {
  try {
    return JSON.parse(line) as Logged;
  } catch {
    return null; // the end of a process cut it
  }
}
