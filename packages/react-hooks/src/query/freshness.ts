import { isBug, isRetryable, restSeconds, type AnyAtlasError } from '../error.ts';

declare const document: { readonly visibilityState: string } | undefined;

/** How often something live is read again while its page is seen, and while it is not, in milliseconds. */
export const refreshMillis = { visible: 5_000, hidden: 30_000 } as const;

/** A shown state that is older than this is marked as stale by components, in milliseconds. */
export const shownStalenessBoundMillis = 6_000;

/** Longest wait that a server can ask for, in seconds. */
const longestRest = 3_600;

/** The part of a query that decides about a refetch. */
interface Refreshed {
  readonly state: { readonly error: AnyAtlasError | null; readonly data?: unknown };
}

const often = {
  staleTime: 0,
  refetchInterval: ({ state }: Refreshed): number =>
    Math.max(pollIntervalMillis() * pagesIn(state.data), Math.min(restSeconds(state.error), longestRest) * 1_000),
  refetchIntervalInBackground: true,
} as const;

/** Options of something that others may change at any moment: pauses, runs, what may be started. */
export function live<Options extends object>(options: Options): Options {
  return { ...options, ...often };
}

/** A list of several pages is read page after page, so it is read so many times less often. */
function pagesIn(data: unknown): number {
  const { pages } = Object(data) as { readonly pages?: unknown };
  return Array.isArray(pages) ? Math.max(1, pages.length) : 1;
}

function pollIntervalMillis(): number {
  const isHidden = typeof document !== 'undefined' && document.visibilityState === 'hidden';
  return isHidden ? refreshMillis.hidden : refreshMillis.visible;
}

/**
 * Options of every read, whatever the host's defaults are. A read is sent also while the browser is offline: the server may be on this machine. No
 * placeholder replaces an answer, because it could be another person's.
 */
export const always = {
  networkMode: 'always',
  placeholderData: (): undefined => undefined,
  refetchOnMount: true,
  refetchOnWindowFocus: 'always',
  throwOnError: isBug,
  retry: (failures: number, error: AnyAtlasError): boolean => failures < 2 && !isBug(error) && isRetryable(error),
  retryDelay: (failures: number): number => 500 * 2 ** failures,
} as const;
