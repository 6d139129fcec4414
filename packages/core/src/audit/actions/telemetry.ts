import type { ActionDefinitions } from './definition.ts';

/** The actions on telemetry. */
export const telemetryDefinitions = {
  'product_usage.pruned': {
    label: { en: 'Product usage pruned', de: 'Nutzungsdaten bereinigt' },
    summary: {
      id: 'audit.summary.product_usage_pruned',
      en: 'Product usage pruned, events removed: {removed}',
      de: 'Nutzungsdaten bereinigt, Ereignisse entfernt: {removed}',
    },
    ocsf: 'Entity Management: Delete',
    // Its entries are in the ledger of the platform: the proof of what was removed, and of what is left.
    metadata: { retention_days: 'platform', cutoff: 'platform', removed: 'platform', oldest_kept: 'platform' },
  },
} as const satisfies ActionDefinitions<'product_usage'>;
