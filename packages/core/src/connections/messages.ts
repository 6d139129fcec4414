import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'connections.readiness.disabled': {
    en: 'Provider connection disabled',
    de: 'Verbindung zum Anbieter deaktiviert',
  },
  'connections.readiness.consent_revoked': {
    en: 'Provider consent revoked',
    de: 'Zustimmung beim Anbieter widerrufen',
  },
  'connections.readiness.consent_failed': {
    en: 'Provider consent failed',
    de: 'Zustimmung beim Anbieter fehlgeschlagen',
  },
  'connections.readiness.consent_required': {
    en: 'Provider consent required',
    de: 'Zustimmung beim Anbieter erforderlich',
  },
  'connections.readiness.blocked': {
    en: 'Provider connection blocked',
    de: 'Verbindung zum Anbieter blockiert',
  },
  'connections.readiness.degraded': {
    en: 'Provider connection degraded',
    de: 'Verbindung zum Anbieter eingeschränkt',
  },
  'connections.readiness.pending': {
    en: 'Provider verification pending',
    de: 'Prüfung beim Anbieter ausstehend',
  },
  'connections.readiness.ready': { en: 'Provider connection ready', de: 'Verbindung zum Anbieter bereit' },
  'connections.input.credential_reference': {
    en: 'Give the name of the credential in your secret store, such as "w-1/contoso": letters, digits, "_", "-" and ".", joined by "/". Never send the secret itself.',
    de: 'Geben Sie den Namen der Zugangsdaten in Ihrem Geheimnisspeicher an, zum Beispiel „w-1/contoso“: Buchstaben, Ziffern, „_“, „-“ und „.“, verbunden durch „/“. Senden Sie nie das Geheimnis selbst.',
  },
  'connections.target': { en: '{tenantName} ({externalTenantId})', de: '{tenantName} ({externalTenantId})' },
  'connections.target.review': { en: 'Target scope needs review', de: 'Zielbereich muss geprüft werden' },
});

/** Makes the sentences about connections. */
export const sayConnection = say;

/** The messages about connections. */
export const connectionMessages = say.messages;
