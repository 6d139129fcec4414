// Finds what makes a test depend on how fast the machine is: limits of real time that a busy machine exceeds.
import ts from 'typescript';

/** The shortest limit that only a machine that hangs exceeds. */
const shortestLimit = 10_000;

/** What a test says when a short limit is its very subject: nothing but the next line's failure depends on it. */
const excuse = /\/\/ short on purpose: \S/;

const waits = /^(?:waitFor\w*|waitUntil|poll|timeout)$/;
const registers = /^(?:it|test|describe|beforeAll|beforeEach|afterAll|afterEach)$/;
/** The drivers' own, in seconds. */
const inSeconds = 'connect_timeout';
const limits = /^(?:(?:test|hook)?[tT]imeout|connect_timeout|asyncUtilTimeout)$/;
/** Options that end a wait. The others say how often something happens or how long it lasts: a slow machine does not exceed them. */
const waitsMillis = /^(?!(?:pol+|item|age|threshold|linger|step|before|per|progress)Millis$)\w+Millis$/;
/** What the length of time is called. */
const duration =
  /performance\.now|Date\.now|\b(?:took|waited|elapsed|slowest|p95|p99|\w*(?:Millis|Duration))\b|\b(?:at|since|ended)\w* - \w/;

/** Each limit below ten seconds, as `file:line: what it is`. */
export function shortLimits(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lines = text.split('\n');
  const found: string[] = [];
  const report = (node: ts.Node, what: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    if (!excuse.test(lines[line] ?? '')) found.push(`${file}:${String(line + 1)}: ${what}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) inspect(node, report);
    inspectValue(node, report);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function inspect(call: ts.CallExpression | ts.NewExpression, report: (node: ts.Node, what: string) => void): void {
  const name = calledName(call.expression);
  if (name === 'end') return; // how long a driver may take to close, in seconds
  for (const argument of call.arguments ?? []) {
    if (!ts.isObjectLiteralExpression(argument)) continue;
    for (const property of argument.properties) {
      if (!ts.isPropertyAssignment(property) || !limits.test(property.name.getText())) continue;
      const isWait =
        property.name.getText() !== 'timeout' || waits.test(name) || registers.test(rootName(call.expression));
      if (isWait && isShort(property.initializer, property.name.getText() === inSeconds ? 1_000 : 1))
        report(property, `${property.getText()} of ${name}`);
    }
  }
  if (ts.isNewExpression(call)) return;
  if (
    registers.test(rootName(call.expression)) &&
    call.arguments.slice(1).some((one) => ts.isNumericLiteral(one) && isShort(one))
  )
    report(call, `a limit of ${name}`);
  if (/^(?:vi|vitest)\.wait(?:For|Until)$/.test(call.expression.getText()) && call.arguments.length < 2)
    report(call, `${call.expression.getText()} waits a second, unless it is told how long`);
  if (name === 'within' && call.arguments[0] && isShort(call.arguments[0]))
    report(call, `within ${call.arguments[0].getText()} milliseconds`);
  if (call.expression.getText() === 'AbortSignal.timeout' && call.arguments.some((one) => isShort(one)))
    report(call, call.getText());
  const [bound] = call.arguments;
  if (/^toBeLessThan(?:OrEqual)?$/.test(name) && bound && duration.test(subjectOf(call)) && isShort(bound))
    report(call, `${subjectOf(call)} has to be below ${bound.getText()}`);
}

/** Limits that are not an argument of their own: an option in milliseconds, wherever it is written, and a deadline that is counted from now. */
function inspectValue(node: ts.Node, report: (node: ts.Node, what: string) => void): void {
  const option = optionOf(node);
  if (option && waitsMillis.test(option.name) && isShort(option.value)) report(node, `the option ${node.getText()}`);
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return;
  if (/^(?:Date|performance)\.now\(\)$/.test(node.left.getText()) && isShort(node.right))
    report(node, `the deadline ${node.getText()}`);
}

/** The name and the value of a member: `{ name: value }`, `{ name }`, `{ name = value }` or `thing.name = value`. */
function optionOf(node: ts.Node): { readonly name: string; readonly value: ts.Expression } | null {
  if (ts.isPropertyAssignment(node)) return { name: node.name.getText(), value: node.initializer };
  if (ts.isShorthandPropertyAssignment(node)) return { name: node.name.text, value: node.name };
  if (ts.isBindingElement(node) && node.initializer) return { name: node.name.getText(), value: node.initializer };
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return null;
  return ts.isPropertyAccessExpression(node.left) ? { name: node.left.name.text, value: node.right } : null;
}

/** The last name of what is called. */
function calledName(expression: ts.Expression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
}

/** The first name of what is called: `it` of `it.each(…)(…)`. */
function rootName(expression: ts.Expression): string {
  if (ts.isPropertyAccessExpression(expression) || ts.isCallExpression(expression))
    return rootName(expression.expression);
  return expression.getText();
}

/** What an `expect` is given. */
function subjectOf({ expression }: ts.CallExpression): string {
  let inner: ts.Expression = expression;
  while (ts.isPropertyAccessExpression(inner)) inner = inner.expression;
  return ts.isCallExpression(inner) ? (inner.arguments[0]?.getText() ?? '') : '';
}

function isShort(expression: ts.Expression, unit = 1): boolean {
  const value = valueOf(expression);
  return value !== null && value > 0 && value * unit < shortestLimit;
}

/** The value of an expression, as far as it is written in the file; null when it cannot be told. */
function valueOf(expression: ts.Expression): number | null {
  if (ts.isNumericLiteral(expression)) return Number(expression.text.replaceAll('_', ''));
  if (ts.isParenthesizedExpression(expression)) return valueOf(expression.expression);
  // The soak runs alone on a quiet machine and measures what is promised.
  if (ts.isConditionalExpression(expression) && expression.condition.getText() === 'isSoak')
    return valueOf(expression.whenFalse);
  if (ts.isIdentifier(expression)) return constantOf(expression);
  if (!ts.isBinaryExpression(expression)) return null;
  const [left, right] = [valueOf(expression.left), valueOf(expression.right)];
  if (left === null || right === null) return null;
  switch (expression.operatorToken.kind) {
    case ts.SyntaxKind.PlusToken:
      return left + right;
    case ts.SyntaxKind.MinusToken:
      return left - right;
    case ts.SyntaxKind.AsteriskToken:
      return left * right;
    case ts.SyntaxKind.SlashToken:
      return left / right;
    default:
      return null;
  }
}

/** A constant at the top of the same file. */
function constantOf(identifier: ts.Identifier): number | null {
  for (const statement of identifier.getSourceFile().statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (name.getText() === identifier.text && initializer) return valueOf(initializer);
  }
  return null;
}
