import type { ProviderAccess, Result } from '@tenantatlas/core';
import type { GraphFailure } from '../answers/failure.ts';
import type { ProviderParts } from '../provider-parts.ts';
import type { GraphSession } from '../transport/client.ts';
import type { SyncCheckpointStore } from './checkpoint-store.ts';
import type { SyncCollection } from './collection.ts';
import type { SyncPage } from './page.ts';

/** A tenant that a sync reads. */
export interface SyncTenant {
  /** The host's own id of the tenant, at most 200 characters. It names the checkpoints. */
  readonly tenantId: string;
  /** Which tenant to ask, and with what. It is held until the tenant is done. */
  readonly access: ProviderAccess;
}

/** For what a callback of the host is called. */
export interface SyncContext {
  /** The host's id of the tenant. */
  readonly tenantId: string;
  /**
   * Rises each time that a sync takes this collection of this tenant over. A host that may run two syncs at once, or that starts one
   * while a callback of a stopped one is still at work, keeps the highest one, in the transaction of its objects, and refuses what comes
   * with a lower one: the page that an earlier sync was handing over may come late.
   */
  readonly claim: number;
  /** Fires when the sync stops. What the callback answers from then on changes nothing. */
  readonly signal: AbortSignal;
}

/** The end of a full reading: objects of the collection with another generation are gone. */
export interface SyncReconciliation<Name extends string = string> {
  /** The name of the collection. */
  readonly collection: Name;
  /** The generation that stays. */
  readonly generation: string;
}

/** What the tenants of a sync share. */
export interface JobParts {
  readonly provider: ProviderParts;
  readonly checkpoints: SyncCheckpointStore;
  readonly collections: readonly SyncCollection[];
  /** How long a collection waits for limits without a page. */
  readonly throttleMillis: number;
  readonly onPage: (page: SyncPage, context: SyncContext) => void | Promise<void>;
  readonly onReconcile: (ended: SyncReconciliation, context: SyncContext) => void | Promise<void>;
  /** A page with so many objects was handed over. */
  readonly onCounted: (objects: number) => void;
  /** A collection does something else. */
  readonly onActivity: () => void;
}

/** What the collections of a tenant share: one sign-in, and whether it was refused. */
export interface TenantSignIn {
  readonly tenantId: string;
  /** The session, made when it is needed; a failure where the access does not work or the sign-in was refused before. */
  readonly open: (signal: AbortSignal) => Result<GraphSession, GraphFailure>;
  /** Notes the failure of a reading: after a refused sign-in the other collections are not asked for. */
  readonly failed: (found: GraphFailure) => void;
}
