import { tablesWith } from '../src/schema.ts';

/** The page that says how the tables are distributed. */
export const guide = new URL('../../../docs/guide/many-machines.md', import.meta.url);

/** The page with the lists that the registry gives: what is replicated, and what is distributed with its workspace, parents before their children. */
export function withTableLists(page: string): string {
  const distributed = tablesWith('workspace').filter((name) => name !== 'workspaces');
  return withList(
    withList(page, 'create_reference_table', tablesWith('platform', 'spanning')),
    'colocate_with',
    distributed.toReversed(),
  );
}

/** The page with these names in the array of the statement that has the word. */
function withList(page: string, word: string, names: readonly string[]): string {
  return page.replace(
    new RegExp(`(${word}.*unnest\\(ARRAY\\[)[^\\]]*`),
    (_, before: string) => `${before}\n${linesOf(names).join('\n')}`,
  );
}

const indent = '     ';

function linesOf(names: readonly string[]): readonly string[] {
  return names.reduce<readonly string[]>((lines, name, index) => {
    const item = `'${name}'${index < names.length - 1 ? ',' : ''}`;
    const last = lines.at(-1);
    const joined = `${last ?? ''} ${item}`;
    return last === undefined || joined.length > 140 ? [...lines, indent + item] : [...lines.slice(0, -1), joined];
  }, []);
}
