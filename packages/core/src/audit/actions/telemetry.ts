import type { ActionDefinitions } from './definition.ts';

/** The actions on telemetry. */
export const telemetryDefinitions = {
  'product_usage.pruned': {
    label: { en: 'Product usage pruned', de: 'Nutzungsdaten bereinigt' },
    ocsf: 'Entity Management: Delete',
  },
} as const satisfies ActionDefinitions<'product_usage'>;
