import type { ConnectionId, ConsentRequestId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { TenantScope, WorkspaceScope } from '../kernel/scope.ts';
import type { PersonRef } from './people-store.ts';

/** A consent that was asked for: where an administrator was sent, and until when the answer counts. */
export interface StoredConsentRequest {
  readonly workspaceId: WorkspaceId;
  readonly id: ConsentRequestId;
  readonly tenantId: TenantId;
  readonly connectionId: ConnectionId;
  /** Who asked. What the answer changes is recorded under this person. */
  readonly requestedBy: PersonRef;
  /** The hash of the secret that comes back with the answer. The secret itself is stored nowhere. */
  readonly secretHash: string;
  /** The hash of what the connection was when it was asked for. An answer for another connection changes nothing. */
  readonly subjectHash: string;
  readonly createdAt: Instant;
  /** From here on an answer comes too late. */
  readonly expiresAt: Instant;
  /** When the answer came; null while it is awaited. */
  readonly usedAt: Instant | null;
}

/** How many requests stay behind, see {@link ConsentStore.open}. */
export interface ConsentRetention {
  /** Requests that expired at this instant or before are removed. */
  readonly expiredBefore: Instant;
  /** So many of the newest requests that the same person made for the connection stay, the new one included. */
  readonly perPerson: number;
}

/** Consents that were asked for. */
export interface ConsentStore {
  /**
   * Adds a request. It removes those of the workspace that expired long ago, and the oldest that the same person made for the connection beyond the limit, so that the
   * requests of a workspace stay few without any maintenance. MUST NOT remove a request of another person that is awaited: many requests of one person must not end
   * the link of another. Requests that stay count as before: two people may ask for the same consent. MUST refuse, as misuse, a connection that is not of the tenant, and an
   * id that is taken.
   */
  open(scope: TenantScope, request: StoredConsentRequest, retention: ConsentRetention): Promise<void>;

  /** The request, or null. It holds nothing. */
  get(scope: WorkspaceScope, id: ConsentRequestId): Promise<StoredConsentRequest | null>;

  /**
   * Uses a request up. True for exactly one of all callers, however many there are at once and in however many processes; false when it was used before, when it
   * expired at `at` or before, and when it is gone. A caller waits for another one that has used it and has not committed yet, and wins when that one rolls back.
   */
  use(scope: WorkspaceScope, id: ConsentRequestId, at: Instant): Promise<boolean>;
}
