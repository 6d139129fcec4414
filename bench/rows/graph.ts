import { createGraphSimulator, type GraphSimulator } from '@tenantatlas/graph-provider/simulator';
import { atMost, exactly, reported, type Figure } from '../lib/figures.ts';
import type { AllowedRate, GraphSite, Measured, Task } from '../lib/graph/contract.ts';
import { startContestant, type Runner } from '../lib/graph/processes.ts';
import { createTokens } from '../lib/graph/tokens.ts';
import { median } from '../lib/rounds.ts';

/** Full counts with TA_SCALE=1, a tenth of them without. */
const isFull = Number(process.env['TA_SCALE'] ?? '0.05') >= 1;
const rounds = 7;
const pageSize = 100;
const users = isFull ? 40_000 : 4_000;
/** Pages of each collection under a limit. */
const limitedPages = isFull ? 100 : 25;
/** How long Graph takes for an answer, and how long a busy consumer takes for a page. */
const latencyMillis = 40;
const path = `users?$top=${String(pageSize)}&$select=id,displayName`;
/** Small pages, so that the limit is the limit and not the machine. */
const limitedPageSize = 10;
const limitedPath = `users?$top=${String(limitedPageSize)}&$select=id,displayName`;

/** One limit for the app over all tenants, and one for each tenant. */
const appLimit = { requests: 100, perMillis: 1_000 } as const;
const tenantLimit = { requests: 2, perMillis: 2_000 } as const;
const appTenants = 40;
const allTenants = 100;

const clientId = 'aaaaaaaa-0000-4000-8000-000000000001';
const clientSecret = 'secret-of-the-benchmark';
const large = 'large.onmicrosoft.com';
const names = Array.from({ length: allTenants }, (_, index) => `customer-${String(index)}`);
const domains = names.map((name) => `${name}.onmicrosoft.com`);

/** What the figures call the contestants. */
const labels = { provider: 'the provider', microsoft: "Microsoft's client", bare: 'a bare loop of undici' } as const;
type Name = keyof typeof labels;
const contestants = Object.keys(labels) as readonly Name[];

/** Row 6: reading Graph by the provider's transport, by Microsoft's client and by a bare loop, each in its own process, on one simulator over loopback. */
export async function measure(): Promise<readonly Figure[]> {
  const simulator = createGraphSimulator({
    seed: 'bench',
    pageSize,
    tenants: [{ name: 'large', users }, ...names.map((name) => ({ name, users: limitedPages * limitedPageSize }))],
    apps: [
      {
        clientId,
        displayName: 'Bench',
        secrets: [{ value: clientSecret }],
        permissions: ['User.Read.All', 'Directory.Read.All'],
        consentedBy: ['large', ...names],
      },
    ],
  });
  await using server = await simulator.listen();
  const site: GraphSite = { graph: server.graph, login: server.login, clientId, clientSecret };
  const runners = new Map(contestants.map((name) => [name, startContestant(name, site)]));
  const runner = (name: Name): Runner => runners.get(name) as Runner;
  try {
    return [
      ...(await paging(simulator, runner)),
      ...(await batching(simulator, runner, site)),
      ...(await appWide(simulator, runner)),
      ...(await manyTenants(simulator, runner)),
    ];
  } finally {
    for (const each of runners.values()) each.stop();
  }
}

/** Times of a task, round by round, contestant after contestant within each; the first round warms up. */
async function inTurn(
  runner: (name: Name) => Runner,
  task: (name: Name) => Task,
  names: readonly Name[] = contestants,
): Promise<ReadonlyMap<Name, readonly Measured[]>> {
  const taken = new Map<Name, Measured[]>(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1)
    for (const name of names) {
      const measured = await runner(name).run(task(name));
      if (round >= 0) taken.get(name)?.push(measured);
    }
  return taken;
}

const millisOf = (taken: ReadonlyMap<Name, readonly Measured[]>, name: Name): readonly number[] =>
  (taken.get(name) ?? []).map(({ millis }) => millis);
