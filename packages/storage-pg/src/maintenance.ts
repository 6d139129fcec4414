import { examine, type DoctorReport } from './doctor/index.ts';
import type { SqlDatabase } from './executor/sql-database.ts';
import { migrations } from './schema.ts';
import { createMigrator, type Migrator } from './migrator/index.ts';
import { readDatabaseState, readerOf } from './unit/database-state.ts';
import { translateError } from './unit/translate-error.ts';

/** Maintenance of a database, from a command or at start-up. Rejects with a `StorageFault`, whose text may be shown, or an invariant. */
export interface Maintenance extends Migrator {
  doctor(): Promise<DoctorReport>;
}

/** The maintenance of one schema of a database. */
export function maintenanceOf(database: SqlDatabase, schema: string): Maintenance {
  const run = <T>(task: () => Promise<T>): Promise<T> => translated(database, schema, task);
  const migrator = createMigrator(database, schema, migrations);
  return {
    migrate: (options) => run(() => migrator.migrate(options)),
    plan: (options) => run(() => migrator.plan(options)),
    status: () => run(() => migrator.status()),
    doctor: () => run(async () => examine(database, await migrator.status())),
  };
}

async function translated<T>(database: SqlDatabase, schema: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw await translateError(error, () => readDatabaseState(readerOf(database), schema));
  }
}
