/** Ids that an address, a query or a form would corrupt without escapes. They do not contain `~`, which an address may use as an escape. */
export const awkwardIds = [
  '.',
  '..',
  '...',
  '/',
  '//',
  'a/b',
  '/a/',
  'a+b',
  'a:b',
  ':a',
  '-',
  'a/../b',
  'archive',
  'v1/workspaces',
  '0',
  'null',
  'undefined',
  'true',
  '1e3',
  'constructor',
  '__proto__',
  '+',
  'x'.repeat(120),
];

/** An id for the name of a case. */
export function shortened(id: string): string {
  return id.length > 20 ? `${id.slice(0, 3)}… of ${String(id.length)}` : id;
}
