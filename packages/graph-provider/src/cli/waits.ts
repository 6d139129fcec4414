/** How long nothing may happen before that is told. */
const quietMillis = 1_000;

/** Requests that say when they have to wait. */
export interface AnnouncedFetch {
  readonly fetch: typeof globalThis.fetch;
  /** Ends the telling. */
  stop(): void;
}

/**
 * A `fetch` that tells of waits, so that a command which stands still does not look broken: of a limit at once, with the time that Microsoft asks for, and of any other
 * wait between two requests after a second.
 */
export function announced(fetch: typeof globalThis.fetch, tell: (line: string) => void): AnnouncedFetch {
  let active = 0;
  let quiet: NodeJS.Timeout | undefined;
  const watch = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(() => tell('Waiting before the next request to Microsoft.'), quietMillis).unref();
  };
  return {
    async fetch(input, init) {
      clearTimeout(quiet);
      active += 1;
      let isTold = false;
      try {
        const response = await fetch(input, init);
        const line = waitIn(response);
        isTold = line !== null;
        if (line !== null) tell(line);
        return response;
      } finally {
        active -= 1;
        if (active === 0 && !isTold) watch();
      }
    },
    stop: () => clearTimeout(quiet),
  };
}

/** What an answer says about waiting. Only numbers of the header are told: it is a text of another machine. */
function waitIn({ status, headers }: Response): string | null {
  if (status !== 429 && status !== 503 && status !== 504) return null;
  const seconds = /^\d{1,6}(?:\.\d{1,3})?$/.exec(headers.get('retry-after')?.trim() ?? '')?.[0];
  const what = status === 429 ? 'Microsoft limits the requests (429)' : `Microsoft is not available (${status})`;
  return seconds === undefined
    ? `${what}. Waiting before the next attempt.`
    : `${what}. Waiting ${seconds} s, as it asks.`;
}
