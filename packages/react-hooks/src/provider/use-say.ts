import { formatMessage, type Sentence } from '@tenantatlas/core/browser';
import { useCallback } from 'react';
import { useAtlas } from './atlas-context.ts';
import { withNames } from './catalog-names.ts';

/**
 * Turns a sentence into text: in the wording of the provider where it has one that fits, else in that of the sentence.
 *
 * @example
 * const say = useSay();
 * <p>{say(error.message)}</p>
 */
export function useSay(): (sentence: Sentence) => string {
  const { messages, locale } = useAtlas();
  return useCallback(
    ({ id, params, text }: Sentence) => {
      const template = Object.hasOwn(messages, id) ? messages[id] : undefined;
      if (template === undefined) return text;
      try {
        return formatMessage(template, withNames(messages, params), locale);
      } catch {
        // A server of another version fills other placeholders than the wording of this page has. Its own text is complete.
        return text;
      }
    },
    [messages, locale],
  );
}
