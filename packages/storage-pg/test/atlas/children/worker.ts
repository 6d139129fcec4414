// A worker process. The handler of the slow operation waits for a message to continue, and then checks whether it still owns the run.
import { inProcess } from '@tenantatlas/core';
import { composeAtlas } from '../race-catalog.ts';
import { readConfig, tellParent } from '../race-process.ts';
import type { FromWorker, WorkerConfig } from '../race-protocol.ts';
import { openRaceStorage } from '../race-storage.ts';

const config = readConfig<WorkerConfig>();
const tell = (message: FromWorker): void => tellParent(message);
const goneOn = Promise.withResolvers<void>();
process.on('message', () => goneOn.resolve());

const { storage } = await openRaceStorage('pg', config.url, 4);
const atlas = composeAtlas({
  storage,
  dispatcher: inProcess({ leaseMillis: config.leaseMillis, pollMillis: 50 }),
  async runSlow({ run, attempt, progress }) {
    tell({ said: 'working', runId: run.id, attempt });
    await goneOn.promise;
    tell({ said: 'went_on', stillMine: await progress(attempt, null, `attempt ${attempt}`) });
  },
});
atlas.worker.start();
tell({ said: 'ready' });
