import { defineMessages } from '@tenantatlas/core/browser';

/** Makes the sentences about onboarding. A file of its own: only the pages of onboardings load it. */
export const sayOnboarding = defineMessages({
  'onboarding.page.about': {
    en: 'Tenants on their way into service, each with its current step.',
    de: 'Mandanten auf dem Weg in den Betrieb, jeder mit seinem aktuellen Schritt.',
  },
  'onboarding.page.step_about': {
    en: 'The four steps into service, and what to do next.',
    de: 'Die vier Schritte in den Betrieb und was als Nächstes zu tun ist.',
  },
  'onboarding.page.unnamed': { en: 'Tenant without a name', de: 'Mandant ohne Namen' },
  'onboarding.page.name': { en: 'Tenant', de: 'Mandant' },
  'onboarding.page.state': { en: 'State', de: 'Status' },
  'onboarding.page.step': { en: 'Current step', de: 'Aktueller Schritt' },
  'onboarding.page.step.none': { en: 'none', de: 'keiner' },
  'onboarding.page.started_by': { en: 'Started by', de: 'Begonnen von' },
  'onboarding.page.updated': { en: 'Changed', de: 'Geändert' },
  'onboarding.page.filter': { en: 'Which onboardings', de: 'Welche Onboardings' },
  'onboarding.page.filter.open': { en: 'Open', de: 'Offene' },
  'onboarding.page.filter.all': { en: 'All', de: 'Alle' },
  'onboarding.page.empty.open': { en: 'No open onboardings', de: 'Keine offenen Onboardings' },
  'onboarding.page.empty.all': { en: 'No onboardings yet', de: 'Noch keine Onboardings' },
  'onboarding.page.empty.text': {
    en: 'Start one for each tenant that is to be managed here. It leads from the name of the tenant to a verified connection.',
    de: 'Starten Sie eines für jeden Mandanten, der hier verwaltet werden soll. Es führt vom Namen des Mandanten zu einer geprüften Verbindung.',
  },
  'onboarding.page.empty.show_all': { en: 'Show all onboardings', de: 'Alle Onboardings zeigen' },
  'onboarding.page.tenant': { en: 'Open tenant', de: 'Mandant öffnen' },
  'onboarding.page.run': { en: 'View operation', de: 'Vorgang ansehen' },
  'onboarding.page.change_connection': { en: 'Change connection', de: 'Verbindung wechseln' },
  'onboarding.page.completing': { en: 'Completing…', de: 'Wird abgeschlossen …' },

  'onboarding.verify.start': { en: 'Start verification', de: 'Prüfung starten' },
  'onboarding.verify.again': { en: 'Run verification again', de: 'Prüfung erneut starten' },
  'onboarding.verify.own_app': {
    en: "The connection uses the customer's own app. If an administrator of the tenant has given consent to it already, a verification proves that.",
    de: 'Die Verbindung nutzt die eigene App des Kunden. Hat ein Administrator des Mandanten ihr schon zugestimmt, weist eine Prüfung das nach.',
  },

  'onboarding.start': { en: 'Start onboarding', de: 'Onboarding starten' },
  'onboarding.start.tenant': { en: 'Tenant', de: 'Mandant' },
  'onboarding.start.tenant.hint': {
    en: 'A tenant that is not in service yet, or one that you identify later',
    de: 'Ein Mandant, der noch nicht in Betrieb ist, oder einer, den Sie später festlegen',
  },
  'onboarding.start.later': { en: 'Identify the tenant later', de: 'Mandant später festlegen' },
  'onboarding.start.under_way': { en: '{tenant} (onboarding)', de: '{tenant} (im Onboarding)' },
  'onboarding.start.name': { en: 'Name', de: 'Name' },
  'onboarding.start.name.hint': {
    en: 'What you call the tenant until it is identified',
    de: 'Wie Sie den Mandanten nennen, bis er festgelegt ist',
  },
  'onboarding.start.open': { en: 'Open that onboarding', de: 'Dieses Onboarding öffnen' },

  'onboarding.identify.title': { en: 'Identify the tenant', de: 'Mandant festlegen' },
  'onboarding.identify.hint': {
    en: 'It stays the tenant of this onboarding. For another one, cancel and start again.',
    de: 'Er bleibt der Mandant dieses Onboardings. Für einen anderen brechen Sie ab und starten neu.',
  },
  'onboarding.identify.new': { en: 'Create a new tenant', de: 'Neuen Mandanten anlegen' },
  'onboarding.identify.name.hint': { en: 'The name of the new tenant', de: 'Der Name des neuen Mandanten' },
  'onboarding.identify.submit': { en: 'Identify', de: 'Festlegen' },

  'onboarding.select.title': { en: 'Select a connection', de: 'Verbindung wählen' },
  'onboarding.select.connection': { en: 'Connection', de: 'Verbindung' },
  'onboarding.select.hint': {
    en: 'The verification asks the provider through it',
    de: 'Über sie fragt die Prüfung den Anbieter',
  },
  'onboarding.select.new': { en: 'Add a connection', de: 'Verbindung hinzufügen' },
  'onboarding.select.submit': { en: 'Select', de: 'Wählen' },

  'onboarding.cancel': { en: 'Cancel onboarding', de: 'Onboarding abbrechen' },
  'onboarding.cancel.title': { en: 'Cancel the onboarding of {tenant}', de: 'Onboarding von {tenant} abbrechen' },
  'onboarding.cancel.ends': {
    en: 'This onboarding ends and cannot be resumed. To onboard the tenant later, start another one.',
    de: 'Dieses Onboarding endet und lässt sich nicht fortsetzen. Um den Mandanten später aufzunehmen, starten Sie ein neues.',
  },
  'onboarding.cancel.stays': {
    en: 'The tenant becomes a draft again. Its connections and their last verification stay.',
    de: 'Der Mandant wird wieder zum Entwurf. Seine Verbindungen und deren letzte Prüfung bleiben.',
  },
  'onboarding.cancel.keep': { en: 'Keep it open', de: 'Offen lassen' },

  'onboarding.changed.title': {
    en: 'This onboarding was changed meanwhile',
    de: 'Dieses Onboarding wurde inzwischen geändert',
  },
  'onboarding.changed.text': {
    en: 'Your step was not carried out. The page shows the onboarding as it is now. Try again if the step is still right.',
    de: 'Ihr Schritt wurde nicht ausgeführt. Die Seite zeigt das Onboarding, wie es jetzt ist. Versuchen Sie es noch einmal, wenn der Schritt noch richtig ist.',
  },
  'onboarding.changed.by': { en: 'Changed by {person}', de: 'Geändert von {person}' },
  'onboarding.ended.title': { en: 'This onboarding has ended already', de: 'Dieses Onboarding ist bereits beendet' },
  'onboarding.ended.text': {
    en: 'Your step was not carried out. The page shows who ended it and when.',
    de: 'Ihr Schritt wurde nicht ausgeführt. Die Seite zeigt, wer es wann beendet hat.',
  },
});

/** The messages about onboarding in every language. */
export const onboardingMessages = sayOnboarding.messages;

/** The id of a message about onboarding. */
export type OnboardingMessageId = keyof typeof onboardingMessages;
