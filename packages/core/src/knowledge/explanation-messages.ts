import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'explanation.existence.absent': { en: 'It was not made yet.', de: 'Es wurde noch nicht erstellt.' },
  'explanation.existence.expired': {
    en: 'Its lifetime is over, and it was removed.',
    de: 'Seine Aufbewahrungszeit ist abgelaufen, und es wurde entfernt.',
  },
  'explanation.outcome.pending': { en: 'The work has not ended yet.', de: 'Die Arbeit ist noch nicht beendet.' },
  'explanation.outcome.partially_succeeded': {
    en: 'A part of the work failed.',
    de: 'Ein Teil der Arbeit ist fehlgeschlagen.',
  },
  'explanation.outcome.failed': { en: 'The work failed.', de: 'Die Arbeit ist fehlgeschlagen.' },
  'explanation.outcome.blocked': {
    en: 'The work was blocked before it could change anything.',
    de: 'Die Arbeit wurde blockiert, bevor sie etwas ändern konnte.',
  },
  'explanation.outcome.cancelled': { en: 'The work was cancelled.', de: 'Die Arbeit wurde abgebrochen.' },
  'explanation.content.partial': { en: 'A part of the content is missing.', de: 'Ein Teil des Inhalts fehlt.' },
  'explanation.content.empty': { en: 'There is nothing in it.', de: 'Es enthält nichts.' },
  'explanation.content.unknown': {
    en: 'How complete the content is, is not known.',
    de: 'Wie vollständig der Inhalt ist, ist nicht bekannt.',
  },
  'explanation.freshness.stale': {
    en: 'It is too old to conclude anything from it.',
    de: 'Es ist zu alt, um etwas daraus zu schließen.',
  },
  'explanation.freshness.unknown': {
    en: 'How old the content is, is not known.',
    de: 'Wie alt der Inhalt ist, ist nicht bekannt.',
  },
  'explanation.publication.not_ready': {
    en: 'It is not ready to be given to others.',
    de: 'Es kann noch nicht an andere weitergegeben werden.',
  },
  'explanation.as_expected': { en: 'It is as expected.', de: 'Es ist wie erwartet.' },
  'explanation.next.optional': {
    en: 'Nothing is needed. You can have it made again.',
    de: 'Es ist nichts nötig. Sie können es neu erstellen lassen.',
  },
  'explanation.next.required': {
    en: 'Remove the cause, then have it made again.',
    de: 'Beheben Sie die Ursache, und lassen Sie es dann neu erstellen.',
  },
  'explanation.diagnostics': {
    en: 'Support diagnostics are available.',
    de: 'Eine Support-Diagnose ist verfügbar.',
  },
});

/** Makes the sentences about artifacts. */
export const sayExplanation = say;

/** The messages about artifacts. */
export const explanationMessages = say.messages;
