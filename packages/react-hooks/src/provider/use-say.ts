import { formatMessage, type Sentence } from '@tenantatlas/core/browser';
import { useCallback } from 'react';
import { useAtlas } from './atlas-context.ts';
import { withNames, wording } from './catalog-names.ts';

/**
 * Turns a sentence into text: in the wording of the provider where it has one that fits, else in that of the sentence. A wording that does not fit is
 * reported to the provider's `onWordingProblem` once.
 *
 * @example
 * const say = useSay();
 * <p>{say(error.message)}</p>
 */
export function useSay(): (sentence: Sentence) => string {
  const { messages, locale, reportWording } = useAtlas();
  return useCallback(
    ({ id, params, text }: Sentence) => {
      const template = wording(messages, id);
      if (template === undefined) return text;
      try {
        return formatMessage(template, withNames(messages, params), locale);
      } catch (problem) {
        // A server of another version may fill other placeholders than the wording of this page has. Its own text is complete.
        const why = (problem as Error).message;
        const kind = why.startsWith('Malformed') ? 'malformed' : 'placeholder';
        reportWording({
          id,
          kind,
          text: `The wording of "${id}" is not shown. ${why} The text of the answer is shown instead.`,
        });
        return text;
      }
    },
    [messages, locale, reportWording],
  );
}
