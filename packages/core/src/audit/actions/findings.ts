import type { ActionDefinitions } from './definition.ts';

/** The actions on findings. */
export const findingDefinitions = {
  'finding.triaged': {
    label: { en: 'Finding triaged', de: 'Befund eingeordnet' },
    ocsf: 'Entity Management: Update',
  },
  'finding.accepted': {
    label: { en: 'Finding accepted', de: 'Befund akzeptiert' },
    ocsf: 'Entity Management: Update',
  },
  'finding.acceptance_expired': {
    label: { en: 'Acceptance of a finding expired', de: 'Akzeptanz eines Befunds abgelaufen' },
    ocsf: 'Entity Management: Update',
  },
  'finding.resolved': {
    label: { en: 'Finding resolved', de: 'Befund behoben' },
    ocsf: 'Entity Management: Update',
  },
  'finding.reopened': {
    label: { en: 'Finding reopened', de: 'Befund wieder geöffnet' },
    ocsf: 'Entity Management: Update',
  },
} as const satisfies ActionDefinitions<'finding'>;
