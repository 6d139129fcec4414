import type { Sentence } from '@tenantatlas/core/browser';

type Params = Sentence['params'];

/** What keeps the names in a sentence of one language from turning the words around them. */
export interface Isolation {
  /** The values of a sentence, each text that could turn the sentence as an isolate of its own. Numbers stay numbers. */
  readonly isolated: (params: Params) => Params;
  /** A sentence that was filled elsewhere, in English: the same for the values in it; in a language from right to left all of it is one isolate. */
  readonly isolatedIn: (text: string, params: Params) => string;
}

const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';

/** Letters, digits and marks that run from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic and the newer ones up to Adlam. */
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const rightToLeftScripts = /^(Adlm|Arab|Aran|Hebr|Mand|Nkoo|Rohg|Samr|Syrc|Thaa|Yezi)$/;

const left: Isolation = {
  isolated: (params) => eachText(params, (text) => (rightToLeft.test(text) ? isolate(text) : text)),
  isolatedIn(text, params) {
    const turning = textsOf(params).filter((value) => rightToLeft.test(value));
    // The longest first: one name may be a part of another.
    const longest = turning.sort((a, b) => b.length - a.length).map(escaped);
    return turning.length > 0 ? text.replace(new RegExp(longest.join('|'), 'gu'), isolate) : text;
  },
};

/** From right to left, digits and punctuation at the ends of a name move too, so that every text is isolated. */
const right: Isolation = {
  isolated: (params) => eachText(params, (text) => isolate(text)),
  isolatedIn: (text) => isolate(text),
};

/** The {@link Isolation} for sentences of a language. */
export function isolation(locale: string): Isolation {
  return rightToLeftScripts.test(new Intl.Locale(locale).maximize().script ?? '') ? right : left;
}

/** A text that is one isolate already stays as it is: a sentence may be a value of another. */
function isolate(text: string): string {
  const isOne = text.startsWith(firstStrongIsolate) && text.indexOf(popIsolate) === text.length - 1;
  return text === '' || isOne ? text : `${firstStrongIsolate}${text}${popIsolate}`;
}

/** The values with each text changed; none for a sentence that came without values. */
export function eachText(params: Params | null, change: (text: string, name: string) => string): Params {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' ? change(value, name) : value,
    ]),
  );
}

function textsOf(params: Params | null): string[] {
  return Object.values(params ?? {}).filter((value): value is string => typeof value === 'string' && value !== '');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
