import {
  createTenantAtlas,
  manualClock,
  orThrow,
  platformOperator,
  type Instant,
  type WindowKey,
} from '@tenantatlas/core';
import { createPgStorage, type SqlDatabaseSource } from '@tenantatlas/storage-pg';
import { pgPool } from '@tenantatlas/storage-pg/pg';
import { pglite } from '@tenantatlas/storage-pg/pglite';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { fillLedger, fillPlainTable, makePastDays, type Admin, type Filling } from './fill.ts';
import { createPlainTable } from './plain-table.ts';

/** The windows that are measured. */
export const windows = ['24h', '7d', '30d'] as const satisfies readonly WindowKey[];
/** See {@link windows}. */
export type Window = (typeof windows)[number];

/** A database whose ledger is full, and the same events in the table that a host writes by hand. */
export interface FullLedger {
  readonly admin: Admin;
  /** The total of a summary, and its active workspaces. */
  readonly summary: (window: Window) => Promise<string>;
  readonly trend: (window: Window) => Promise<number>;
  /** The same two numbers as `summary`, by the pair of counts over the table of the host. */
  readonly count: (window: Window) => Promise<string>;
  readonly close: () => Promise<void>;
}

const hoursOf: { readonly [Name in Window]: number } = { '24h': 24, '7d': 168, '30d': 720 };

/** Makes such a database in a server. */
export async function openServerLedger(url: string, name: string, filling: Filling): Promise<FullLedger> {
  const first = new pg.Client({ connectionString: url });
  await first.connect();
  await first.query(`create database ${name}`);
  await first.end();
  const own = new URL(url);
  own.pathname = name;
  const pool = new pg.Pool({ connectionString: own.href, max: 2 });
  const client = await pool.connect();
  const admin: Admin = async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows;
  return fill(admin, pgPool({ connectionString: own.href, max: 2 }), filling, async () => {
    client.release();
    await pool.end();
  });
}

/** The same in PGlite, in memory. */
export async function openPgliteLedger(filling: Filling): Promise<FullLedger> {
  const instance = await PGlite.create();
  const admin: Admin = async <Row extends object>(sql: string) => (await instance.query<Row>(sql)).rows;
  return fill(admin, pglite(instance), filling, () => instance.close());
}

async function fill(
  admin: Admin,
  database: SqlDatabaseSource,
  filling: Filling,
  end: () => Promise<void>,
): Promise<FullLedger> {
  const storage = orThrow(await createPgStorage({ database }));
  orThrow(await storage.migrate());
  await makePastDays(admin, filling);
  await fillLedger(admin, filling);
  for (const statement of createPlainTable.split(';').filter((text) => text.trim() !== '')) await admin(statement);
  await fillPlainTable(admin, filling);
  await admin('vacuum analyze');
  const atlas = createTenantAtlas({ storage, clock: manualClock(filling.end as Instant) });
  const ada = atlas.as(
    platformOperator({ id: 'op-1', label: 'Ada', capabilities: ['platform.access_system_panel', 'platform.ops.view'] }),
  );
  return {
    admin,
    async summary(window) {
      const { totalEvents, activeWorkspaces } = orThrow(await ada.telemetry.summary({ window }));
      return `${String(totalEvents)} of ${String(activeWorkspaces)}`;
    },
    async trend(window) {
      const { buckets } = orThrow(await ada.telemetry.trend({ window }));
      return buckets.reduce((sum, { counts }) => sum + counts.reduce((part, each) => part + each, 0), 0);
    },
    async count(window) {
      const since = `occurred_at >= timestamptz '${filling.end}' - interval '${String(hoursOf[window])} hours' and occurred_at <= '${filling.end}'`;
      const names = await admin<{ count: string }>(
        `select event_name, count(*)::text as count from plain_events where ${since} group by event_name`,
      );
      const [active] = await admin<{ count: string }>(
        `select count(distinct workspace_id)::text as count from plain_events where ${since}`,
      );
      return `${String(names.reduce((sum, { count }) => sum + Number(count), 0))} of ${active?.count ?? ''}`;
    },
    async close() {
      await atlas.close();
      await storage.close();
      await end();
    },
  };
}
