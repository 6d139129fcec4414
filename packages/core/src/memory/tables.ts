import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { AuditEntry } from '../ports/audit-store.ts';
import type { ControlActivation } from '../ports/control-activation-store.ts';
import type { IdempotencyRecord } from '../ports/idempotency-store.ts';
import type { EntitlementRecord, MembershipRecord } from '../ports/member-store.ts';
import type { PersonRecord } from '../ports/people-store.ts';
import type { OperationRun } from '../ports/run-store.ts';
import type { TenantRecord } from '../ports/tenant-store.ts';
import type { WorkspaceRecord } from '../ports/workspace-store.ts';
import { emptyRows, layerOver, type RowLayer, type Rows } from './rows.ts';

/** Which tenant holds an external tenant id. One table over all workspaces, as the unique index it stands for. */
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

/** An idempotency record in its workspace. */
export interface StoredKey {
  readonly workspaceId: WorkspaceId;
  readonly record: IdempotencyRecord;
}

/** The kinds of rows that the store keeps. */
export interface RowKinds {
  readonly workspaces: WorkspaceRecord;
  readonly memberships: MembershipRecord;
  readonly entitlements: EntitlementRecord;
  readonly tenants: TenantRecord;
  readonly externalClaims: ExternalClaim;
  readonly people: PersonRecord;
  readonly activations: ControlActivation;
  readonly audit: AuditEntry;
  readonly runs: StoredRun;
  readonly idempotency: StoredKey;
  /** The epoch of the activations. */
  readonly counters: number;
}

/** All rows. */
export type Tables = { readonly [Kind in keyof RowKinds]: Rows<RowKinds[Kind]> };

/** All rows, as a layer over others. */
export type TableLayers = { readonly [Kind in keyof RowKinds]: RowLayer<RowKinds[Kind]> };

/** A store with nothing in it. */
export function emptyTables(): Tables {
  return {
    workspaces: emptyRows(),
    memberships: emptyRows(),
    entitlements: emptyRows(),
    tenants: emptyRows(),
    externalClaims: emptyRows(),
    people: emptyRows(),
    activations: emptyRows(),
    audit: emptyRows(),
    runs: emptyRows(),
    idempotency: emptyRows(),
    counters: emptyRows(),
  };
}

/** Layers over all rows; nothing beneath changes before {@link mergeTables}. */
export function layerTables(beneath: Tables): TableLayers {
  return {
    workspaces: layerOver(beneath.workspaces),
    memberships: layerOver(beneath.memberships),
    entitlements: layerOver(beneath.entitlements),
    tenants: layerOver(beneath.tenants),
    externalClaims: layerOver(beneath.externalClaims),
    people: layerOver(beneath.people),
    activations: layerOver(beneath.activations),
    audit: layerOver(beneath.audit),
    runs: layerOver(beneath.runs),
    idempotency: layerOver(beneath.idempotency),
    counters: layerOver(beneath.counters),
  };
}

/** Writes all layers to what lies beneath, at once: nothing else runs meanwhile. */
export function mergeTables(layers: TableLayers): void {
  for (const layer of Object.values(layers)) layer.merge();
}
