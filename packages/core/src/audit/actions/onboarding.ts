import type { ActionDefinitions } from './definition.ts';

/** The actions of an onboarding, and on the results of its verification. */
export const onboardingDefinitions = {
  'onboarding.started': {
    label: { en: 'Onboarding started', de: 'Onboarding begonnen' },
    summary: {
      id: 'audit.summary.onboarding_started',
      en: 'Onboarding of {name} started',
      de: 'Onboarding von {name} begonnen',
    },
    ocsf: 'Entity Management: Create',
    metadata: { connection_id: 'workspace' },
  },
  'onboarding.updated': {
    label: { en: 'Onboarding updated', de: 'Onboarding geändert' },
    summary: {
      id: 'audit.summary.onboarding_updated',
      en: 'Onboarding of {name} updated',
      de: 'Onboarding von {name} geändert',
    },
    ocsf: 'Entity Management: Update',
    metadata: { changed: 'workspace', checkpoints: 'workspace', connection_id: 'workspace' },
  },
  'onboarding.completed': {
    label: { en: 'Onboarding completed', de: 'Onboarding abgeschlossen' },
    summary: {
      id: 'audit.summary.onboarding_completed',
      en: 'Onboarding of {name} completed',
      de: 'Onboarding von {name} abgeschlossen',
    },
    ocsf: 'Entity Management: Update',
    metadata: { connection_id: 'workspace' },
  },
  'onboarding.cancelled': {
    label: { en: 'Onboarding cancelled', de: 'Onboarding abgebrochen' },
    summary: {
      id: 'audit.summary.onboarding_cancelled',
      en: 'Onboarding of {name} cancelled',
      de: 'Onboarding von {name} abgebrochen',
    },
    ocsf: 'Entity Management: Update',
    metadata: { lifecycle_state: 'workspace', tenant_restores_to: 'workspace' },
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
