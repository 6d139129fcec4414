import { invariant, type UsageStore } from '@tenantatlas/core/ports';

/** Refuses every call until the tables of the ledger exist. */
export function createUsageStore(): UsageStore {
  const refuse = (): never => {
    invariant(false, 'This version keeps no product usage in PostgreSQL yet.');
  };
  return { add: refuse, totals: refuse, series: refuse, fold: refuse, prune: refuse };
}
