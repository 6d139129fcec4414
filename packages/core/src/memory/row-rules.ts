import { assertNever } from '../kernel/invariant.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { UnitScope } from '../ports/storage.ts';
import type { RowKinds } from './tables.ts';

/** What a unit may see and write of one kind of rows. */
export interface RowRule<Row> {
  sees(row: Row): boolean;
  writes(row: Row): boolean;
}

/** A rule for every kind of rows. */
export type RowRules = { readonly [Kind in keyof RowKinds]: RowRule<RowKinds[Kind]> };

const everything = { sees: () => true, writes: () => true };
const nothing = { sees: () => false, writes: () => false };

/**
 * What a unit reaches, in one place, beneath the stores. It is what row-level security is in PostgreSQL: a store with a forgotten filter leaks
 * nothing, because the foreign rows are not there.
 */
export function rowRulesFor(scope: UnitScope): RowRules {
  switch (scope.plane) {
    case 'workspace':
      return workspaceRules(scope.workspaceId);
    case 'member':
      return memberRules(scope);
    case 'platform':
      return platformRules;
    case 'maintenance':
      return maintenanceRules;
    default:
      return assertNever(scope);
  }
}

const platformRules: RowRules = {
  workspaces: everything,
  memberships: everything,
  entitlements: everything,
  tenants: everything,
  externalClaims: everything,
  people: everything,
  activations: everything,
  audit: everything,
  runs: everything,
  idempotency: everything,
  counters: everything,
};

/** Global pauses belong to no workspace: no erasure is about them. */
const maintenanceRules: RowRules = {
  ...platformRules,
  activations: {
    sees: ({ scope }) => scope.type === 'workspace',
    writes: ({ scope }) => scope.type === 'workspace',
  },
};

function workspaceRules(workspaceId: WorkspaceId): RowRules {
  const isOwn = (row: { readonly workspaceId: WorkspaceId | null }): boolean => row.workspaceId === workspaceId;
  const own = { sees: isOwn, writes: isOwn };
  return {
    workspaces: own,
    memberships: own,
    entitlements: own,
    tenants: own,
    // As a unique index does, this one table knows whether an id is taken elsewhere. No store hands out by whom.
    externalClaims: { sees: () => true, writes: isOwn },
    // The directory refuses to be read outside platform units; noting one's own label has to see the old one.
    people: everything,
    activations: {
      sees: ({ scope }) => scope.type === 'global' || scope.workspaceId === workspaceId,
      writes: ({ scope }) => scope.type === 'workspace' && scope.workspaceId === workspaceId,
    },
    audit: own,
    runs: own,
    idempotency: own,
    counters: everything,
  };
}

function memberRules({ userId, workspaceIds }: Extract<UnitScope, { plane: 'member' }>): RowRules {
  return {
    workspaces: { sees: (row) => workspaceIds.includes(row.workspaceId), writes: () => false },
    memberships: { sees: (row) => row.userId === userId, writes: () => false },
    entitlements: nothing,
    tenants: nothing,
    externalClaims: nothing,
    people: everything,
    activations: nothing,
    audit: nothing,
    runs: nothing,
    idempotency: nothing,
    counters: { sees: () => true, writes: () => false },
  };
}
