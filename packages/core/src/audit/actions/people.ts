import type { ActionDefinitions } from './definition.ts';

/** The actions on people. Their entries are in the ledger of the platform. */
export const personDefinitions = {
  'person.erased': {
    label: { en: 'Person erased', de: 'Person gelöscht' },
    summary: { id: 'audit.summary.person_erased', en: 'Person erased', de: 'Person gelöscht' },
    ocsf: 'Entity Management: Delete',
    metadata: { person_kind: 'platform', label_removed: 'platform' },
  },
} as const satisfies ActionDefinitions<'person'>;
