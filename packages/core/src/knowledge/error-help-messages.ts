import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'knowledge.error.unauthenticated.meaning': {
    en: 'The request has no valid session.',
    de: 'Die Anfrage hat keine gültige Sitzung.',
  },
  'knowledge.error.unauthenticated.action': {
    en: 'Sign in again and repeat the request.',
    de: 'Melden Sie sich neu an, und wiederholen Sie die Anfrage.',
  },
  'knowledge.error.not_found.meaning': {
    en: 'It does not exist, or the person may not know that it does.',
    de: 'Es existiert nicht, oder die Person darf nicht wissen, dass es existiert.',
  },
  'knowledge.error.not_found.action': {
    en: 'Check the address, and ask for access where the person should have it.',
    de: 'Prüfen Sie die Adresse, und bitten Sie um Zugriff, wo die Person ihn haben soll.',
  },
  'knowledge.error.forbidden.meaning': {
    en: 'The role of the person lacks a capability.',
    de: 'Der Rolle der Person fehlt eine Berechtigung.',
  },
  'knowledge.error.forbidden.action': {
    en: 'Ask those who assign roles for the capability that the message names.',
    de: 'Bitten Sie die Personen, die Rollen vergeben, um die Berechtigung, die in der Meldung steht.',
  },
  'knowledge.error.invalid_input.meaning': {
    en: 'A part of the request is not valid, and nothing was written.',
    de: 'Ein Teil der Anfrage ist ungültig, und es wurde nichts geschrieben.',
  },
  'knowledge.error.invalid_input.action': {
    en: 'Correct each field as the message says, and send the request again.',
    de: 'Berichtigen Sie jedes Feld, wie es in der Meldung steht, und senden Sie die Anfrage erneut.',
  },
  'knowledge.error.control_paused.meaning': {
    en: 'An operator has paused this kind of operation. Permissions are unchanged, and nothing was started.',
    de: 'Ein Betreiber hat diese Art von Vorgang pausiert. Berechtigungen sind unverändert, und es wurde nichts gestartet.',
  },
  'knowledge.error.control_paused.action': {
    en: 'Wait until the pause ends, or ask the operators to resume it.',
    de: 'Warten Sie, bis die Pause endet, oder bitten Sie die Betreiber, sie aufzuheben.',
  },
  'knowledge.error.conflict.meaning': {
    en: 'The present state does not allow the request, and nothing was written.',
    de: 'Der gegenwärtige Zustand lässt die Anfrage nicht zu, und es wurde nichts geschrieben.',
  },
  'knowledge.error.conflict.action': {
    en: 'Look at the present state, and do what the message says.',
    de: 'Sehen Sie sich den gegenwärtigen Zustand an, und tun Sie, was in der Meldung steht.',
  },
  'knowledge.error.immutable.meaning': {
    en: 'It is archived or has ended, and can no longer be changed.',
    de: 'Es ist archiviert oder beendet und lässt sich nicht mehr ändern.',
  },
  'knowledge.error.immutable.action': {
    en: 'Restore what is archived. In the place of what has ended, begin something new.',
    de: 'Stellen Sie Archiviertes wieder her. Beginnen Sie anstelle von Beendetem etwas Neues.',
  },
  'knowledge.error.rate_limited.meaning': {
    en: 'Too many requests were sent, and this one was not processed.',
    de: 'Es wurden zu viele Anfragen gesendet, und diese wurde nicht bearbeitet.',
  },
  'knowledge.error.rate_limited.action': {
    en: 'Wait as long as the answer says, and repeat the same request.',
    de: 'Warten Sie so lange, wie es in der Antwort steht, und wiederholen Sie dieselbe Anfrage.',
  },
  'knowledge.error.provider_failure.meaning': {
    en: 'The provider behind a connection refused, failed or did not answer.',
    de: 'Der Anbieter hinter einer Verbindung hat abgelehnt, ist gescheitert oder hat nicht geantwortet.',
  },
  'knowledge.error.provider_failure.action': {
    en: 'Look up its reason code, which says whether trying again later may help.',
    de: 'Schlagen Sie den Code des Grundes nach, der sagt, ob ein späterer Versuch helfen kann.',
  },
  'knowledge.error.storage_failure.meaning': {
    en: 'The database could not serve the request.',
    de: 'Die Datenbank konnte die Anfrage nicht bedienen.',
  },
  'knowledge.error.storage_failure.action': {
    en: 'Try again later. Where it stays, tell those who run the product.',
    de: 'Versuchen Sie es später erneut. Bleibt es so, informieren Sie die Betreiber des Produkts.',
  },
  'knowledge.error.unsafe_content.meaning': {
    en: 'What was to be sent seemed to hold a secret or personal data, so all of it was withheld.',
    de: 'Was gesendet werden sollte, schien ein Geheimnis oder personenbezogene Daten zu enthalten, und wurde daher ganz zurückgehalten.',
  },
  'knowledge.error.unsafe_content.action': {
    en: 'Report it to those who run the product. Trying again does not help.',
    de: 'Melden Sie es den Betreibern des Produkts. Ein neuer Versuch hilft nicht.',
  },
  'knowledge.error.unreachable.meaning': {
    en: 'No usable answer came from the server.',
    de: 'Vom Server kam keine brauchbare Antwort.',
  },
  'knowledge.error.unreachable.action': {
    en: 'Check the network and try again. Where something was to be changed, look first whether it was.',
    de: 'Prüfen Sie das Netz, und versuchen Sie es erneut. Sehen Sie vor einer erneuten Änderung nach, ob sie schon erfolgt ist.',
  },
});

/** Makes the sentences that explain error codes. */
export const sayErrorHelp = say;

/** The messages that explain error codes. Only exports show them, so the catalogs of a page have none. */
export const errorHelpMessages = say.messages;
