import { assertNever } from '../kernel/invariant.ts';
import type { UnitScope } from '../ports/storage.ts';
import type { RowRule, TableDeclaration } from './table-declaration.ts';

/**
 * The rows of a table that a unit reaches, in one place beneath the stores. It corresponds to row-level security in PostgreSQL: a store with a forgotten
 * filter leaks nothing, because the unit does not have the foreign rows.
 */
export function rowRuleOf<Row>(declaration: TableDeclaration<Row>, scope: UnitScope): RowRule<Row> {
  const { placeOf, inWorkspace, byMember, isWrittenByMembers = false, inMaintenance = all } = declaration;
  switch (scope.plane) {
    case 'workspace': {
      const isOwn = placeOf ? (row: Row): boolean => placeOf(row).workspaceId === scope.workspaceId : all;
      return { sees: isOwn, writes: isOwn, ...inWorkspace?.(scope.workspaceId) };
    }
    case 'member':
      return { sees: byMember?.(scope) ?? none, writes: isWrittenByMembers ? all : none };
    case 'platform':
      return { sees: all, writes: all };
    case 'maintenance':
      return { sees: inMaintenance, writes: inMaintenance };
    default:
      return assertNever(scope);
  }
}

const all = (): boolean => true;
const none = (): boolean => false;
