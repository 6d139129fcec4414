import type { ReactNode } from 'react';

/** A column of a {@link Table}. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column. */
  readonly isNumber?: boolean;
}

/** Properties of {@link Table}. The first column names the row. */
export interface TableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** A table whose rows become cards where there is no room for columns. The roles are said aloud because the style sheet changes their display. */
export function Table<Row>({ label, columns, rows, keyOf }: TableProps<Row>): ReactNode {
  return (
    <table className="table" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ id, title, isNumber = false }) => (
            <th key={id} role="columnheader" scope="col" data-number={isNumber || undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map((column, index) => (
              <Cell key={column.id} column={column} row={row} isMain={index === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps<Row> {
  readonly column: Column<Row>;
  readonly row: Row;
  readonly isMain: boolean;
}

function Cell<Row>({ column: { title, cell, isNumber = false }, row, isMain }: CellProps<Row>): ReactNode {
  if (isMain)
    return (
      <th role="rowheader" scope="row">
        {cell(row)}
      </th>
    );
  return (
    <td role="cell" data-number={isNumber || undefined}>
      <span className="cell-label" aria-hidden="true">
        {title}
      </span>
      <span className="cell-value">{cell(row)}</span>
    </td>
  );
}
