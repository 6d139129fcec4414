import type { ActionDefinitions } from './definition.ts';

/** The actions on runbooks. */
export const runbookDefinitions = {
  'platform.ops.runbooks.preflight': {
    label: { en: 'Runbook preflight', de: 'Runbook geprüft' },
    ocsf: 'Entity Management: Read',
  },
  'platform.ops.runbooks.start': {
    label: { en: 'Runbook started', de: 'Runbook gestartet' },
    ocsf: 'Entity Management: Activate',
  },
} as const satisfies ActionDefinitions<'platform.ops.runbooks'>;
