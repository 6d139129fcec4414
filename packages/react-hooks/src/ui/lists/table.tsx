import { memo, type ReactNode } from 'react';
import { aFunction, checkProps, isRecord, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { ExactTimesContext, useExactTimes, useExactTimesAround } from '../base/exact-times.ts';
import { Icon } from '../base/icons.tsx';
import { className as classNameRule, list, someText } from '../base/prop-rules.ts';
import { useWords } from '../base/use-words.ts';
import { listsMessages } from './messages.ts';

/** A column of a {@link Table}. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** The content of a cell. Content that subscribes to something is a separate component in here. */
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column. @default false */
  readonly isNumber?: boolean | undefined;
  /**
   * Where it stands when the row is narrow: a row with such columns then has a line of `main` and `aside`, one of `detail` and `note`, and below them what is `more`,
   * without titles. `hidden` is left out there. Each of the first four holds one column. @default each column is a line with its title
   */
  readonly narrow?: 'main' | 'aside' | 'detail' | 'note' | 'more' | 'hidden' | undefined;
  /** Holds times (`<Time isPlain />`): its head is a button that shows them exactly, for the keyboard and for fingers. @default false */
  readonly isTime?: boolean | undefined;
  /** Holds what can be done with a row: its title is read out only. @default false */
  readonly isActions?: boolean | undefined;
}

/** Properties of {@link Table}. */
export interface TableProps<Row> {
  /** What the table lists, for screen readers. */
  readonly label: string;
  /** The first one names the row. Pass the same array while the columns are unchanged: a new array draws every row again. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly className?: string | undefined;
}

/** Where a narrow row has room for one column: a second one would be drawn over the first. */
const isPlace = (narrow: Column<unknown>['narrow']): boolean =>
  narrow !== undefined && narrow !== 'more' && narrow !== 'hidden';

const areDifferent = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

const rules: PropRules<TableProps<unknown>> = () => ({
  label: someText,
  columns: {
    isRight: (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.every(
        (column) => isRecord(column) && someText.isRight(column['id']) && typeof column['cell'] === 'function',
      ) &&
      areDifferent(value.map((column: Column<unknown>) => column.id)) &&
      areDifferent(value.map((column: Column<unknown>) => column.narrow).filter(isPlace)),
    rule: "is a list of columns with different ids, at most one each of narrow 'main', 'aside', 'detail' and 'note', such as [{ id: 'name', title: 'Name', cell: ({ name }) => name }].",
  },
  rows: list,
  keyOf: aFunction('({ tenantId }) => tenantId'),
  className: classNameRule,
});

/**
 * A table whose head stays visible, and whose rows become cards where columns do not fit. When another part of the page stays visible above it, set
 * `--ta-sticky-top` to the height of that part.
 *
 * @example
 * const columns = [
 *   { id: 'name', title: 'Name', cell: ({ name }: TenantView) => name },
 *   { id: 'changed', title: 'Changed', isTime: true, cell: ({ updatedAt }: TenantView) => <Time instant={updatedAt} isPlain /> },
 * ];
 *
 * <Table label="Tenants" columns={columns} rows={tenants} keyOf={({ tenantId }) => tenantId} />
 */
export function Table<Row>(props: TableProps<Row>): ReactNode {
  checkProps('Table', props, rules);
  const { label, columns, rows, keyOf, className } = props;
  const exactTimes = useExactTimes();
  return (
    <Frame>
      <ExactTimesContext.Provider value={exactTimes}>
        <div className="ta-table-frame">
          {/* The roles are stated because the sheet changes the display of every part, and browsers drop them then. */}
          <table
            className={classNames('ta-table', columns.some(({ narrow }) => narrow) && 'ta-table-lines', className)}
            role="table"
            aria-label={label}
          >
            <thead role="rowgroup">
              <tr role="row">
                {columns.map(({ id, title, isNumber = false, isActions = false, isTime = false }) => (
                  <th
                    key={id}
                    role="columnheader"
                    scope="col"
                    data-ta-number={isNumber || undefined}
                    className={isActions ? 'ta-head-actions' : undefined}
                  >
                    {isActions ? (
                      <span className="ta-hidden">{title}</span>
                    ) : isTime ? (
                      <TimeHead title={title} />
                    ) : (
                      title
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {rows.map((row) => (
                <TableRow key={keyOf(row)} columns={columns} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      </ExactTimesContext.Provider>
    </Frame>
  );
}

/** The head of a column of times. */
function TimeHead({ title }: { readonly title: string }): ReactNode {
  const { t } = useWords(listsMessages);
  const { isExact, toggle } = useExactTimesAround();
  return (
    <button type="button" className="ta-head-time" aria-pressed={isExact} title={t('ui.table.exact')} onClick={toggle}>
      {title}
      <Icon name="clock" />
    </button>
  );
}

interface TableRowProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly row: Row;
}

// A long list is read often: only a row that changed is drawn anew. The cast gives back the type parameter that `memo` loses.
const TableRow = /* @__PURE__ */ memo(Cells) as typeof Cells;

function Cells<Row>({ columns, row }: TableRowProps<Row>): ReactNode {
  return (
    <tr role="row" data-ta-item="">
      {columns.map((column, index) => (
        <Cell key={column.id} column={column} row={row} isMain={index === 0} />
      ))}
    </tr>
  );
}

interface CellProps<Row> {
  readonly column: Column<Row>;
  readonly row: Row;
  readonly isMain: boolean;
}

function Cell<Row>({ column, row, isMain }: CellProps<Row>): ReactNode {
  const { title, cell, isNumber = false, isActions = false, narrow } = column;
  if (isMain)
    return (
      <th role="rowheader" scope="row" className="ta-cell-main" data-ta-narrow={narrow}>
        {cell(row)}
      </th>
    );
  if (isActions)
    return (
      <td role="cell" className="ta-cell-actions" data-ta-narrow={narrow}>
        {cell(row)}
      </td>
    );
  return (
    <td role="cell" data-ta-number={isNumber || undefined} data-ta-narrow={narrow}>
      <span className="ta-cell-label" aria-hidden="true">
        {title}
      </span>
      <span className="ta-cell-value">{cell(row)}</span>
    </td>
  );
}
