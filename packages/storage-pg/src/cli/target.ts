import type { StorageFailure, ResultAsync } from '@tenantatlas/core';
import { StorageFault } from '@tenantatlas/core/ports';
import type { SqlDatabaseSource } from '../executor/sql-database.ts';
import { maintenanceOf, type Maintenance } from '../maintenance.ts';
import { pgPool } from '../pg/index.ts';
import { holdsDatabase } from '../pglite/data-directory.ts';
import { pglite } from '../pglite/index.ts';
import { defaultSchema, schemaIdentifier } from '../schema/identifier.ts';
import type { CliArguments } from './arguments.ts';
import { findConfig, readConfig } from './config-file.ts';
import { toUsage, UsageError } from './usage-error.ts';

/** The database that a command is about. */
export interface Target {
  readonly maintenance: Maintenance;
  close(): Promise<void>;
}

/** Opens what the flags name, or what the configuration file in `folder` exports; flags win. */
export async function openTarget(args: CliArguments, folder: string): Promise<Target> {
  const source = sourceOf(args);
  if (!source) return openConfigured(args, folder);
  try {
    const schema = args.schema ?? defaultSchema;
    schemaIdentifier(schema);
    const database = await source.open();
    return { maintenance: maintenanceOf(database, schema), close: () => database.close() };
  } catch (error) {
    throw toUsage(error);
  }
}

function sourceOf(args: CliArguments): SqlDatabaseSource | null {
  if (args.database !== null) return pgPool({ connectionString: checkUrl(args.database), max: 2 });
  return args.data === null ? null : pglite(checkData(args.data, args));
}

async function openConfigured(args: CliArguments, folder: string): Promise<Target> {
  const file = findConfig(folder);
  if (file === null)
    throw new UsageError('Give --database URL or --data DIR, or put a tenantatlas.config.js into this folder.');
  if (args.schema !== null)
    throw new UsageError('--schema goes with --database or --data; the configuration file chooses its own.');
  const storage = await readConfig(file);
  return {
    maintenance: {
      migrate: (options) => unwrapped(storage.migrate(options)),
      plan: (options) => unwrapped(storage.plan(options)),
      status: () => unwrapped(storage.status()),
      doctor: () => unwrapped(storage.doctor()),
    },
    close: () => storage.close(),
  };
}

async function unwrapped<T>(answer: ResultAsync<T, StorageFailure>): Promise<T> {
  const result = await answer;
  if (result.isOk()) return result.value;
  throw new StorageFault(result.error.kind, result.error.message.text, { outcome: result.error.outcome });
}

/** The value is never repeated: it may hold a password. */
function checkUrl(text: string): string {
  if (URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol)) return text;
  throw new UsageError(
    '--database takes a URL like postgres://user:password@host:5432/name; in a password, write @ as %40, / as %2F and so on.',
  );
}

/** Opening a directory makes a database in it: only a command that changes something may do that. */
function checkData(data: string, { command, dryRun }: CliArguments): string {
  if ((command === 'migrate' && !dryRun) || holdsDatabase(data)) return data;
  throw new UsageError('--data names no directory with a database in it. `tenantatlas migrate --data DIR` creates it.');
}
