import { err, ok, type Result } from '@tenantatlas/core';
import type * as z from 'zod';
import { failure, type GraphFailure } from '../answers/failure.ts';
import { judgedLink, readItems, readPage, type GraphRoot, type Page } from './read-page.ts';
import type { GraphRefusal, Requester } from './request.ts';
import { digest } from './seen-ids.ts';
import type { GraphSession } from './session.ts';
import { follow, untilAborted, type Follower } from './timing.ts';

/** How a reading of pages ended. */
export interface PagesRead {
  /** How many were handed over. */
  readonly items: number;
  readonly pages: number;
  /** Null: everything was read. What was handed over before a failure is a part. */
  readonly failure: GraphFailure | null;
}

/**
 * Takes a page. The reading goes on once the promise it answers is resolved; the next page is fetched meanwhile. `nextLink` is the judged address of the page that follows,
 * where a later reading can go on; null where none follows.
 */
export type OnPage<Item> = (items: readonly Item[], nextLink: string | null) => void | Promise<void>;

/** Which pages are handed over. */
export interface PageOptions {
  /** Hands over pages without objects, too: a reading that goes on later, behind many of them, has to know where. @default false */
  readonly withEmptyPages?: boolean | undefined;
}

/** Reads pages from an address on. */
export interface Walk<Item extends z.ZodType> extends PageOptions {
  readonly session: GraphSession;
  readonly url: string;
  readonly item: Item;
  readonly onPage: OnPage<z.output<Item>>;
  /** Which members count. */
  readonly isNew: (member: unknown) => boolean;
  readonly onRefusal?: (refusal: GraphRefusal) => void;
}

/** What pages are read with. */
export interface WalkParts {
  readonly request: Requester;
  /** Links lead below it. */
  readonly root: GraphRoot;
  readonly maxPages: number;
}

/** How a walk ended, with the link for the next round as Graph gave it. */
export interface Walked extends PagesRead {
  readonly deltaLink: string | null;
}

/**
 * Reads all pages from an address on. One page is fetched ahead while `onPage` works, never more; an empty page is not handed over unless it is asked for. An address outside of Graph's, one that
 * was followed already, and more than `maxPages` pages end the reading with a failure.
 *
 * Rejects with the reason of the signal, or with what `onPage` throws; no request is in progress then.
 */
export async function walk<Item extends z.ZodType>(options: Walk<Item>, parts: WalkParts): Promise<Walked> {
  const { session } = options;
  if (session.signal.aborted) throw session.signal.reason;
  const inside = follow(session.signal);
  try {
    return await walkWithin(inside, options, parts);
  } finally {
    inside.leave();
    inside.abort();
  }
}

async function walkWithin<Item extends z.ZodType>(
  { signal }: Follower,
  { session, url, item, onPage, isNew, onRefusal, withEmptyPages = false }: Walk<Item>,
  { request, root, maxPages }: WalkParts,
): Promise<Walked> {
  const get = async (address: string): Promise<Result<Page, GraphFailure>> => {
    const options = onRefusal ? { signal, onRefusal } : { signal };
    const answer = await request(session, { method: 'GET', url: address }, options);
    return answer.andThen(({ status, body }) => readPage(body, status));
  };
  const trail = createTrail(url, root, maxPages);
  let [items, pages] = [0, 0];
  const ended = (reason: GraphFailure | null, deltaLink: string | null = null): Walked => ({
    items,
    pages,
    failure: reason,
    deltaLink,
  });
  for (let next = get(url); ;) {
    const page = await next;
    if (page.isErr()) return ended(page.error);
    pages += 1;
    const { nextLink, deltaLink } = page.value;
    const following = nextLink === null ? null : trail.follow(nextLink);
    if (following?.isOk()) {
      next = get(following.value);
      // Awaited in the next turn; until then its rejection counts as handled.
      next.catch(() => {});
    }
    const fresh = readItems(page.value, item, isNew);
    if (fresh.isErr()) return ended(fresh.error);
    items += fresh.value.length;
    const address = following?.isOk() ? following.value : null;
    if (withEmptyPages || fresh.value.length > 0) await untilAborted(handOver(onPage, fresh.value, address), signal);
    if (following === null) return ended(null, deltaLink);
    if (following.isErr()) return ended(following.error);
  }
}

async function handOver<Item>(onPage: OnPage<Item>, items: readonly Item[], nextLink: string | null): Promise<void> {
  await onPage(items, nextLink);
}

/** The addresses that were followed. */
function createTrail(first: string, root: GraphRoot, maxPages: number) {
  // Links are long, and there may be many of them.
  const followed = new Set([digest(first)]);
  return {
    follow(link: string): Result<string, GraphFailure> {
      const address = judgedLink(link, root);
      if (address.isErr()) return address;
      if (followed.size >= maxPages) return err(failure('failed', 'unknown_error', { providerCode: 'too_many_pages' }));
      const mark = digest(address.value);
      if (followed.has(mark)) return err(failure('failed', 'unknown_error', { providerCode: 'repeated_link' }));
      followed.add(mark);
      return ok(address.value);
    },
  };
}
