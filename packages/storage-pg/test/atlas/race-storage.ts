import { setTimeout as sleep } from 'node:timers/promises';
import { orThrow } from '@tenantatlas/core';
import type { Storage, StorageUnit, UnitScope } from '@tenantatlas/core/ports';
import pg from 'pg';
import postgres from 'postgres';
import type { SqlDatabaseSource } from '../../src/index.ts';
import { createPgStorage, type PgStorage } from '../../src/create-pg-storage.ts';
import { pgPool } from '../../src/pg/index.ts';
import { postgresJs } from '../../src/postgres-js/index.ts';
import { withPatientLocks } from '../support/patient.ts';
import { rewrittenSource } from '../support/rewritten-database.ts';

/** The drivers that have many connections. */
export type RaceDriver = 'pg' | 'postgres-js';

/** Storage over a pool that the test owns. */
export interface RaceStorage {
  readonly storage: PgStorage;
  close(): Promise<void>;
}

/** How the storage of a race is opened. */
interface RaceStorageOptions {
  /** Every COMMIT travels as text: prepared, postgres.js sends a number. @default false */
  readonly isReadable?: boolean;
  /** How long a unit waits for a connection. A start that gives up does not take part in a race, so the default is for a very busy machine. @default 100,000 */
  readonly timeoutMillis?: number;
}

/** Opens storage with a pool of `max` connections. */
export async function openRaceStorage(
  driver: RaceDriver,
  url: string,
  max: number,
  { isReadable = false, timeoutMillis = 100_000 }: RaceStorageOptions = {},
): Promise<RaceStorage> {
  const opened: { readonly source: SqlDatabaseSource; end(): Promise<void> } =
    driver === 'pg' ? openPg(url, max, timeoutMillis) : openPostgresJs(url, max, timeoutMillis, !isReadable);
  const { source, end } = opened;
  const storage = orThrow(await createPgStorage({ database: rewrittenSource(source, withPatientLocks) }));
  return {
    storage,
    async close() {
      await storage.close();
      await end();
    },
  };
}

function openPg(url: string, max: number, connectionTimeoutMillis: number) {
  const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis });
  // A host must do this for its pool: idle connections may end.
  pool.on('error', () => {});
  return { source: pgPool(pool), end: () => pool.end() };
}

function openPostgresJs(url: string, max: number, beginTimeoutMillis: number, prepare: boolean) {
  // By itself postgres.js waits up to 20 seconds before it tries a server again that was away.
  const sql = postgres(url, { max, prepare, connect_timeout: 100, backoff: () => 0.2, onnotice: () => {} });
  return { source: postgresJs(sql, { beginTimeoutMillis }), end: () => sql.end({ timeout: 1 }) };
}

/** How the storage of a starter differs from the shipped one. */
export interface Tampering {
  /** The second read, after the entry, finds nothing, as if it were omitted. */
  readonly withoutSecondRead?: boolean;
  /** Every start lingers up to so many milliseconds behind the gate; with separate messages, after each read. */
  readonly linger?: number;
  /** Every tenth start stalls so many milliseconds between its first read and the gate, like a process during garbage collection. */
  readonly stall?: number;
}

/** The storage with a manipulated gate. An atlas on it starts operations like a broken SDK, or a slow machine. */
export function tampered(storage: Storage, tampering: Tampering): Storage {
  const { withoutSecondRead = false, linger = 0, stall = 0 } = tampering;
  // Nothing can run between the reads of the shipped gate: they are one message.
  const isApart = withoutSecondRead || stall > 0;
  let starts = 0;
  return {
    ...storage,
    unit: <T>(scope: UnitScope, work: (unit: StorageUnit) => Promise<T>) =>
      storage.unit(scope, (unit) => {
        const pass: StorageUnit['gate']['pass'] = async (key, within, now) => {
          if (isApart) return passSlowly(unit, withoutSecondRead, (isFirst) => pauseAt(isFirst), key, within, now);
          const passage = await unit.gate.pass(key, within, now);
          await sleep(Math.random() * linger);
          return passage;
        };
        const pauseAt = async (isFirst: boolean): Promise<void> => {
          const stalls = isFirst && (starts += 1) % 10 === 0;
          const wait = stalls ? stall : Math.random() * linger;
          if (wait > 0) await sleep(wait);
        };
        return work({ ...unit, gate: { ...unit.gate, pass } });
      }),
  };
}

type PassArguments = Parameters<StorageUnit['gate']['pass']>;

/** What the gate does in one message, in three, with a delay after each read. */
async function passSlowly(
  { gate, activations }: StorageUnit,
  withoutSecondRead: boolean,
  pause: (isFirst: boolean) => Promise<void>,
  ...[key, scope, now]: PassArguments
): ReturnType<StorageUnit['gate']['pass']> {
  const read = () => activations.findApplicable(key, scope?.workspaceId ?? null, now);
  const before = await read();
  await pause(true);
  if (before.length > 0) return { entered: false, applicable: before };
  await gate.enter(scope);
  const behind = await read();
  await pause(false);
  return { entered: true, applicable: withoutSecondRead ? [] : behind };
}