const ratio = (taken: ReadonlyMap<Name, readonly Measured[]>, over: Name, under: Name): number => {
  const below = millisOf(taken, under);
  return median(millisOf(taken, over).map((millis, round) => millis / (below[round] as number)));
};

async function paging(simulator: GraphSimulator, runner: (name: Name) => Runner): Promise<readonly Figure[]> {
  simulator.control.setFaults([{ service: 'graph', effect: { kind: 'latency', millis: latencyMillis } }]);
  const read = (busyMillis: number) => inTurn(runner, () => ({ kind: 'collection', tenant: large, path, busyMillis }));
  const idle = await read(0);
  const busy = await read(latencyMillis);
  const all = [...idle.values(), ...busy.values()].flat();
  const perSecond = (taken: ReadonlyMap<Name, readonly Measured[]>, name: Name): number =>
    users / (median(millisOf(taken, name)) / 1_000);
  const cpu = (name: Name): number =>
    (median((idle.get(name) ?? []).map(({ cpuMillis }) => cpuMillis)) / users) * 1_000;
  const peak = (name: Name): number => Math.max(...(busy.get(name) ?? []).map(({ peakBytes }) => peakBytes)) / 2 ** 20;
  const speeds = (taken: ReadonlyMap<Name, readonly Measured[]>, consumer: string): readonly Figure[] =>
    contestants.map((name) => reported(`${labels[name]}, ${consumer} consumer`, perSecond(taken, name), 'objects/s'));
  return [
    atMost('paging takes, of a bare loop, idle consumer', ratio(idle, 'provider', 'bare'), 1.03, 'x'),
    atMost('paging takes, of a bare loop, busy consumer', ratio(busy, 'provider', 'bare'), 1.03, 'x'),
    reported("Microsoft's client takes, of a bare loop, idle consumer", ratio(idle, 'microsoft', 'bare'), 'x'),
    reported("Microsoft's client takes, of a bare loop, busy consumer", ratio(busy, 'microsoft', 'bare'), 'x'),
    exactly(
      'readings with fewer or more objects',
      all.filter(({ objects }) => objects !== users).length,
      0,
      'readings',
    ),
    ...speeds(idle, 'idle'),
    ...speeds(busy, 'busy'),
    ...contestants.map((name) => reported(`${labels[name]}, processor time for 1,000 objects`, cpu(name), 'ms')),
    ...contestants.map((name) => reported(`peak memory of the process, ${labels[name]}`, peak(name), 'MiB')),
  ];
}

async function batching(
  simulator: GraphSimulator,
  runner: (name: Name) => Runner,
  site: GraphSite,
): Promise<readonly Figure[]> {
  const latency = { service: 'graph', effect: { kind: 'latency', millis: latencyMillis } } as const;
  simulator.control.setFaults([latency]);
  const ids = await someUsers(site);
  const paths = ids.map((id) => `users/${id}?$select=id,displayName`);
  const task: Task = { kind: 'objects', tenant: large, paths };
  const taken = await inTurn(runner, () => task, ['provider', 'bare']);
  const limit = { kind: 'status', status: 429, retryAfter: '1' } as const;
  simulator.control.setFaults([latency, { service: 'graph', path: '/users/', times: 3, effect: limit }]);
  simulator.control.resetCounters();
  const { objects } = await runner('provider').run(task);
  return [
    atMost('20 reads in a batch take, of one after the other', ratio(taken, 'provider', 'bare'), 0.06, 'x'),
    exactly('of 20 reads answered, 3 of them limited at first', objects, paths.length, 'objects'),
    exactly('reads sent for them', simulator.control.counters().graph, paths.length + 3, 'requests'),
  ];
}

async function someUsers(site: GraphSite): Promise<readonly string[]> {
  const headers = { authorization: `Bearer ${await createTokens(site)(large)}` };
  const response = await fetch(`${site.graph}/v1.0/users?$top=20&$select=id`, { headers });
  const { value } = (await response.json()) as { readonly value: readonly { readonly id: string }[] };
  return value.map(({ id }) => id);
}

