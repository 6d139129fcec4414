// Finds turns of speech in what a run of tests prints: names of tests and of cases, messages of assertions, names of figures.
import ts from 'typescript';
import { bannedTurns, type BannedTurn } from './plain-comments.ts';

/** Turns that names of tests do not use, beside those of comments. A name is all that a reader of a failed run sees. */
export const bannedInTitles: readonly BannedTurn[] = [
  { turn: /\bno one\b/i, sample: 'no one is signed in', write: 'no caller, no person' },
  { turn: /\bstrangers?\b/i, sample: 'gets the answer of a stranger', write: 'a person without a membership' },
  { turn: /\b(?:tells?|told)\b/i, sample: 'is told as permanent', write: 'names, shows or answers' },
  { turn: /\blearns?\b(?!\.)/i, sample: 'the others learn which', write: 'get' },
  { turn: /\b(?:is|are) gone\b/i, sample: 'finds it and is gone', write: 'is removed, has ended' },
  { turn: /\bgo(?:es)? on\b/i, sample: 'the transaction goes on', write: 'continues' },
  {
    turn: /\b(?:comes?|brings?) .{0,20}\bback\b/i,
    sample: 'what was stored comes back',
    write: 'is read, is restored',
  },
  { turn: /\b(?:is|are|be) let in\b|\blets? (?:one|it|none|nothing) in\b/i, sample: 'lets one in', write: 'admits' },
  { turn: /\bstands?\b/i, sample: 'as it stands', write: 'is' },
  { turn: /\btakes? the place of\b/i, sample: 'takes the place of the first', write: 'replaces' },
  { turn: /\bthe very\b/i, sample: 'with the very error', write: 'the same, the exact' },
  { turn: /\bleaves? .{0,40}\b(?:as it is|as they are|alone)\b/i, sample: 'leaves it alone', write: 'does not change' },
];

const figureHelpers = ['atLeast', 'atMost', 'below', 'exactly', 'reported'];
const namingMembers = ['call', 'given', 'name', 'title', 'what', 'when', 'why'];

/** Each banned turn in a name or a message, as `file:line: turn: what to write`. */
export function figuresInTitles(file: string, text: string): readonly string[] {
  const turns = [...bannedTurns, ...bannedInTitles];
  if (!turns.some(({ turn }) => turn.test(text))) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return titlesOf(source, file.includes('/conformance/')).flatMap((title) => {
    const line = source.getLineAndCharacterOfPosition(title.getStart(source)).line + 1;
    const words = title.getText(source).replace(/\$\{[^}]*\}/g, '…');
    return turns
      .filter(({ turn }) => turn.test(words))
      .map(({ turn, write }) => `${file}:${line}: "${turn.exec(words)?.[0]}": write what is guaranteed (${write})`);
  });
}

/** In a conformance suite, every text with a blank is a name or a message. */
function titlesOf(source: ts.SourceFile, isSuite: boolean): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (isText(node) && (isTitle(node) || (isSuite && node.getText(source).includes(' ')))) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isText(node: ts.Node): boolean {
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node);
}

function isTitle(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent))
    return parent.initializer === node && namingMembers.includes(parent.name.getText());
  if (ts.isArrayLiteralExpression(parent)) return isNameOfRow(node, parent);
  if (!ts.isCallExpression(parent)) return false;
  const called = calledName(parent);
  if (called === 'expect') return parent.arguments[1] === node;
  return parent.arguments[0] === node && ['describe', 'it', 'test', ...figureHelpers].includes(called);
}

/** The rows of `it.each` are texts, or begin with one. */
function isNameOfRow(node: ts.Node, row: ts.ArrayLiteralExpression): boolean {
  if (isTable(row)) return true;
  return row.elements[0] === node && ts.isArrayLiteralExpression(row.parent) && isTable(row.parent);
}

function isTable({ parent }: ts.Node): boolean {
  if (ts.isAsExpression(parent)) return isTable(parent);
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false;
  return parent.expression.name.text === 'each' && ['describe', 'it', 'test'].includes(calledName(parent));
}

/** `it` of `it(…)`, `it.each(…)` and `it.each(…)(…)`. */
function calledName(node: ts.Node): string {
  if (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) return calledName(node.expression);
  return ts.isIdentifier(node) ? node.text : '';
}
