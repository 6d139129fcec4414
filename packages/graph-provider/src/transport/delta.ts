import type * as z from 'zod';
import { failure, type GraphFailure } from '../answers/failure.ts';
import { allowedAddress } from './address.ts';
import { walk, type OnPage, type PageOptions, type PagesRead, type Walked, type WalkParts } from './pages.ts';
import { judgedLink, type GraphRoot } from './read-page.ts';
import type { GraphRefusal } from './request.ts';
import type { GraphSession } from './session.ts';

/** How a round of changes ended. */
export interface DeltaRead extends PagesRead {
  /** For the next round; null when this one failed. */
  readonly deltaLink: string | null;
  /** The last round was too long ago, and everything was read anew: it replaces what the consumer has. */
  readonly isRestart: boolean;
}

/** How a round begins anew when Graph no longer knows its token. */
export interface DeltaOptions extends PageOptions {
  /**
   * The path of a full round, with its query. It is used whatever address Graph names, because that address lacks the query: the objects would have other members.
   * @default the address that Graph names if it is one of its own, else the given path; of a link, its path without the query
   */
  readonly startPath?: string | undefined;
  /**
   * Called before the first page of a full round that replaces this one: drop what this round handed over, and replace what is kept by what follows. Without it, a token that
   * expires after a page was handed over is a failure, because old and new pages could not be told apart.
   */
  readonly onRestart?: (() => void | Promise<void>) | undefined;
}

/** One round of changes. */
export interface DeltaRound<Item extends z.ZodType> extends DeltaOptions {
  readonly session: GraphSession;
  /** The address to begin with, which was judged. */
  readonly url: string;
  readonly item: Item;
  readonly onPage: OnPage<z.output<Item>>;
  /** The address of a full round. */
  readonly startUrl: string;
  /** Whether another address of a full round, which Graph names, is used in its place. */
  readonly followsLocation: boolean;
}

/** Codes of Graph for a token that is too old, in lower case. */
const expiredCodes: readonly string[] = ['syncstatenotfound', 'syncstateinvalid', 'resyncrequired'];

/**
 * Reads a round of changes. All changes are handed over in their order: a later one of an object replaces an earlier one.
 *
 * Begins anew, once, when Graph answers 410, or 400 with `syncStateNotFound`.
 */
export async function readDelta<Item extends z.ZodType>(
  { session, url, item, onPage, startUrl, followsLocation, onRestart, withEmptyPages }: DeltaRound<Item>,
  parts: WalkParts,
): Promise<DeltaRead> {
  let refusal: GraphRefusal | null = null;
  const from = (address: string): Promise<Walked> =>
    walk(
      {
        session,
        url: address,
        item,
        onPage,
        withEmptyPages,
        isNew: () => true,
        onRefusal: (given) => (refusal = given),
      },
      parts,
    );
  const first = await from(url);
  if (!isExpired(first.failure)) return withLink(first, parts.root, false);
  if (first.items > 0 && !onRestart) return { ...first, deltaLink: null, isRestart: false };
  await onRestart?.();
  const named = followsLocation ? locationIn(refusal, parts.root) : null;
  return withLink(await from(named ?? startUrl), parts.root, true);
}

/** Where Graph says that a full round begins; null where it does not, or where no token may be sent. */
function locationIn(refusal: GraphRefusal | null, root: GraphRoot): string | null {
  return allowedAddress(refusal?.location, root.origin, root.version);
}

function isExpired(found: GraphFailure | null): boolean {
  if (found === null) return false;
  const isNamed = expiredCodes.includes(found.reason.providerCode?.toLowerCase() ?? '');
  return found.status === 410 || (found.status === 400 && isNamed);
}

/** A round without a link for the next one, or with one that leads elsewhere, is not complete. */
function withLink({ items, pages, failure: found, deltaLink }: Walked, root: GraphRoot, isRestart: boolean): DeltaRead {
  if (found !== null) return { items, pages, failure: found, deltaLink: null, isRestart };
  if (deltaLink === null) return { items, pages, failure: withoutLink, deltaLink: null, isRestart };
  return judgedLink(deltaLink, root).match(
    (link) => ({ items, pages, failure: null, deltaLink: link, isRestart }),
    (refused) => ({ items, pages, failure: refused, deltaLink: null, isRestart }),
  );
}

const withoutLink = failure('failed', 'unknown_error', { providerCode: 'no_delta_link' });

/** The path of an address, without its query. */
export function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
