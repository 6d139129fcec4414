// A process that syncs, and is killed. It writes each page to a log, as a host would to its storage, and says that it is about to.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Endpoints } from '../../../src/clouds.ts';
import { createGraphProvider } from '../../../src/provider.ts';
import { createTenantSync, fileCheckpoints, graphCollections } from '../../../src/sync/index.ts';
import { tenantOf } from '../tenant-of.ts';

/** What the process is told. */
export interface SyncingConfig {
  readonly endpoints: Endpoints;
  readonly folder: string;
  readonly tenants: readonly string[];
}

process.on('disconnect', () => process.exit(1));
const { endpoints, folder, tenants } = JSON.parse(process.argv[2] ?? '{}') as SyncingConfig;
/** One line for each page. A line that the end of a process cut is not a page, and the next one begins anew. */
const log = (line: object): void => appendFileSync(join(folder, 'pages.log'), `\n${JSON.stringify(line)}`);

const sync = createTenantSync({
  provider: createGraphProvider({ endpoints }),
  collections: [graphCollections.users, graphCollections.groups],
  checkpoints: fileCheckpoints(join(folder, 'checkpoints')),
  async onPage(page, { tenantId }) {
    process.send?.('page');
    // The kill may come before and after the page is kept.
    await turn();
    log({ tenantId, page });
    await turn();
  },
  onReconcile: (ended, { tenantId }) => log({ tenantId, ended }),
});
const report = await sync.run({ tenants: tenants.map(tenantOf) });
process.exit(report.isComplete ? 0 : 2);
