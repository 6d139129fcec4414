import type { PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { WorkspaceRemoval } from '../ports/maintenance-store.ts';

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

/** Checks a declaration against its rows. */
export function table<Row>(declaration: TableDeclaration<Row>): TableDeclaration<Row> {
  return declaration;
}
