import { err, type Result } from '@tenantatlas/core';
import { failure, type GraphFailure } from '../answers/failure.ts';
import { isRefusedSignIn } from '../capabilities/evidence.ts';
import type { GraphSession } from '../transport/client.ts';
import { collectionJob } from './collection-job.ts';
import type { Job } from './fair-jobs.ts';
import type { JobParts, SyncTenant, TenantSignIn } from './job-parts.ts';
import type { SyncActivity } from './progress.ts';
import type { TenantSyncReport } from './report.ts';

/** What is done for one tenant. */
export interface TenantJob {
  readonly tenantId: string;
  /** One for each collection. */
  readonly jobs: readonly Job[];
  readonly activities: () => { readonly [collection: string]: SyncActivity };
  /** Call it when all jobs are done. */
  readonly report: () => TenantSyncReport;
}

/** The longest wait in which a collection keeps its place. A longer one gives the place to another collection. */
const keptPlaceMillis = 2_000;

/** Two readings of one collection in one sync would supersede each other. */
const repeated = failure('failed', 'provider_connection_invalid', { providerCode: 'repeated_tenant' });

/** The jobs of a tenant. `isRepeated` is true for a tenant that came before in the same sync: it is not read again. */
export function tenantJob({ tenantId, access }: SyncTenant, isRepeated: boolean, parts: JobParts): TenantJob {
  let session: Result<GraphSession, GraphFailure> | null = isRepeated ? err(repeated) : null;
  const signIn: TenantSignIn = {
    tenantId,
    open: (signal) =>
      (session ??= parts.provider
        .open(access, { signal })
        .map((opened) => ({ ...opened, longestWaitMillis: keptPlaceMillis }))),
    failed(found) {
      if (isRefusedSignIn(found)) session = err(found);
    },
  };
  const all = parts.collections.map((collection) => collectionJob(collection, signIn, parts));
  return {
    tenantId,
    jobs: all.map(({ run }) => run),
    activities: () => Object.fromEntries(all.map(({ name, activity }) => [name, activity()])),
    report: () => ({ tenantId, collections: all.map(({ report }) => report()) }),
  };
}
