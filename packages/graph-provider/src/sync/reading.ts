import { failure as failed, type GraphFailure } from '../answers/failure.ts';
import type { GraphClient, GraphReads, GraphSession } from '../transport/client.ts';
import { untilAborted } from '../transport/timing.ts';
import { changesRound, fullRound, type Claimed } from './claimed.ts';
import type { SyncCollection } from './collection.ts';
import { entryShape, lastStates, type PageStates, type SyncPage } from './page.ts';
import type { SyncRestart } from './position.ts';
import type { SyncEnd } from './report.ts';

/** What is read, and who takes it. */
export interface Reading {
  readonly client: GraphClient;
  readonly session: GraphSession;
  readonly collection: SyncCollection;
  readonly claimed: Claimed;
  readonly now: () => number;
  readonly onPage: (page: SyncPage) => void | Promise<void>;
  /** Called when the reading is behind a page, also behind one without objects. */
  readonly onStep: () => void;
  readonly onReconcile: (generation: string) => void | Promise<void>;
  /** Whether everything may be read anew once more. */
  readonly mayRestart: () => boolean;
  /** Called when everything is read anew. */
  readonly onRestart: (reason: SyncRestart) => void;
}

/** How a reading ended: the end of the collection, or the failure of Graph. */
export type ReadingEnd = { readonly end: SyncEnd } | { readonly failure: GraphFailure };

/** Ends a reading from inside of it. */
class Stopped extends Error {
  readonly ending: ReadingEnd;

  constructor(ending: ReadingEnd) {
    super('The reading has ended.');
    this.ending = ending;
  }
}

/**
 * Reads a collection of a tenant from its position to its end. A position is stored once the promise of `onPage` is resolved, and the position of the end once that of `onReconcile` is. Rejects
 * with the reason of the signal.
 *
 * A full reading that an earlier sync began is followed by a round of changes: what changed since its first page, however long ago that was, is told there.
 */
export async function readCollection(reading: Reading): Promise<ReadingEnd> {
  const { claimed, collection, now } = reading;
  try {
    const isLate = claimed.isResumed && claimed.position().mode === 'full' && collection.reads === 'changes';
    let failure = await readRound(reading);
    if (failure === null && isLate) {
      await move(reading, changesRound(claimed.position(), now()));
      failure = await readRound(reading);
    }
    return failure === null ? { end: { state: 'collected' } } : { failure };
  } catch (reason) {
    if (reason instanceof Stopped) return reason.ending;
    if (reading.session.signal.aborted) throw reason;
    // A schema of the host that throws ends here, too.
    return { end: { state: 'rejected', cause: reason } };
  }
}

/** Reads a round to its end. A failure leaves it where it is. */
async function readRound(reading: Reading): Promise<GraphFailure | null> {
  if (reading.claimed.position().phase === 'reading') {
    const { failure, link } = await readPages(reading);
    if (failure !== null) return failure;
    await readToEnd(reading, link);
  }
  if (reading.claimed.position().phase === 'reconciling') await reconcile(reading);
  return null;
}

interface PagesEnd {
  readonly failure: GraphFailure | null;
  /** Where the next round begins; null where each round is a full one. */
  readonly link: string | null;
}

async function readPages(reading: Reading): Promise<PagesEnd> {
  const found = await readFrom(reading, reading.claimed.position().link);
  // What failed is the request of the stored link, or of the start where there is none.
  if (found.failure === null || !isRefusedLink(found.failure) || reading.claimed.position().link === null) return found;
  await beginAnew(reading);
  return readFrom(reading, null);
}

/**
 * Whether Graph does not know what a link names. Directories answer 410 for the token of a round that is too old and 400 for that of a page, and every service has its own code for a token
 * that it cannot read. Reading anew is right in each case, because such a link never works again.
 */
function isRefusedLink({ collection, status }: GraphFailure): boolean {
  return collection === 'failed' && (status === 400 || status === 404 || status === 410);
}

async function readFrom(reading: Reading, link: string | null): Promise<PagesEnd> {
  const { client, session, collection } = reading;
  const reads: GraphReads = collection.version === 'beta' ? client.beta : client;
  const shape = entryShape(collection);
  const onPage = (entries: Parameters<typeof lastStates>[0], nextLink: string | null): Promise<void> =>
    handOver(reading, entries.length === 0 ? [] : lastStates(entries), nextLink);
  if (collection.reads === 'list') {
    const { failure } = await reads.pages(session, link ?? collection.path, shape, onPage, {
      withEmptyPages: true,
    });
    return { failure, link: null };
  }
  const { failure, deltaLink } = await reads.delta(session, link ?? collection.path, shape, onPage, {
    startPath: collection.path,
    withEmptyPages: true,
    onRestart: () => beginAnew(reading),
  });
  return { failure, link: deltaLink };
}

/**
 * The checkpoint follows the page: a process that ends in between hands the page over again. A page without objects is not handed over, but the reading goes on behind it: Graph may send thousands
 * of them.
 */
async function handOver(reading: Reading, pages: readonly PageStates[], nextLink: string | null): Promise<void> {
  const { collection, claimed, onPage } = reading;
  const { mode, generation } = claimed.position();
  for (const states of pages) {
    const page: SyncPage = { collection: collection.name, mode, generation, ...states };
    await hosts(reading, async () => onPage(page));
  }
  if (nextLink !== null) await move(reading, { link: nextLink });
  reading.onStep();
}

async function readToEnd(reading: Reading, link: string | null): Promise<void> {
  const { mode } = reading.claimed.position();
  await move(reading, { phase: mode === 'full' ? 'reconciling' : 'complete', link });
}

/** Stored before and after: a sync that was superseded removes nothing, and one that ends in between does it again. */
async function reconcile(reading: Reading): Promise<void> {
  const { claimed, onReconcile } = reading;
  await hosts(reading, async () => onReconcile(claimed.position().generation));
  await move(reading, { phase: 'complete' });
}

/** Links that Graph gives and then refuses, again and again, would be followed without an end. */
const refusedAgain = failed('failed', 'unknown_error', { providerCode: 'refused_again' });

async function beginAnew(reading: Reading): Promise<void> {
  if (!reading.mayRestart()) throw new Stopped({ failure: refusedAgain });
  await move(reading, fullRound(reading.now()));
  reading.onRestart('link_refused');
}

async function move(reading: Reading, to: Partial<ReturnType<Claimed['position']>>): Promise<void> {
  const { claimed } = reading;
  const isMoved = await hosts(reading, () => claimed.move({ ...claimed.position(), ...to }));
  if (!isMoved) throw new Stopped({ end: { state: 'superseded' } });
}

/** Runs code of the host. What it throws ends this collection, and no other one. */
async function hosts<T>({ session: { signal } }: Reading, work: () => Promise<T>): Promise<T> {
  try {
    return await untilAborted(work(), signal);
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw new Stopped({ end: { state: 'rejected', cause } });
  }
}
