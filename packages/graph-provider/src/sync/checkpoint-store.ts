/** Which checkpoint: that of one collection of one tenant. */
export interface SyncKey {
  /** The host's id of the tenant. */
  readonly tenantId: string;
  /** The name of the collection. */
  readonly collection: string;
}

/** Where a collection of a tenant is. The state is opaque: a text of at most 40,000 characters, which a store keeps as it is. */
export interface SyncCheckpoint {
  /** From 1. Each checkpoint of a key has the version of the one before, plus 1. */
  readonly version: number;
  /** What the sync needs to go on. */
  readonly state: string;
}

/**
 * Keeps the checkpoints of syncs. `memoryCheckpoints` and `fileCheckpoints` are two of them; a host writes its own over its database: one row for each key.
 *
 * A checkpoint holds addresses of Graph with opaque tokens, which tell of nothing without a sign-in to the tenant. What a store answers is judged anew each time, so that a
 * changed state leads to a full reading and never to an address outside of Graph. `checkpointConformance` of `@tenantatlas/graph-provider/conformance` judges a store.
 */
export interface SyncCheckpointStore {
  /** The checkpoint of a key as it was replaced last; null where there is none. MUST see every replacement that was answered with true before it was called. */
  load(key: SyncKey): Promise<SyncCheckpoint | null>;
  /**
   * Puts `next` in the place of the checkpoint with the version `expected`, or makes it where `expected` is null and there is none. False, and nothing is changed, where the stored
   * version is another one.
   *
   * MUST be atomic: of two calls with the same key and the same `expected`, at most one is answered with true. MUST be durable before it answers, as far as the objects of the
   * host are: a checkpoint that is newer than the objects loses some.
   */
  replace(key: SyncKey, next: SyncCheckpoint, expected: number | null): Promise<boolean>;
}
