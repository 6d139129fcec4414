import type { ActionDefinitions } from './definition.ts';

/** The actions on provider connections. */
export const providerConnectionDefinitions = {
  'provider_connection.created': {
    label: { en: 'Provider connection created', de: 'Anbieterverbindung angelegt' },
    ocsf: 'Entity Management: Create',
  },
  'provider_connection.updated': {
    label: { en: 'Provider connection updated', de: 'Anbieterverbindung geändert' },
    ocsf: 'Entity Management: Update',
  },
  'provider_connection.consent_changed': {
    label: { en: 'Provider consent changed', de: 'Zustimmung beim Anbieter geändert' },
    ocsf: 'Entity Management: Update',
  },
  'provider_connection.verified': {
    label: { en: 'Provider connection verified', de: 'Anbieterverbindung geprüft' },
    ocsf: 'Entity Management: Read',
  },
} as const satisfies ActionDefinitions<'provider_connection'>;
