import ts from 'typescript';

export interface Specifier {
  readonly text: string;
  /** Positions of the text between the quotes. */
  readonly start: number;
  readonly end: number;
  /** Names taken from the module; empty for `import '...'`, `import('...')` and `* as`. */
  readonly names: readonly string[];
}

/** The tree of a file. Without parents, which takes less time, the text and the start of a node need the file. */
export function parse(file: string, text: string, withParents = true): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, withParents);
}

/** Every module a file names: imports, re-exports, `import()`, `import('...')` types, `require` and augmentations. */
export function specifiersOf(source: ts.SourceFile): readonly Specifier[] {
  const found: Specifier[] = [];
  const add = (node: ts.Node | undefined, names: readonly string[] = []): void => {
    if (node && ts.isStringLiteralLike(node)) {
      found.push({ text: node.text, start: node.getStart(source) + 1, end: node.getEnd() - 1, names });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, importedNames(node.importClause?.namedBindings));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, importedNames(node.exportClause));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isModuleDeclaration(node)) add(node.name);
    else if (ts.isCallExpression(node) && loadsModule(node.expression)) add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function importedNames(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): readonly string[] {
  if (!bindings || !(ts.isNamedImports(bindings) || ts.isNamedExports(bindings))) return [];
  return bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text);
}

function loadsModule(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}
