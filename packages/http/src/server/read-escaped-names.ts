import type { ReadJson } from './transport-problem.ts';

/**
 * Reads a text that is known to be JSON of bounded depth, and in which names of members are written with escapes.
 *
 * V8's `JSON.parse` confuses those: once any document of the process had a name with a backslash in it, `{"h":1,"\u0062":2}` may be read as if it said
 * `{"h":1,"\\":2}`, so that one caller could garble the requests of others and hide a name that is there twice. It reads single texts correctly.
 *
 * @see https://github.com/nodejs/node/issues/63785
 */
export function readEscapedNames(json: string): ReadJson {
  const tokens = json.match(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}:,]|[^\s"[\]{}:,]+/g) ?? [];
  let at = 0;
  let isTwice = false;

  const readValue = (): unknown => {
    const token = tokens[at++] ?? '';
    return token === '{' ? readObject() : token === '[' ? readList() : (JSON.parse(token) as unknown);
  };
  const readObject = (): object => {
    const members = new Map<string, unknown>();
    while (tokens[at] !== '}') {
      if (tokens[at] === ',') at += 1;
      const name = JSON.parse(tokens[at] ?? '') as string;
      at += 2; // the name and its colon
      isTwice ||= members.has(name);
      members.set(name, readValue());
    }
    at += 1;
    return Object.fromEntries(members);
  };
  const readList = (): readonly unknown[] => {
    const items: unknown[] = [];
    while (tokens[at] !== ']') {
      if (tokens[at] === ',') at += 1;
      items.push(readValue());
    }
    at += 1;
    return items;
  };

  const value = readValue();
  return isTwice ? { problem: 'duplicateMember' } : { value };
}