/** One reading of many collections under a limit, and what the simulator counted. */
async function limited(
  simulator: GraphSimulator,
  contestant: Runner,
  task: Task,
  throttle: Parameters<GraphSimulator['control']['setThrottle']>[0],
) {
  simulator.control.setFaults([]);
  simulator.control.setThrottle(throttle);
  simulator.control.resetCounters();
  const { millis, finished } = await contestant.run(task);
  const { graph, throttled } = simulator.control.counters();
  simulator.control.setThrottle({});
  return { millis, finished, requests: graph, refused: throttled, share: (throttled / graph) * 100 };
}

async function appWide(simulator: GraphSimulator, runner: (name: Name) => Runner): Promise<readonly Figure[]> {
  const throttle = { perApp: { limit: appLimit.requests, perSeconds: appLimit.perMillis / 1_000 } };
  const tenants = domains.slice(0, appTenants);
  const task = (overall: AllowedRate | null): Task => ({
    kind: 'collections',
    tenants,
    path: limitedPath,
    overall,
    perTenant: null,
  });
  const ours = await limited(simulator, runner('provider'), task(appLimit), throttle);
  const unpaced = await limited(simulator, runner('provider'), task(null), throttle);
  const microsoft = await limited(simulator, runner('microsoft'), task(null), throttle);
  const bare = await limited(simulator, runner('bare'), task(null), throttle);
  const pages = appTenants * limitedPages;
  const ideal = (pages / appLimit.requests) * appLimit.perMillis;
  const where = 'under a limit of the app';
  return [
    exactly(`collections finished ${where}, of ${String(appTenants)}`, ours.finished, appTenants, 'collections'),
    atMost(`requests answered 429 ${where}`, ours.share, 2, '%'),
    atMost(`elapsed ${where}, of the requests at the allowed rate`, ours.millis / ideal, 1.1, 'x'),
    ...[
      ['the provider without its own limit of requests', unpaced] as const,
      [labels.microsoft, microsoft] as const,
      [labels.bare, bare] as const,
    ].flatMap(([name, { finished, share, millis, requests }]) => [
      reported(`${name}: collections finished ${where}`, finished, 'collections'),
      reported(`${name}: requests`, requests, 'requests'),
      reported(`${name}: requests answered 429`, share, '%'),
      reported(`${name}: elapsed, of the requests at the allowed rate`, millis / ideal, 'x'),
    ]),
  ];
}

async function manyTenants(simulator: GraphSimulator, runner: (name: Name) => Runner): Promise<readonly Figure[]> {
  const throttle = { perTenant: { limit: tenantLimit.requests, perSeconds: tenantLimit.perMillis / 1_000 } };
  const task = (perTenant: AllowedRate | null): Task => ({
    kind: 'collections',
    tenants: domains,
    path: limitedPath,
    overall: null,
    perTenant,
  });
  const ours = await limited(simulator, runner('provider'), task(tenantLimit), throttle);
  const bare = await limited(simulator, runner('bare'), task(null), throttle);
  const perSecond = (allTenants * tenantLimit.requests * 1_000) / tenantLimit.perMillis;
  const ideal = ((allTenants * limitedPages) / perSecond) * 1_000;
  const where = `of ${String(allTenants)} tenants`;
  return [
    exactly(`collections finished, ${where} with a limit each`, ours.finished, allTenants, 'collections'),
    atMost(`requests answered 429, ${where}`, ours.share, 2, '%'),
    atMost(`elapsed ${where}, of the requests at the sum of the allowed rates`, ours.millis / ideal, 1.1, 'x'),
    reported(`${labels.bare}: collections finished, ${where}`, bare.finished, 'collections'),
    reported(`${labels.bare}: requests answered 429, ${where}`, bare.share, '%'),
    reported(`${labels.bare}: elapsed ${where}, of the same`, bare.millis / ideal, 'x'),
  ];
}
