// The properties of every component, in docs/guide/components.md, from the types and their comments. Without `--update`, a difference is a failure.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { print } from './output.ts';
import { root } from './workspace.ts';

const page = 'docs/guide/components.md';
const entries = [
  { specifier: '@tenantatlas/react-hooks', source: 'packages/react-hooks/src/index.ts' },
  { specifier: '@tenantatlas/react-hooks/ui', source: 'packages/react-hooks/src/ui/index.ts' },
  { specifier: '@tenantatlas/react-hooks/testing', source: 'packages/react-hooks/src/testing/index.ts' },
] as const;
const howTo = 'Look at the change, then run "npm run api:update" and commit the page.';

if (argv[1] === fileURLToPath(import.meta.url)) {
  const failure = checkComponents({ update: argv.includes('--update') });
  if (failure) console.error(failure);
  process.exitCode = failure ? 1 : 0;
}

/** Answers whether the page is stale, or nothing. Reads sources, so it needs no build. */
export function checkComponents({ update }: { readonly update: boolean }): string | undefined {
  const file = join(root, page);
  const wanted = componentsPage();
  if (update) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, wanted);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) return `${page} is stale. ${howTo}`;
  print(
    `the properties of ${wanted.match(/^### /gm)?.length ?? 0} components ${update ? 'written to' : 'equal'} ${page}`,
  );
  return undefined;
}

/** The page that the sources ask for. */
export function componentsPage(): string {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'packages/react-hooks/tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => fail(ts.flattenDiagnosticMessageText(messageText, ' ')),
    },
  );
  const program = ts.createProgram({
    rootNames: entries.map(({ source }) => join(root, source)),
    options: config?.options ?? fail('packages/react-hooks has no tsconfig.json.'),
  });
  const sections = entries.map(({ specifier, source }) => {
    const components = componentsOf(program, join(root, source));
    return [`## \`${specifier}\``, ...components.map((component) => describe(program, component))].join('\n\n');
  });
  return `${[
    '# Components and their properties',
    '<!-- Written by scripts/components.ts from the types. Do not edit; run `npm run api:update`. -->',
    'Generated from the types. A property with `?` may be left out. What the components show is described in [hooks and components](react.md#every-component).',
    ...sections,
  ].join('\n\n')}\n`;
}

interface Component {
  readonly symbol: ts.Symbol;
  readonly name: string;
  readonly declaration: ts.FunctionDeclaration | ts.VariableDeclaration;
  readonly props: ts.Type | null;
}

