import { defineMessages } from '@tenantatlas/core/browser';

/** Makes the sentences about connections. A file of its own: only the pages that show connections load it. */
export const sayConnection = defineMessages({
  'connection.section': { en: 'Connection', de: 'Verbindung' },
  'connection.about': {
    en: 'How {tenant} is reached, what it permits, and what the last check found.',
    de: 'Wie {tenant} erreicht wird, was erlaubt ist und was die letzte Prüfung ergab.',
  },
  'connection.state': { en: 'State', de: 'Status' },
  'connection.permissions': { en: 'Permissions', de: 'Berechtigungen' },
  'connection.checks': { en: 'Verification', de: 'Überprüfung' },
  'connection.run': { en: 'View operation', de: 'Vorgang ansehen' },
  'connection.others': { en: 'Other connections', de: 'Weitere Verbindungen' },
  'connection.none.title': { en: 'Not connected yet', de: 'Noch nicht verbunden' },
  'connection.none.text': {
    en: 'A connection lets this console read the tenant at its provider. It shows here whether that works, and what is missing.',
    de: 'Über eine Verbindung liest diese Konsole den Mandanten beim Anbieter. Hier steht dann, ob das gelingt und was fehlt.',
  },
  'connection.none.archived': {
    en: 'An archived tenant cannot be connected.',
    de: 'Ein archivierter Mandant lässt sich nicht verbinden.',
  },
  'connection.unchecked.title': { en: 'Not checked yet', de: 'Noch nicht geprüft' },
  'connection.unchecked.text': {
    en: 'Run the check. It asks the provider and shows each step with its evidence.',
    de: 'Führen Sie die Prüfung aus. Sie fragt den Anbieter und zeigt jeden Schritt mit seinen Belegen.',
  },
  'verification.section': { en: 'Verification', de: 'Prüfung' },
  'connection.check': { en: 'Run check', de: 'Prüfung ausführen' },
  'connection.check.starting': { en: 'Starting…', de: 'Wird gestartet …' },
  'connection.check.running': { en: 'Check is running', de: 'Prüfung läuft' },
  'connection.check.before': {
    en: 'The findings of the last check stay here until it ends.',
    de: 'Die Ergebnisse der letzten Prüfung bleiben stehen, bis sie endet.',
  },
  'connection.check.ended': { en: 'The check has ended.', de: 'Die Prüfung ist beendet.' },

  'connection.default': { en: 'Default', de: 'Standard' },
  'connection.manage': { en: 'Manage the connection', de: 'Verbindung verwalten' },
  'connection.make_default': { en: 'Make default', de: 'Als Standard festlegen' },
  'connection.made_default': {
    en: 'This connection is now used where none is named.',
    de: 'Diese Verbindung wird jetzt verwendet, wo keine genannt ist.',
  },
  'connection.enable': { en: 'Enable', de: 'Aktivieren' },
  'connection.enabled': {
    en: 'The connection is enabled. Run the check to see whether it works.',
    de: 'Die Verbindung ist aktiviert. Führen Sie die Prüfung aus, um zu sehen, ob sie funktioniert.',
  },
  'connection.disable': { en: 'Disable', de: 'Deaktivieren' },
  'connection.disabled': { en: 'The connection is disabled.', de: 'Die Verbindung ist deaktiviert.' },
  'connection.saved': { en: 'Saved.', de: 'Gespeichert.' },

  'disable.title': { en: 'Disable {connection}', de: '{connection} deaktivieren' },
  'disable.stops': {
    en: 'Checks no longer ask the provider, and consent can no longer be requested. A check that is running counts no more.',
    de: 'Prüfungen fragen den Anbieter nicht mehr, und Zustimmung kann nicht mehr angefordert werden. Eine laufende Prüfung zählt nicht mehr.',
  },
  'disable.stays': {
    en: 'The consent and the last findings stay, and nothing changes at the provider. You can enable the connection again at any time. It then needs a new check.',
    de: 'Die Zustimmung und die letzten Ergebnisse bleiben, und beim Anbieter ändert sich nichts. Sie können die Verbindung jederzeit wieder aktivieren. Danach ist eine neue Prüfung nötig.',
  },
  'disable.default': {
    en: 'It stays the default connection of this tenant. Make another one the default if you need one that works.',
    de: 'Sie bleibt die Standardverbindung dieses Mandanten. Legen Sie eine andere als Standard fest, wenn Sie eine funktionierende brauchen.',
  },

  'edit.action': { en: 'Edit', de: 'Bearbeiten' },
  'edit.title': { en: 'Edit {connection}', de: '{connection} bearbeiten' },
  'edit.submit': { en: 'Save', de: 'Speichern' },
  'edit.credential.kept': {
    en: 'Leave empty to keep the stored name, which is not shown. This demo knows {reference}.',
    de: 'Leer lassen, um den gespeicherten Namen zu behalten. Er wird nicht angezeigt. Diese Demo kennt {reference}.',
  },
  'edit.credential.removed': {
    en: "The product's app needs none: without a new name, the stored one is removed.",
    de: 'Die App des Produkts braucht keinen: Ohne neuen Namen wird der gespeicherte entfernt.',
  },
  'edit.effect.consent': {
    en: 'Another tenant or another app needs a new consent and a new check. What was granted before no longer counts.',
    de: 'Ein anderer Mandant oder eine andere App braucht eine neue Zustimmung und eine neue Prüfung. Was zuvor erteilt wurde, zählt nicht mehr.',
  },
  'edit.effect.check': {
    en: 'Another credential needs a new check. The last findings become outdated.',
    de: 'Ein anderer Zugang braucht eine neue Prüfung. Die letzten Ergebnisse sind dann veraltet.',
  },
  'edit.restored': {
    en: 'What you typed before was kept, without the credential name.',
    de: 'Ihre früheren Eingaben wurden behalten, ohne den Namen des Zugangs.',
  },
  'edit.discard': { en: 'Discard', de: 'Verwerfen' },
  'edit.conflict.title': {
    en: 'This connection was changed meanwhile',
    de: 'Diese Verbindung wurde inzwischen geändert',
  },
  'edit.conflict.text': {
    en: 'Your change is not saved. What you typed is still in the fields.',
    de: 'Ihre Änderung ist nicht gespeichert. Ihre Eingaben stehen noch in den Feldern.',
  },
  'edit.conflict.field': { en: 'Field', de: 'Feld' },
  'edit.conflict.mine': { en: 'Yours', de: 'Ihre Fassung' },
  'edit.conflict.theirs': { en: 'Now', de: 'Jetzt' },
  'edit.conflict.none': { en: 'Not set', de: 'Nicht gesetzt' },
  'edit.conflict.stored': { en: 'Stored', de: 'Hinterlegt' },
  'edit.conflict.keep': { en: 'Keep mine', de: 'Meine behalten' },
  'edit.conflict.take': { en: 'Use theirs', de: 'Die andere übernehmen' },
  'edit.conflict.reading': { en: 'Reading…', de: 'Wird gelesen …' },

  'consent.action': { en: 'Grant admin consent', de: 'Administratorzustimmung erteilen' },
  'consent.opening': { en: 'Opening…', de: 'Wird geöffnet …' },
  'consent.back': { en: 'Back to the connection', de: 'Zurück zur Verbindung' },
  'consent.back_onboarding': { en: 'Back to the onboarding', de: 'Zurück zum Onboarding' },
  'consent.home': { en: 'Open the console', de: 'Konsole öffnen' },

  'connect.action': { en: 'Connect', de: 'Verbinden' },
  'connect.title': { en: 'Connect {tenant}', de: '{tenant} verbinden' },
  'connect.provider': { en: 'Provider', de: 'Anbieter' },
  'connect.provider.hint': { en: 'Where the tenant is', de: 'Wo sich der Mandant befindet' },
  'connect.provider.microsoft': { en: 'Microsoft Entra and Intune', de: 'Microsoft Entra und Intune' },
  'connect.type': { en: 'Sign-in', de: 'Anmeldung' },
  'connect.type.hint': { en: 'Whose app reads the tenant', de: 'Wessen App den Mandanten liest' },
  'connect.type.dedicated': { en: "The customer's own app", de: 'Die eigene App des Kunden' },
  'connect.type.platform': { en: "The product's app", de: 'Die App des Produkts' },
  'connect.name': { en: 'Name', de: 'Name' },
  'connect.name.hint': { en: 'What this console calls the connection', de: 'Wie diese Konsole die Verbindung nennt' },
  'connect.external': { en: 'Entra tenant ID', de: 'Entra-Mandanten-ID' },
  'connect.external.hint': {
    en: 'A GUID or a domain such as contoso.onmicrosoft.com. “Change the simulated tenant” lists those of this demo.',
    de: 'Eine GUID oder eine Domain wie contoso.onmicrosoft.com. „Simulierten Mandanten ändern“ nennt die dieser Demo.',
  },
  'connect.credential': { en: 'Credential name', de: 'Name des Zugangs' },
  'connect.credential.hint': {
    en: "Its name in your secret store, never the secret. This demo knows {reference}. Empty for the product's app.",
    de: 'Der Name in Ihrem Tresor, nie das Geheimnis. Diese Demo kennt {reference}. Leer bei der App des Produkts.',
  },
  'connect.credential.missing': {
    en: "The customer's own app needs a credential name",
    de: 'Die eigene App des Kunden braucht den Namen eines Zugangs',
  },
  'connect.missing': { en: 'Fill this in', de: 'Füllen Sie dieses Feld aus' },

  'simulation.mark': { en: 'Demo only', de: 'Nur Demo' },
  'simulation.about': {
    en: 'Change the tenants of this customer at the simulated Microsoft. This console notices it at its next check.',
    de: 'Ändern Sie die Mandanten dieses Kunden beim simulierten Microsoft. Diese Konsole bemerkt es bei der nächsten Prüfung.',
  },
  'simulation.link': { en: 'Change the simulated tenant', de: 'Simulierten Mandanten ändern' },
  'simulation.note': {
    en: 'Demo: this tenant is simulated.',
    de: 'Demo: dieser Mandant ist simuliert.',
  },
  'simulation.tenant': { en: 'Open tenant', de: 'Mandant öffnen' },
  'simulation.external': { en: 'Entra tenant ID', de: 'Entra-Mandanten-ID' },
  'simulation.credential': { en: 'Credential name', de: 'Name des Zugangs' },
  'simulation.missing': { en: 'Removed permissions', de: 'Entzogene Berechtigungen' },
  'simulation.all_granted': { en: 'None', de: 'Keine' },
  'simulation.limit': { en: 'Limit', de: 'Drosselung' },
  'simulation.throttled': { en: 'Reads of permissions are limited', de: 'Das Lesen von Berechtigungen ist gedrosselt' },
  'simulation.unlimited': { en: 'None', de: 'Keine' },
  'simulation.permission': { en: 'Permission', de: 'Berechtigung' },
  'simulation.permission_of': { en: 'Permission of {tenant}', de: 'Berechtigung von {tenant}' },
  'simulation.remove': { en: 'Remove permission', de: 'Berechtigung entziehen' },
  'simulation.throttle': { en: 'Throttle', de: 'Drosseln' },
  'simulation.sign_in': { en: 'Sign-in of apps', de: 'Anmeldung von Apps' },
  'simulation.sign_in.blocked': {
    en: 'Blocked by Conditional Access',
    de: 'Durch bedingten Zugriff blockiert',
  },
  'simulation.sign_in.allowed': { en: 'Allowed', de: 'Erlaubt' },
  'simulation.block_sign_in': { en: 'Block sign-in', de: 'Anmeldung blockieren' },
  'simulation.restore': { en: 'Restore', de: 'Zurücksetzen' },
  'simulation.of': { en: '{action}: {tenant}', de: '{action}: {tenant}' },
  'simulation.wait': {
    en: 'After a limit has ended, a check may have to wait up to 30 seconds.',
    de: 'Nach dem Ende einer Drosselung kann eine Prüfung bis zu 30 Sekunden warten müssen.',
  },
  'simulation.changed': { en: '{tenant} changed at Microsoft.', de: '{tenant} wurde bei Microsoft geändert.' },
  'simulation.failed': {
    en: 'The simulated Microsoft did not answer. Try again in a moment.',
    de: 'Das simulierte Microsoft hat nicht geantwortet. Versuchen Sie es gleich noch einmal.',
  },
  'simulation.empty.title': { en: 'No simulated tenants', de: 'Keine simulierten Mandanten' },
  'simulation.empty.text': {
    en: 'The simulated Microsoft has no tenant that you can see here.',
    de: 'Das simulierte Microsoft hat keinen Mandanten, den Sie hier sehen.',
  },
});

/** The messages about connections in every language. */
export const connectionMessages = sayConnection.messages;

/** The id of a message about connections. */
export type ConnectionMessageId = keyof typeof connectionMessages;
