import { formatMessage, type Sentence } from '@tenantatlas/core/browser';
import { useCallback } from 'react';
import { useAtlas } from './atlas-context.ts';

/**
 * Turns a sentence into text: in the wording of the provider where it has one, else in that of the sentence.
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
      return template === undefined ? text : formatMessage(template, params, locale);
    },
    [messages, locale],
  );
}
