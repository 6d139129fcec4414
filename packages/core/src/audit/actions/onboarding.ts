import type { ActionDefinitions } from './definition.ts';

/** The actions of an onboarding, and on the results of its verification. */
export const onboardingDefinitions = {
  'onboarding.started': {
    label: { en: 'Onboarding started', de: 'Onboarding begonnen' },
    ocsf: 'Entity Management: Create',
  },
  'onboarding.updated': {
    label: { en: 'Onboarding updated', de: 'Onboarding geändert' },
    ocsf: 'Entity Management: Update',
  },
  'onboarding.completed': {
    label: { en: 'Onboarding completed', de: 'Onboarding abgeschlossen' },
    ocsf: 'Entity Management: Update',
  },
  'onboarding.cancelled': {
    label: { en: 'Onboarding cancelled', de: 'Onboarding abgebrochen' },
    ocsf: 'Entity Management: Update',
  },
  'verification.acknowledged': {
    label: { en: 'Verification result acknowledged', de: 'Prüfergebnis zur Kenntnis genommen' },
    summary: {
      id: 'audit.summary.verification_acknowledged',
      en: 'Failed check of connection {name} acknowledged',
      de: 'Fehlgeschlagene Prüfung der Verbindung {name} zur Kenntnis genommen',
    },
    ocsf: 'Entity Management: Update',
    // Without the person's own words: they are kept with the acknowledgement alone, where an erasure finds them.
    metadata: {
      connection_id: 'workspace',
      provider: 'workspace',
      check_key: 'workspace',
      reason_code: 'workspace',
    },
  },
} as const satisfies ActionDefinitions<'onboarding' | 'verification'>;
