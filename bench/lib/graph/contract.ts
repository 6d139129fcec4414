/** Where the simulator is, and who asks it. */
export interface GraphSite {
  readonly graph: string;
  readonly login: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How many requests all tenants together, or each of them, may get in so much time. */
export interface AllowedRate {
  readonly requests: number;
  readonly perMillis: number;
}

/** Reads Graph in one way. A process has one of them. */
export interface Contestant {
  /** Reads a collection to its end and waits for `onPage` after each page. Answers how many objects came; rejects where the end was not reached. */
  readonly collection: (tenant: string, path: string, onPage: (objects: number) => Promise<void>) => Promise<number>;
  /** Reads a collection of many tenants, so many at once. Left out by one that has no way of its own: its collections are read one by one then. */
  readonly collections?: (
    tenants: readonly string[],
    path: string,
  ) => Promise<{ readonly objects: number; readonly finished: number }>;
  /** Reads single objects, each with its own answer. Answers how many came. */
  readonly objects: (tenant: string, paths: readonly string[]) => Promise<number>;
}

/** What a process is told to do. */
export type Task =
  | {
      readonly kind: 'collection';
      readonly tenant: string;
      readonly path: string;
      /** How long the consumer works on each page. */
      readonly busyMillis: number;
    }
  | { readonly kind: 'objects'; readonly tenant: string; readonly paths: readonly string[] }
  | {
      readonly kind: 'collections';
      readonly tenants: readonly string[];
      readonly path: string;
      /** What the contestant is told about the limit; one that paces itself makes use of it. */
      readonly overall: AllowedRate | null;
      readonly perTenant: AllowedRate | null;
    };

/** What a process measured. */
export interface Measured {
  readonly objects: number;
  /** Collections that were read to their end. */
  readonly finished: number;
  readonly millis: number;
  /** How long a processor worked for it. */
  readonly cpuMillis: number;
  /** The most memory that the process had so far. */
  readonly peakBytes: number;
}

/** Collections in progress at once, for each contestant: as many as there are tenants. */
export const collectionsAtOnce = 100;
