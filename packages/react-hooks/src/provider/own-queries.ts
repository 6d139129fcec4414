import { QueryClient } from '@tanstack/react-query';

/** A query client of the provider's own, and who holds it. */
export interface OwnQueries {
  readonly queries: QueryClient;
  /** Holds it until the returned function is called. When the last holder releases it, its answers are forgotten. */
  readonly hold: () => () => void;
}

/** Makes a query client that lives as long as it is held. */
export function ownQueries(queries = new QueryClient()): OwnQueries {
  let holders = 0;
  const release = (): void => {
    holders -= 1;
    // StrictMode releases and holds again in one task; only a lasting release clears the answers.
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
