// The whole story of an operational control, told on the embedded PostgreSQL: make people and places, pause a risky operation, see
// what each caller sees, resume, and watch the operation run. Run it twice: the second run continues on the data of the first.
import { createTenantAtlas, inProcess, simulatedRestore } from '@tenantatlas/core';
import { createPgStorage } from '@tenantatlas/storage-pg';
import { pglite } from '@tenantatlas/storage-pg/pglite';
import { chapter, done, line, printError } from './say.ts';
import { tellStory } from './story.ts';

const folder = process.env['TENANTATLAS_DATA'] ?? '.tenantatlas/quickstart';

chapter('Opening the embedded database', `data is kept in ${folder}`);
const opened = await createPgStorage({ database: pglite(folder) }).andThen((storage) =>
  storage.migrate().map((report) => ({ storage, report })),
);

if (opened.isErr()) {
  printError(opened.error.message.text);
  process.exitCode = 1;
} else {
  const { storage, report } = opened.value;
  const applied = report.applied.length;
  line(
    applied === 0 ? 'The schema is up to date.' : `${String(applied)} migration${applied === 1 ? '' : 's'} applied.`,
  );
  const atlas = createTenantAtlas({
    storage,
    restore: simulatedRestore({ items: 24, itemMillis: 60 }),
    // Short, so that a restore of an interrupted run is soon taken up again.
    dispatcher: inProcess({ leaseMillis: 5_000 }),
  });
  process.once('SIGINT', () => {
    printError('Interrupted. Start again: it continues where this left off.');
    process.exit(130); // PostgreSQL inside the process survives this; the lock goes with the process
  });
  try {
    atlas.worker.start();
    await tellStory(atlas);
    done('Run it again: everything is still there.');
  } finally {
    await atlas.close();
  }
}
