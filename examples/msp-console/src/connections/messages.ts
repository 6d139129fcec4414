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
  'connection.check': { en: 'Run check', de: 'Prüfung ausführen' },
  'connection.check.starting': { en: 'Starting…', de: 'Wird gestartet …' },
  'connection.check.running': { en: 'Check is running', de: 'Prüfung läuft' },
  'connection.check.before': {
    en: 'The findings of the last check stay here until it ends.',
    de: 'Die Ergebnisse der letzten Prüfung bleiben stehen, bis sie endet.',
  },
  'connection.check.ended': { en: 'The check has ended.', de: 'Die Prüfung ist beendet.' },

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
  'connect.name.hint': { en: 'How this console calls the connection', de: 'Wie diese Konsole die Verbindung nennt' },
  'connect.external': { en: 'Entra tenant ID', de: 'Entra-Mandanten-ID' },
  'connect.external.hint': {
    en: 'A GUID or a domain such as contoso.onmicrosoft.com',
    de: 'Eine GUID oder eine Domain wie contoso.onmicrosoft.com',
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
  'simulation.remove_of': { en: 'Remove permission of {tenant}', de: 'Berechtigung von {tenant} entziehen' },
  'simulation.throttle': { en: 'Throttle', de: 'Drosseln' },
  'simulation.throttle_of': { en: 'Throttle {tenant}', de: '{tenant} drosseln' },
  'simulation.restore': { en: 'Restore', de: 'Zurücksetzen' },
  'simulation.restore_of': { en: 'Restore {tenant}', de: '{tenant} zurücksetzen' },
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
