import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createTenantAtlas, orThrow, type builtInEvents, type RecordableEvent } from '@tenantatlas/core';
import { createPgStorage } from '@tenantatlas/storage-pg';
import { pgPool } from '@tenantatlas/storage-pg/pg';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { rewrittenSource } from '../../../packages/storage-pg/test/support/rewritten-database.ts';
import type { GivenEvent } from './events.ts';
import { drizzleRow, drizzleTable, plainColumns, plainRow, plainTypes } from './plain-table.ts';

type Given = RecordableEvent<typeof builtInEvents>;

/** Writes events in one way. Each answer comes after the commit. */
export interface Writer {
  readonly many: (events: readonly GivenEvent[]) => Promise<void>;
  readonly one: (event: GivenEvent) => Promise<void>;
}

/** How many connections each writer has. */
const connections = 10;

function poolOf(url: string): pg.Pool {
  return new pg.Pool({ connectionString: url, max: connections });
}

/** `recordMany` and `record` of an atlas. */
export async function atlasWriter(url: string, rewrite = (text: string): string => text): Promise<Writer> {
  const database = rewrittenSource(pgPool(poolOf(url)), rewrite);
  const atlas = createTenantAtlas({ storage: orThrow(await createPgStorage({ database })) });
  return {
    async many(events) {
      orThrow(await atlas.recordMany(events as readonly Given[]));
    },
    async one(event) {
      orThrow(await atlas.record(event as Given));
    },
  };
}

/** The step that counts in a statement that adds events; within its parentheses stand one level of others. */
const counting = /,\s*counted as \((?:[^()]|\([^()]*\))*\)/;

/** The same with the read models taken out of the statements: they add the events and write no count. It fails when a statement counts in a way that it does not know. */
export async function uncountedWriter(url: string): Promise<Writer> {
  let without = 0;
  const writer = await atlasWriter(url, (text) => {
    if (!/insert into \S*usage_deltas/.test(text)) return text;
    const shorter = text.replace(counting, '');
    if (shorter.includes('usage_deltas')) throw new Error('The counts are written in another way.');
    without += 1;
    return shorter;
  });
  const checked = (): void => {
    if (without === 0) throw new Error('No statement lost its counts, so this writer counts as well.');
  };
  return {
    many: (events) => writer.many(events).then(checked),
    one: (event) => writer.one(event).then(checked),
  };
}

/** A stream of `COPY`, in the table that a host writes by hand. */
export function copyWriter(url: string): Promise<Writer> {
  const pool = poolOf(url);
  const escaped = (text: string): string => text.replace(/[\\\t\n\r]/g, (found) => `\\${found}`);
  const many: Writer['many'] = async (events) => {
    const at = new Date().toISOString();
    const client = await pool.connect();
    try {
      const lines = events.map((event) => `${plainRow(event, at).map(escaped).join('\t')}\n`);
      const stream = client.query(copyFrom(`copy plain_events (${plainColumns.join(', ')}) from stdin`));
      await pipeline(Readable.from([lines.join('')]), stream);
    } finally {
      client.release();
    }
  };
  return Promise.resolve({ many, one: (event) => many([event]) });
}

/** One statement over arrays for many, and one of single values for one, in the same table. */
export function unnestWriter(url: string): Promise<Writer> {
  const pool = poolOf(url);
  const columns = plainColumns.join(', ');
  const arrays = plainTypes.map((type, index) => `$${String(index + 1)}::${type}[]`).join(', ');
  const values = plainTypes.map((_, index) => `$${String(index + 1)}`).join(', ');
  return Promise.resolve({
    async many(events) {
      const at = new Date().toISOString();
      const rows = events.map((event) => plainRow(event, at));
      const parameters = plainColumns.map((_, column) => rows.map((row) => row[column]));
      await pool.query(`insert into plain_events (${columns}) select * from unnest(${arrays})`, parameters);
    },
    async one(event) {
      await pool.query(`insert into plain_events (${columns}) values (${values})`, [
        ...plainRow(event, new Date().toISOString()),
      ]);
    },
  });
}

/** `insert().values()` of drizzle, in the same table. */
export function drizzleWriter(url: string): Promise<Writer> {
  const db = drizzle(poolOf(url));
  const many: Writer['many'] = async (events) => {
    const at = new Date().toISOString();
    await db.insert(drizzleTable).values(events.map((event) => drizzleRow(event, at)));
  };
  return Promise.resolve({ many, one: (event) => many([event]) });
}
