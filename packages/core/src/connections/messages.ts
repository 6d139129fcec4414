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
  'connections.input.no_report': {
    en: 'There is no report yet. Run the check first.',
    de: 'Es gibt noch keinen Bericht. Starten Sie zuerst die Prüfung.',
  },
  'connections.input.stale_report': {
    en: 'The report no longer speaks for the connection. Run the check again, and acknowledge what the new report says.',
    de: 'Der Bericht gilt nicht mehr für die Verbindung. Starten Sie die Prüfung neu, und nehmen Sie zur Kenntnis, was der neue Bericht sagt.',
  },
  'connections.input.no_check': {
    en: 'The report has no such check. Use the key of one of its checks: {keys}.',
    de: 'Der Bericht hat keine solche Prüfung. Verwenden Sie den Schlüssel einer seiner Prüfungen: {keys}.',
  },
  'connections.input.check_not_failed': {
    en: 'Only a check that failed can be acknowledged. Choose one of those.',
    de: 'Nur eine fehlgeschlagene Prüfung kann zur Kenntnis genommen werden. Wählen Sie eine davon.',
  },
  'connections.input.check_blocks': {
    en: 'A check that blocks cannot be acknowledged. Remove its cause, and run the check again.',
    de: 'Eine blockierende Prüfung kann nicht zur Kenntnis genommen werden. Beheben Sie die Ursache, und starten Sie die Prüfung neu.',
  },
  'connections.target': { en: '{tenantName} ({externalTenantId})', de: '{tenantName} ({externalTenantId})' },
  'connections.target.review': { en: 'Target scope needs review', de: 'Zielbereich muss geprüft werden' },
});

/** Makes the sentences about connections. */
export const sayConnection = say;

/** The messages about connections. */
export const connectionMessages = say.messages;
