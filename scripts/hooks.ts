// Every hook with its twin, in docs/guide/hooks.md, from the sources and their comments. `--update` writes the page; a test compares it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { parse } from './specifiers.ts';
import { filesBelow, root } from './workspace.ts';

const page = join(root, 'docs/guide/hooks.md');
const sources = 'packages/react-hooks/src';

if (argv[1] === fileURLToPath(import.meta.url) && argv.includes('--update')) writeFileSync(page, hooksPage());

/** The page that the sources ask for. */
export function hooksPage(): string {
  const options = new Map(exportsOf(`${sources}/options.ts`).map((one) => [one.name, one]));
  const hooks = filesBelow(`${sources}/hooks`)
    .filter((file) => !/\.test(-d)?\.tsx?$/.test(file))
    .sort()
    .flatMap(exportsOf)
    .filter(({ name }) => name.startsWith('use'));
  const made = (by: string) => hooks.filter(({ maker }) => maker === by);
  const twinOf = ({ made: [twin = ''] }: Exported) => options.get(twin);
  const read = (hook: Exported) => [code(hook.name), code(hook.made[0] ?? ''), isLive(twinOf(hook)), hook.about];
  const writes = made('writeHook').map((hook) => [code(hook.name), code(hook.made[0] ?? ''), hook.about]);
  const others = made('').map((hook) => [code(hook.name), hook.about]);
  return `${[
    '# Every hook',
    '<!-- Written by scripts/hooks.ts from the sources. Do not edit; run `npm run api:update`. -->',
    'Generated from the sources. How hooks are used, and what a twin is for, is described in [hooks and components](react.md).',
    '## Reads',
    'A read that is live is repeated while its page is visible.',
    table(['hook', 'twin', 'live', 'what'], made('readHook').map(read)),
    '## Lists',
    'A list returns `items`, `hasMore` and `loadMore`.',
    table(['hook', 'twin', 'live', 'what'], made('pagesHook').map(read)),
    '## Writes',
    table(['hook', 'twin', 'what'], writes),
    '## Built on other hooks',
    'These have no twin.',
    table(['hook', 'what'], others),
  ].join('\n\n')}\n`;
}

interface Exported {
  readonly name: string;
  /** The sentences of its comment. */
  readonly about: string;
  /** The function whose call makes it; empty for a function. */
  readonly maker: string;
  /** The names that the call gets. */
  readonly made: readonly string[];
}

/** The constants and functions that a file exports. */
function exportsOf(file: string): readonly Exported[] {
  const tree = parse(file, readFileSync(join(root, file), 'utf8'));
  return tree.statements.flatMap((statement): Exported[] => {
    if (!ts.canHaveModifiers(statement)) return [];
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    const about = aboutOf(statement);
    if (ts.isFunctionDeclaration(statement))
      return statement.name ? [{ name: statement.name.text, about, maker: '', made: [] }] : [];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }): Exported[] => {
      if (!ts.isIdentifier(name) || !initializer || !ts.isCallExpression(initializer)) return [];
      const made = initializer.arguments.map((argument) => argument.getText());
      return [{ name: name.text, about, maker: initializer.expression.getText(), made }];
    });
  });
}

function aboutOf(statement: ts.Statement): string {
  const [comment] = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comment?.comment) ?? '';
  return text
    .replaceAll(/\{@link\s+([^}|\s]+)[^}]*\}/g, '`$1`')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', '\\|')
    .trim();
}

function isLive(options: Exported | undefined): string {
  return options?.made.includes('live') ? 'yes' : '';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
