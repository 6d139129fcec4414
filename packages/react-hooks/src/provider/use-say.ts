import { formatMessage, type Sentence } from '@tenantatlas/core/browser';
import { useMemo } from 'react';
import { useAtlas } from './atlas-context.ts';
import { withWords, wording } from './catalog-names.ts';
import { isolation } from './isolation.ts';

/**
 * Turns a sentence into text: in the wording of the provider where it has one that fits, else in that of the sentence. A wording that does not fit is
 * reported to the provider's `onWordingProblem` once.
 *
 * A name in the sentence keeps its own direction and leaves that of the words around it alone: it is put between U+2068 and U+2069 where its letters could
 * turn them. So the text is right in a paragraph, in a label of a control and in a title alike.
 *
 * @example
 * const say = useSay();
 * <p>{say(error.message)}</p>
 */
export function useSay(): (sentence: Sentence) => string {
  const { messages, locale, reportWording } = useAtlas();
  return useMemo(() => {
    const { isolated, isolatedIn } = isolation(locale);
    return (sentence) => {
      const { id, params, text } = sentence;
      const template = wording(messages, id);
      if (template === undefined) return isolatedIn(text, params);
      try {
        return formatMessage(template, isolated(withWords(messages, sentence)), locale);
      } catch (problem) {
        // A server of another version may fill other placeholders than the wording of this page has. Its own text is complete.
        const why = (problem as Error).message;
        const kind = why.startsWith('Malformed') ? 'malformed' : 'placeholder';
        reportWording({
          id,
          kind,
          text: `The wording of "${id}" is not shown. ${why}`,
        });
        return isolatedIn(text, params);
      }
    };
  }, [messages, locale, reportWording]);
}
