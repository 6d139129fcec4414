/** Lone surrogates and NUL cannot be stored by PostgreSQL, and no person typed them on purpose. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** What is stored of free text: composed (NFC) and without surrounding white space, so that equal texts are equal bytes. */
export function normalizeText(text: string): string {
  return text.normalize('NFC').trim();
}

/** The length people mean: code points, so that an emoji counts once and not twice. */
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
