import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'telemetry.input.token': {
    en: 'Use a token: 1 to 120 characters of A-Z a-z 0-9 . _ : + / -, no web address and no credential. Free text, names and e-mail addresses cannot be recorded.',
    de: 'Verwenden Sie ein Token: 1 bis 120 Zeichen aus A-Z a-z 0-9 . _ : + / -, keine Webadresse und keine Zugangsdaten. Freitext, Namen und E-Mail-Adressen lassen sich nicht aufzeichnen.',
  },
  'telemetry.input.subject_id': {
    en: 'Use a token of 1 to 120 characters of A-Z a-z 0-9 . _ : + / -, or a whole number.',
    de: 'Verwenden Sie ein Token aus 1 bis 120 Zeichen aus A-Z a-z 0-9 . _ : + / - oder eine ganze Zahl.',
  },
  'telemetry.input.plain_object': {
    en: 'Give a plain object whose members can be read, with values only: no list, no object of a class.',
    de: 'Geben Sie ein einfaches Objekt an, dessen Felder lesbar sind und nur Werte enthalten: keine Liste, kein Objekt einer Klasse.',
  },
  'telemetry.input.unknown_key': {
    en: 'Remove it, or declare it with the event. {event} has: {keys}.',
    de: 'Entfernen Sie es, oder nehmen Sie es in die Definition auf. {event} hat: {keys}.',
  },
  'telemetry.input.no_keys': {
    en: 'Remove it, or declare it with the event. {event} has no metadata.',
    de: 'Entfernen Sie es, oder nehmen Sie es in die Definition auf. {event} hat keine Metadaten.',
  },
  'telemetry.input.actor': {
    en: 'Say who did it, with workspaceUser(...) or with a kind and an id.',
    de: 'Geben Sie mit workspaceUser(...) oder mit Art und Kennung an, wer es getan hat.',
  },
  'telemetry.input.not_in_future': {
    en: 'Use the instant at which it happened: it cannot be in the future.',
    de: 'Verwenden Sie den Zeitpunkt des Geschehens: Er kann nicht in der Zukunft liegen.',
  },
  'telemetry.input.occurred_at_with_id': {
    en: 'Give the instant together with the id: both make an event the same when a call is repeated.',
    de: 'Geben Sie zur Kennung auch den Zeitpunkt an: Beide zusammen machen ein Ereignis gleich, wenn ein Aufruf wiederholt wird.',
  },
  'telemetry.input.unknown_tenant': {
    en: 'Use a tenant of this workspace. It has none with this id.',
    de: 'Verwenden Sie einen Mandanten dieses Arbeitsbereichs. Er hat keinen mit dieser Kennung.',
  },
  'telemetry.input.kept_since': {
    en: 'Events before {since} are no longer kept. Record later ones only.',
    de: 'Ereignisse vor {since} werden nicht mehr aufbewahrt. Zeichnen Sie nur spätere auf.',
  },
});

/** Makes the sentences about product usage. */
export const sayTelemetry = say;

/** The messages about product usage. */
export const telemetryMessages = say.messages;
