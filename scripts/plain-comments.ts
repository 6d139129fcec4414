// Finds turns of speech in comments, and names that are figures of speech: a reader whose first language is another one takes them literally.
import ts from 'typescript';

/** A turn of speech, with a sample and what to write instead. */
export interface BannedTurn {
  readonly turn: RegExp;
  readonly sample: string;
  readonly write: string;
}

/** Turns that neither comments nor names of tests use. */
export const bannedTurns: readonly BannedTurn[] = [
  { turn: /\b(?:whoever|nobody|somebody|anybody)\b/i, sample: 'seen by nobody', write: 'the person or the part' },
  { turn: /(?<!there )\b(?:is|are) no (?!longer|more|less)\w/i, sample: 'a port is no password', write: 'is not a' },
  {
    turn: /\blies (?:in|on|at|a|outside|inside|beneath|below|where|beside)\b/i,
    sample: 'its lock lies in',
    write: 'is',
  },
  {
    turn: /\blie (?:in|on|at|a|outside|inside|beneath|below|where|beside)\b/i,
    sample: 'the rows may lie on',
    write: 'is',
  },
  { turn: /\bstands? (?:in|on|between|beside)\b/i, sample: 'it stands between', write: 'is' },
  { turn: /\bin (?:the|its|each other['’]s) way\b/i, sample: 'which is in the way', write: 'blocks' },
  { turn: /\bwould be the worse\b/i, sample: 'would be the worse failure', write: 'what it would do' },
  { turn: /\bunder way\b/i, sample: 'while it is under way', write: 'in progress' },
  { turn: /\bfor ever\b/i, sample: 'waits for ever', write: 'without end' },
  { turn: /\bcope\b/i, sample: 'has to cope with', write: 'handle' },
  { turn: /\bmeets\b/i, sample: 'one that meets another', write: 'finds, runs beside' },
  { turn: /\bforgets?\b(?!`)/i, sample: 'it forgets the outcome', write: 'removes' },
  { turn: /\b(?:dies|died)\b/i, sample: 'the process dies', write: 'ends' },
  { turn: /\btroubles?\b/i, sample: 'in trouble', write: 'failure' },
  { turn: /\bin sight\b/i, sample: 'stays in sight', write: 'visible' },
  { turn: /\bby hand\b/i, sample: 'written by hand', write: 'what does it' },
  { turn: /\bleft alone\b/i, sample: 'is left alone', write: 'unchanged' },
  { turn: /\b(?:everybody|everyone)\b/i, sample: 'holds for everybody', write: 'all callers, all principals' },
  { turn: /\bhears?\b/i, sample: 'the caller hears null', write: 'gets' },
  { turn: /\blate ?comers?\b/i, sample: 'the late comer', write: 'the later caller' },
  { turn: /\bspoilt\b/i, sample: 'a machine spoilt one', write: 'changed, failed' },
];

/** Names that are figures of speech, each with the term to use. */
export const bannedNames: { readonly [name: string]: string } = {
  look: 'poll, read or check',
  patience: 'a limit or a timeout',
  deeds: 'actions or steps',
  standsInTheWay: 'blocks',
  viewpoint: 'a source or a reader',
  takePicture: 'read or snapshot',
  unlessLate: 'a deadline or a limit',
  chronicle: 'a history',
  tick: 'an interval',
  tickMillis: 'an interval',
  rescue: 'restore',
  survivor: 'what it is',
  pace: 'an interval',
  hears: 'get, receive or print',
  door: 'an entry point, a handler or an input',
  doors: 'entry points, handlers or inputs',
  meetings: 'concurrent work or races',
  nobody: 'what is unknown or absent',
  stranger: 'an outsider or what is unknown',
};

/** Each banned turn in a comment, as `file:line: turn: what to write`. */
export function figuresInComments(file: string, text: string): readonly string[] {
  if (!bannedTurns.some(({ turn }) => turn.test(text.replace(/\s+\*?\s*/g, ' ')))) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return commentsOf(source).flatMap(([start, comment]) => {
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    // A sentence goes on in the next line, after the star.
    const words = comment.replace(/\n\s*\*?\s*/g, ' ');
    return bannedTurns
      .filter(({ turn }) => turn.test(words))
      .map(({ turn, write }) => `${file}:${line}: "${turn.exec(words)?.[0]}": write what is meant (${write})`);
  });
}

function commentsOf(source: ts.SourceFile): readonly (readonly [start: number, comment: string])[] {
  const found = new Map<number, string>();
  const keep = ({ pos, end }: ts.CommentRange): void => void found.set(pos, source.text.slice(pos, end));
  const visit = (node: ts.Node): void => {
    // Text between tags has no comments.
    if (node.kind === ts.SyntaxKind.JsxText) return;
    const children = node.getChildren(source);
    if (children.length === 0) {
      ts.getLeadingCommentRanges(source.text, node.pos)?.forEach(keep);
      ts.getTrailingCommentRanges(source.text, node.end)?.forEach(keep);
    }
    children.forEach(visit);
  };
  visit(source);
  return [...found];
}

/** Each declaration with a banned name, as `file:line: name: term to use`. */
export function figuresInNames(file: string, text: string): readonly string[] {
  const names = Object.keys(bannedNames).join('|');
  if (!new RegExp(`\\b(?:${names})\\b`, 'i').test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = declaredName(node);
    const term = Object.entries(bannedNames).find(([banned]) => banned.toLowerCase() === name?.text.toLowerCase())?.[1];
    if (name && term) {
      const line = source.getLineAndCharacterOfPosition(name.getStart(source)).line + 1;
      found.push(`${file}:${line}: "${name.text}": name it after what it is (${term})`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function declaredName(node: ts.Node): ts.Identifier | null {
  const isDeclaration =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node);
  return isDeclaration && node.name && ts.isIdentifier(node.name) ? node.name : null;
}
