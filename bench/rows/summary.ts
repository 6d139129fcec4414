import { startPostgres } from '../../packages/storage-pg/test/support/embedded-postgres.ts';
import { atLeast, atMost, exactly, reported, type Figure } from '../lib/figures.ts';
import { median } from '../lib/rounds.ts';
import { counted, isFull } from '../lib/scale.ts';
import { sizes, unfold, type Filling } from '../lib/usage/fill.ts';
import {
  openPgliteLedger,
  openServerLedger,
  windows,
  type FullLedger,
  type Window,
} from '../lib/usage/figures-world.ts';
import { postgres15 } from '../lib/usage/servers.ts';

const rounds = counted(15, 7);
const fewer = counted(1_000_000, 20_000);
const more = counted(10_000_000, 200_000);
const unfolded = [1_000, 10_000, 100_000].slice(0, isFull ? 3 : 2);

/** The events end at the present, so that the first and last hour of a window are partial, and cover as many days as are kept by default. */
const filling = (events: number): Filling => ({ events, workspaces: 1_000, days: 90, end: new Date().toISOString() });

/**
 * Row 4 on PostgreSQL 18: reading figures of 90 days, against the pair of counts over the same events in the table that a host writes by hand. Both
 * sizes are in one server and are read in turn.
 */
export function measure(): Promise<readonly Figure[]> {
  return onServer('PostgreSQL 18', 100, null);
}

/** The same on PostgreSQL 15, in a row of its own, because it takes as long again. */
export async function measureOn15(): Promise<readonly Figure[]> {
  if (postgres15 === null) return [reported('PostgreSQL 15 is not installed: servers measured', 0, 'servers')];
  return onServer('PostgreSQL 15', 300, postgres15);
}

async function onServer(server: string, target: number, binaries: string | null): Promise<readonly Figure[]> {
  const started = await startPostgres({
    ...(binaries === null ? {} : { binaries }),
    settings: ['shared_buffers=128MB', 'max_wal_size=8GB'],
  });
  const ledgers: FullLedger[] = [];
  try {
    const small = await openServerLedger(started.url, 'fewer', filling(fewer));
    ledgers.push(small);
    const large = await openServerLedger(started.url, 'more', filling(more));
    ledgers.push(large);
    return [
      ...(await compared(server, small, large, target)),
      ...(await bytes(server, large)),
      ...(binaries === null ? await withUnfolded(server, small) : []),
    ];
  } finally {
    for (const each of ledgers) await each.close();
    await started.stop();
  }
}

/** Milliseconds of each, round by round and in turn; the first round warms up. */
async function inTurn(works: readonly (() => Promise<unknown>)[], times = rounds): Promise<readonly number[]> {
  const taken = works.map((): number[] => []);
  for (let round = -1; round < times; round += 1)
    for (const [index, work] of works.entries()) {
      const started = performance.now();
      await work();
      if (round >= 0) taken[index]?.push(performance.now() - started);
    }
  return taken.map(median);
}

async function compared(
  server: string,
  small: FullLedger,
  large: FullLedger,
  target: number,
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  let wrong = 0;
  for (const window of windows) {
    for (const ledger of [small, large]) wrong += await mistakes(ledger, window);
    const [few = 0, many = 0, fewTrend = 0, manyTrend = 0] = await inTurn([
      () => small.summary(window),
      () => large.summary(window),
      () => small.trend(window),
      () => large.trend(window),
    ]);
    const [fewCount = 0, manyCount = 0] = await inTurn([() => small.count(window), () => large.count(window)], 3);
    const where = `${server}, ${window}`;
    const [grows, faster] = [
      `${where}: summary of ${named(more)} events, of ${named(fewer)}`,
      `${where}: counting ${named(more)} events takes`,
    ];
    figures.push(
      window === '30d' ? atMost(grows, many / few, 1.5, 'x') : reported(grows, many / few, 'x'),
      window === '30d' ? atLeast(faster, manyCount / many, target, 'x') : reported(faster, manyCount / many, 'x'),
      reported(`${where}: trend of ${named(more)} events, of ${named(fewer)}`, manyTrend / fewTrend, 'x'),
      reported(`${where}: summary of ${named(fewer)} events`, few, 'ms'),
      reported(`${where}: summary of ${named(more)} events`, many, 'ms'),
      reported(`${where}: trend of ${named(more)} events`, manyTrend, 'ms'),
      reported(`${where}: counting ${named(fewer)} events`, fewCount, 'ms'),
      reported(`${where}: counting ${named(more)} events`, manyCount, 'ms'),
    );
  }
  return [exactly(`${server}: summaries and trends that differ from a count`, wrong, 0, 'answers'), ...figures];
}

/** How many of a summary and a trend say anything else than the pair of counts. */
async function mistakes(ledger: FullLedger, window: Window): Promise<number> {
  const wanted = await ledger.count(window);
  const isRight = [
    (await ledger.summary(window)) === wanted,
    wanted.startsWith(`${String(await ledger.trend(window))} of `),
  ];
  return isRight.filter((each) => !each).length;
}

async function bytes(server: string, ledger: FullLedger): Promise<readonly Figure[]> {
  const { ledger: own, counts, plain } = await sizes(ledger.admin);
  return [
    atMost(`${server}: bytes of an event, of the table of a host`, own / plain, 0.5, 'x'),
    atMost(`${server}: counts, of the bytes of the ledger`, (counts / own) * 100, 0.1, '%'),
    reported(`${server}: bytes of an event in the ledger`, own / more, 'bytes'),
    reported(`${server}: bytes of an event in the table of a host`, plain / more, 'bytes'),
    reported(`${server}: bytes of the counts`, counts, 'bytes'),
  ];
}

/** How many counts that are not folded a summary bears. */
async function withUnfolded(server: string, ledger: FullLedger): Promise<readonly Figure[]> {
  const [folded = 0] = await inTurn([() => ledger.summary('30d')]);
  const figures: Figure[] = [];
  let before = 0;
  for (const count of unfolded) {
    await unfold(ledger.admin, count - before);
    before = count;
    const [taken = 0] = await inTurn([() => ledger.summary('30d')]);
    const wrong = await mistakes(ledger, '30d');
    figures.push(
      exactly(`${server}: with ${named(count)} unfolded counts, answers that differ from a count`, wrong, 0, 'answers'),
      reported(`${server}: summary of 30d with ${named(count)} unfolded counts, of all folded`, taken / folded, 'x'),
      reported(`${server}: summary of 30d with ${named(count)} unfolded counts`, taken, 'ms'),
    );
  }
  return figures;
}

/** The same in PGlite, with as many events as fit in its memory. */
export async function measureOnPglite(): Promise<readonly Figure[]> {
  const ledger = await openPgliteLedger(filling(fewer));
  try {
    let wrong = 0;
    const figures: Figure[] = [];
    for (const window of windows) {
      wrong += await mistakes(ledger, window);
      const [summary = 0, trend = 0] = await inTurn([() => ledger.summary(window), () => ledger.trend(window)]);
      const [count = 0] = await inTurn([() => ledger.count(window)], 3);
      const where = `PGlite, ${window}`;
      figures.push(
        reported(`${where}: counting ${named(fewer)} events takes, of a summary`, count / summary, 'x'),
        reported(`${where}: summary of ${named(fewer)} events`, summary, 'ms'),
        reported(`${where}: trend of ${named(fewer)} events`, trend, 'ms'),
      );
    }
    return [exactly('PGlite: summaries and trends that differ from a count', wrong, 0, 'answers'), ...figures];
  } finally {
    await ledger.close();
  }
}

function named(count: number): string {
  return count.toLocaleString('en');
}
