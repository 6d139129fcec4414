import type { Evidence } from '../kernel/evidence.ts';
import type { ConnectionId, RunId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { TenantScope, WorkspaceScope } from '../kernel/scope.ts';
import type { AcknowledgementDraft, CheckAcknowledgement } from './check-acknowledgement.ts';
import type { Grant } from './directory-provider.ts';
import type { OperationRun } from './run-store.ts';
import type { VerificationReport } from './verification-report.ts';
import type { PageRequest } from './workspace-store.ts';

/** Whose app signs in: the product's own, or one that the customer registered. */
export const connectionTypes = ['platform', 'dedicated'] as const;

/** See {@link connectionTypes}. */
export type ConnectionType = (typeof connectionTypes)[number];

/** Whether an administrator of the tenant has agreed to the app. */
export const consentStatuses = ['unknown', 'required', 'granted', 'failed', 'revoked'] as const;

/** See {@link consentStatuses}. */
export type ConsentStatus = (typeof consentStatuses)[number];

/** What the last verification of a connection said. */
export const verificationStatuses = ['unknown', 'pending', 'healthy', 'degraded', 'blocked', 'error'] as const;

/** See {@link verificationStatuses}. */
export type VerificationStatus = (typeof verificationStatuses)[number];

/** How a tenant is reached at a provider. */
export interface ProviderConnection {
  readonly workspaceId: WorkspaceId;
  readonly id: ConnectionId;
  readonly tenantId: TenantId;
  readonly provider: string;
  readonly connectionType: ConnectionType;
  readonly displayName: string;
  /** The tenant that is expected, in its one spelling (`normalizeExternalTenantId`); null while unknown. */
  readonly externalTenantId: string | null;
  /** The name of the credential in the host's secret store, never a secret; null where the provider's own configuration has it. */
  readonly credentialReference: string | null;
  readonly isEnabled: boolean;
  readonly consentStatus: ConsentStatus;
  /** When consent was given through a consent request; null where it was not. A provider may answer as without it for some minutes. */
  readonly consentedAt: Instant | null;
  /**
   * The permissions that the tenant is known to have agreed to, each as `type key`: those required at the first check after consent, and later those of each check
   * that found all of them. Null before. What became required since is asked for and interrupts nothing.
   */
  readonly consentedTo: readonly string[] | null;
  readonly verificationStatus: VerificationStatus;
  /** Cleared by the next success. */
  readonly lastErrorReasonCode: string | null;
  readonly lastHealthCheckAt: Instant | null;
  /** What the tenant had granted when it was last asked. */
  readonly grants: Evidence<readonly Grant[]>;
  /** The run of the last check that was asked for; null before the first. */
  readonly checkRunId: RunId | null;
  readonly report: VerificationReport | null;
  /** The report before, for what changed since. */
  readonly previousReport: VerificationReport | null;
  /** Moves when credential, consent, type, external tenant or enablement change, and not by a check. */
  readonly changedAt: Instant;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Starts at 1, grows by 1 with every change that a person makes, and not by a check. */
  readonly version: number;
}

/** A connection as it is read: with what depends on the others of its tenant. */
export interface StoredConnection extends ProviderConnection {
  /** Whether it is the one that is used where none is named. One per tenant and provider at most. */
  readonly isDefault: boolean;
  /** How the run of `checkRunId` stands; null without one, and when it is gone. */
  readonly checkRun: Pick<OperationRun, 'id' | 'status' | 'outcome'> | null;
  /** The acknowledgements that apply to `report`, one for each check at most, in the order of their keys. */
  readonly acknowledgements: readonly CheckAcknowledgement[];
}

/** Which connections to list. Null means any. */
export interface ConnectionFilter {
  readonly tenantId: TenantId | null;
  readonly provider: string | null;
  /** Connections of these tenants only. */
  readonly visibleTenantIds: readonly TenantId[] | null;
  /** Only those that are used where none is named. @default false */
  readonly onlyDefaults?: boolean | undefined;
}

/** Position in the list. */
export type ConnectionPosition = Pick<ProviderConnection, 'createdAt' | 'id'>;

/** What a person changes. */
export interface ConnectionChange extends Pick<
  ProviderConnection,
  'connectionType' | 'displayName' | 'externalTenantId' | 'credentialReference' | 'isEnabled' | 'updatedAt'
> {
  /** The version that was read; the change happens only upon it. */
  readonly version: number;
  /**
   * When the change makes the last check worthless: then it becomes `changedAt`, the verification is unknown, the last reason is gone and no run checks the connection
   * any more. Null leaves all of these as they are, also when a check writes them at the same time.
   */
  readonly uncheckedAt: Instant | null;
  /** What the change makes of consent and grants; null leaves them as they are, also when a check writes them at the same time. */
  readonly consent: Pick<ProviderConnection, 'consentStatus' | 'consentedAt' | 'consentedTo' | 'grants'> | null;
  /** Whether it removes every acknowledgement: they are about another tenant or another app than those that are checked from now on. */
  readonly dropsAcknowledgements: boolean;
}

/** What a check found. */
export interface CheckResult extends Pick<
  ProviderConnection,
  'consentStatus' | 'consentedTo' | 'verificationStatus' | 'lastErrorReasonCode' | 'grants'
> {
  readonly report: VerificationReport;
}

/** What became of what a check found. */
export interface KeptCheck {
  readonly connection: StoredConnection;
  /** The consent right before. */
  readonly consentBefore: ConsentStatus;
  /** False when the connection was changed while it was checked: then it keeps its own statuses and grants. */
  readonly areStatusesKept: boolean;
  /** Whether this very report was kept before: the answer to the first attempt was lost. Nothing was written then. */
  readonly isRepeated: boolean;
}

/** Connections to providers. */
export interface ConnectionStore {
  /** Adds the connection. MUST answer `exists`, and write nothing, when the id is taken in the workspace. */
  create(scope: TenantScope, record: ProviderConnection): Promise<'created' | 'exists'>;

  /** The connection, or null. */
  get(scope: WorkspaceScope, id: ConnectionId): Promise<StoredConnection | null>;

  /** Those of the named connections that exist, in no order. MUST take one statement. */
  find(scope: WorkspaceScope, ids: readonly ConnectionId[]): Promise<readonly StoredConnection[]>;

  /** Connections of the workspace, newest first, then by id. */
  list(
    scope: WorkspaceScope,
    filter: ConnectionFilter,
    page: PageRequest<ConnectionPosition>,
  ): Promise<readonly StoredConnection[]>;

  /**
   * Reads the connection and holds it until the unit ends; null when it is gone. MUST see what others committed before the call, also since the unit began. Others
   * that change it, or keep a check of it, MUST wait for the unit.
   */
  hold(scope: WorkspaceScope, id: ConnectionId): Promise<StoredConnection | null>;

  /** Changes the connection if it is still at `version`. MUST be atomic: exactly one of concurrent changes upon one version wins. */
  change(
    scope: WorkspaceScope,
    id: ConnectionId,
    change: ConnectionChange,
  ): Promise<StoredConnection | 'changed_meanwhile'>;

  /**
   * Makes the connection the default of its tenant and provider. With `onlyFirst`, only where there is none. MUST leave at most one default for each tenant and
   * provider, however many ask at once, and MUST NOT make callers wait for each other in a circle. MUST refuse, as misuse, a connection of another tenant or
   * provider.
   */
  makeDefault(
    scope: TenantScope,
    connection: { readonly provider: string; readonly id: ConnectionId },
    onlyFirst: boolean,
  ): Promise<void>;

  /** Notes which run checks the connection. It counts as no change. False when the connection is gone. */
  noteCheckRun(scope: WorkspaceScope, id: ConnectionId, runId: RunId): Promise<boolean>;

  /**
   * Keeps what a check found: the report moves the one before it to `previousReport`, and `lastHealthCheckAt` is the report's instant. A second report of the same run
   * takes the place of the first, and the same report a second time changes nothing. MUST leave the statuses and the grants as they are when the connection's `changedAt` is not the report's `checked` any more.
   * An acknowledgement that applied to the report before MUST apply to this one where `isStillAcknowledged` says so; every other one MUST be removed. MUST
   * be atomic. Null when the connection is gone. The caller makes sure that the run is still its own, so that a later report is of a later run.
   */
  keepCheck(scope: WorkspaceScope, id: ConnectionId, result: CheckResult): Promise<KeptCheck | null>;

  /**
   * Keeps that a person goes on with a failed check, in place of the acknowledgement that was read. It counts as no change. MUST write nothing, and answer
   * `changed_meanwhile`, unless the report is still the one that was read, `changedAt` is still what that report checked, and the acknowledgement of the check is still
   * `before`. MUST be atomic, also beside {@link keepCheck}: of the two, the one that comes second sees the first, so that neither a report nor an acknowledgement is lost.
   * MUST keep no reason of a person who was erased; where the unit's actor is that person and their label was noted, an erasure that runs at the same time waits for this, or
   * this for it.
   */
  acknowledge(
    scope: WorkspaceScope,
    id: ConnectionId,
    draft: AcknowledgementDraft,
  ): Promise<StoredConnection | 'changed_meanwhile'>;
}
