import type { UsageStore } from '@tenantatlas/core/ports';
import type { QueryContext } from './context.ts';
import { onlyForMaintenance, onlyOnPlatform } from './reach.ts';
import { addUsage } from './usage-add.ts';
import { foldUsage } from './usage-fold.ts';
import { usageLastHours } from './usage-last-hours.ts';
import { databaseNow, previewPrune, pruneUsage } from './usage-prune.ts';
import { usageSeries, usageTotals } from './usage-totals.ts';

/** The ledger of product usage, in PostgreSQL. */
export function createUsageStore(context: QueryContext): UsageStore {
  return {
    add: (events, options) => addUsage(context, events, options),
    totals: async (range) => {
      await onlyOnPlatform(context, 'usage.totals');
      return usageTotals(context, range);
    },
    series: async (range, bucket) => {
      await onlyOnPlatform(context, 'usage.series');
      return usageSeries(context, range, bucket);
    },
    lastHours: async (workspaceIds) => {
      await onlyOnPlatform(context, 'usage.lastHours');
      return usageLastHours(context, workspaceIds);
    },
    fold: async (limit) => {
      await onlyOnPlatform(context, 'usage.fold');
      return foldUsage(context, limit);
    },
    prune: async (cutoff) => {
      await onlyForMaintenance(context, 'usage.prune');
      return pruneUsage(context, cutoff);
    },
    previewPrune: async (cutoff) => {
      await onlyForMaintenance(context, 'usage.previewPrune');
      return previewPrune(context, cutoff);
    },
    now: async () => {
      await onlyForMaintenance(context, 'usage.now');
      return databaseNow(context);
    },
  };
}
