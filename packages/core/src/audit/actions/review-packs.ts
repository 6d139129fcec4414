import type { ActionDefinitions } from './definition.ts';

/** The actions on review packs. */
export const reviewPackDefinitions = {
  'review_pack.requested': {
    label: { en: 'Review pack requested', de: 'Prüfpaket angefordert' },
    ocsf: 'Entity Management: Create',
  },
  'review_pack.generated': {
    label: { en: 'Review pack generated', de: 'Prüfpaket erstellt' },
    ocsf: 'Entity Management: Update',
  },
  'review_pack.failed': {
    label: { en: 'Review pack failed', de: 'Prüfpaket fehlgeschlagen' },
    ocsf: 'Entity Management: Update',
  },
  'review_pack.downloaded': {
    label: { en: 'Review pack downloaded', de: 'Prüfpaket heruntergeladen' },
    ocsf: 'Entity Management: Read',
  },
  'review_pack.pruned': {
    label: { en: 'Review packs pruned', de: 'Prüfpakete bereinigt' },
    ocsf: 'Entity Management: Delete',
  },
} as const satisfies ActionDefinitions<'review_pack'>;
