/** Reads a one-dimensional array literal: `{a,"b c",NULL}`. Nested arrays are not used by any of our tables. */
export function decodeArray(decode: (text: string) => unknown): (text: string) => readonly unknown[] {
  return (text) => elements(text).map((element) => (element === null ? null : decode(element)));
}

function elements(literal: string): (string | null)[] {
  const found: (string | null)[] = [];
  let at = 1;
  while (at < literal.length && literal[at] !== '}') {
    const element = literal[at] === '"' ? quoted(literal, at + 1) : bare(literal, at);
    found.push(element.value);
    at = literal[element.end] === ',' ? element.end + 1 : element.end;
  }
  return found;
}

function quoted(literal: string, start: number): { readonly value: string; readonly end: number } {
  let value = '';
  let at = start;
  while (literal[at] !== '"') {
    if (literal[at] === '\\') at += 1;
    value += literal[at];
    at += 1;
  }
  return { value, end: at + 1 };
}

function bare(literal: string, start: number): { readonly value: string | null; readonly end: number } {
  let end = start;
  while (literal[end] !== ',' && literal[end] !== '}') end += 1;
  const text = literal.slice(start, end);
  return { value: text === 'NULL' ? null : text, end };
}
