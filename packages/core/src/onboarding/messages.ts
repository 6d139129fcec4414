import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'onboarding.status.open': { en: 'Open', de: 'Offen' },
  'onboarding.status.completed': { en: 'Completed', de: 'Abgeschlossen' },
  'onboarding.status.cancelled': { en: 'Cancelled', de: 'Abgebrochen' },
  'onboarding.state.draft': { en: 'Draft', de: 'Entwurf' },
  'onboarding.state.connecting': { en: 'Connecting', de: 'Wird angebunden' },
  'onboarding.state.verifying': { en: 'Verifying', de: 'Wird geprüft' },
  'onboarding.state.action_required': { en: 'Action required', de: 'Handlung erforderlich' },
  'onboarding.state.ready_for_activation': { en: 'Ready for activation', de: 'Bereit zur Aktivierung' },
  'onboarding.state.completed': { en: 'Completed', de: 'Abgeschlossen' },
  'onboarding.state.cancelled': { en: 'Cancelled', de: 'Abgebrochen' },
  'onboarding.checkpoint.identify': { en: 'Identify tenant', de: 'Mandant festlegen' },
  'onboarding.checkpoint.connect_provider': { en: 'Connect provider', de: 'Anbieter verbinden' },
  'onboarding.checkpoint.verify_access': { en: 'Verify access', de: 'Zugriff prüfen' },
  'onboarding.checkpoint.complete': { en: 'Complete', de: 'Abschließen' },
  'onboarding.action.identify_tenant': { en: 'Identify tenant', de: 'Mandant festlegen' },
  'onboarding.action.connect_provider': { en: 'Connect provider', de: 'Anbieter verbinden' },
  'onboarding.action.review_connection': {
    en: 'Review provider connection',
    de: 'Verbindung zum Anbieter überprüfen',
  },
  'onboarding.action.grant_consent': { en: 'Grant admin consent', de: 'Administratorzustimmung erteilen' },
  'onboarding.action.review_permissions': { en: 'Review permissions', de: 'Berechtigungen überprüfen' },
  'onboarding.action.refresh': { en: 'Refresh', de: 'Aktualisieren' },
  'onboarding.action.start_verification': { en: 'Start verification', de: 'Prüfung starten' },
  'onboarding.action.run_again': { en: 'Run verification again', de: 'Prüfung erneut starten' },
  'onboarding.action.review_verification': { en: 'Review verification', de: 'Prüfung ansehen' },
  'onboarding.action.complete': { en: 'Complete onboarding', de: 'Onboarding abschließen' },
  'onboarding.action.continue': { en: 'Continue onboarding', de: 'Onboarding fortsetzen' },
  'onboarding.verification.not_run': { en: 'Not run yet', de: 'Noch nicht gelaufen' },
  'onboarding.verification.active': { en: 'In progress', de: 'Läuft' },
  'onboarding.verification.failed': { en: 'Did not finish', de: 'Nicht beendet' },
  'onboarding.verification.stale': { en: 'Out of date', de: 'Veraltet' },
  'onboarding.verification.blocked': { en: 'Blocked', de: 'Blockiert' },
  'onboarding.verification.needs_attention': { en: 'Needs attention', de: 'Erfordert Aufmerksamkeit' },
  'onboarding.verification.unknown': { en: 'No clear result', de: 'Kein klares Ergebnis' },
  'onboarding.verification.ready': { en: 'Passed', de: 'Bestanden' },
  'onboarding.summary.completed': {
    en: 'The onboarding is completed and the tenant is managed here',
    de: 'Das Onboarding ist abgeschlossen und der Mandant wird hier verwaltet',
  },
  'onboarding.summary.cancelled': { en: 'The onboarding was cancelled', de: 'Das Onboarding wurde abgebrochen' },
  'onboarding.summary.no_tenant': { en: 'No tenant is identified yet', de: 'Noch kein Mandant festgelegt' },
  'onboarding.summary.no_connection': {
    en: 'No provider connection is selected yet',
    de: 'Noch keine Verbindung zum Anbieter gewählt',
  },
  'onboarding.summary.not_run': { en: 'Verification has not run yet', de: 'Die Prüfung ist noch nicht gelaufen' },
  'onboarding.summary.active': { en: 'Verification is in progress', de: 'Die Prüfung läuft' },
  'onboarding.summary.failed': {
    en: 'Verification ended without a result',
    de: 'Die Prüfung endete ohne Ergebnis',
  },
  'onboarding.summary.stale': {
    en: 'The last verification no longer speaks for the connection',
    de: 'Die letzte Prüfung gilt nicht mehr für die Verbindung',
  },
  'onboarding.summary.blocked': {
    en: 'Permission or consent blocker needs attention',
    de: 'Blockierende Berechtigung oder Zustimmung erfordert Aufmerksamkeit',
  },
  'onboarding.summary.blocked_connection': {
    en: 'A blocker of the provider connection needs attention',
    de: 'Ein blockierendes Problem der Verbindung zum Anbieter erfordert Aufmerksamkeit',
  },
  'onboarding.summary.needs_attention': {
    en: 'Verification found something that a person has to decide about',
    de: 'Die Prüfung hat etwas gefunden, worüber eine Person entscheiden muss',
  },
  'onboarding.summary.unknown': {
    en: 'Verification could not collect all evidence',
    de: 'Die Prüfung konnte nicht alle Belege sammeln',
  },
  'onboarding.summary.ready': { en: 'The tenant can be activated', de: 'Der Mandant kann aktiviert werden' },
  'onboarding.freshness.mismatch': {
    en: 'The last verification is about another connection than the selected one.',
    de: 'Die letzte Prüfung betrifft eine andere Verbindung als die gewählte.',
  },
  'onboarding.freshness.connection_changed': {
    en: 'The connection was changed after the last verification.',
    de: 'Die Verbindung wurde nach der letzten Prüfung geändert.',
  },
  'onboarding.freshness.verification_old': {
    en: 'The last verification is too old to rely on.',
    de: 'Die letzte Prüfung ist zu alt, um sich darauf zu verlassen.',
  },
  'onboarding.freshness.permissions_stale': {
    en: 'The permissions were not read recently.',
    de: 'Die Berechtigungen wurden in letzter Zeit nicht gelesen.',
  },
  'onboarding.freshness.permissions_unread': {
    en: 'The last read of the permissions failed.',
    de: 'Die Berechtigungen ließen sich zuletzt nicht lesen.',
  },
  'onboarding.freshness.not_verified': {
    en: 'Nothing was verified for the selected connection yet.',
    de: 'Für die gewählte Verbindung wurde noch nichts geprüft.',
  },
  'onboarding.freshness.current': { en: 'All data shown is current.', de: 'Alle gezeigten Daten sind aktuell.' },
  'onboarding.due.identify_tenant': { en: 'Identify the tenant', de: 'Den Mandanten festlegen' },
  'onboarding.due.connect_provider': {
    en: 'Select a provider connection',
    de: 'Eine Verbindung zum Anbieter wählen',
  },
  'onboarding.due.review_connection': {
    en: 'Enable the provider connection or select another one',
    de: 'Die Verbindung zum Anbieter aktivieren oder eine andere wählen',
  },
  'onboarding.due.grant_consent': { en: 'Give admin consent', de: 'Als Administrator zustimmen' },
  'onboarding.due.grant_permissions': {
    en: 'Grant the missing permissions',
    de: 'Die fehlenden Berechtigungen erteilen',
  },
  'onboarding.due.wait_for_provider': {
    en: 'Wait until the provider answers again, then run the verification',
    de: 'Warten, bis der Anbieter wieder antwortet, und dann die Prüfung starten',
  },
  'onboarding.due.wait_for_verification': {
    en: 'Wait for the verification to end',
    de: 'Das Ende der Prüfung abwarten',
  },
  'onboarding.due.run_verification': { en: 'Run the verification', de: 'Die Prüfung starten' },
  'onboarding.due.review_verification': {
    en: 'Review what the verification found',
    de: 'Das Ergebnis der Prüfung ansehen',
  },
  'onboarding.due.decide_findings': {
    en: 'Remove or acknowledge what the verification found',
    de: 'Was die Prüfung gefunden hat, beheben oder zur Kenntnis nehmen',
  },
  'onboarding.due.complete_onboarding': { en: 'Complete the onboarding', de: 'Das Onboarding abschließen' },
  'onboarding.waiting_on.you': { en: 'Your team', de: 'Ihr Team' },
  'onboarding.waiting_on.customer_admin': { en: 'Administrator of the tenant', de: 'Administrator des Mandanten' },
  'onboarding.waiting_on.provider': { en: 'Provider', de: 'Anbieter' },
  'onboarding.waiting_on.system': { en: 'This system', de: 'Dieses System' },
  'onboarding.input.tenant_first': {
    en: 'Identify the tenant first: a connection belongs to one.',
    de: 'Legen Sie zuerst den Mandanten fest: Eine Verbindung gehört zu einem.',
  },
  'onboarding.input.connection_of_tenant': {
    en: 'The tenant has no such connection. Use the id of one of its own.',
    de: 'Der Mandant hat keine solche Verbindung. Verwenden Sie die Kennung einer eigenen.',
  },
  'onboarding.input.identified_once': {
    en: 'A tenant is identified once. Cancel this onboarding and start another one.',
    de: 'Ein Mandant wird einmal festgelegt. Brechen Sie dieses Onboarding ab und beginnen Sie ein neues.',
  },
  'onboarding.heading.readiness': { en: 'Onboarding readiness', de: 'Stand des Onboardings' },
  'onboarding.heading.step': { en: 'Step', de: 'Schritt' },
  'onboarding.heading.next_action': { en: 'Primary next action', de: 'Wichtigste nächste Aktion' },
  'onboarding.obstacle.consent_configured': {
    en: 'Consent cannot be asked for here, because this installation has no address to which administrators are sent back. Its operator has to set one.',
    de: 'Hier kann nicht um Zustimmung gebeten werden, weil diese Installation keine Adresse hat, an die Administratoren zurückgeschickt werden. Ihr Betreiber muss eine einrichten.',
  },
  'onboarding.obstacle.own_app': {
    en: "This installation cannot ask for consent. An administrator of the tenant has to give it to the customer's own app at the provider; a verification by your team then proves it.",
    de: 'Diese Installation kann nicht um Zustimmung bitten. Ein Administrator des Mandanten muss sie der eigenen App des Kunden beim Anbieter erteilen; eine Prüfung durch Ihr Team weist sie dann nach.',
  },
  'onboarding.obstacle.provider_installed': {
    en: 'Consent cannot be asked for here, because this installation cannot reach the provider of the connection. Its operator has to set the provider up.',
    de: 'Hier kann nicht um Zustimmung gebeten werden, weil diese Installation den Anbieter der Verbindung nicht erreicht. Ihr Betreiber muss den Anbieter einrichten.',
  },
  'onboarding.obstacle.external_tenant_known': {
    en: 'Consent cannot be asked for, because the connection does not say which tenant has to consent. Your team has to enter its ID in the connection.',
    de: 'Um Zustimmung kann nicht gebeten werden, weil die Verbindung nicht sagt, welcher Mandant zustimmen muss. Ihr Team muss dessen Kennung in der Verbindung eintragen.',
  },
  'onboarding.obstacle.credential_named': {
    en: 'Consent cannot be asked for, because the connection does not name its credential. Your team has to enter the name in the connection.',
    de: 'Um Zustimmung kann nicht gebeten werden, weil die Verbindung ihre Zugangsdaten nicht nennt. Ihr Team muss deren Namen in der Verbindung eintragen.',
  },
  'onboarding.section.stored_verification': {
    en: 'Stored verification details',
    de: 'Gespeicherte Prüfungsdetails',
  },
  'onboarding.section.permission_diagnostics': { en: 'Permission diagnostics', de: 'Berechtigungsdiagnose' },
  'onboarding.section.supporting_evidence': { en: 'Supporting evidence', de: 'Weitere Belege' },
  'onboarding.permissions.missing_application': {
    en: 'Missing application permissions',
    de: 'Fehlende Anwendungsberechtigungen',
  },
  'onboarding.permissions.missing_delegated': {
    en: 'Missing delegated permissions',
    de: 'Fehlende delegierte Berechtigungen',
  },
  'onboarding.permissions.unreadable': {
    en: 'Permissions without a reading',
    de: 'Nicht gelesene Berechtigungen',
  },
  'onboarding.link.required_permissions': {
    en: 'View required permissions',
    de: 'Erforderliche Berechtigungen ansehen',
  },
});

/** Makes the sentences about onboarding. */
export const sayOnboarding = say;

/** The messages about onboarding. */
export const onboardingMessages = say.messages;
