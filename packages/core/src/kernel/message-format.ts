import { InvariantError, invariant } from './invariant.ts';

/** Values that fill a message's placeholders. */
export type MessageParams = { readonly [name: string]: string | number };

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'argument'; readonly name: string }
  | { readonly kind: 'count' }
  | { readonly kind: 'plural'; readonly name: string; readonly forms: ReadonlyMap<string, readonly Part[]> };

/** Fills messages of one language, as {@link formatMessage} does. Made by {@link messageFormatter}. */
export type MessageFormatter = (template: string, params: MessageParams) => string;

/** Characters that mean something in a message; `#` does so between braces only. */
const syntax = /[{}']/;

/**
 * A formatter for many messages: it parses each template once and makes its `Intl` objects when the first number asks for them, which takes longer than all that it
 * formats. It remembers every template: give it those of a catalog, which are code, and none from outside.
 *
 * @example
 * const inGerman = messageFormatter('de');
 * inGerman('{count, plural, one {# Lauf} other {# Läufe}}', { count: 2_000 }); // "2.000 Läufe"
 */
export function messageFormatter(locale: string): MessageFormatter {
  const parsed = new Map<string, readonly Part[]>();
  const words = lazyWords(locale);
  return (template, params) => {
    // Returns a plain text as it is, so that the start of a process does not wait for the parser.
    if (!syntax.test(template)) return template;
    const parts = parsed.get(template) ?? parse(template);
    parsed.set(template, parts);
    return render(parts, params, words, null);
  };
}

/**
 * Fills an ICU message: `{name}` and `{count, plural, =0 {…} one {…} other {# …}}`, nothing else of the standard. Numbers appear in the digits of
 * `locale`. Throws an invariant when the text is malformed, a value is missing or a counted value is not a number: a catalog is code, so that is a bug,
 * and a half-filled sentence must not reach a person.
 *
 * One rule differs from the standard: an apostrophe before a placeholder is an apostrophe, as in `l'{label}`. The standard begins a literal there, and a
 * translator would have to write two. In a counted form the same holds before `#`. `'{'` and `'#'` are literal in both.
 *
 * For many messages take {@link messageFormatter}.
 *
 * @see https://unicode-org.github.io/icu/userguide/format_parse/messages/
 */
export function formatMessage(template: string, params: MessageParams, locale: string): string {
  return messageFormatter(locale)(template, params);
}

/** The names of the placeholders in a message, sorted; one behind an apostrophe counts. Throws an invariant for a malformed text. */
export function messagePlaceholders(template: string): readonly string[] {
  return [...new Set(placeholders(parse(template)).map(({ name }) => name))].sort();
}

/** The names of the placeholders that a message counts, and whose values are therefore numbers, sorted. */
export function countedPlaceholders(template: string): readonly string[] {
  const counted = placeholders(parse(template)).filter(({ kind }) => kind === 'plural');
  return [...new Set(counted.map(({ name }) => name))].sort();
}

function placeholders(parts: readonly Part[]): readonly { readonly kind: Part['kind']; readonly name: string }[] {
  return parts.flatMap((part) => {
    if (part.kind === 'argument') return [part];
    return part.kind === 'plural' ? [part, ...placeholders([...part.forms.values()].flat())] : [];
  });
}

/** The number format and the plural rules of a language. */
interface Words {
  number(value: number): string;
  category(value: number): string;
}

/** Both objects are slow to make, and most messages hold no number. */
function lazyWords(locale: string): Words {
  let numbers: Intl.NumberFormat | undefined;
  let plurals: Intl.PluralRules | undefined;
  return {
    number: (value) => (numbers ??= new Intl.NumberFormat(locale)).format(value),
    category: (value) => (plurals ??= new Intl.PluralRules(locale)).select(value),
  };
}

function render(parts: readonly Part[], params: MessageParams, words: Words, count: number | null): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.text;
        case 'count':
          return count === null ? '#' : words.number(count);
        case 'argument': {
          const value = required(params, part.name);
          return typeof value === 'number' ? words.number(value) : value;
        }
        case 'plural': {
          const value = required(params, part.name, true) as number;
          return render(chooseForm(part.forms, value, words), params, words, value);
        }
      }
    })
    .join('');
}

