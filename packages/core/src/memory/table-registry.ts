import type { ConnectionId, PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AuditEntry } from '../ports/audit-store.ts';
import type { CheckAcknowledgement } from '../ports/check-acknowledgement.ts';
import type { ProviderConnection } from '../ports/connection-store.ts';
import type { StoredConsentRequest } from '../ports/consent-store.ts';
import type { ControlActivation } from '../ports/control-activation-store.ts';
import type { IdempotencyRecord } from '../ports/idempotency-store.ts';
import type { WorkspaceRemoval } from '../ports/maintenance-store.ts';
import type { EntitlementRecord, MembershipRecord } from '../ports/member-store.ts';
import type { OnboardingSession } from '../ports/onboarding-store.ts';
import type { PersonRecord } from '../ports/people-store.ts';
import type { OperationRun } from '../ports/run-store.ts';
import type { TenantRecord } from '../ports/tenant-store.ts';
import type { UsageEvent, UsageLastHour } from '../ports/usage-store.ts';
import type { WorkspaceRecord } from '../ports/workspace-store.ts';
import type { Rows } from './rows.ts';

/** What a unit may see and write of one table. */
export interface RowRule<Row> {
  sees(row: Row): boolean;
  writes(row: Row): boolean;
}

/** Where a row belongs: nulls for a row of the platform, and for one of a workspace as a whole. */
export interface RowPlace {
  readonly workspaceId: WorkspaceId | null;
  readonly tenantId: TenantId | null;
}

/** Who asks in a member unit. */
export interface MemberReach {
  readonly userId: PersonId;
  readonly workspaceIds: readonly WorkspaceId[];
}

/**
 * One table. Everything that must know all tables derives from these declarations: the tables themselves and their layers, what a unit of each
 * plane reaches, and what an erasure removes.
 */
export interface TableDeclaration<Row> {
  /** Where a row belongs; null for a table that belongs to no workspace, which no erasure removes from. */
  readonly placeOf: ((row: Row) => RowPlace) | null;
  /** What a unit of a workspace reaches. @default its own rows; everything where `placeOf` is null */
  readonly inWorkspace?: (workspaceId: WorkspaceId) => Partial<RowRule<Row>>;
  /** What a member unit sees; it writes nothing but `people`. @default nothing */
  readonly byMember?: (member: MemberReach) => (row: Row) => boolean;
  /** Whether a member unit writes it. @default false */
  readonly isWrittenByMembers?: boolean;
  /** Which rows a unit of maintenance reaches. @default all */
  readonly inMaintenance?: (row: Row) => boolean;
  /** The member of the answer to an erasure that counts what was removed. @default it is not counted */
  readonly countedAs?: keyof WorkspaceRemoval;
}

/** Which tenant holds an external tenant id. One table over all workspaces, like the unique index that it stands for. */
export interface ExternalClaim {
  readonly workspaceId: WorkspaceId;
  readonly tenantId: TenantId;
}

/** A run with what only the store needs to know of it. */
export interface StoredRun {
  readonly workspaceId: WorkspaceId;
  readonly run: OperationRun;
  readonly exclusiveKey: string | null;
}

/** An idempotency record in its workspace, and the tenant of its run. */
export interface StoredKey {
  readonly workspaceId: WorkspaceId;
  readonly tenantId: TenantId | null;
  readonly record: IdempotencyRecord;
}

/** Which connection of a tenant is used where none is named. */
export interface DefaultConnection {
  readonly workspaceId: WorkspaceId;
  readonly tenantId: TenantId;
  readonly provider: string;
  readonly id: ConnectionId;
}

/** An acknowledgement in its place. */
export interface StoredAcknowledgement extends CheckAcknowledgement {
  readonly workspaceId: WorkspaceId;
  readonly tenantId: TenantId;
  readonly connectionId: ConnectionId;
}

