import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InvariantError, StorageFault, type StorageFailure, type ResultAsync } from '@tenantatlas/core';
import type { PgStorage } from '../create-pg-storage.ts';
import { maintenanceOf, type Maintenance } from '../maintenance.ts';
import { pgPool } from '../pg/index.ts';
import { pglite } from '../pglite/index.ts';
import { defaultSchema, schemaIdentifier } from '../schema/identifier.ts';
import type { CliArguments } from './arguments.ts';

/** The database that a command is about. */
export interface Target {
  readonly maintenance: Maintenance;
  close(): Promise<void>;
}

/** The command line names no database that could be used. The text is for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const configNames = ['tenantatlas.config.js', 'tenantatlas.config.mjs'];

/** Opens what the flags name, or what the configuration file in `folder` exports; flags win. */
export async function openTarget(args: CliArguments, folder: string): Promise<Target> {
  const source =
    args.database !== null
      ? pgPool({ connectionString: checkUrl(args.database), max: 2 })
      : args.data !== null
        ? pglite(args.data)
        : null;
  if (!source) return openConfigured(args, folder);
  const schema = checkSchema(args.schema ?? defaultSchema);
  const database = await source.open();
  return { maintenance: maintenanceOf(database, schema), close: () => database.close() };
}

async function openConfigured(args: CliArguments, folder: string): Promise<Target> {
  const file = configNames.map((name) => join(folder, name)).find(existsSync);
  if (file === undefined)
    throw new UsageError('Give --database URL or --data DIR, or put a tenantatlas.config.js into this folder.');
  if (args.schema !== null)
    throw new UsageError('--schema goes with --database or --data; the configuration file chooses its own.');
  const storage = await readConfig(file);
  return {
    maintenance: {
      migrate: (options) => unwrapped(storage.migrate(options)),
      plan: () => unwrapped(storage.plan()),
      status: () => unwrapped(storage.status()),
      doctor: () => unwrapped(storage.doctor()),
    },
    close: () => storage.close(),
  };
}

async function readConfig(file: string): Promise<PgStorage> {
  const loaded = (await import(pathToFileURL(file).href)) as {
    readonly default?: unknown;
    readonly storage?: unknown;
    readonly atlas?: unknown;
  };
  for (const exported of [loaded.storage, loaded.default, loaded.atlas]) {
    const found = storageIn(await exported);
    if (found) return found;
  }
  throw new UsageError(
    'The configuration file exports neither an atlas nor a storage. Add `export const storage = orThrow(await createPgStorage({ ... }))`.',
  );
}

/** The storage itself, or an object that carries it as `storage`. */
function storageIn(value: unknown): PgStorage | null {
  if (typeof value !== 'object' || value === null) return null;
  if (isStorage(value)) return value;
  return 'storage' in value && typeof value.storage === 'object' && value.storage !== null && isStorage(value.storage)
    ? value.storage
    : null;
}

function isStorage(value: object): value is PgStorage {
  return ['migrate', 'plan', 'status', 'doctor', 'close'].every(
    (name) => typeof Reflect.get(value, name) === 'function',
  );
}

async function unwrapped<T>(answer: ResultAsync<T, StorageFailure>): Promise<T> {
  const result = await answer;
  if (result.isOk()) return result.value;
  throw new StorageFault(result.error.kind, result.error.message.text, { outcome: result.error.outcome });
}

/** The value is never repeated: it may hold a password. */
function checkUrl(text: string): string {
  if (URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol)) return text;
  throw new UsageError('--database takes a URL like postgres://user:password@host:5432/name.');
}

function checkSchema(schema: string): string {
  try {
    schemaIdentifier(schema);
    return schema;
  } catch (error) {
    throw error instanceof InvariantError ? new UsageError(error.message) : error;
  }
}
