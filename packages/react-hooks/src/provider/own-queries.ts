import { QueryClient } from '@tanstack/react-query';

/** A query client of the provider's own, and who holds it. */
export interface OwnQueries {
  readonly queries: QueryClient;
  /** Holds it until what is answered is called. When nobody holds it any more, its answers are forgotten. */
  readonly hold: () => () => void;
}

/** Makes a query client that lives as long as it is held. */
export function ownQueries(queries = new QueryClient()): OwnQueries {
  let holders = 0;
  const release = (): void => {
    holders -= 1;
    // StrictMode lets go and takes hold again in one breath; only what is let go for good is cleared.
    queueMicrotask(() => {
      if (holders === 0) queries.clear();
    });
  };
  const hold = (): (() => void) => {
    holders += 1;
    return release;
  };
  return { queries, hold };
}
