import { invariant, type Result } from '@tenantatlas/core';
import { epochMillis } from '@tenantatlas/core/ports';
import type { GraphFailure } from '../answers/failure.ts';
import type { GraphSession } from '../transport/client.ts';
import { takeOver, type Claimed } from './claimed.ts';
import type { SyncCollection } from './collection.ts';
import type { Job } from './fair-jobs.ts';
import type { JobParts, SyncContext, TenantSignIn } from './job-parts.ts';
import type { SyncPage } from './page.ts';
import type { SyncRestart } from './position.ts';
import type { SyncActivity } from './progress.ts';
import { readCollection, type ReadingEnd } from './reading.ts';
import type { CollectionSyncReport, SyncEnd } from './report.ts';

/** The reading of one collection of one tenant, which may be interrupted by waits. */
export interface CollectionJob {
  readonly name: string;
  readonly run: Job;
  readonly activity: () => SyncActivity;
  /** Throws an invariant before the job is done. */
  readonly report: () => CollectionSyncReport;
}

/** Where Graph does not say when to ask again. */
const shortestWaitMillis = 1_000;

/** How often one sync reads a collection anew. A tenant whose limits outlast its links would be read without an end. */
const mostRestarts = 5;

/** Makes a {@link CollectionJob}. */
export function collectionJob(collection: SyncCollection, signIn: TenantSignIn, parts: JobParts): CollectionJob {
  const { name } = collection;
  const { clock } = parts.provider;
  const counts = { mode: null as SyncPage['mode'] | null, pages: 0, changed: 0, removed: 0 };
  let restart: SyncRestart | null = null;
  let restarts = 0;
  let activity: SyncActivity = 'pending';
  let ended: SyncEnd | null = null;
  let claimed: Claimed | null = null;
  /** Pages that it is behind, those without objects too. */
  let steps = 0;
  /** When it is given up, and how many steps there were when that was set. */
  let waits: { readonly until: number; readonly steps: number } | null = null;

  const become = (next: SyncActivity): void => {
    activity = next;
    parts.onActivity();
  };
  const end = (how: SyncEnd): null => {
    ended = how;
    become(how.state);
    return null;
  };
  const failed = (found: GraphFailure): null => {
    signIn.failed(found);
    return end({ state: counts.pages > 0 ? 'partial' : found.collection, reason: found.reason });
  };
  /** Opens the session, and takes the collection over once. Rejects with what the access or the store of the host throws. */
  const begin = async (signal: AbortSignal): Promise<Result<GraphSession, GraphFailure>> => {
    const session = signIn.open(signal);
    if (session.isErr()) return session;
    const place = { collection, tenant: session.value.tenant, origin: parts.provider.origin };
    const key = { tenantId: signIn.tenantId, collection: name };
    claimed ??= await takeOver({ store: parts.checkpoints, key, place, clock, signal });
    return session;
  };
  const read = (session: GraphSession, taken: Claimed, signal: AbortSignal): Promise<ReadingEnd> => {
    const context: SyncContext = Object.freeze({ tenantId: signIn.tenantId, claim: taken.claim, signal });
    return readCollection({
      client: parts.provider.client,
      session,
      collection,
      claimed: taken,
      now: () => clock.epochMillis(),
      async onPage(page) {
        await parts.onPage(page, context);
        counts.pages += 1;
        counts.changed += page.changed.length;
        counts.removed += page.removed.length;
        parts.onCounted(page.changed.length + page.removed.length);
      },
      onStep: () => void (steps += 1),
      onReconcile: (generation) => parts.onReconcile({ collection: name, generation }, context),
      mayRestart: () => restarts < mostRestarts,
      onRestart(reason) {
        restarts += 1;
        restart = reason;
        counts.mode = 'full';
      },
    });
  };
  /** When to ask again; null where it has waited for long enough. A page is progress, after which the time begins anew. */
  const retry = (found: GraphFailure): number | null => {
    const now = clock.epochMillis();
    if (waits === null || steps > waits.steps) waits = { until: now + parts.throttleMillis, steps };
    const { retryAt } = found.reason;
    const again = Math.max(now + shortestWaitMillis, retryAt === null ? 0 : epochMillis(retryAt));
    if (again > waits.until) return failed(found);
    become('waiting');
    return again;
  };
  return {
    name,
    activity: () => activity,
    report() {
      invariant(ended !== null, `The report of "${name}" was asked for before its end.`);
      return { collection: name, ...counts, restart, ...ended };
    },
    async run(signal) {
      become('reading');
      let session: Result<GraphSession, GraphFailure>;
      try {
        session = await begin(signal);
      } catch (cause) {
        if (signal.aborted) throw signal.reason;
        return end({ state: 'rejected', cause });
      }
      if (session.isErr()) return failed(session.error);
      if (claimed === null) return end({ state: 'superseded' });
      restart ??= claimed.restart;
      counts.mode ??= claimed.position().mode;
      const found = await read(session.value, claimed, signal);
      if ('failure' in found)
        return found.failure.collection === 'throttled' ? retry(found.failure) : failed(found.failure);
      const isSame = found.end.state === 'collected' && counts.pages === 0 && counts.mode === 'changes';
      return end(isSame ? { state: 'unchanged' } : found.end);
    },
  };
}