/** The value of a placeholder; of one that is counted, a number. */
function required(params: MessageParams, name: string, isCounted = false): string | number {
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  invariant(
    (!isCounted && typeof value === 'string') || Number.isFinite(value),
    `A message needs ${isCounted ? '' : 'text or '}a number for "${name}".`,
  );
  return value as string | number;
}

function chooseForm(forms: ReadonlyMap<string, readonly Part[]>, value: number, words: Words): readonly Part[] {
  // The parser refuses a plural without `other`.
  return (forms.get(`=${String(value)}`) ?? forms.get(words.category(value)) ?? forms.get('other')) as readonly Part[];
}

function parse(template: string): readonly Part[] {
  const cursor = { text: template, at: 0 };
  const parts = parseParts(cursor, false);
  if (cursor.at < template.length) throw malformed(cursor);
  return parts;
}

interface Cursor {
  readonly text: string;
  at: number;
}

function parseParts(cursor: Cursor, inPlural: boolean): readonly Part[] {
  const quotable = inPlural ? /['{}#]/ : /['{}]/;
  const parts: Part[] = [];
  let text = '';
  const flush = (): void => {
    if (text) parts.push({ kind: 'text', text });
    text = '';
  };
  while (cursor.at < cursor.text.length) {
    const char = cursor.text.charAt(cursor.at);
    if (char === '}') break;
    cursor.at += 1;
    const next = cursor.text.charAt(cursor.at);
    if (char === '{') {
      flush();
      parts.push(parseArgument(cursor));
    } else if (char === '#' && inPlural) {
      flush();
      parts.push({ kind: 'count' });
    } else if (char === "'" && quotable.test(next) && !isFilledNext(cursor)) {
      text += parseQuoted(cursor);
    } else {
      text += char;
    }
  }
  flush();
  return parts;
}

const filledAhead = /#(?!')|\{\s*[A-Za-z]\w*\s*[,}]/y;

/** Whether a placeholder or a count stands at `cursor`: an apostrophe before it is one, and begins no literal text. */
function isFilledNext({ text, at }: Cursor): boolean {
  filledAhead.lastIndex = at;
  return filledAhead.test(text);
}

/** `''` is an apostrophe; a quote before a brace starts literal text up to the next single quote, or to the end. */
function parseQuoted(cursor: Cursor): string {
  if (skip(cursor, "'")) return "'";
  let literal = '';
  while (cursor.at < cursor.text.length) {
    const isQuote = skip(cursor, "'");
    if (isQuote && !skip(cursor, "'")) break;
    literal += isQuote ? "'" : cursor.text.charAt(cursor.at++);
  }
  return literal;
}

const argumentName = /\s*([A-Za-z]\w*)\s*/y;
const pluralWord = /,\s*plural\s*,\s*/y;
const formKey = /(=(?:0|[1-9]\d*)|zero|one|two|few|many|other)\s*/y;
const formEnd = /\}\s*/y;

function parseArgument(cursor: Cursor): Part {
  const name = take(cursor, argumentName);
  if (skip(cursor, '}')) return { kind: 'argument', name };
  take(cursor, pluralWord);
  const forms = new Map<string, readonly Part[]>();
  while (!skip(cursor, '}')) {
    const key = take(cursor, formKey);
    if (forms.has(key) || !skip(cursor, '{')) throw malformed(cursor);
    forms.set(key, parseParts(cursor, true));
    take(cursor, formEnd);
  }
  if (!forms.has('other')) throw malformed(cursor);
  return { kind: 'plural', name, forms };
}

/** Reads `pattern`, which is sticky, and answers its group. */
function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (!match) throw malformed(cursor);
  cursor.at += match[0].length;
  return match[1] ?? '';
}

function skip(cursor: Cursor, char: string): boolean {
  if (cursor.text.charAt(cursor.at) !== char) return false;
  cursor.at += 1;
  return true;
}

function malformed(cursor: Cursor): InvariantError {
  return new InvariantError(`Malformed message at character ${String(cursor.at)}: ${cursor.text}`);
}
