import { createTenantAtlas, manualClock, orThrow, type Instant } from '@tenantatlas/core';
import type { Storage } from '@tenantatlas/core/ports';
import { createPgStorage } from '@tenantatlas/storage-pg';
import { pgPool } from '@tenantatlas/storage-pg/pg';
import pg from 'pg';
import { startPostgres } from '../../packages/storage-pg/test/support/embedded-postgres.ts';
import { atLeast, atMost, exactly, reported, type Figure } from '../lib/figures.ts';
import { median } from '../lib/rounds.ts';
import { counted } from '../lib/scale.ts';
import { fillLedger, fillPlainTable, makePastDays, type Admin, type Filling } from '../lib/usage/fill.ts';
import { createPlainTable } from '../lib/usage/plain-table.ts';

const rounds = 5;
const day = 86_400_000;
/** The last midnight of UTC: the ledger ends there, and each removal takes one whole day. */
const midnight = Math.floor(Date.now() / day) * day;
const filling: Filling = {
  events: counted(10_000_000, 200_000),
  workspaces: 1_000,
  days: 90,
  end: new Date(midnight).toISOString(),
};

/** What a removal took. */
interface Removal {
  readonly millis: number;
  /** Bytes of the log that the server wrote. */
  readonly log: number;
  readonly removed: number;
}

/**
 * Row 4, retention: removing the oldest of ninety days, against a DELETE by an index on the table that a host writes by hand, in turn, on a server whose commits wait for
 * the disk. The removal of the SDK corrects its counts and leaves an audit entry as well.
 */
export async function measure(): Promise<readonly Figure[]> {
  const server = await startPostgres({
    durable: true,
    settings: ['max_wal_size=16GB', 'checkpoint_timeout=1d', 'autovacuum=off'],
  });
  const pool = new pg.Pool({ connectionString: server.url, max: 4 });
  const admin: Admin = async <Row extends object>(sql: string) => (await pool.query<Row>(sql)).rows;
  try {
    const storage = orThrow(await createPgStorage({ database: pgPool(pool) }));
    orThrow(await storage.migrate());
    await makePastDays(admin, filling);
    await fillLedger(admin, filling);
    await admin(createPlainTable);
    await fillPlainTable(admin, filling);
    await admin('vacuum analyze');
    const ours: Removal[] = [];
    const theirs: Removal[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // Without it, the first change of each page would be logged as a whole page for one of them and not for the other.
      await admin('checkpoint');
      // Its clock must not be ahead of that of the database, so each round keeps a day less.
      const atlas = createTenantAtlas({ storage, clock: manualClock(new Date(midnight).toISOString() as Instant) });
      ours.push(
        await measured(
          admin,
          async () => orThrow(await atlas.maintenance.pruneUsage({ days: filling.days - 1 - round })).removed,
        ),
      );
      await admin('checkpoint');
      const cutoff = new Date(midnight + (round + 1 - filling.days) * day).toISOString();
      theirs.push(
        await measured(
          admin,
          async () => (await pool.query('delete from plain_events where occurred_at < $1', [cutoff])).rowCount ?? 0,
        ),
      );
    }
    const halfDay = await atHalfDay(admin, storage);
    return [...figures(ours, theirs), ...halfDay];
  } finally {
    await pool.end();
    await server.stop();
  }
}

/** A cutoff within a day: its rows go one by one. */
async function atHalfDay(admin: Admin, storage: Storage): Promise<readonly Figure[]> {
  const clock = manualClock(new Date(midnight - 0.5 * day).toISOString() as Instant);
  const atlas = createTenantAtlas({ storage, clock });
  const { millis, log, removed } = await measured(
    admin,
    async () => orThrow(await atlas.maintenance.pruneUsage({ days: filling.days - 1 - rounds })).removed,
  );
  return [
    reported('removing half a day, row by row', millis, 'ms'),
    reported('removing half a day, row by row: log', log, 'bytes'),
    reported('removing half a day, row by row: events', removed, 'events'),
  ];
}

async function measured(admin: Admin, remove: () => Promise<number>): Promise<Removal> {
  const position = async (): Promise<number> => {
    const [row] = await admin<{ at: string }>(`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::text as at`);
    return Number(row?.at);
  };
  const before = await position();
  const started = performance.now();
  const removed = await remove();
  const millis = performance.now() - started;
  return { millis, removed, log: (await position()) - before };
}

function figures(ours: readonly Removal[], theirs: readonly Removal[]): readonly Figure[] {
  const ratio = (of: (removal: Removal) => number): number =>
    median(ours.map((removal, round) => of(removal) / of(theirs[round] as Removal)));
  const middle = (removals: readonly Removal[], of: (removal: Removal) => number): number => median(removals.map(of));
  const differing = ours.filter(({ removed }, round) => removed !== theirs[round]?.removed).length;
  return [
    atLeast('an indexed DELETE of a day takes, of a removal by the SDK', 1 / ratio(({ millis }) => millis), 5, 'x'),
    atMost('log of a removal, of an indexed DELETE', ratio(({ log }) => log) * 100, 1, '%'),
    exactly('removals of another number of events than the DELETE', differing, 0, 'removals'),
    reported(
      'events of a day',
      middle(ours, ({ removed }) => removed),
      'events',
    ),
    reported(
      'removing a day',
      middle(ours, ({ millis }) => millis),
      'ms',
    ),
    reported(
      'removing a day: log',
      middle(ours, ({ log }) => log),
      'bytes',
    ),
    reported(
      'deleting a day by an index',
      middle(theirs, ({ millis }) => millis),
      'ms',
    ),
    reported(
      'deleting a day by an index: log',
      middle(theirs, ({ log }) => log),
      'bytes',
    ),
  ];
}
