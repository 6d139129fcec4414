import type { ActionDefinitions } from './definition.ts';

const connection = { connection_id: 'workspace', provider: 'workspace' } as const;

/** The actions on provider connections. */
export const providerConnectionDefinitions = {
  'provider_connection.created': {
    label: { en: 'Provider connection created', de: 'Anbieterverbindung angelegt' },
    summary: {
      id: 'audit.summary.connection_created',
      en: 'Connection {name} created',
      de: 'Verbindung {name} angelegt',
    },
    ocsf: 'Entity Management: Create',
    metadata: { ...connection, connection_type: 'workspace', external_tenant_id: 'workspace' },
  },
  'provider_connection.updated': {
    label: { en: 'Provider connection updated', de: 'Anbieterverbindung geändert' },
    summary: {
      id: 'audit.summary.connection_updated',
      en: 'Connection {name} updated',
      de: 'Verbindung {name} geändert',
    },
    ocsf: 'Entity Management: Update',
    metadata: {
      ...connection,
      changed: 'workspace',
      external_tenant_id: 'workspace',
      previous_external_tenant_id: 'workspace',
    },
  },
  'provider_connection.consent_changed': {
    label: { en: 'Provider consent changed', de: 'Zustimmung beim Anbieter geändert' },
    summaries: {
      unknown: {
        id: 'audit.summary.consent_unknown',
        en: 'Consent for connection {name} is unknown',
        de: 'Zustimmung für Verbindung {name} ist unbekannt',
      },
      required: {
        id: 'audit.summary.consent_required',
        en: 'Connection {name} needs consent',
        de: 'Verbindung {name} braucht eine Zustimmung',
      },
      granted: {
        id: 'audit.summary.consent_granted',
        en: 'Consent for connection {name} granted',
        de: 'Zustimmung für Verbindung {name} erteilt',
      },
      failed: {
        id: 'audit.summary.consent_failed',
        en: 'Consent for connection {name} failed',
        de: 'Zustimmung für Verbindung {name} fehlgeschlagen',
      },
      revoked: {
        id: 'audit.summary.consent_revoked',
        en: 'Consent for connection {name} revoked',
        de: 'Zustimmung für Verbindung {name} widerrufen',
      },
    },
    ocsf: 'Entity Management: Update',
    metadata: {
      ...connection,
      from: 'workspace',
      to: 'workspace',
      consent_outcome: 'workspace',
      provider_code: 'workspace',
    },
  },
  'provider_connection.verified': {
    label: { en: 'Provider connection verified', de: 'Anbieterverbindung geprüft' },
    summaries: {
      running: {
        id: 'audit.summary.verification_running',
        en: 'Check of connection {name} is running',
        de: 'Prüfung der Verbindung {name} läuft',
      },
      ready: {
        id: 'audit.summary.verification_ready',
        en: 'Check of connection {name} found no problem',
        de: 'Prüfung der Verbindung {name} ohne Problem',
      },
      needs_attention: {
        id: 'audit.summary.verification_needs_attention',
        en: 'Check of connection {name} found problems',
        de: 'Prüfung der Verbindung {name} mit Problemen',
      },
      blocked: {
        id: 'audit.summary.verification_blocked',
        en: 'Check of connection {name} found a blocking problem',
        de: 'Prüfung der Verbindung {name} mit blockierendem Problem',
      },
      unknown: {
        id: 'audit.summary.verification_unknown',
        en: 'Check of connection {name} had not enough evidence',
        de: 'Prüfung der Verbindung {name} ohne ausreichende Nachweise',
      },
    },
    ocsf: 'Entity Management: Read',
    metadata: { ...connection, overall: 'workspace', reason_code: 'workspace' },
  },
} as const satisfies ActionDefinitions<'provider_connection'>;
