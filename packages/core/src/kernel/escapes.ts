/** A text with its escapes read. */
export interface ReadText {
  readonly text: string;
  /** For each character of `text`, where the part of the source that stands for it begins and ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Characters by their names in markup. */
const entities: Readonly<Record<string, string>> = { amp: '&', apos: "'", commat: '@', gt: '>', lt: '<', quot: '"' };

/** Escapes of addresses, where the bytes of one character belong together, of JSON and of scripts, and of markup. */
const escape = new RegExp(
  [
    '%[0-7][0-9a-f]|%[c-f][0-9a-f](?:%[89ab][0-9a-f]){1,3}',
    String.raw`\\{1,4}(?:u00|x)([0-7][0-9a-f])`,
    '&(?:#x0{0,4}([0-7]?[0-9a-f])',
    String.raw`#0{0,4}(\d{1,3})|(${Object.keys(entities).join('|')}));`,
  ].join('|'),
  'gi',
);

/** `text` with every escape read once, or undefined where it has none. Takes linear time. */
export function readEscapes(text: string): ReadText | undefined {
  const starts: number[] = [];
  const ends: number[] = [];
  let [read, at] = ['', 0];
  const add = (characters: string, step: number, length: number) => {
    read += characters;
    for (let unit = 0; unit < characters.length; unit += 1) {
      starts.push(at + unit * step);
      ends.push(at + unit * step + length);
    }
  };
  for (const match of text.matchAll(escape)) {
    add(text.slice(at, match.index), 1, 1);
    at = match.index;
    add(meant(match), 0, match[0].length);
    at += match[0].length;
  }
  if (at === 0) return undefined;
  add(text.slice(at), 1, 1);
  return { text: read, starts, ends };
}

function meant([whole, unit, hex, decimal, entity]: RegExpExecArray): string {
  if (entity !== undefined) return entities[entity.toLowerCase()] ?? whole;
  if (!whole.startsWith('%')) return String.fromCharCode(Number(decimal ?? `0x${unit ?? hex}`));
  try {
    return decodeURIComponent(whole);
  } catch {
    return whole;
  }
}
