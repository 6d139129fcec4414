import { invariant } from '../kernel/invariant.ts';
import type { UnitScope } from '../ports/storage.ts';
import { frozenCopy } from './frozen-copy.ts';
import { rowRuleOf } from './row-rules.ts';
import type { Rows } from './rows.ts';
import type { RowRule } from './table-declaration.ts';
import { mapTables } from './table-registry.ts';
import type { Tables } from './tables.ts';

/** Whether a unit or a transaction is still in progress. */
export interface OpenState {
  open: boolean;
}

/** The rows as one unit may see and write them, and only as long as it lasts. */
export function tablesOfUnit(tables: Tables, scope: UnitScope, life: OpenState): Tables {
  return mapTables<Tables>(tables, (declaration, rows) =>
    confinedRows(rows, rowRuleOf(declaration, scope), scope, life),
  );
}

function confinedRows<Row>(rows: Rows<Row>, rule: RowRule<Row>, scope: UnitScope, life: OpenState): Rows<Row> {
  const assertOpen = (): void =>
    invariant(life.open, 'The unit of work is over. Await everything you do with a unit before its work resolves.');
  const assertWritable = (row: Row): void =>
    invariant(
      rule.writes(row),
      `A ${describeScope(scope)} may not write this row. Open the unit on the scope it belongs to.`,
    );

  return {
    get: (key) => {
      assertOpen();
      const row = rows.get(key);
      return row !== undefined && rule.sees(row) ? row : undefined;
    },
    entries: () => {
      assertOpen();
      return visibleEntries(rows, rule);
    },
    set: (key, row) => {
      assertOpen();
      assertWritable(row);
      const before = rows.get(key);
      if (before !== undefined) assertWritable(before);
      rows.set(key, frozenCopy(row));
    },
    delete: (key) => {
      assertOpen();
      const before = rows.get(key);
      if (before === undefined || !rule.sees(before)) return;
      assertWritable(before);
      rows.delete(key);
    },
  };
}

function* visibleEntries<Row>(rows: Rows<Row>, rule: RowRule<Row>): Iterable<readonly [string, Row]> {
  for (const entry of rows.entries()) if (rule.sees(entry[1])) yield entry;
}

function describeScope(scope: UnitScope): string {
  return scope.plane === 'workspace' ? `unit of workspace ${scope.workspaceId}` : `${scope.plane} unit`;
}
