import type { MessageEntry, Sentence } from '../kernel/sentence.ts';
import { errorHelpMessages } from './error-help-messages.ts';
import { exportMessages } from './export-messages.ts';
import { glossaryMessages } from './glossary-messages.ts';
import { reasonMessages } from './reason-messages.ts';
import type { TopicTexts } from './topic-catalog.ts';
import { topicMessages } from './topic-messages.ts';

/**
 * Text in a language: what the partner says there, else what the SDK says there, else the English text of the sentence. `pt-BR` also reads `pt`. A sentence in the words of
 * a host has these words in every language unless `texts` has others.
 */
export function textIn(locale: string, texts: TopicTexts): (sentence: Sentence) => string {
  const locales = [locale, locale.split('-')[0] ?? locale];
  return ({ id, text }) => {
    for (const each of locales) {
      const own = Object.hasOwn(texts, each) ? texts[each] : undefined;
      if (own && Object.hasOwn(own, id)) return own[id] as string;
      const shipped = each === 'de' ? shippedMessage(id) : undefined;
      if (shipped) return shipped.de;
    }
    return text;
  };
}

const catalogs: readonly { readonly [id: string]: MessageEntry }[] = [
  topicMessages,
  glossaryMessages,
  reasonMessages,
  exportMessages,
  errorHelpMessages,
];

function shippedMessage(id: string): MessageEntry | undefined {
  return catalogs.find((messages) => Object.hasOwn(messages, id))?.[id];
}