/** Exports that begin with a capital letter and can be called: by the convention of React, these are components. */
function componentsOf(program: ts.Program, source: string): readonly Component[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(source) ?? fail(`${source} is not part of the program.`);
  const entry = checker.getSymbolAtLocation(file) ?? fail(`${source} exports nothing.`);
  return checker
    .getExportsOfModule(entry)
    .filter(({ name }) => /^[A-Z]/.test(name))
    .flatMap((exported): Component[] => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const declaration = symbol.valueDeclaration;
      if (!declaration || !(ts.isFunctionDeclaration(declaration) || ts.isVariableDeclaration(declaration))) return [];
      const [signature] = checker.getTypeOfSymbolAtLocation(symbol, declaration).getCallSignatures();
      if (!signature) return [];
      const [props] = signature.getParameters();
      return [
        {
          symbol,
          name: exported.name,
          declaration,
          props: props ? checker.getTypeOfSymbolAtLocation(props, declaration) : null,
        },
      ];
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function describe(program: ts.Program, { symbol, name, declaration, props }: Component): string {
  const checker = program.getTypeChecker();
  const about = commentOf(symbol, checker) || fail(`${name} has no comment.`);
  const given = props ? propertiesOf(props, checker) : [];
  if (given.length === 0) return `### ${name}\n\n${about}\n\nNo properties.`;
  const rows = given.map(({ symbol: one, isOptional }) => {
    const described = [commentOf(one, checker), defaultOf(one, checker)].filter(Boolean).join(' ');
    return `| \`${one.name}${isOptional ? '?' : ''}\` | ${code(typeOf(one, declaration, checker))} | ${cell(described)} |`;
  });
  const ways = props?.isUnion() ? `\n\nEither ${waysOf(props, checker).join(', or ')}.` : '';
  const slots = given.find(({ symbol: one }) => one.name === 'slots');
  const table = `| property | type | what |\n| --- | --- | --- |\n${rows.join('\n')}`;
  return `### ${name}\n\n${about}\n\n${table}${ways}${slots ? slotsOf(slots, declaration, checker) : ''}`;
}

/** What a host can replace, in a table of its own: all of them may be left out. */
function slotsOf({ symbol }: Property, at: ts.Node, checker: ts.TypeChecker): string {
  const slots = checker.getPropertiesOfType(checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(symbol, at)));
  const rows = slots.map(
    (one) => `| \`${one.name}\` | ${code(typeOf(one, at, checker))} | ${cell(commentOf(one, checker))} |`,
  );
  return `\n\n| slot | type | what |\n| --- | --- | --- |\n${rows.join('\n')}`;
}

interface Property {
  readonly symbol: ts.Symbol;
  readonly isOptional: boolean;
}

/** The properties of all alternatives; one that an alternative does not have, or may leave out, is optional. */
function propertiesOf(props: ts.Type, checker: ts.TypeChecker): readonly Property[] {
  const alternatives = (props.isUnion() ? props.types : [props]).map((type) =>
    checker.getPropertiesOfType(type).filter((one) => !isOfReact(one) && !isForbidden(one, checker)),
  );
  const names = new Set(alternatives.flat().map(({ name }) => name));
  return [...names].flatMap((name): Property[] => {
    const found = alternatives.flatMap((all) => all.find((one) => one.name === name) ?? []);
    const [symbol] = found;
    if (!symbol) return [];
    return [{ symbol, isOptional: found.length < alternatives.length || found.some(isOptional) }];
  });
}

/** What each alternative requires beyond the others. */
function waysOf(props: ts.UnionType, checker: ts.TypeChecker): readonly string[] {
  const required = props.types.map((type) =>
    checker.getPropertiesOfType(type).flatMap((one) => (isOptional(one) || isForbidden(one, checker) ? [] : one.name)),
  );
  const always = required.reduce((common, names) => common.filter((name) => names.includes(name)));
  return required.map((names) =>
    names
      .filter((name) => !always.includes(name))
      .map((name) => `\`${name}\``)
      .join(', '),
  );
}

function isOptional(property: ts.Symbol): boolean {
  return (property.flags & ts.SymbolFlags.Optional) !== 0;
}

/** A property that an alternative declares only to exclude it: `action?: never`. */
function isForbidden(property: ts.Symbol, checker: ts.TypeChecker): boolean {
  return (checker.getTypeOfSymbol(property).flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Never)) !== 0;
}

/** The type as it is declared, in one line; where there is no declaration, as the compiler prints it. */
function typeOf(property: ts.Symbol, at: ts.Node, checker: ts.TypeChecker): string {
  const declared = property.valueDeclaration;
  if (declared && ts.isPropertySignature(declared) && declared.type)
    return oneLine(declared.type.getText())
      .replace(/ \| undefined$/, '')
      .replace(/^\((.*)\)$/, '$1');
  return checker.typeToString(checker.getTypeOfSymbolAtLocation(property, at), at, ts.TypeFormatFlags.NoTruncation);
}

function isOfReact(property: ts.Symbol): boolean {
  return property.declarations?.every((one) => one.getSourceFile().fileName.includes('/node_modules/')) ?? false;
}

function commentOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  return oneLine(ts.displayPartsToString(symbol.getDocumentationComment(checker)));
}

function defaultOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const tag = symbol.getJsDocTags(checker).find(({ name }) => name === 'default');
  return tag ? `Default: ${oneLine(ts.displayPartsToString(tag.text))}.` : '';
}

/** Comments link to types; a page shows their names. */
function oneLine(text: string): string {
  return text
    .replaceAll(/\{@link\s+([^}|\s]+)[^}]*\}/g, '`$1`')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function code(text: string): string {
  return `\`${cell(text)}\``;
}

function cell(text: string): string {
  return text.replaceAll(/(?<!\\)\|/g, '\\|');
}

function fail(reason: string): never {
  throw new Error(reason);
}
