import { messageFormatter, type Sentence } from '@tenantatlas/core/browser';
import { useAtlas, type AtlasContextValue } from './atlas-context.ts';
import { withNames, wording } from './catalog-names.ts';
import { isolation } from './isolation.ts';

type Say = (sentence: Sentence) => string;

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
  return sayOf(useAtlas());
}

const known = /* @__PURE__ */ new WeakMap<AtlasContextValue, Say>();

/** Made once for a provider: parsing a wording and making the `Intl` objects of a language take longer than filling it, and a page has hundreds of sentences. */
function sayOf(provider: AtlasContextValue): Say {
  const say = known.get(provider) ?? makeSay(provider);
  known.set(provider, say);
  return say;
}

function makeSay({ messages, locale, reportWording }: AtlasContextValue): Say {
  const { isolated, isolatedIn } = isolation(locale);
  const format = messageFormatter(locale);
  return (sentence) => {
    const { id } = sentence;
    const template = wording(messages, id);
    const named = withNames(messages, sentence.params, id);
    const asItCame = (): string => isolatedIn(renamed(sentence, named), named);
    if (template === undefined) return asItCame();
    try {
      return format(template, isolated(named));
    } catch (problem) {
      // A server of another version may fill other placeholders than the wording of this page has. Its own text is complete.
      const why = (problem as Error).message;
      const kind = why.startsWith('Malformed') ? 'malformed' : 'placeholder';
      reportWording({
        id,
        kind,
        text: `The wording of "${id}" is not shown. ${why}`,
      });
      return asItCame();
    }
  };
}

/** A text that was filled elsewhere, with what the provider calls things in place of what it was filled with. */
function renamed({ text, params }: Sentence, named: Sentence['params']): string {
  return Object.keys(named).reduce(
    (filled, name) => (params[name] ? filled.replaceAll(`${params[name]}`, () => `${named[name]}`) : filled),
    text,
  );
}
