import { examine, type DoctorReport } from './doctor/index.ts';
import type { SqlDatabase } from './executor/sql-database.ts';
import { migrations } from './migrations/index.ts';
import { createMigrator, type Migrator } from './migrator/index.ts';
import { translateError } from './unit/translate-error.ts';

/** Maintenance of a database, by hand or at start-up. Rejects with a `StorageFault`, whose text may be shown, or an invariant. */
export interface Maintenance extends Migrator {
  doctor(): Promise<DoctorReport>;
}

/** The maintenance of one schema of a database. */
export function maintenanceOf(database: SqlDatabase, schema: string): Maintenance {
  const migrator = createMigrator(database, schema, migrations);
  return {
    migrate: (options) => translated(() => migrator.migrate(options)),
    plan: () => translated(() => migrator.plan()),
    status: () => translated(() => migrator.status()),
    doctor: () => translated(async () => examine(database, await migrator.status())),
  };
}

async function translated<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw translateError(error);
  }
}
