import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** Takes everything out of the seeded data directory of a console that is not running: no workspace, no run, no audit entry. It stays migrated and marked as seeded. */
export async function emptyConsole(data: string): Promise<void> {
  const database = await PGlite.create(join(data, 'database', 'postgres'));
  try {
    const { rows } = await database.query<{ readonly name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
       where c.relnamespace = 'tenantatlas'::regnamespace and c.relkind in ('r', 'p')`,
    );
    const tables = [...rows.map(({ name }) => name), 'platform_audit_entries'].map((name) => `tenantatlas."${name}"`);
    await database.exec(`truncate ${tables.join(', ')} cascade`);
  } finally {
    await database.close();
  }
}
