import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'knowledge.input.topic_or_surface': {
    en: 'Give `topicKey`, or `surface` with what is known there, so that a topic is chosen.',
    de: 'Geben Sie `topicKey` an, oder `surface` mit dem, was dort bekannt ist, damit ein Thema gewählt wird.',
  },
  'knowledge.input.text_query': {
    en: 'Send a text that does not begin with "@" and has no replacement character (U+FFFD).',
    de: 'Senden Sie einen Text, der nicht mit „@“ beginnt und kein Ersatzzeichen (U+FFFD) enthält.',
  },
  'knowledge.input.topic_text': {
    en: 'Give a text on one line, of at most 500 characters, that can be read and has no name of a technical field.',
    de: 'Geben Sie einen lesbaren Text in einer Zeile an, mit höchstens 500 Zeichen und ohne Namen technischer Felder.',
  },
  'knowledge.input.plain_text': {
    en: 'Give texts on one line that can be read.',
    de: 'Geben Sie lesbare Texte in je einer Zeile an.',
  },
  'knowledge.input.topic_key': {
    en: 'Use the key of a built-in topic, or one of your own that begins with "ext.". A reason names a topic of the source.',
    de: 'Verwenden Sie den Schlüssel eines mitgelieferten Themas, oder einen eigenen, der mit „ext.“ beginnt. Ein Grund nennt ein Thema der Quelle.',
  },
  'knowledge.input.help_url': {
    en: 'Give an https or mailto address, or a path on the same origin that begins with one "/".',
    de: 'Geben Sie eine https- oder mailto-Adresse an, oder einen Pfad derselben Herkunft, der mit einem „/“ beginnt.',
  },
  'knowledge.input.known_term': {
    en: 'Use a term of the glossary.',
    de: 'Verwenden Sie einen Begriff des Glossars.',
  },
  'knowledge.input.listed_once': {
    en: 'List it once.',
    de: 'Führen Sie es nur einmal auf.',
  },
  'knowledge.input.topic_count': {
    en: 'Give the number of topics in the list.',
    de: 'Geben Sie die Anzahl der Themen in der Liste an.',
  },
  'knowledge.input.workspace_of_tenant': {
    en: 'Give the workspace of the tenant as well.',
    de: 'Geben Sie auch den Arbeitsbereich des Mandanten an.',
  },
});

/** Makes the sentences about requests for help. */
export const sayHelp = say;

/** The messages about requests for help. */
export const helpInputMessages = say.messages;
