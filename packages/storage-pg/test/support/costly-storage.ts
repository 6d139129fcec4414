import { encodeValue } from '../../src/executor/encode-value.ts';
import type { Storage } from '@tenantatlas/core/ports';
import type { SqlDatabase, SqlTransaction, SqlValue } from '../../src/executor/sql-database.ts';
import { gateSettling } from '../../src/queries/gate-settling.ts';
import { createUnitStores } from '../../src/queries/index.ts';
import { createUnitStorage } from '../../src/unit/unit-storage.ts';

/** A storage that has the server explain whatever it reads from a table. */
export interface CostlyStorage extends Storage {
  /**
   * What each statement since the last call has read, by the server's own account: the rows that scans of tables and indexes gave, and those
   * that were read and left out.
   */
  takeCosts(): readonly number[];
}

/**
 * Explains each `select` from a table on the transaction that ran it, so that role, settings and parameters are the ones of the store.
 * Its plan is made for these parameters (`custom`) or for any, as the server may do for a driver that prepares its statements (`generic`).
 * Every other statement goes through as it is.
 */
export function costlyStorage(database: SqlDatabase, plan: 'custom' | 'generic'): CostlyStorage {
  let costs: number[] = [];
  const explained = (transaction: SqlTransaction): SqlTransaction => ({
    ...transaction,
    async query(sql, params) {
      if (/^\(?select\b.*\bfrom \S*tenantatlas\b/is.test(sql)) {
        await transaction.script(`set local plan_cache_mode to force_${plan}_plan; prepare probe as ${sql}`);
        const { rows } = await transaction.query<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>(
          `explain (analyze, timing off, format json) execute probe${argumentsOf(params ?? [])}`,
        );
        await transaction.script('deallocate probe; set local plan_cache_mode to auto');
        costs.push(rows.reduce((sum, row) => sum + rowsReadBy(row['QUERY PLAN'][0].Plan), 0));
      }
      return transaction.query(sql, params);
    },
  });
  const storage = createUnitStorage({
    database,
    schema: 'tenantatlas',
    gate: gateSettling('tenantatlas'),
    checkSchema: () => Promise.resolve(),
    stores: (transaction) => createUnitStores(explained(transaction), { schema: 'tenantatlas' }),
  });
  return {
    ...storage,
    takeCosts() {
      const taken = costs;
      costs = [];
      return taken;
    },
  };
}

function argumentsOf(params: readonly SqlValue[]): string {
  if (params.length === 0) return '';
  const literals = params.map((value) => {
    const text = encodeValue(value);
    return text === null ? 'null' : `'${text.replaceAll("'", "''")}'`;
  });
  return `(${literals.join(', ')})`;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A scan of a sub-select reads what the scan beneath it gave: it is counted there. */
function rowsReadBy(node: PlanNode): number {
  const isScan = /(Seq|Index|Index Only|Bitmap Heap|Bitmap Index|Tid) Scan$/.test(node['Node Type']);
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  const own = (removed + (isScan ? node['Actual Rows'] : 0)) * node['Actual Loops'];
  return (node.Plans ?? []).reduce((sum, child) => sum + rowsReadBy(child), own);
}
