import { dirname, relative, resolve } from 'node:path';
import { silentLogger, type StorageFailure, type ResultAsync } from '@tenantatlas/core';
import { StorageFault, type Storage } from '@tenantatlas/core/ports';
import { storageOver, type PgStorage } from '../create-pg-storage.ts';
import type { SqlDatabaseSource } from '../executor/sql-database.ts';
import { maintenanceOf, type Maintenance } from '../maintenance.ts';
import { pgPool } from '../pg/index.ts';
import { holdsDatabase } from '../pglite/data-directory.ts';
import { pglite } from '../pglite/index.ts';
import { defaultSchema, schemaIdentifier } from '../schema/identifier.ts';
import type { CliArguments } from './arguments.ts';
import { findConfig, isStorage, readConfig } from './config-file.ts';
import { isGiven } from './define-config.ts';
import { toUsage, UsageError } from './usage-error.ts';

/** The database that a command is about. */
export interface Target {
  readonly maintenance: Maintenance;
  /** The rows, for a command that works on them. */
  readonly storage: Storage;
  close(): Promise<void>;
}

/** The environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A database and its schema, as a setting names them. */
interface Place {
  readonly source: SqlDatabaseSource;
  readonly schema: string | undefined;
}

/** Opens what the flags name, else what the configuration file exports, else what DATABASE_URL names. */
export async function openTarget(args: CliArguments, folder: string, environment: Environment): Promise<Target> {
  if (args.database !== null) return open(server(args.database, '--database'), args);
  if (args.data !== null) return open(directory(args.data, '--data', args), args);
  const file = findConfig(folder, args.config);
  if (file !== null) return openConfigured(file, args, folder);
  const { DATABASE_URL: url } = environment;
  if (isGiven(url)) return open(server(url, 'DATABASE_URL'), args);
  throw new UsageError(
    'Give --database URL or --data DIR, put a tenantatlas.config.ts into this folder, or set DATABASE_URL.',
  );
}

async function open({ source, schema: configured }: Place, args: CliArguments): Promise<Target> {
  try {
    const schema = args.schema ?? configured ?? defaultSchema;
    schemaIdentifier(schema);
    const database = await source.open();
    return {
      maintenance: maintenanceOf(database, schema),
      storage: storageOver(database, schema, 'postgresql', silentLogger),
      close: () => database.close(),
    };
  } catch (error) {
    throw toUsage(error);
  }
}

async function openConfigured(file: string, args: CliArguments, folder: string): Promise<Target> {
  const inside = relative(folder, file);
  const shown = inside.startsWith('..') ? file : inside;
  const config = await readConfig(file, shown);
  if (isStorage(config)) return openStorage(config, args);
  const { database, data, schema } = config;
  if (!isGiven(database) && !isGiven(data))
    throw new UsageError(
      `${shown} names no database. Set "database" or "data" in it; if it comes from the environment, the variable is not set.`,
    );
  const place = isGiven(database)
    ? server(database, `"database" in ${shown}`)
    : directory(resolve(dirname(file), data ?? ''), `"data" in ${shown}`, args);
  return open({ ...place, schema }, args);
}

function openStorage(storage: PgStorage, args: CliArguments): Target {
  if (args.schema !== null)
    throw new UsageError('--schema does not go with a configuration file that exports a storage: that has its own.');
  return {
    maintenance: {
      migrate: (options) => unwrapped(storage.migrate(options)),
      plan: (options) => unwrapped(storage.plan(options)),
      status: () => unwrapped(storage.status()),
      doctor: () => unwrapped(storage.doctor()),
    },
    storage,
    close: () => storage.close(),
  };
}

async function unwrapped<T>(answer: ResultAsync<T, StorageFailure>): Promise<T> {
  const result = await answer;
  if (result.isOk()) return result.value;
  throw new StorageFault(result.error.kind, result.error.message.text, { outcome: result.error.outcome });
}

/** A server. `name` is what gave the URL; its value is never repeated, because it may hold a password. */
function server(url: string, name: string): Place {
  if (URL.canParse(url) && ['postgres:', 'postgresql:'].includes(new URL(url).protocol))
    return { source: pgPool({ connectionString: url, max: 2 }), schema: undefined };
  throw new UsageError(
    `${name} takes a URL like postgres://user:password@host:5432/name; in a password, write @ as %40, / as %2F and so on.`,
  );
}

/** A directory. Opening one makes a database in it: only a command that changes something may do that. */
function directory(data: string, name: string, { command, dryRun }: CliArguments): Place {
  if ((command === 'migrate' && !dryRun) || holdsDatabase(data)) return { source: pglite(data), schema: undefined };
  const creates = name === '--data' ? 'tenantatlas migrate --data DIR' : 'tenantatlas migrate';
  throw new UsageError(`${name} names no directory with a database in it. \`${creates}\` creates it.`);
}
