import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { InMemoryProvider, OpenFeature } from '@openfeature/server-sdk';
import { createControlSnapshot, type ControlActivation, type ControlSnapshot } from '@tenantatlas/core/snapshot';
import { Unleash } from 'unleash-client';
import { atLeast, atMost, reported, type Figure } from '../lib/figures.ts';
import { interleaved, median, medianRatio, type Contender } from '../lib/rounds.ts';

const rounds = 21;
const key = 'restore.execute';
/** The workspaces asked about. */
const asked = Array.from({ length: 64 }, (_, index) => `workspace-${String(index)}`);
/** Those of them that are paused, in every contender: all answer the same questions alike. */
const paused = asked.slice(0, 3);

/** Row 1: a full decision object from the in-process snapshot, against two flag clients and a bare lookup. */
export async function measure(): Promise<readonly Figure[]> {
  const few = await snapshotOf(pauses(3));
  const many = await snapshotOf(pauses(10_000));
  const bare = bareLookup(pauses(10_000));
  const openFeature = await openFeatureClient();
  const unleash = await unleashClient();

  const contenders: readonly Contender[] = [
    evaluating('snapshot, 3 pauses', few),
    evaluating('snapshot, 10,000 pauses', many),
    looping('two maps', 1_000_000, (workspaceId) => bare(workspaceId)),
    looping('unleash-client', 200_000, (workspaceId) => unleash.isEnabled(key, { userId: workspaceId })),
    {
      name: 'openfeature',
      times: 5_000,
      async run(times) {
        let hits = 0;
        for (let index = 0; index < times; index += 1) {
          const details = await openFeature.getBooleanDetails(key, false, {
            targetingKey: asked[index & 63] as string,
          });
          if (details.value) hits += 1;
        }
        return hits;
      },
    },
  ];
  const taken = await interleaved(contenders, rounds);
  unleash.destroy();
  await OpenFeature.close();

  const nanos = (name: string): Figure => reported(`${name}, per decision`, median(taken.get(name) ?? []), 'ns');
  const starts = startTimes();
  return [
    atLeast('@openfeature/server-sdk takes', medianRatio(taken, 'openfeature', 'snapshot, 3 pauses'), 200, 'x'),
    atLeast('unleash-client takes', medianRatio(taken, 'unleash-client', 'snapshot, 3 pauses'), 3, 'x'),
    atLeast('speed of a bare two-map lookup', medianRatio(taken, 'two maps', 'snapshot, 10,000 pauses'), 0.4, 'x'),
    atMost(
      '10,000 pauses take, of the time with 3',
      medianRatio(taken, 'snapshot, 10,000 pauses', 'snapshot, 3 pauses'),
      1.2,
      'x',
    ),
    atMost('import and first answer, of OpenFeature', median(starts.ratios), 0.25, 'x'),
    reported('import and first answer', median(starts.ours), 'ms'),
    ...contenders.map(({ name }) => nanos(name)),
  ];
}

function pauses(count: number): readonly ControlActivation[] {
  const by = { kind: 'platform', personId: 'op-1' } as ControlActivation['createdBy'];
  const at = '2026-11-21T10:00:00.000Z' as ControlActivation['createdAt'];
  // First the workspaces that are asked about, then others.
  return Array.from({ length: count }, (_, index) => ({
    id: `pause-${String(index)}` as ControlActivation['id'],
    controlKey: key,
    scope: {
      type: 'workspace',
      workspaceId: paused[index] ?? `elsewhere-${String(index)}`,
    } as ControlActivation['scope'],
    reasonText: 'Restore safety review',
    publicMessage: null,
    expiresAt: null,
    version: 1,
    createdBy: by,
    updatedBy: null,
    createdAt: at,
    updatedAt: at,
  }));
}

async function snapshotOf(activations: readonly ControlActivation[]): Promise<ControlSnapshot> {
  const source = { epoch: () => Promise.resolve(1), load: () => Promise.resolve({ epoch: 1, activations }) };
  const snapshot = createControlSnapshot([key], { source });
  await snapshot.refresh();
  return snapshot;
}

function evaluating(name: string, snapshot: ControlSnapshot): Contender {
  return looping(name, 1_000_000, (workspaceId) => snapshot.evaluate(key, workspaceId).effectiveState === 'paused');
}

function looping(name: string, times: number, isPaused: (workspaceId: string) => boolean): Contender {
  return {
    name,
    times,
    run(count) {
      let hits = 0;
      for (let index = 0; index < count; index += 1) if (isPaused(asked[index & 63] as string)) hits += 1;
      return hits;
    },
  };
}

/** The shortest way to write it: two maps, and the clock only where a pause has an end. */
function bareLookup(activations: readonly ControlActivation[]): (workspaceId: string) => boolean {
  const global = new Map<string, { readonly until: number }>();
  const workspaces = new Map<string, { readonly until: number }>();
  for (const { scope } of activations)
    if (scope.type === 'workspace') workspaces.set(scope.workspaceId, { until: Infinity });
  return (workspaceId) => {
    const pause = global.get(key) ?? workspaces.get(workspaceId);
    return pause !== undefined && (pause.until === Infinity || Date.now() < pause.until);
  };
}

async function openFeatureClient() {
  const variants = { on: true, off: false };
  const isPaused = new Set(paused);
  const flag = {
    disabled: false,
    variants,
    defaultVariant: 'off',
    contextEvaluator: (context: { targetingKey?: string }) => (isPaused.has(context.targetingKey ?? '') ? 'on' : 'off'),
  } as const;
  await OpenFeature.setProviderAndWait(new InMemoryProvider({ [key]: flag }));
  return OpenFeature.getClient();
}

/** An Unleash client that got its one flag from a server on this machine. */
async function unleashClient(): Promise<Unleash> {
  const userIds = paused.join(',');
  const feature = {
    name: key,
    type: 'kill-switch',
    enabled: true,
    strategies: [{ name: 'userWithId', parameters: { userIds } }],
    variants: [],
  };
  const server = createServer((_, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ version: 2, features: [feature] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const client = new Unleash({
    url,
    appName: 'bench',
    refreshInterval: 600_000,
    disableMetrics: true,
    skipInstanceCountWarning: true,
  });
  await new Promise<void>((resolve, reject) => {
    client.once('synchronized', resolve);
    client.once('error', reject);
  });
  server.close();
  server.closeAllConnections();
  const seen = [
    client.isEnabled(key, { userId: asked[0] as string }),
    client.isEnabled(key, { userId: asked[63] as string }),
  ];
  if (!seen[0] || seen[1]) throw new Error('The Unleash client does not decide as it should.');
  return client;
}

/** Import and first answer, each in a process of its own, in turn. */
function startTimes(): { readonly ours: readonly number[]; readonly ratios: readonly number[] } {
  const ours: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < 11; round += 1) {
    const own = firstAnswer('ours');
    ours.push(own);
    ratios.push(own / firstAnswer('openfeature'));
  }
  return { ours, ratios };
}

function firstAnswer(which: string): number {
  const { stdout, status, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '..', 'lib', 'first-answer.mjs'), which],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}
