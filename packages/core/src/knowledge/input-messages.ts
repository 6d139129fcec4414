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
  'knowledge.input.workspace_of_tenant': {
    en: 'Give the workspace of the tenant as well.',
    de: 'Geben Sie auch den Arbeitsbereich des Mandanten an.',
  },
});

/** Makes the sentences about requests for help. */
export const sayHelp = say;

/** The messages about requests for help. */
export const helpInputMessages = say.messages;
