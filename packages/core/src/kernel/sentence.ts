import { invariant } from './invariant.ts';
import { countedPlaceholders, messageFormatter, messagePlaceholders, type MessageParams } from './message-format.ts';

/**
 * Text for a person, as data: `text` is English for logs and simple hosts; `id` and `params` let a partner translate
 * or replace it through a message catalog.
 */
export interface Sentence {
  readonly id: string;
  readonly params: MessageParams;
  readonly text: string;
}

/** One message in every language the SDK ships. */
export interface MessageEntry {
  readonly en: string;
  readonly de: string;
}

/** Messages by id, in ICU syntax. */
export type Messages = { readonly [id: string]: MessageEntry };

/**
 * Turns a table of messages into a function that makes sentences of them. An id outside the table does not compile.
 *
 * @example
 * const say = defineMessages({ 'greeting.hello': { en: 'Hello {name}', de: 'Hallo {name}' } });
 * say('greeting.hello', { name: 'Ada' }).text; // 'Hello Ada'
 */
export function defineMessages<const M extends Messages>(messages: M): MessageTable<M> {
  const inEnglish = messageFormatter('en');
  const say = (id: keyof M & string, params: MessageParams = {}): Sentence => {
    const entry: MessageEntry | undefined = Object.hasOwn(messages, id) ? messages[id] : undefined;
    invariant(entry, `There is no message "${id}".`);
    return Object.freeze({ id, params: Object.freeze({ ...params }), text: inEnglish(entry.en, params) });
  };
  return Object.assign(say, { messages });
}

/** See {@link defineMessages}. */
export interface MessageTable<M extends Messages> {
  (id: keyof M & string, params?: MessageParams): Sentence;
  readonly messages: M;
}

/**
 * Lists the faults of a table of messages, one line each, empty for a correct table: text that does not parse, and languages that do not fill the same
 * placeholders; one behind an apostrophe counts. For tests, of the SDK's tables and of a partner's catalog alike.
 */
export function messageProblems(messages: Messages): readonly string[] {
  return Object.entries(messages).flatMap(([id, { en, de }]) => {
    try {
      const [english, german] = [en, de].map(filled);
      if (en.trim() === '' || de.trim() === '') return [`${id}: a language has no text.`];
      return english === german ? [] : [`${id}: en fills (${english}), de fills (${german}).`];
    } catch (problem) {
      return [`${id}: ${(problem as Error).message}`];
    }
  });
}

function filled(text: string): string {
  const counted = countedPlaceholders(text);
  return messagePlaceholders(text)
    .map((name) => (counted.includes(name) ? `${name} as a count` : name))
    .join(', ');
}
