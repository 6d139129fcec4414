const mostShown = 12;

/** Where two plain values differ, one line per place: `at runs[0].attempt: expected 2, found 1`. Empty when they are equal. */
export function differences(found: unknown, expected: unknown): readonly string[] {
  const lines: string[] = [];
  collect(found, expected, '', lines);
  if (lines.length <= mostShown) return lines;
  return [...lines.slice(0, mostShown), `… and ${String(lines.length - mostShown)} more`];
}

function collect(found: unknown, expected: unknown, path: string, lines: string[]): void {
  if (Object.is(found, expected)) return;
  if (isContainer(found) && isContainer(expected) && Array.isArray(found) === Array.isArray(expected)) {
    for (const key of keysOf(found, expected)) {
      collect(Reflect.get(found, key), Reflect.get(expected, key), step(path, key, Array.isArray(found)), lines);
    }
    return;
  }
  lines.push(`at ${path === '' ? 'the value itself' : path}: expected ${show(expected)}, found ${show(found)}`);
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function keysOf(left: object, right: object): readonly string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])];
}

function step(path: string, key: string, inArray: boolean): string {
  if (inArray) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** A value on one line, cut where it gets long. */
export function show(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return 'a function';
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
