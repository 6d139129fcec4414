import { setImmediate } from 'node:timers/promises';
import { toInstant, type AbortSignalLike } from '@tenantatlas/core';
import { invariant, isStorableText } from '@tenantatlas/core/ports';
import { runFairly, type Line } from './fair-jobs.ts';
import type { JobParts, SyncTenant } from './job-parts.ts';
import { reportProgress, type SyncProgress } from './progress.ts';
import type { SyncReport, TenantSyncReport } from './report.ts';
import { tenantJob, type TenantJob } from './tenant-job.ts';

/** One run of a {@link TenantSync}. */
export interface TenantSyncRun {
  /** The tenants. They are taken one by one when there is a place, so that a generator can resolve a credential at the moment of its use. */
  readonly tenants: Iterable<SyncTenant> | AsyncIterable<SyncTenant>;
  /** Stops everything. */
  readonly signal?: AbortSignalLike | undefined;
  /** Is told how far the run is: at the start, then at most once in `progressMillis`, and at the end. It is not waited for, and what it throws is logged. */
  readonly onProgress?: ((progress: SyncProgress) => void | Promise<void>) | undefined;
}

/** What the runs of a sync share. */
export interface RunParts extends Omit<JobParts, 'onCounted' | 'onActivity'> {
  readonly total: number;
  readonly perTenant: number;
  readonly progressMillis: number;
}

/** Reads all tenants of a run. See {@link TenantSync}. */
export async function runTenants(
  parts: RunParts,
  { tenants, signal = new AbortController().signal, onProgress = () => {} }: TenantSyncRun,
): Promise<SyncReport> {
  const { clock, scheduler, logger } = parts.provider;
  const source = sourceOf(tenants);
  const startedAt = toInstant(clock.epochMillis());
  const open = new Set<TenantJob>();
  const known = new Set<string>();
  const done: TenantSyncReport[] = [];
  let [total, started, pages, objects] = [source.size, 0, 0, 0];

  const read = (): SyncProgress => ({
    tenants: { total, started, done: done.length, waiting: [...open].filter(isWaiting).length },
    pages,
    objects,
    inProgress: [...open].map(({ tenantId, activities }) => ({ tenantId, collections: activities() })),
  });
  const reporter = reportProgress({ read, onProgress, intervalMillis: parts.progressMillis, clock, scheduler, logger });
  const jobParts: JobParts = {
    ...parts,
    onCounted(count) {
      pages += 1;
      objects += count;
      reporter.changed();
    },
    onActivity: () => reporter.changed(),
  };
  const next = async (): Promise<Line | null> => {
    // Tenants of which nothing is read leave no time for a timer that fires the signal.
    if (started % 100 === 99) await setImmediate();
    const taken = await source.next();
    if (taken.done === true) {
      total = started;
      reporter.changed();
      return null;
    }
    const tenant = taken.value;
    checkTenant(tenant);
    const job = tenantJob(tenant, known.has(tenant.tenantId), jobParts);
    known.add(tenant.tenantId);
    started += 1;
    open.add(job);
    reporter.changed();
    const onEnd = (): void => {
      open.delete(job);
      done.push(job.report());
      reporter.changed();
    };
    return { jobs: job.jobs, onEnd };
  };
  reporter.changed();
  try {
    await runFairly({ next, total: parts.total, perLine: parts.perTenant, signal, clock, scheduler });
  } finally {
    reporter.end();
    source.end();
  }
  const isComplete = done.every(({ collections }) =>
    collections.every(({ state }) => state === 'collected' || state === 'unchanged'),
  );
  return { startedAt, endedAt: toInstant(clock.epochMillis()), isComplete, tenants: done };
}

function isWaiting({ activities }: TenantJob): boolean {
  const all = Object.values(activities());
  return all.includes('waiting') && !all.includes('reading');
}

interface Source {
  /** Null where it is not known. */
  readonly size: number | null;
  readonly next: () => Promise<IteratorResult<SyncTenant, unknown>>;
  /** Lets a generator close what it has open. It is not waited for: it may be what does not answer. */
  readonly end: () => void;
}

function sourceOf(tenants: TenantSyncRun['tenants']): Source {
  const size = Array.isArray(tenants) ? tenants.length : null;
  const given: unknown = tenants;
  const isIterable =
    typeof given === 'object' && given !== null && (Symbol.iterator in given || Symbol.asyncIterator in given);
  invariant(isIterable, `${factory}: "tenants" is a list or a generator of tenants, such as [{ tenantId, access }].`);
  const iterator = Symbol.asyncIterator in tenants ? tenants[Symbol.asyncIterator]() : tenants[Symbol.iterator]();
  let isEnded = false;
  return {
    size,
    async next() {
      const taken: IteratorResult<SyncTenant, unknown> = await iterator.next();
      isEnded = taken.done === true;
      return taken;
    },
    end() {
      if (!isEnded) (async () => iterator.return?.())().catch(() => {});
    },
  };
}

const factory = 'createTenantSync.run';

function checkTenant(tenant: SyncTenant): void {
  const given: unknown = tenant;
  const { tenantId, access }: Partial<SyncTenant> = typeof given === 'object' && given !== null ? given : {};
  invariant(
    typeof tenantId === 'string' && tenantId.trim() !== '' && tenantId.length <= 200 && isStorableText(tenantId),
    `${factory}: a tenant has a "tenantId", a text of at most 200 characters that a store can keep.`,
  );
  invariant(
    typeof access === 'object' && access !== null,
    `${factory}: the tenant "${tenantId}" has an "access" such as { externalTenantId, connectionType: 'platform', credential: null }.`,
  );
}
