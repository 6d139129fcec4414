// A process that opens a data directory, migrates it and keeps it until it is killed.
import { orThrow } from '@tenantatlas/core';
import { createPgStorage } from '../../src/create-pg-storage.ts';
import { pglite } from '../../src/pglite/index.ts';

const storage = orThrow(await createPgStorage({ database: pglite(process.argv[2] ?? '') }));
orThrow(await storage.migrate());
process.stdout.write('open\n');
setInterval(() => {}, 1000);
