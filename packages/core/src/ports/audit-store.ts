import type { Instant } from '../kernel/instant.ts';
import type { AuditEntryId, RunId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { PlatformScope, WorkspaceScope } from '../kernel/scope.ts';
import type { Sentence } from '../kernel/sentence.ts';
import type { PageRequest } from './workspace-store.ts';

/** How an audited attempt ended. */
export type AuditOutcome = 'success' | 'blocked' | 'failed';

/** Who acted. The label is looked up when the entry is read, so that it can be erased. */
export interface AuditActor {
  readonly kind: 'platform' | 'user' | 'system';
  readonly id: string;
}

/** What was acted upon. */
export interface AuditTarget {
  readonly type: string;
  readonly id: string;
  /** Never a person's name. */
  readonly label: string;
}

/** Allow-listed details of an entry. */
export type AuditMetadata = { readonly [key: string]: string | number | boolean };

/** One entry of the trail. Platform entries have neither workspace nor tenant. */
export interface AuditEntry {
  readonly id: AuditEntryId;
  readonly recordedAt: Instant;
  readonly action: string;
  readonly outcome: AuditOutcome;
  readonly actor: AuditActor;
  readonly target: AuditTarget;
  readonly workspaceId: WorkspaceId | null;
  readonly tenantId: TenantId | null;
  readonly operationRunId: RunId | null;
  readonly summary: Sentence;
  readonly metadata: AuditMetadata;
}

/** Which entries to list. Null means any; `tenantIds` keeps entries without a tenant. */
export interface AuditFilter {
  readonly actions: readonly string[] | null;
  readonly actorId: string | null;
  readonly target: { readonly type: string; readonly id: string | null } | null;
  readonly tenantId: TenantId | null;
  /** Entries of these tenants, and those of no tenant: what a person with these entitlements may see. */
  readonly visibleTenantIds: readonly TenantId[] | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/** Position in the trail. */
export interface AuditPosition {
  readonly recordedAt: Instant;
  readonly id: AuditEntryId;
}

/** Which entries about controls to list, over all ledgers. */
export interface ControlEntryFilter {
  /** Of these controls. */
  readonly controlKeys: readonly string[];
  /** Of these actions. */
  readonly actions: readonly string[];
  /** Only entries about this pause; null for all. */
  readonly activationId: string | null;
  /** Entries of these tenants, and those of no tenant; null for all. */
  readonly among: readonly { readonly workspaceId: WorkspaceId; readonly tenantId: TenantId }[] | null;
}

/** Position among entries of all ledgers. */
export interface ControlEntryPosition extends AuditPosition {
  /** The ledger; null for that of the platform. */
  readonly workspaceId: WorkspaceId | null;
}

/** A target to count entries of. */
export interface CountedTarget {
  readonly id: string;
  /** The only ledger that has entries of it; null where any may have some. */
  readonly workspaceId: WorkspaceId | null;
  /** The control that its entries are about. */
  readonly controlKey: string;
}

/** The append-only trail: one ledger per workspace and one for the platform. */
export interface AuditStore {
  /**
   * Adds an entry to its ledger. MUST be part of the unit: the entry is committed exactly when the change is. MUST refuse a scope that differs from the
   * entry's workspace (an invariant).
   */
  append(scope: WorkspaceScope | PlatformScope, entry: AuditEntry): Promise<void>;

  /** Entries of one ledger, newest first, by (`recordedAt`, `id`) descending. */
  list(
    scope: WorkspaceScope | PlatformScope,
    filter: AuditFilter,
    page: PageRequest<AuditPosition>,
  ): Promise<readonly AuditEntry[]>;

  /**
   * The latest entries of the given actions about each of `controlKeys`, over all ledgers, newest first; `limit` is the most of one control.
   * MUST be called on a platform unit.
   */
  controlHistory(
    controlKeys: readonly string[],
    actions: readonly string[],
    limit: number,
  ): Promise<readonly AuditEntry[]>;

  /**
   * Entries about controls over all ledgers, by (`recordedAt`, `id`, `workspaceId`) descending, those of the platform after those of workspaces. A page MUST take one statement,
   * and read little more than it answers, whatever the filter; with `among` it
   * may also read the entries that it leaves out. MUST be called on a platform unit.
   */
  controlEntries(filter: ControlEntryFilter, page: PageRequest<ControlEntryPosition>): Promise<readonly AuditEntry[]>;

  /**
   * How many entries of `action` have each of `targets` as their target, by the target's id. A target without one is left out. A target with a workspace is looked
   * for in the ledger of that workspace, one without in all ledgers. MUST be called on a platform unit.
   */
  countByTarget(
    action: string,
    targetType: string,
    targets: readonly CountedTarget[],
  ): Promise<ReadonlyMap<string, number>>;
}
