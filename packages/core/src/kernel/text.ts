/** PostgreSQL cannot store lone surrogates and NUL, and people do not type them on purpose. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** Control characters except tab and line breaks, and characters that change the direction of the text around them. */
const deceptive = /(?![\t\n\r])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** White space, marks and fillers that are invisible. */
const unseen = /^[\p{Z}\p{Cc}\p{Cf}\p{M}\u115f\u1160\u3164\uffa0]*$/u;

/**
 * Whether the text reads as it is stored: no character controls a terminal, forges a line or reverses the text beside it. Marks of direction and joiners,
 * which languages need, are allowed.
 *
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
export function isPlainText(text: string): boolean {
  return !deceptive.test(text);
}

/** Whether any part of the text is visible. */
export function isVisibleText(text: string): boolean {
  return !unseen.test(text);
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
