import type { ActionDefinitions } from './definition.ts';

/** The actions of support diagnostics. */
export const supportDefinitions = {
  'support_diagnostics.opened': {
    label: { en: 'Support diagnostics opened', de: 'Support-Diagnose geöffnet' },
    ocsf: 'Entity Management: Read',
  },
} as const satisfies ActionDefinitions<'support_diagnostics'>;
