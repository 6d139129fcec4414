import type { GraphObject } from '../world/collection.ts';
import { badRequest } from './refusal.ts';

type Literal = string | number | boolean | null;
type Matches = (row: GraphObject) => boolean;

// A text in quotes (a quote inside is doubled), a GUID or number or word, a bracket or a comma.
const tokenPattern = /\s*(?:('(?:[^']|'')*')|([A-Za-z0-9_@./+:-]+)|([(),]))/y;
const maximumLength = 4_000;

/**
 * Reads `$filter`: `eq`, `ne` and `in` on simple members and `startswith`, joined by `and`. Throws a refusal for everything else, as Graph does for what a
 * resource does not support.
 */
export function readFilter(text: string): Matches {
  if (text.length > maximumLength) throw badRequest('Invalid filter clause: it is too long.', 'Request_BadRequest');
  const tokens = tokensOf(text);
  const parts: Matches[] = [];
  do parts.push(readComparison(tokens));
  while (tokens.next()?.toLowerCase() === 'and');
  if (!tokens.isAtEnd()) throw unsupported();
  return (row) => parts.every((matches) => matches(row));
}

interface Tokens {
  next(): string | undefined;
  isAtEnd(): boolean;
}

function tokensOf(text: string): Tokens {
  const found: string[] = [];
  tokenPattern.lastIndex = 0;
  const trimmed = text.trimEnd();
  while (tokenPattern.lastIndex < trimmed.length) {
    const [, quoted, word, mark] = tokenPattern.exec(trimmed) ?? [];
    const token = quoted ?? word ?? mark;
    if (token === undefined) throw badRequest('Invalid filter clause: there is a syntax error.', 'Request_BadRequest');
    found.push(token);
  }
  let at = 0;
  return {
    next: () => found[at++],
    isAtEnd: () => at > found.length,
  };
}

function readComparison(tokens: Tokens): Matches {
  const member = tokens.next() ?? '';
  if (member.toLowerCase() === 'startswith') return readStart(tokens);
  const operator = tokens.next()?.toLowerCase();
  if (operator === 'in') {
    const values = readList(tokens);
    return (row) => values.some((value) => isEqual(valueAt(row, member), value));
  }
  const value = literalOf(tokens.next());
  if (operator === 'eq') return (row) => isEqual(valueAt(row, member), value);
  if (operator === 'ne') return (row) => !isEqual(valueAt(row, member), value);
  throw unsupported();
}

function readStart(tokens: Tokens): Matches {
  const [open, member = '', comma, start, close] = [
    tokens.next(),
    tokens.next(),
    tokens.next(),
    literalOf(tokens.next()),
    tokens.next(),
  ];
  if (open !== '(' || comma !== ',' || close !== ')' || typeof start !== 'string') throw unsupported();
  return (row) => {
    const value = valueAt(row, member);
    return typeof value === 'string' && value.toLowerCase().startsWith(start.toLowerCase());
  };
}

function readList(tokens: Tokens): readonly Literal[] {
  if (tokens.next() !== '(') throw unsupported();
  const values: Literal[] = [];
  let mark: string | undefined;
  do {
    values.push(literalOf(tokens.next()));
    mark = tokens.next();
  } while (mark === ',');
  if (mark !== ')') throw unsupported();
  if (values.length > 15)
    throw badRequest('Too many child clauses specified in search filter expression.', 'Request_UnsupportedQuery');
  return values;
}

function literalOf(token: string | undefined): Literal {
  if (token === undefined || /^[(),]$/.test(token)) throw unsupported();
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === 'true' || token === 'false') return token === 'true';
  if (token === 'null') return null;
  return /^-?\d+(?:\.\d+)?$/.test(token) ? Number(token) : token;
}

/** A member, also of an object inside (`a/b`). Only what the object itself has: never a member of its prototype. */
function valueAt(row: GraphObject, path: string): unknown {
  let value: unknown = row;
  for (const name of path.split('/')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, name) ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
  }
  return value;
}

function isEqual(value: unknown, literal: Literal): boolean {
  if (typeof value === 'string' && typeof literal === 'string') return value.toLowerCase() === literal.toLowerCase();
  return (value ?? null) === literal;
}

function unsupported(): Error {
  return badRequest('Unsupported or invalid query filter clause specified.', 'Request_UnsupportedQuery');
}
