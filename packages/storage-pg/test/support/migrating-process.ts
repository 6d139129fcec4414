// A process that migrates with a migration that sleeps, and says when that one is being sent.
import { writeSync } from 'node:fs';
import { createMigrator } from '../../src/migrator/index.ts';
import { pgPool } from '../../src/pg/index.ts';
import { pglite } from '../../src/pglite/index.ts';
import { sleepyMigrations } from './sleepy-migrations.ts';

const [kind, location = ''] = process.argv.slice(2);
const database = await (kind === 'pg' ? pgPool({ connectionString: location, max: 2 }) : pglite(location)).open();
const announcing: typeof database = {
  ...database,
  transaction: (preamble, work) =>
    database.transaction(preamble, (transaction) =>
      work({
        ...transaction,
        script(sql) {
          if (sql.includes('before_sleep')) writeSync(1, 'sleeping\n');
          return transaction.script(sql);
        },
      }),
    ),
};
await createMigrator(announcing, 'tenantatlas', sleepyMigrations).migrate();
writeSync(1, 'done\n');
await database.close();
