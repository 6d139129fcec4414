import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'topics.admin-consent-required.headline': {
    en: 'Admin consent required',
    de: 'Administratorzustimmung erforderlich',
  },
  'topics.admin-consent-required.explanation': {
    en: 'The app can work in the tenant only after an administrator of the tenant has agreed to it.',
    de: 'Die App kann erst im Mandanten arbeiten, wenn ein Administrator des Mandanten ihr zugestimmt hat.',
  },
  'topics.admin-consent-required.action': {
    en: 'Grant admin consent and re-run verification.',
    de: 'Erteilen Sie die Administratorzustimmung, und führen Sie die Prüfung erneut aus.',
  },
  'topics.admin-consent-required.step.1': {
    en: 'Ask a person who may give consent for the whole tenant, such as a global administrator.',
    de: 'Bitten Sie eine Person, die für den ganzen Mandanten zustimmen darf, zum Beispiel einen globalen Administrator.',
  },
  'topics.admin-consent-required.step.2': {
    en: 'Open the consent page, sign in to the right tenant, and accept the listed permissions.',
    de: 'Öffnen Sie die Zustimmungsseite, melden Sie sich am richtigen Mandanten an, und nehmen Sie die genannten Berechtigungen an.',
  },
  'topics.admin-consent-required.step.3': {
    en: 'Wait a few minutes, because new consent does not work at once everywhere.',
    de: 'Warten Sie einige Minuten, weil eine neue Zustimmung nicht sofort überall wirkt.',
  },
  'topics.required-permissions-missing.headline': {
    en: 'Required permissions missing',
    de: 'Erforderliche Berechtigungen fehlen',
  },
  'topics.required-permissions-missing.explanation': {
    en: 'The tenant has not granted every permission that the features in use need.',
    de: 'Der Mandant hat nicht alle Berechtigungen erteilt, die die genutzten Funktionen brauchen.',
  },
  'topics.required-permissions-missing.action': {
    en: 'Open required permissions and confirm the missing grants.',
    de: 'Öffnen Sie die erforderlichen Berechtigungen, und bestätigen Sie die fehlenden.',
  },
  'topics.required-permissions-missing.step.1': {
    en: 'Compare the list of required permissions with what the tenant has granted.',
    de: 'Vergleichen Sie die Liste der erforderlichen Berechtigungen mit den erteilten.',
  },
  'topics.required-permissions-missing.step.2': {
    en: 'Let an administrator of the tenant grant the missing ones.',
    de: 'Lassen Sie einen Administrator des Mandanten die fehlenden erteilen.',
  },
  'topics.required-permissions-missing.step.3': {
    en: 'Run verification again, so that the change is seen.',
    de: 'Führen Sie die Prüfung erneut aus, damit die Änderung erkannt wird.',
  },
  'topics.connection-unhealthy.headline': {
    en: 'Provider connection needs review',
    de: 'Verbindung zum Anbieter muss geprüft werden',
  },
  'topics.connection-unhealthy.explanation': {
    en: 'The provider connection cannot be used as it is set up now.',
    de: 'Die Verbindung zum Anbieter lässt sich so, wie sie eingerichtet ist, nicht verwenden.',
  },
  'topics.connection-unhealthy.action': {
    en: 'Review the provider connection before retrying.',
    de: 'Prüfen Sie die Verbindung zum Anbieter, bevor Sie es erneut versuchen.',
  },
  'topics.connection-unhealthy.step.1': {
    en: 'Check that the connection is enabled and names the right tenant.',
    de: 'Prüfen Sie, ob die Verbindung aktiviert ist und den richtigen Mandanten nennt.',
  },
  'topics.connection-unhealthy.step.2': {
    en: 'Check the app that signs in: that it exists, and that its secret or certificate is still valid.',
    de: 'Prüfen Sie die App, die sich anmeldet: ob es sie gibt, und ob ihr Geheimnis oder Zertifikat noch gültig ist.',
  },
  'topics.connection-unhealthy.step.3': {
    en: 'Run verification again after each change.',
    de: 'Führen Sie nach jeder Änderung die Prüfung erneut aus.',
  },
  'topics.verification-stale.headline': {
    en: 'Verification result is stale',
    de: 'Prüfergebnis ist veraltet',
  },
  'topics.verification-stale.explanation': {
    en: 'The last verification is too old, or the connection was changed after it, so nothing is concluded from it.',
    de: 'Die letzte Prüfung ist zu alt, oder die Verbindung wurde danach geändert. Deshalb wird aus ihr nichts geschlossen.',
  },
  'topics.verification-stale.action': {
    en: 'Refresh verification before continuing onboarding.',
    de: 'Aktualisieren Sie die Prüfung, bevor Sie mit dem Onboarding fortfahren.',
  },
  'topics.verification-stale.step.1': {
    en: 'Start verification for the connection that is selected now.',
    de: 'Starten Sie die Prüfung für die jetzt gewählte Verbindung.',
  },
  'topics.verification-stale.step.2': {
    en: 'Continue with what the new result says, and not with the old one.',
    de: 'Arbeiten Sie mit dem neuen Ergebnis weiter und nicht mit dem alten.',
  },
  'topics.verification-failed.headline': { en: 'Verification failed', de: 'Prüfung fehlgeschlagen' },
  'topics.verification-failed.explanation': {
    en: 'At least one check of the connection did not pass.',
    de: 'Mindestens eine Prüfung der Verbindung wurde nicht bestanden.',
  },
  'topics.verification-failed.action': {
    en: 'Review the blocking reason and retry verification.',
    de: 'Klären Sie den blockierenden Grund, und wiederholen Sie die Prüfung.',
  },
  'topics.verification-failed.step.1': {
    en: 'Read the first check that did not pass, and its evidence.',
    de: 'Lesen Sie die erste nicht bestandene Prüfung und ihre Belege.',
  },
  'topics.verification-failed.step.2': {
    en: 'Remove its cause before the checks after it: they often depend on it.',
    de: 'Beheben Sie deren Ursache vor denen der späteren Prüfungen, denn diese hängen oft davon ab.',
  },
  'topics.verification-failed.step.3': {
    en: 'Run verification again.',
    de: 'Führen Sie die Prüfung erneut aus.',
  },
  'topics.diagnostic-evidence-incomplete.headline': {
    en: 'Diagnostic evidence is incomplete',
    de: 'Belege der Diagnose sind unvollständig',
  },
  'topics.diagnostic-evidence-incomplete.explanation': {
    en: 'Some of what the diagnosis needs was not collected, or is too old.',
    de: 'Ein Teil dessen, was die Diagnose braucht, wurde nicht erhoben oder ist zu alt.',
  },
  'topics.diagnostic-evidence-incomplete.action': {
    en: 'Collect a fresher or more complete diagnostic signal.',
    de: 'Erheben Sie ein neueres oder vollständigeres Signal für die Diagnose.',
  },
  'topics.diagnostic-evidence-incomplete.step.1': {
    en: 'See which sections are missing or out of date.',
    de: 'Sehen Sie nach, welche Abschnitte fehlen oder veraltet sind.',
  },
  'topics.diagnostic-evidence-incomplete.step.2': {
    en: 'Run verification or the operation that supplies them, then open the diagnosis again.',
    de: 'Führen Sie die Prüfung oder den Vorgang aus, der sie liefert, und öffnen Sie die Diagnose erneut.',
  },
  'topics.retryable-provider-failure.headline': {
    en: 'Provider failure looks retryable',
    de: 'Fehler des Anbieters ist vermutlich vorübergehend',
  },
  'topics.retryable-provider-failure.explanation': {
    en: 'The provider did not answer, or asked for fewer requests. This often ends without a change on this side.',
    de: 'Der Anbieter hat nicht geantwortet oder um weniger Anfragen gebeten. Das endet oft, ohne dass hier etwas zu ändern ist.',
  },
  'topics.retryable-provider-failure.action': {
    en: 'Retry after the provider dependency recovers.',
    de: 'Versuchen Sie es erneut, sobald der Dienst des Anbieters wieder arbeitet.',
  },
  'topics.retryable-provider-failure.step.1': {
    en: 'Look at the service status of the provider.',
    de: 'Sehen Sie sich den Dienststatus des Anbieters an.',
  },
  'topics.retryable-provider-failure.step.2': {
    en: 'Wait, then start the same work once. Repeating it quickly prolongs a limit.',
    de: 'Warten Sie, und starten Sie dieselbe Arbeit dann einmal. Schnelles Wiederholen verlängert eine Begrenzung.',
  },
  'topics.manual-handoff-required.headline': {
    en: 'Manual support handoff required',
    de: 'Übergabe an den Support erforderlich',
  },
  'topics.manual-handoff-required.explanation': {
    en: 'The cause is not known here, so a person has to look into it.',
    de: 'Die Ursache ist hier nicht bekannt, deshalb muss eine Person sie untersuchen.',
  },
  'topics.manual-handoff-required.action': {
    en: 'Hand off the case with the current diagnostic summary and supporting references.',
    de: 'Übergeben Sie den Fall mit der aktuellen Zusammenfassung der Diagnose und den zugehörigen Verweisen.',
  },
  'topics.manual-handoff-required.step.1': {
    en: 'Open the diagnosis and check that it is current.',
    de: 'Öffnen Sie die Diagnose, und prüfen Sie, ob sie aktuell ist.',
  },
  'topics.manual-handoff-required.step.2': {
    en: 'Add what you have tried and what happened.',
    de: 'Ergänzen Sie, was Sie versucht haben und was geschah.',
  },
  'topics.manual-handoff-required.step.3': {
    en: 'Send both to support, with the code of the reason.',
    de: 'Senden Sie beides zusammen mit dem Code des Grundes an den Support.',
  },
  'topics.link.grant_consent': { en: 'Grant admin consent', de: 'Administratorzustimmung erteilen' },
  'topics.link.consent_guide': { en: 'Admin consent guide', de: 'Anleitung zur Administratorzustimmung' },
  'topics.link.required_permissions': {
    en: 'Open required permissions',
    de: 'Erforderliche Berechtigungen öffnen',
  },
  'topics.given': { en: '{text}', de: '{text}' },
});

/** Makes the sentences about topics. */
export const sayTopic = say;

/** The messages about topics. */
export const topicMessages = say.messages;
