/** One level of a statement: the text of one SELECT, UPDATE or DELETE, without what stands in parentheses inside it. */
export interface QueryLevel {
  readonly text: string;
  /** Tables of the list that it names, with the names by which it calls them. */
  readonly tables: readonly { readonly table: string; readonly alias: string }[];
}

/** The statement in lower case, without quotes, without literals and without the schema, on one line. */
export function plainText(sql: string, schema: string): string {
  return sql
    .replace(/'(?:[^']|'')*'/g, `''`)
    .replaceAll('"', '')
    .replaceAll(`${schema}.`, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([()]) ?/g, ' $1 ')
    .trim()
    .toLowerCase();
}

/** The levels of a statement that {@link plainText} has made. A UNION has one for each of its branches. */
export function levelsOf(plain: string, tables: readonly string[]): readonly QueryLevel[] {
  return nestedTexts(plain)
    .flatMap((text) => text.split(/ (?:union all|union|intersect|except) /))
    .map((text) => ({ text, tables: tablesIn(text, tables) }));
}

/** What stands between the outermost parentheses, and in each of those inside, innermost first. Inner ones are left as `()`. */
function nestedTexts(plain: string): readonly string[] {
  const texts: string[] = [];
  const open: string[] = [''];
  for (const part of plain.split(/([()])/)) {
    if (part === '(') open.push('');
    else if (part === ')') {
      texts.push(open.pop() ?? '');
      open.push(`${open.pop() ?? ''}()`);
    } else open.push((open.pop() ?? '') + part);
  }
  return [...texts, ...open];
}

/** The statement, and each of its CTEs, innermost first: with the sub-selects in it, and without the CTEs in it, which are left as `()`. */
export function commandsOf(plain: string): readonly string[] {
  const commands: string[] = [];
  const open: string[] = [''];
  for (const part of plain.split(/([()])/)) {
    const around = open.at(-1) ?? '';
    if (part === '(') open.push('');
    else if (part === ')') {
      const inner = open.pop() ?? '';
      const before = open.pop() ?? '';
      const isCte = /\bas (?:not )?(?:materialized )?$/.test(before);
      if (isCte) commands.push(inner);
      open.push(isCte ? `${before}()` : `${before}(${inner})`);
    } else open[open.length - 1] = around + part;
  }
  return [...commands, ...open];
}

const notAnAlias = [
  'where',
  'set',
  'join',
  'left',
  'cross',
  'on',
  'for',
  'order',
  'group',
  'limit',
  'using',
  'returning',
];

function tablesIn(text: string, tables: readonly string[]): QueryLevel['tables'] {
  const named = new RegExp(
    String.raw`(?:\b(?:from|join|using|update)|,) (${tables.join('|')})\b(?! ?\.)(?: as (\w+)| (\w+))?`,
    'g',
  );
  return [...text.matchAll(named)].map(([, table = '', as, bare]) => ({
    table,
    alias: as ?? (bare !== undefined && !notAnAlias.includes(bare) ? bare : table),
  }));
}
