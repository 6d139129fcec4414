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
  'connections.consent.input.consent_configured': {
    en: 'Pass the option `consent.redirectUri` to `createTenantAtlas`: the address to which a provider sends administrators back.',
    de: 'Übergeben Sie `createTenantAtlas` die Option `consent.redirectUri`: die Adresse, an die ein Anbieter Administratoren zurückschickt.',
  },
  'connections.consent.input.provider_installed': {
    en: 'The provider of this connection is not installed here. Pass its adapter to `createTenantAtlas` in the option `providers`.',
    de: 'Der Anbieter dieser Verbindung ist hier nicht installiert. Übergeben Sie `createTenantAtlas` seinen Adapter in der Option `providers`.',
  },
  'connections.consent.input.connection_enabled': {
    en: 'Enable the connection first.',
    de: 'Aktivieren Sie zuerst die Verbindung.',
  },
  'connections.consent.input.external_tenant_known': {
    en: 'Give the connection the id of the tenant that should consent.',
    de: 'Tragen Sie in der Verbindung die Kennung des Mandanten ein, der zustimmen soll.',
  },
  'connections.consent.input.credential_named': {
    en: 'A dedicated connection needs the name of its credential. Enter it first.',
    de: 'Eine eigene Verbindung braucht den Namen ihrer Zugangsdaten. Tragen Sie ihn zuerst ein.',
  },
  'connections.consent.input.credential_found': {
    en: 'The credential of this connection was not found in the secret store. Check its name, or try again later.',
    de: 'Die Zugangsdaten dieser Verbindung wurden im Geheimnisspeicher nicht gefunden. Prüfen Sie ihren Namen, oder versuchen Sie es später noch einmal.',
  },
  'connections.consent.input.consent_address': {
    en: 'The provider made no address for consent. Check how its adapter is configured; the log has the cause.',
    de: 'Der Anbieter hat keine Adresse für die Zustimmung gebildet. Prüfen Sie, wie sein Adapter eingerichtet ist; die Ursache steht im Protokoll.',
  },
  'connections.consent.title.granted': { en: 'Consent given', de: 'Zustimmung erteilt' },
  'connections.consent.message.granted': {
    en: 'The connection is now being checked. You can close this page.',
    de: 'Die Verbindung wird jetzt geprüft. Sie können diese Seite schließen.',
  },
  'connections.consent.title.declined': { en: 'Consent declined', de: 'Zustimmung abgelehnt' },
  'connections.consent.message.declined': {
    en: 'No consent was given. To give it after all, ask for a new link.',
    de: 'Es wurde keine Zustimmung erteilt. Um sie doch zu erteilen, fordern Sie einen neuen Link an.',
  },
  'connections.consent.title.failed': { en: 'Consent failed', de: 'Zustimmung fehlgeschlagen' },
  'connections.consent.message.failed': {
    en: 'The provider did not confirm the consent. Ask for a new link and try again.',
    de: 'Der Anbieter hat die Zustimmung nicht bestätigt. Fordern Sie einen neuen Link an und versuchen Sie es noch einmal.',
  },
  'connections.consent.title.replayed': { en: 'Answer already received', de: 'Antwort bereits eingegangen' },
  'connections.consent.message.replayed': {
    en: 'This answer was received before, and nothing was changed now. You can close this page.',
    de: 'Diese Antwort ist bereits eingegangen; jetzt wurde nichts geändert. Sie können diese Seite schließen.',
  },
  'connections.consent.title.expired': { en: 'Link no longer valid', de: 'Link nicht mehr gültig' },
  'connections.consent.message.expired': {
    en: 'The link is too old, or something changed since it was made: the connection, or the rights of the person who asked for it. Ask for a new link.',
    de: 'Der Link ist zu alt, oder inzwischen hat sich etwas geändert: die Verbindung oder die Rechte der Person, die ihn angefordert hat. Fordern Sie einen neuen Link an.',
  },
  'connections.consent.title.wrong_tenant': {
    en: 'Another tenant answered',
    de: 'Ein anderer Mandant hat geantwortet',
  },
  'connections.consent.message.wrong_tenant': {
    en: 'The consent is of another tenant than the expected one. Ask for a new link, and sign in to the expected tenant.',
    de: 'Die Zustimmung ist von einem anderen Mandanten als dem erwarteten. Fordern Sie einen neuen Link an, und melden Sie sich beim erwarteten Mandanten an.',
  },
  'connections.consent.title.already_claimed': { en: 'Tenant already managed', de: 'Mandant wird bereits verwaltet' },
  'connections.consent.message.already_claimed': {
    en: 'This tenant is already managed under another entry, so it was not connected. Ask the operator of this product.',
    de: 'Dieser Mandant wird bereits unter einem anderen Eintrag verwaltet und wurde daher nicht verbunden. Fragen Sie den Betreiber dieses Produkts.',
  },
  'connections.consent.title.unknown': { en: 'Link not known', de: 'Link nicht bekannt' },
  'connections.consent.message.unknown': {
    en: 'This link does not belong to a request for consent. Ask for a new link.',
    de: 'Dieser Link gehört zu keiner Anfrage nach Zustimmung. Fordern Sie einen neuen Link an.',
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
