import { sql, type RawBuilder } from 'kysely';
import { withinMaxBranches, type ListChoice, type ListPin } from './list-choice.ts';

/** One page of a list. */
export interface ListPage {
  /** `select … from …`, without conditions. */
  readonly select: RawBuilder<unknown>;
  /** What every row satisfies. On a table of workspaces this names the workspace, so that each branch can run where its rows are. */
  readonly conditions: readonly RawBuilder<unknown>[];
  /** Columns with the values that they may have. There MUST be an index on the columns of `conditions`, `choices` and `order`, in this sequence. */
  readonly choices: readonly ListChoice[];
  readonly order: ListOrder;
  /** Where the page begins: values of the first columns of the order. */
  readonly start: ListBound | null;
  /** Where it ends at the latest. */
  readonly end: ListBound | null;
  readonly limit: number;
}

/** The columns of the order. Together they are unique. */
export interface ListOrder {
  readonly columns: readonly string[];
  readonly direction: 'asc' | 'desc';
}

/** A place in the order. */
export interface ListBound {
  readonly values: readonly RawBuilder<unknown>[];
  /** Whether a row at this very place belongs to the list. */
  readonly isInside: boolean;
}

/**
 * The statement of one page. Each combination of values gets a separate branch, which reads no more than a page from the index that has
 * its rows in order; the branches are put in order together.
 *
 * PostgreSQL does not choose this plan by itself. Given `action = any (…)`, and often given `action = …`, it expects to meet the action soon, walks
 * the whole list in order and filters: all of it when the action was last seen long ago. So the order of a branch begins with the column of its last
 * choice, and a range holds that column to its value. The planner then does not treat it as a constant, and an index without it does not give that
 * order. The same holds for a column that is null.
 */
export function listPage({ choices, ...page }: ListPage): RawBuilder<unknown> {
  const { combinations, conditions } = withinMaxBranches(choices);
  const branches = combinations.map((pins) =>
    branchOf({ ...page, conditions: [...page.conditions, ...conditions] }, pins),
  );
  const [only, ...others] = branches;
  if (!only) return sql`${page.select} where ${sql.join([...page.conditions, sql`false`], sql` and `)}`;
  if (others.length === 0) return only;
  const together = sql.join(
    branches.map((branch) => sql`(${branch})`),
    sql` union all `,
  );
  return sql`${together} order by ${orderBy(page.order, [])} limit ${page.limit}`;
}

type Unbranched = Omit<ListPage, 'choices'>;

function branchOf(page: Unbranched, pins: readonly ListPin[]): RawBuilder<unknown> {
  const { select, order, limit } = page;
  const [equal, last] = [pins.slice(0, -1), pins.at(-1)];
  const conditions = [...page.conditions, ...equal.map(equality), ...rangeOf(page, last)];
  const where = conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
  const pinned = pins.filter((pin) => pin === last || pin.value === null).map(({ column }) => column);
  return sql`${select} where ${where} order by ${orderBy(order, pinned)} limit ${limit}`;
}

function equality({ column, value }: ListPin): RawBuilder<unknown> {
  return value === null ? sql`${sql.raw(column)} is null` : sql`${sql.raw(column)} = ${value}`;
}

/** The bounds include the pinned column, so that the index is entered at the very row where the page begins. */
function rangeOf({ order, start, end }: Unbranched, pin: ListPin | undefined): readonly RawBuilder<unknown>[] {
  const isGiven = pin !== undefined && pin.value !== null;
  const bounded = (bound: ListBound | null, operator: '<' | '>'): readonly RawBuilder<unknown>[] => {
    const values = [...(isGiven ? [sql`${pin.value}::text`] : []), ...(bound?.values ?? [])];
    if (values.length === 0) return [];
    const columns = [...(isGiven ? [pin.column] : []), ...order.columns].slice(0, values.length);
    const comparison = sql.raw(bound?.isInside === false ? operator : `${operator}=`);
    return [sql`(${sql.raw(columns.join(', '))}) ${comparison} (${sql.join(values)})`];
  };
  const [before, behind] = order.direction === 'asc' ? (['>', '<'] as const) : (['<', '>'] as const);
  return [...(pin && !isGiven ? [equality(pin)] : []), ...bounded(start, before), ...bounded(end, behind)];
}

function orderBy({ columns, direction }: ListOrder, pinned: readonly string[]): RawBuilder<unknown> {
  return sql.raw([...pinned, ...columns].map((column) => `${column} ${direction}`).join(', '));
}
