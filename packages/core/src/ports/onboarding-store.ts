import type { ConnectionId, OnboardingSessionId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { TenantScope, WorkspaceScope } from '../kernel/scope.ts';
import type { PersonRef } from './people-store.ts';
import type { PageRequest } from './workspace-store.ts';

/** Whether a session still goes on, and how it ended. */
export const onboardingStatuses = ['open', 'completed', 'cancelled'] as const;

/** See {@link onboardingStatuses}. */
export type OnboardingStatus = (typeof onboardingStatuses)[number];

/** The steps of an onboarding, in order. */
export const onboardingCheckpoints = ['identify', 'connect_provider', 'verify_access', 'complete'] as const;

/** See {@link onboardingCheckpoints}. */
export type OnboardingCheckpoint = (typeof onboardingCheckpoints)[number];

/** For each checkpoint the instant at which a write of a person first found it completed; null before. */
export type CheckpointInstants = { readonly [checkpoint in OnboardingCheckpoint]: Instant | null };

/** One onboarding of a tenant: what people decided. What follows from other rows is derived when it is read. */
export interface OnboardingSession {
  readonly workspaceId: WorkspaceId;
  readonly id: OnboardingSessionId;
  /** Null until a tenant is identified. Once set it never changes. */
  readonly tenantId: TenantId | null;
  /** What a person calls the tenant before it is identified; null without a name. */
  readonly draftName: string | null;
  /** A connection of the tenant; null until one is selected. */
  readonly connectionId: ConnectionId | null;
  readonly status: OnboardingStatus;
  readonly checkpoints: CheckpointInstants;
  readonly startedBy: PersonRef;
  readonly startedAt: Instant;
  readonly updatedBy: PersonRef;
  readonly updatedAt: Instant;
  /** Null while the session is open. */
  readonly endedBy: PersonRef | null;
  /** Null while the session is open. */
  readonly endedAt: Instant | null;
  /** Starts at 1, grows by 1 with every change, its end included. */
  readonly version: number;
}

/** Which sessions to list. Null means any. */
export interface OnboardingFilter {
  readonly tenantId: TenantId | null;
  readonly statuses: readonly OnboardingStatus[] | null;
  /** Sessions of these tenants, and those without a tenant. */
  readonly visibleTenantIds: readonly TenantId[] | null;
}

/** Position in the list. */
export type OnboardingPosition = Pick<OnboardingSession, 'startedAt' | 'id'>;

/** What a person changes. */
export interface OnboardingChange extends Pick<
  OnboardingSession,
  'tenantId' | 'draftName' | 'connectionId' | 'checkpoints' | 'updatedBy' | 'updatedAt'
> {
  /** The version that was read; the change happens only upon it. */
  readonly version: number;
}

/** How a person ends a session. The same person and instant become `updatedBy` and `updatedAt`. */
export interface OnboardingEnding extends Pick<OnboardingSession, 'checkpoints'> {
  readonly status: Exclude<OnboardingStatus, 'open'>;
  readonly endedBy: PersonRef;
  readonly endedAt: Instant;
  /** The version that was read; the session ends only upon it. */
  readonly version: number;
}

/** That the tenant has an open session already. Nothing was written. */
export interface OpenSessionConflict {
  readonly openSession: OnboardingSession;
}

/**
 * Onboardings of tenants.
 *
 * A tenant MUST NOT have more than one open session, however many callers create or identify one at once, and in however many processes. A caller waits for another one
 * that has not committed yet, and wins when that one rolls back. Sessions without a tenant and ended ones do not count.
 */
export interface OnboardingStore {
  /**
   * Adds the session. MUST answer `exists`, and write nothing, when the id is taken in the workspace; the id comes first when both are taken. MUST answer the open session,
   * and write nothing, when the session is open and its tenant has one. MUST refuse, as misuse, a tenant that does not exist, and a connection that is not of the tenant.
   */
  create(scope: WorkspaceScope, session: OnboardingSession): Promise<'created' | 'exists' | OpenSessionConflict>;

  /** The session, or null. */
  get(scope: WorkspaceScope, id: OnboardingSessionId): Promise<OnboardingSession | null>;

  /**
   * Reads the session and holds it until the unit ends; null when it is gone. MUST see what others committed before the call, also since the unit began. Others that
   * change or end it MUST wait for the unit.
   */
  hold(scope: WorkspaceScope, id: OnboardingSessionId): Promise<OnboardingSession | null>;

  /** The open session of the tenant, or null. It holds nothing. */
  openOf(scope: TenantScope): Promise<OnboardingSession | null>;

  /** Sessions of the workspace, newest first by `startedAt`, then by id. */
  list(
    scope: WorkspaceScope,
    filter: OnboardingFilter,
    page: PageRequest<OnboardingPosition>,
  ): Promise<readonly OnboardingSession[]>;

  /**
   * Changes the session. MUST write nothing, and answer `changed_meanwhile`, unless the session is open and at `version`. MUST be atomic: exactly one of concurrent changes
   * and endings upon one version wins. MUST write nothing, and answer the open session, when it sets a tenant that has one.
   *
   * An instant of a checkpoint that is kept MUST stay, whatever the change says. MUST refuse, as misuse, to replace or remove a tenant that is set, a tenant that does not
   * exist, and a connection that is not of the tenant.
   */
  change(
    scope: WorkspaceScope,
    id: OnboardingSessionId,
    change: OnboardingChange,
  ): Promise<OnboardingSession | 'changed_meanwhile' | OpenSessionConflict>;

  /**
   * Ends the session; it never opens again, and its tenant may have another one. MUST write nothing, and answer `changed_meanwhile`, unless the session is open and at
   * `version`. MUST be atomic, as {@link change} is. An instant of a checkpoint that is kept MUST stay.
   */
  end(
    scope: WorkspaceScope,
    id: OnboardingSessionId,
    ending: OnboardingEnding,
  ): Promise<OnboardingSession | 'changed_meanwhile'>;
}
