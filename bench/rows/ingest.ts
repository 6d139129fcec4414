import { join } from 'node:path';
import { startPostgres } from '../../packages/storage-pg/test/support/embedded-postgres.ts';
import { startContestant, type Runner } from '../lib/contestants.ts';
import { atLeast, atMost, reported, type Figure } from '../lib/figures.ts';
import { median, percentile } from '../lib/rounds.ts';
import { counted } from '../lib/scale.ts';
import type { IngestMeasured, IngestSetup, IngestTask } from '../lib/usage/ingest-contract.ts';
import { prepareLedger } from '../lib/usage/ledger.ts';

const rounds = counted(11, 5);
const file = join(import.meta.dirname, '..', 'lib', 'usage', 'ingest-process.ts');

/** Events of each round, for each size of a batch and for each number of callers. */
const ofBatches = { 1_000: counted(20_000, 4_000), 100: counted(5_000, 1_000) } as const;
const ofCallers = {
  1: counted(500, 100),
  10: counted(2_000, 500),
  100: counted(10_000, 2_000),
  1_000: counted(10_000, 3_000),
} as const;

/** A batch has events of so many workspaces and of five names, all of one hour. */
const workspaces = 10;

const labels = {
  atlas: 'recordMany',
  uncounted: 'recordMany without counts',
  copy: 'COPY',
  unnest: 'hand-written unnest',
  drizzle: 'drizzle',
} as const;
type Name = keyof typeof labels;
type Taken = ReadonlyMap<Name, readonly IngestMeasured[]>;

/**
 * Row 3: writing events, each contestant in its own process, on one server whose commits wait for the disk. The ledger of the SDK is compared with the table that a host
 * writes by hand; `recordMany` validates its events and holds their tenants as well.
 */
export async function measure(): Promise<readonly Figure[]> {
  const server = await startPostgres({ durable: true });
  const setup: IngestSetup = { url: server.url, workspaces };
  const names = Object.keys(labels) as readonly Name[];
  const runners = new Map(names.map((name) => [name, startContestant<IngestTask, IngestMeasured>(file, name, setup)]));
  try {
    await prepareLedger(server.url, workspaces);
    return [
      ...(await batches(runners, 1_000)),
      ...(await batches(runners, 100)),
      ...(await callers(runners, 1)),
      ...(await callers(runners, 10)),
      ...(await callers(runners, 100)),
      ...(await callers(runners, 1_000)),
    ];
  } finally {
    for (const each of runners.values()) each.stop();
    await server.stop();
  }
}

type Runners = ReadonlyMap<Name, Runner<IngestTask, IngestMeasured>>;

/** What each measured, round by round, contestant after contestant within each; the first round warms up. */
async function inTurn(runners: Runners, names: readonly Name[], task: IngestTask): Promise<Taken> {
  const taken = new Map<Name, IngestMeasured[]>(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1)
    for (const name of names) {
      const measured = await (runners.get(name) as Runner<IngestTask, IngestMeasured>).run(task);
      if (round >= 0) taken.get(name)?.push(measured);
    }
  return taken;
}

/** The median of the ratios, round by round. */
function ratio(
  taken: Taken,
  over: Name,
  under: Name,
  of: (measured: IngestMeasured) => number = ({ millis }) => millis,
): number {
  const below = taken.get(under) ?? [];
  return median((taken.get(over) ?? []).map((measured, round) => of(measured) / of(below[round] as IngestMeasured)));
}

async function batches(runners: Runners, size: 100 | 1_000): Promise<readonly Figure[]> {
  const events = ofBatches[size];
  const taken = await inTurn(runners, [...runners.keys()], { kind: 'batches', batches: events / size, size });
  const where = `batches of ${String(size)}`;
  const cost = (ratio(taken, 'atlas', 'uncounted') - 1) * 100;
  return [
    atLeast(`${where}: speed of recordMany, of COPY`, ratio(taken, 'copy', 'atlas'), 0.75, 'x'),
    atMost(`${where}: recordMany takes, of hand-written unnest`, ratio(taken, 'atlas', 'unnest'), 1.05, 'x'),
    atLeast(`${where}: speed of recordMany, of drizzle`, ratio(taken, 'drizzle', 'atlas'), 2.5, 'x'),
    atMost(`${where}: counts in the same transaction cost`, cost, size === 1_000 ? 10 : 30, '%'),
    ...[...taken].map(([name, measured]) =>
      reported(
        `${where}: ${labels[name]}`,
        events / (median(measured.map(({ millis }) => millis)) / 1_000),
        'events/s',
      ),
    ),
  ];
}

const p99 = ({ calls }: IngestMeasured): number => percentile(calls, 0.99);

async function callers(runners: Runners, count: keyof typeof ofCallers): Promise<readonly Figure[]> {
  const events = ofCallers[count];
  const taken = await inTurn(runners, ['atlas', 'unnest'], { kind: 'callers', callers: count, events });
  const where = count === 1 ? 'one caller' : `${String(count)} callers`;
  const speed = ratio(taken, 'unnest', 'atlas');
  const late = ratio(taken, 'atlas', 'unnest', p99);
  const [speedName, lateName] = [
    `${where}: speed of record, of single INSERTs by a pool of 10`,
    `${where}: p99 of record, of single INSERTs by a pool of 10`,
  ];
  const perSecond = (name: Name): number =>
    events / (median((taken.get(name) ?? []).map(({ millis }) => millis)) / 1_000);
  const slowest = (name: Name): number => median((taken.get(name) ?? []).map(p99));
  return [
    count === 100
      ? atLeast(speedName, speed, 3, 'x')
      : count === 1
        ? atLeast(speedName, speed, 0.95, 'x')
        : reported(speedName, speed, 'x'),
    count === 100 ? atMost(lateName, late, 0.6, 'x') : reported(lateName, late, 'x'),
    reported(`${where}: record`, perSecond('atlas'), 'events/s'),
    reported(`${where}: record, p99`, slowest('atlas'), 'ms'),
    reported(`${where}: single INSERTs`, perSecond('unnest'), 'events/s'),
    reported(`${where}: single INSERTs, p99`, slowest('unnest'), 'ms'),
  ];
}
