import type { ActionDefinitions } from './definition.ts';

/** The actions on stored reports. */
export const reportDefinitions = {
  'stored_report.created': {
    label: { en: 'Report created', de: 'Bericht erstellt' },
    ocsf: 'Entity Management: Create',
  },
  'stored_report.pruned': {
    label: { en: 'Reports pruned', de: 'Berichte bereinigt' },
    ocsf: 'Entity Management: Delete',
  },
} as const satisfies ActionDefinitions<'stored_report'>;
