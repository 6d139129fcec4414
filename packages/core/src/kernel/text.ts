/**
 * The rules of texts, in one place. A text enters at one of two entry points:
 *
 * - what a caller can send again is refused with the rule and the fix (`textSchema` and `nameSchema` of `input.ts`, from the predicates here);
 * - what cannot be sent again, such as the name that an identity provider gives or the message of a handler, is cleaned ({@link cleanText},
 *   {@link cleanLine}) and never refused: a display text decides neither who is let in nor whether a run ends.
 *
 * Both lead to text that every store takes. The stores refuse other text as misuse ({@link isStorableText}).
 */

/** PostgreSQL cannot store lone surrogates and NUL, and people do not type them on purpose. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/**
 * Control characters except tab and line breaks, and characters that change the direction or the meaning of the text around them: separators of lines,
 * embeddings, overrides and isolates, deprecated format characters, annotations.
 */
const deceptive = /(?![\t\n\r])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]/gu;

/** A letter, number, punctuation mark or symbol, except those that are drawn as a blank: Hangul fillers, the empty braille pattern and the like. */
const seen = /(?![\u115f\u1160\u3164\uffa0\u2800\ufffc\u{1d159}\u{13441}\u{13442}])[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Whether the text reads as it is stored: no character controls a terminal, forges a line or reverses the text beside it. Marks of direction and joiners,
 * which languages need, are allowed.
 *
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
export function isPlainText(text: string): boolean {
  return text.search(deceptive) < 0;
}

/**
 * Whether any part of the text is visible: it has at least one letter, number, punctuation mark or symbol that is not drawn as a blank. White space, marks,
 * format characters, private use and unassigned characters do not count, because what they show depends on the font.
 */
export function isVisibleText(text: string): boolean {
  return seen.test(text);
}

/**
 * Text that cannot be refused, made harmless: storable, plain and in its stored form, of at most `max` code points. Half a surrogate pair and NUL, control
 * characters and those that change the direction of text are removed; a longer text is cut and ends in an ellipsis. Anything but text becomes the empty text.
 * Cleaning it again changes nothing.
 */
export function cleanText(text: unknown, max: number): string {
  if (typeof text !== 'string') return '';
  // A bound before the work: a text of many megabytes costs no more than one of the longest that can be kept.
  const start = text.slice(0, max * 64).replace(/\p{Cs}/gu, '');
  const plain = normalizeText(start.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n').replace(deceptive, ''));
  return cutText(plain, max);
}

/** {@link cleanText} on one line: line breaks and tabs become spaces, and white space in a row becomes one space. For names, notes and reasons. */
export function cleanLine(text: unknown, max: number): string {
  return cutText(foldSpace(cleanText(text, max * 4)), max);
}

/** The name of a person whose own name is missing or shows nothing. The directory never stores it. */
export const unknownPerson = 'Unknown person';

/** The longest name of a person, in code points. */
const maxLabelLength = 200;

/** The name of a person as it is shown: cleaned, on one line, of at most 200 characters; {@link unknownPerson} where nothing can be shown. */
export function cleanLabel(label: unknown): string {
  const name = cleanLine(label, maxLabelLength);
  return isVisibleText(name) ? name : unknownPerson;
}

/** The text on one line, with one space between its words. */
function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const points = [...text];
  return points.length <= max
    ? text
    : `${points
        .slice(0, Math.max(0, max - 1))
        .join('')
        .trimEnd()}…`;
}

/** Characters that a page shows as nothing, and that a person therefore does not type. */
const unseenCharacters = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Whether a person typed the name that a page showed. Compares what can be read and typed: composed (NFC), white space of any kind and length as one
 * space, without ends, without characters that show nothing, and typographic apostrophes (also accents and primes), quotation marks, hyphens, dashes and minus signs
 * as those of a keyboard. Letters and case stay exact. False for a name that shows nothing.
 */
export function isTypedName(shown: string, typed: string): boolean {
  const name = readable(shown);
  return name !== '' && readable(typed) === name;
}

function readable(text: string): string {
  return foldSpace(text.normalize('NFC').replace(unseenCharacters, ''))
    .replace(/[\u00b4\u02bc\u2018-\u201b\u2032\u2039\u203a]/g, "'")
    .replace(/[\u00ab\u00bb\u201c-\u201f\u2033]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .normalize('NFC');
}

/** Whether it is a text with more in it than white space. */
export function isNotBlank(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** Whether a host's own word for something can be stored and shown as a name: visible, plain, and on one line. */
export function isName(text: unknown): boolean {
  return (
    typeof text === 'string' &&
    isStorableText(text) &&
    isPlainText(text) &&
    isVisibleText(text) &&
    !/[\t\n\r]/.test(text)
  );
}

/**
 * The stored form of free text: composed (NFC), with line breaks of one kind and without surrounding white space, so that equal texts are equal bytes.
 */
export function normalizeText(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

/** The length in code points, so that an emoji counts once and not twice. */
export function codePointLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/**
 * Orders by code point, as `COLLATE "C"` does in PostgreSQL. JavaScript's `<` compares UTF-16 units and disagrees
 * above U+FFFF, which would make a page skip or repeat rows.
 */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return orderableUnit(a) - orderableUnit(b);
  }
  return left.length - right.length;
}

/** Moves surrogates above the rest of the basic plane, where their code points belong. */
function orderableUnit(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x2000 : unit >= 0xe000 ? unit - 0x800 : unit;
}
