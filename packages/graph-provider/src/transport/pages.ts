import { createHash } from 'node:crypto';
import { err, ok, type Result } from '@tenantatlas/core';
import * as z from 'zod';
import { failure, wrongShape, type GraphFailure } from '../answers/failure.ts';
import { allowedAddress } from './address.ts';
import type { GraphRequest, GraphSession, Requester } from './request.ts';

/** How a reading of pages ended. */
export interface PagesRead {
  /** How many were handed over. */
  readonly items: number;
  readonly pages: number;
  /** Null: everything was read. What was handed over before a failure is a part. */
  readonly failure: GraphFailure | null;
}

/** Takes a page. The reading goes on once the promise it answers is resolved; the next page is fetched meanwhile. */
export type OnPage<Item> = (items: readonly Item[]) => void | Promise<void>;

/** Reads pages from an address on. */
export interface Walk<Item extends z.ZodType> {
  readonly session: GraphSession;
  readonly url: string;
  readonly item: Item;
  readonly onPage: OnPage<z.output<Item>>;
  readonly headers?: GraphRequest['headers'];
}

/** What pages are read with. */
export interface WalkParts {
  readonly request: Requester;
  readonly graphOrigin: string;
  readonly maxPages: number;
}

/** How a walk ended, with the link for the next round where Graph gave one. */
export interface Walked extends PagesRead {
  readonly deltaLink: string | null;
}

const envelope = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});

/** Ids that are remembered, to hand over each object once. Graph repeats objects of neighbouring pages. */
const rememberedIds = 50_000;

/**
 * Reads all pages from an address on. One page is fetched ahead while `onPage` works, never more. An object that comes again within {@link rememberedIds} objects is
 * handed over once, in its first form. An address outside of Graph's, one that was followed already, and more than `maxPages` pages end the reading with a failure.
 *
 * Rejects with the reason of the signal, or with what `onPage` throws; no request is in progress then.
 */
export async function walk<Item extends z.ZodType>(
  { session, url, item, onPage, headers }: Walk<Item>,
  { request, graphOrigin, maxPages }: WalkParts,
): Promise<Walked> {
  const leave = new AbortController();
  const onAbort = (): void => leave.abort(session.signal.reason);
  if (session.signal.aborted) throw session.signal.reason;
  session.signal.addEventListener('abort', onAbort, { once: true });
  const get = async (address: string): Promise<Result<Page<z.output<Item>>, GraphFailure>> => {
    const answer = await request(
      session,
      { method: 'GET', url: address, ...(headers ? { headers } : {}) },
      { signal: leave.signal },
    );
    return answer.andThen(({ status, body }) => readPage(body, status, item));
  };
  const followed = new Set<string>([hash(url)]);
  const unseen = once();
  let [items, pages] = [0, 0];
  let next: ReturnType<typeof get> | null = get(url);
  try {
    while (next) {
      const page: Result<Page<z.output<Item>>, GraphFailure> = await next;
      if (page.isErr()) return { items, pages, failure: page.error, deltaLink: null };
      pages += 1;
      const nextLink: string | null = page.value.nextLink;
      const { deltaLink } = page.value;
      const following: Result<string, GraphFailure> | null =
        nextLink === null ? null : follow(nextLink, { graphOrigin, followed, isLast: pages >= maxPages });
      next = following?.isOk() ? get(following.value) : null;
      // Awaited below; until then its rejection counts as handled.
      next?.catch(() => {});
      const fresh = page.value.items.filter(unseen);
      items += fresh.length;
      if (fresh.length > 0) await onPage(fresh);
      if (following?.isErr()) return { items, pages, failure: following.error, deltaLink: null };
      if (next === null) return { items, pages, failure: null, deltaLink: deltaLinkOf(deltaLink, graphOrigin) };
    }
    return { items, pages, failure: null, deltaLink: null };
  } finally {
    session.signal.removeEventListener('abort', onAbort);
    leave.abort();
  }
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextLink: string | null;
  readonly deltaLink: string | null;
}

function readPage<Item extends z.ZodType>(
  body: unknown,
  status: number,
  item: Item,
): Result<Page<z.output<Item>>, GraphFailure> {
  const page = envelope.safeParse(body);
  if (!page.success) return err(wrongShape(page.error.issues[0]?.path ?? [], status));
  const items: z.output<Item>[] = [];
  for (const [index, value] of page.data.value.entries()) {
    const parsed = item.safeParse(value);
    if (!parsed.success) return err(wrongShape(['value', index, ...(parsed.error.issues[0]?.path ?? [])], status));
    items.push(parsed.data);
  }
  return ok({
    items,
    nextLink: page.data['@odata.nextLink'] ?? null,
    deltaLink: page.data['@odata.deltaLink'] ?? null,
  });
}

interface Following {
  readonly graphOrigin: string;
  readonly followed: Set<string>;
  readonly isLast: boolean;
}

function follow(link: string, { graphOrigin, followed, isLast }: Following): Result<string, GraphFailure> {
  const address = allowedAddress(link, graphOrigin);
  if (address === null) return err(failure('failed', 'unknown_error', { providerCode: 'refused_link' }));
  if (isLast) return err(failure('failed', 'unknown_error', { providerCode: 'too_many_pages' }));
  const mark = hash(address);
  if (followed.has(mark)) return err(failure('failed', 'unknown_error', { providerCode: 'repeated_link' }));
  followed.add(mark);
  return ok(address);
}

/** A link that leads elsewhere is not kept: the next round starts anew. */
function deltaLinkOf(link: string | null, graphOrigin: string): string | null {
  return link === null ? null : allowedAddress(link, graphOrigin);
}

/** Links are long, and there may be a hundred thousand of them. */
function hash(address: string): string {
  return createHash('sha256').update(address).digest('base64url').slice(0, 22);
}

/** Whether an object comes for the first time. What has no id is always new. */
function once(): (item: unknown) => boolean {
  const ids = new Set<string>();
  return (item) => {
    const { id }: { readonly id?: unknown } = Object(item) as object;
    if (typeof id !== 'string') return true;
    if (ids.has(id)) return false;
    ids.add(id);
    const [oldest] = ids;
    if (ids.size > rememberedIds && oldest !== undefined) ids.delete(oldest);
    return true;
  };
}
