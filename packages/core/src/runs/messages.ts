import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'runs.failure.reported': { en: '{text}', de: '{text}' },
  'runs.failure.no_message': {
    en: 'The operation failed without a message.',
    de: 'Der Vorgang schlug ohne Meldung fehl.',
  },
  'runs.failure.handler_error': {
    en: 'The operation stopped with an error.',
    de: 'Der Vorgang brach mit einem Fehler ab.',
  },
  'runs.failure.attempts_exhausted': {
    en: 'The operation was attempted {attempts, plural, one {# time} other {# times}} and did not finish.',
    de: 'Der Vorgang wurde {attempts, plural, one {# Mal} other {# Mal}} versucht und nicht beendet.',
  },
  'runs.failure.inputs_invalid': {
    en: 'The inputs no longer fit the operation. Start it again.',
    de: 'Die Eingaben passen nicht mehr zum Vorgang. Starten Sie ihn neu.',
  },
  'runs.failure.items_failed': {
    en: '{count, plural, one {# item} other {# items}} failed.',
    de: '{count, plural, one {# Element ist} other {# Elemente sind}} fehlgeschlagen.',
  },
  'runs.failure.items_uncounted': {
    en: 'The operation did not count what failed.',
    de: 'Der Vorgang hat nicht gezählt, was fehlschlug.',
  },
  'runs.input.window_or_range': {
    en: 'Give a window, or from and to, not both.',
    de: 'Geben Sie einen Zeitraum oder von und bis an, nicht beides.',
  },
  'runs.input.after_from': {
    en: 'Choose an end after the beginning, {from}. The end itself is not included.',
    de: 'Wählen Sie ein Ende nach dem Anfang {from}. Das Ende selbst gehört nicht dazu.',
  },
  'runs.input.outcome_of_status': {
    en: 'Choose an outcome that these statuses can have: pending until a run has ended, any other one after that.',
    de: 'Wählen Sie ein Ergebnis, das zu diesem Status passt: pending, bis ein Vorgang beendet ist, danach jedes andere.',
  },
  'runs.input.failed_only': {
    en: 'Leave it out: runs are stuck now or they are not. Only failed runs have a time range.',
    de: 'Lassen Sie es weg: Vorgänge hängen jetzt oder sie hängen nicht. Nur fehlgeschlagene Vorgänge haben einen Zeitraum.',
  },
  'runs.input.key_required': {
    en: 'Give an idempotency key, for instance a new one for every click.',
    de: 'Geben Sie einen Idempotenzschlüssel an, zum Beispiel für jeden Klick einen neuen.',
  },
  'runs.input.acknowledge': {
    en: 'Acknowledge the impact: send true.',
    de: 'Bestätigen Sie die Auswirkung: senden Sie true.',
  },
  'runs.input.confirm_name': {
    en: 'Type the name of the tenant exactly as shown.',
    de: 'Geben Sie den Namen des Mandanten genau wie angezeigt ein.',
  },
});

/** Makes the sentences about runs. */
export const sayRun = say;

/** The messages about runs. */
export const runMessages = say.messages;