/** Every table of the store. */
export const tableRegistry = {
  workspaces: table<WorkspaceRecord>({
    placeOf: ({ workspaceId }) => ({ workspaceId, tenantId: null }),
    byMember:
      ({ workspaceIds }) =>
      ({ workspaceId }) =>
        workspaceIds.includes(workspaceId),
  }),
  memberships: table<MembershipRecord>({
    placeOf: ({ workspaceId }) => ({ workspaceId, tenantId: null }),
    byMember: (member) => (row) => row.userId === member.userId,
    countedAs: 'memberships',
  }),
  entitlements: table<EntitlementRecord>({ placeOf: (row) => row, countedAs: 'entitlements' }),
  tenants: table<TenantRecord>({ placeOf: (row) => row, countedAs: 'tenants' }),
  // Like a unique index, this table knows whether an id is taken elsewhere. No store reveals by whom.
  externalClaims: table<ExternalClaim>({ placeOf: (row) => row, inWorkspace: () => ({ sees: () => true }) }),
  // The directory refuses to be read outside platform units; noting the caller's label has to see the old one.
  people: table<PersonRecord>({ placeOf: null, byMember: () => () => true, isWrittenByMembers: true }),
  activations: table<ControlActivation>({
    placeOf: ({ scope }) => ({ workspaceId: scope.type === 'workspace' ? scope.workspaceId : null, tenantId: null }),
    inWorkspace: (workspaceId) => ({
      sees: ({ scope }) => scope.type === 'global' || scope.workspaceId === workspaceId,
    }),
    // A global pause belongs to no workspace, so no erasure removes it.
    inMaintenance: ({ scope }) => scope.type === 'workspace',
    countedAs: 'activations',
  }),
  audit: table<AuditEntry>({ placeOf: (row) => row, countedAs: 'auditEntries' }),
  runs: table<StoredRun>({
    placeOf: ({ workspaceId, run }) => ({ workspaceId, tenantId: run.tenantId }),
    countedAs: 'runs',
  }),
  onboardingSessions: table<OnboardingSession>({ placeOf: (row) => row, countedAs: 'onboarding' }),
  acknowledgements: table<StoredAcknowledgement>({ placeOf: (row) => row }),
  connections: table<ProviderConnection>({ placeOf: (row) => row, countedAs: 'connections' }),
  consentRequests: table<StoredConsentRequest>({ placeOf: (row) => row }),
  defaultConnections: table<DefaultConnection>({ placeOf: (row) => row }),
  usageEvents: table<UsageEvent>({ placeOf: (row) => row, countedAs: 'usageEvents' }),
  /** When each workspace was last active, which a removal of old events leaves alone. */
  usageLastHours: table<UsageLastHour>({ placeOf: ({ workspaceId }) => ({ workspaceId, tenantId: null }) }),
  /** The oldest instant whose events are kept, once some were removed. */
  usageRetention: table<Instant>({ placeOf: null }),
  idempotency: table<StoredKey>({ placeOf: (row) => row, countedAs: 'idempotencyKeys' }),
  /** The epoch of the activations. */
  counters: table<number>({ placeOf: null, byMember: () => () => true }),
} as const;

/** The rows of each table. */
export type RowKinds = {
  readonly [Kind in keyof typeof tableRegistry]: (typeof tableRegistry)[Kind] extends TableDeclaration<infer Row>
    ? Row
    : never;
};

/** The names of the tables. */
export const tableKinds = Object.keys(tableRegistry) as readonly (keyof RowKinds)[];

/**
 * Makes something of each table, of its declaration and its rows.
 *
 * Rows and declaration of one name are of one kind. The compiler cannot follow that through a list of names, so the cast is here, in one place.
 */
export function mapTables<Mapped extends { readonly [Kind in keyof RowKinds]: unknown }>(
  tables: { readonly [Kind in keyof RowKinds]: Rows<RowKinds[Kind]> },
  make: <Row>(declaration: TableDeclaration<Row>, rows: Rows<Row>) => unknown,
): Mapped {
  const makeOne = make as (declaration: unknown, rows: unknown) => unknown;
  return Object.fromEntries(tableKinds.map((kind) => [kind, makeOne(tableRegistry[kind], tables[kind])])) as Mapped;
}

function table<Row>(declaration: TableDeclaration<Row>): TableDeclaration<Row> {
  return declaration;
}
