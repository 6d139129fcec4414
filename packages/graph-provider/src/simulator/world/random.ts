// Numbers that look random and depend on nothing but their seed: the same seed gives the same world on every machine.

/** A 32-bit number for a text. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix(hash, text.length);
}

/** A 32-bit number for a seed and a number. */
export function mix(seed: number, value: number): number {
  let hash = Math.imul(seed ^ Math.imul(value + 0x6d2b79f5, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The seed of a part of a world. */
export function partOf(seed: number, name: string): number {
  return mix(seed, seedOf(name));
}

/** One member of a list. The list must have one. */
export function pick<Member>(list: readonly Member[], number: number): Member {
  const member = list[number % list.length];
  if (member === undefined) throw new RangeError('The list to pick from is empty.');
  return member;
}

/** A stream of numbers from 0 up to and without 1. */
export function randomOf(seed: number): () => number {
  let count = 0;
  return () => mix(seed, (count += 1)) / 2 ** 32;
}

/** The list in another order. */
export function shuffle<Member>(list: readonly Member[], random: () => number): readonly Member[] {
  return list
    .map((member) => ({ member, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ member }) => member);
}

const first = 0x9e3779b1;
const second = 0x85ebca6b;

/** A GUID for a number. {@link indexOfGuid} finds the number again, so that no table of ids is kept. */
export function guidOf(key: number, index: number): string {
  let word = Math.imul((index ^ key) >>> 0, first);
  word = Math.imul(word ^ (word >>> 16), second) >>> 0;
  const [two, three, four] = [mix(key, index), mix(key ^ second, index), mix(key ^ first, index)];
  const version = 0x4000 | (two & 0xfff);
  const variant = 0x8000 | (three & 0x3fff);
  return [hex(word, 8), hex(two >>> 16, 4), hex(version, 4), hex(variant, 4), hex(three >>> 16, 4) + hex(four, 8)].join(
    '-',
  );
}

/** The number that {@link guidOf} was given, or null for a GUID of another origin. */
export function indexOfGuid(key: number, guid: string): number | null {
  if (!isGuid(guid)) return null;
  let word = Math.imul(Number.parseInt(guid.slice(0, 8), 16), inverse(second));
  word ^= word >>> 16;
  const index = (Math.imul(word, inverse(first)) ^ key) >>> 0;
  return guidOf(key, index) === guid.toLowerCase() ? index : null;
}

/** Whether a text is a GUID in its usual form. */
export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** The number whose product with an odd one is 1, in 32 bits. */
function inverse(odd: number): number {
  let found = odd;
  for (let round = 0; round < 5; round += 1) found = Math.imul(found, 2 - Math.imul(odd, found));
  return found;
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}
