import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'reasons.provider_consent_missing.label': { en: 'Admin consent missing', de: 'Administratorzustimmung fehlt' },
  'reasons.provider_consent_missing.text': {
    en: 'The consent of an administrator of the tenant to the app is not confirmed yet.',
    de: 'Die Zustimmung eines Administrators des Mandanten zur App ist noch nicht bestätigt.',
  },
  'reasons.provider_consent_failed.label': { en: 'Admin consent failed', de: 'Administratorzustimmung fehlgeschlagen' },
  'reasons.provider_consent_failed.text': {
    en: 'The request for admin consent ended without consent.',
    de: 'Die Anfrage nach Administratorzustimmung endete ohne Zustimmung.',
  },
  'reasons.provider_consent_revoked.label': { en: 'Admin consent revoked', de: 'Administratorzustimmung widerrufen' },
  'reasons.provider_consent_revoked.text': {
    en: 'The tenant withdrew the consent that it had given to the app.',
    de: 'Der Mandant hat die Zustimmung zur App widerrufen.',
  },
  'reasons.provider_permission_missing.label': { en: 'Permission missing', de: 'Berechtigung fehlt' },
  'reasons.provider_permission_missing.text': {
    en: 'The tenant has not granted a permission that this check needs.',
    de: 'Der Mandant hat eine Berechtigung nicht erteilt, die diese Prüfung braucht.',
  },
  'reasons.provider_permission_denied.label': { en: 'Permission denied', de: 'Berechtigung verweigert' },
  'reasons.provider_permission_denied.text': {
    en: 'The provider refused the request although the app signed in.',
    de: 'Der Anbieter hat die Anfrage abgelehnt, obwohl die App angemeldet ist.',
  },
  'reasons.intune_rbac_permission_missing.label': {
    en: 'Intune role permission missing',
    de: 'Intune-Rollenberechtigung fehlt',
  },
  'reasons.intune_rbac_permission_missing.text': {
    en: 'The app has no Intune role that allows this request.',
    de: 'Die App hat keine Intune-Rolle, die diese Anfrage erlaubt.',
  },
  'reasons.provider_connection_missing.label': { en: 'Connection missing', de: 'Verbindung fehlt' },
  'reasons.provider_connection_missing.text': {
    en: 'The tenant has no connection to the provider.',
    de: 'Der Mandant hat keine Verbindung zum Anbieter.',
  },
  'reasons.provider_connection_invalid.label': { en: 'Connection invalid', de: 'Verbindung ungültig' },
  'reasons.provider_connection_invalid.text': {
    en: 'The settings of the connection do not fit the provider.',
    de: 'Die Einstellungen der Verbindung passen nicht zum Anbieter.',
  },
  'reasons.provider_credential_missing.label': { en: 'Credential missing', de: 'Zugangsdaten fehlen' },
  'reasons.provider_credential_missing.text': {
    en: 'The connection has no credential, or the secret store does not hold it.',
    de: 'Die Verbindung hat keine Zugangsdaten, oder der Geheimnisspeicher enthält sie nicht.',
  },
  'reasons.provider_credential_invalid.label': { en: 'Credential invalid', de: 'Zugangsdaten ungültig' },
  'reasons.provider_credential_invalid.text': {
    en: 'The provider does not accept the credential. It may be wrong or expired.',
    de: 'Der Anbieter nimmt die Zugangsdaten nicht an. Sie können falsch oder abgelaufen sein.',
  },
  'reasons.provider_connection_type_invalid.label': { en: 'Connection type invalid', de: 'Verbindungsart ungültig' },
  'reasons.provider_connection_type_invalid.text': {
    en: 'The type of the connection does not fit its credential.',
    de: 'Die Art der Verbindung passt nicht zu ihren Zugangsdaten.',
  },
  'reasons.dedicated_credential_missing.label': {
    en: 'Credential of the customer’s app missing',
    de: 'Zugangsdaten der App des Kunden fehlen',
  },
  'reasons.dedicated_credential_missing.text': {
    en: 'A connection through the customer’s own app needs its credential.',
    de: 'Eine Verbindung über die App des Kunden braucht deren Zugangsdaten.',
  },
  'reasons.dedicated_credential_invalid.label': {
    en: 'Credential of the customer’s app invalid',
    de: 'Zugangsdaten der App des Kunden ungültig',
  },
  'reasons.dedicated_credential_invalid.text': {
    en: 'The provider does not accept the credential of the customer’s own app.',
    de: 'Der Anbieter nimmt die Zugangsdaten der App des Kunden nicht an.',
  },
  'reasons.provider_auth_failed.label': { en: 'Sign-in failed', de: 'Anmeldung fehlgeschlagen' },
  'reasons.provider_auth_failed.text': {
    en: 'The provider refused the sign-in of the app, for example by a policy.',
    de: 'Der Anbieter hat die Anmeldung der App abgelehnt, zum Beispiel durch eine Richtlinie.',
  },
  'reasons.provider_connection_review_required.label': {
    en: 'Connection needs review',
    de: 'Verbindung muss geprüft werden',
  },
  'reasons.provider_connection_review_required.text': {
    en: 'The connection is disabled, or it changed since it was checked.',
    de: 'Die Verbindung ist deaktiviert oder wurde seit der letzten Prüfung geändert.',
  },
  'reasons.provider_binding_unsupported.label': { en: 'Provider not supported', de: 'Anbieter nicht unterstützt' },
  'reasons.provider_binding_unsupported.text': {
    en: 'This installation has no adapter for the provider of the connection.',
    de: 'Diese Installation hat keinen Adapter für den Anbieter der Verbindung.',
  },
  'reasons.tenant_target_mismatch.label': { en: 'Wrong tenant', de: 'Falscher Mandant' },
  'reasons.tenant_target_mismatch.text': {
    en: 'The connection reaches another tenant than the expected one.',
    de: 'Die Verbindung erreicht einen anderen Mandanten als den erwarteten.',
  },
  'reasons.platform_identity_missing.label': { en: 'App of the platform missing', de: 'App der Plattform fehlt' },
  'reasons.platform_identity_missing.text': {
    en: 'The app of the platform does not exist in the tenant or in the chosen cloud.',
    de: 'Die App der Plattform gibt es im Mandanten oder in der gewählten Cloud nicht.',
  },
  'reasons.platform_identity_incomplete.label': {
    en: 'App of the platform incomplete',
    de: 'App der Plattform unvollständig',
  },
  'reasons.platform_identity_incomplete.text': {
    en: 'The app of the platform lacks a setting that sign-in needs.',
    de: 'Der App der Plattform fehlt eine Einstellung, die die Anmeldung braucht.',
  },
  'reasons.intune_rbac_not_configured.label': {
    en: 'Intune roles not configured',
    de: 'Intune-Rollen nicht eingerichtet',
  },
  'reasons.intune_rbac_not_configured.text': {
    en: 'Intune has no role assignment for the app.',
    de: 'In Intune gibt es keine Rollenzuweisung für die App.',
  },
  'reasons.intune_rbac_unhealthy.label': { en: 'Intune roles need review', de: 'Intune-Rollen müssen geprüft werden' },
  'reasons.intune_rbac_unhealthy.text': {
    en: 'The Intune role assignment of the app does not cover what is needed.',
    de: 'Die Intune-Rollenzuweisung der App deckt nicht ab, was gebraucht wird.',
  },
  'reasons.intune_rbac_stale.label': {
    en: 'Intune roles not checked lately',
    de: 'Intune-Rollen länger nicht geprüft',
  },
  'reasons.intune_rbac_stale.text': {
    en: 'The last check of the Intune roles is too old to rely on.',
    de: 'Die letzte Prüfung der Intune-Rollen ist zu alt.',
  },
  'reasons.provider_permission_refresh_failed.label': {
    en: 'Permissions not available',
    de: 'Berechtigungen nicht verfügbar',
  },
  'reasons.provider_permission_refresh_failed.text': {
    en: 'The provider did not list the granted permissions.',
    de: 'Der Anbieter hat die erteilten Berechtigungen nicht genannt.',
  },
  'reasons.network_unreachable.label': { en: 'Provider not reachable', de: 'Anbieter nicht erreichbar' },
  'reasons.network_unreachable.text': {
    en: 'The provider could not be reached over the network.',
    de: 'Der Anbieter war über das Netzwerk nicht erreichbar.',
  },
  'reasons.rate_limited.label': { en: 'Too many requests', de: 'Zu viele Anfragen' },
  'reasons.rate_limited.text': {
    en: 'The provider asked to slow down and did not answer in time.',
    de: 'Der Anbieter hat um weniger Anfragen gebeten und nicht rechtzeitig geantwortet.',
  },
  'reasons.provider_unavailable.label': { en: 'Provider unavailable', de: 'Anbieter nicht verfügbar' },
  'reasons.provider_unavailable.text': {
    en: 'The provider answered with an error of its own.',
    de: 'Der Anbieter hat mit einem eigenen Fehler geantwortet.',
  },
  'reasons.unknown_error.label': { en: 'Unknown error', de: 'Unbekannter Fehler' },
  'reasons.unknown_error.text': {
    en: 'It failed for a reason that is not known here.',
    de: 'Der Grund des Fehlers ist hier nicht bekannt.',
  },
  'reasons.not_licensed.label': { en: 'Licence missing', de: 'Lizenz fehlt' },
  'reasons.not_licensed.text': {
    en: 'The tenant has no licence for this part of the provider.',
    de: 'Der Mandant hat für diesen Teil des Anbieters keine Lizenz.',
  },
  'reasons.unmapped.label': { en: 'Unknown reason', de: 'Unbekannter Grund' },
  'reasons.unmapped.text': {
    en: 'This reason has no explanation here yet. Contact support.',
    de: 'Für diesen Grund gibt es hier noch keine Erklärung. Wenden Sie sich an den Support.',
  },
  'reasons.step.grant_consent': { en: 'Grant admin consent', de: 'Administratorzustimmung erteilen' },
  'reasons.step.open_required_permissions': {
    en: 'Open required permissions',
    de: 'Erforderliche Berechtigungen öffnen',
  },
  'reasons.step.connect_provider': { en: 'Connect provider', de: 'Anbieter verbinden' },
  'reasons.step.review_connection': { en: 'Review provider connection', de: 'Verbindung zum Anbieter prüfen' },
  'reasons.step.update_credential': { en: 'Update the credential', de: 'Zugangsdaten aktualisieren' },
  'reasons.step.review_licences': { en: 'Review the licences of the tenant', de: 'Lizenzen des Mandanten prüfen' },
  'reasons.step.run_verification': { en: 'Run verification again', de: 'Prüfung erneut ausführen' },
  'reasons.step.retry_later': { en: 'Try again later', de: 'Später erneut versuchen' },
  'reasons.step.contact_support': { en: 'Contact support', de: 'Support kontaktieren' },
});

/** Makes the sentences about reasons. */
export const sayReason = say;

/** The messages about reasons and next steps. */
export const reasonMessages = say.messages;
