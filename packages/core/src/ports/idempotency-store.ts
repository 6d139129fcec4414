import type { Instant } from '../kernel/instant.ts';
import type { RunId } from '../kernel/ids.ts';
import type { WorkspaceScope } from '../kernel/scope.ts';
import type { AuditActor } from './audit-store.ts';

/** The key of a start by one actor; equal keys of different actors are independent. */
export interface IdempotencyKey {
  readonly actor: AuditActor;
  readonly key: string;
}

/** The stored start of a key. */
export interface IdempotencyRecord extends IdempotencyKey {
  /** Hash of the whole request: the same key with another hash is a mistake of the caller. */
  readonly requestHash: string;
  readonly runId: RunId;
  /** The answer of the first start, repeated to every retry. */
  readonly disposition: 'created' | 'joined' | 'already_done';
  readonly createdAt: Instant;
}

/** Idempotency keys of starts. A key lives while it is younger than `liveSince`, or its run is not completed. */
export interface IdempotencyStore {
  /** The live record of the key, or null. */
  find(scope: WorkspaceScope, key: IdempotencyKey, liveSince: Instant): Promise<IdempotencyRecord | null>;

  /**
   * Remembers the key, replacing one that is no longer live. Returns the earlier live record, or null when this call won. MUST be atomic: of concurrent
   * calls exactly one wins.
   */
  remember(scope: WorkspaceScope, record: IdempotencyRecord, liveSince: Instant): Promise<IdempotencyRecord | null>;
}
