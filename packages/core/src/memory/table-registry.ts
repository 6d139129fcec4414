import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AuditEntry } from '../ports/audit-store.ts';
import type { StoredConsentRequest } from '../ports/consent-store.ts';
import type { ControlActivation } from '../ports/control-activation-store.ts';
import type { IdempotencyRecord } from '../ports/idempotency-store.ts';
import type { EntitlementRecord, MembershipRecord } from '../ports/member-store.ts';
import type { PersonRecord } from '../ports/people-store.ts';
import type { TenantRecord } from '../ports/tenant-store.ts';
import type { UsageEvent, UsageLastHour } from '../ports/usage-store.ts';
import type { WorkspaceRecord } from '../ports/workspace-store.ts';
import { aggregateTables } from './aggregates.ts';
import type { Rows } from './rows.ts';
import { table, type TableDeclaration } from './table-declaration.ts';

/** Which tenant holds an external tenant id. One table over all workspaces, like the unique index that it stands for. */
export interface ExternalClaim {
  readonly workspaceId: WorkspaceId;
  readonly tenantId: TenantId;
}

/** An idempotency record in its workspace, and the tenant of its run. */
export interface StoredKey {
  readonly workspaceId: WorkspaceId;
  readonly tenantId: TenantId | null;
  readonly record: IdempotencyRecord;
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
  ...aggregateTables,
  consentRequests: table<StoredConsentRequest>({ placeOf: (row) => row }),
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
