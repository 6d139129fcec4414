// One contestant in a process of its own: it does one task after the other and says what each took.
import { setTimeout as pause } from 'node:timers/promises';
import { givenSetup, serveTasks } from '../contestants.ts';
import { bareLoop } from './bare-loop.ts';
import { collectionsAtOnce, type Contestant, type GraphSite, type Measured, type Task } from './contract.ts';
import { microsoftClient } from './graph-client.ts';
import { providerTransport } from './provider-transport.ts';

const noRates = { overall: null, perTenant: null };
const makers: {
  readonly [name: string]: (site: GraphSite, rates: Parameters<typeof providerTransport>[1]) => Contestant;
} = { provider: providerTransport, microsoft: microsoftClient, bare: bareLoop };

const { name, setup: site } = givenSetup<GraphSite>();
const make = makers[name];
if (!make) throw new Error(`There is no contestant "${name}".`);
const contestant = make(site, noRates);

async function perform(task: Task): Promise<Pick<Measured, 'objects' | 'finished'>> {
  if (task.kind === 'objects') return { objects: await contestant.objects(task.tenant, task.paths), finished: 0 };
  if (task.kind === 'collection') {
    const work = async (): Promise<void> => {
      if (task.busyMillis > 0) await pause(task.busyMillis);
    };
    return { objects: await contestant.collection(task.tenant, task.path, work), finished: 1 };
  }
  return together(task);
}

/** All collections, so many at once. One that ends early is not finished, and its objects do not count. */
async function together(task: Extract<Task, { kind: 'collections' }>) {
  const paced = (make ?? bareLoop)(site, { overall: task.overall, perTenant: task.perTenant });
  if (paced.collections) return paced.collections(task.tenants, task.path);
  const rest = task.tenants.values();
  let [objects, finished] = [0, 0];
  const work = async (): Promise<void> => {
    for (const tenant of rest) {
      const read = await paced.collection(tenant, task.path, async () => {}).catch(() => null);
      if (read === null) continue;
      objects += read;
      finished += 1;
    }
  };
  await Promise.all(Array.from({ length: collectionsAtOnce }, work));
  return { objects, finished };
}

serveTasks<Task, Measured>(async (task) => {
  const started = performance.now();
  const idle = process.cpuUsage();
  const done = await perform(task);
  const millis = performance.now() - started;
  const { user, system } = process.cpuUsage(idle);
  const cpuMillis = (user + system) / 1_000;
  return { ...done, millis, cpuMillis, peakBytes: process.resourceUsage().maxRSS * 1_024 };
});
