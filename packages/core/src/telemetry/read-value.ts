import { isIdToken } from '../kernel/ids.ts';
import { parseInstant, type Instant } from '../kernel/instant.ts';
import { lazy } from '../kernel/lazy.ts';
import { secretPatterns } from '../kernel/secret-patterns.ts';
import type { UsageValue } from '../ports/usage-store.ts';
import { isUuid } from './is-uuid.ts';
import type { MetadataField } from './metadata.ts';

/** Judges one value: answers it in its stored form, or null when it is not safe. Never throws. */
export type ValueReader = (value: unknown) => UsageValue | null;

/** Judges one token. */
export type TokenReader = (value: unknown) => string | null;

/** A text that is longer is refused without being looked at, white space at its ends included. */
const longestText = 1_000;

/** The text without white space at its ends, when that is a token; else null. */
export function readToken(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (isIdToken(value)) return value;
  if (value.length > longestText) return null;
  const trimmed = value.trim();
  return isIdToken(trimmed) ? trimmed : null;
}

/** Kinds of secrets that have no character that a token cannot have. */
const secretKinds: readonly string[] = ['jwt', 'token', 'private_key'];

/** The shortest of them, in characters. */
const shortestSecret = 13;

/** How many tokens a reader remembers as safe. */
const rememberedTokens = 1_000;

/**
 * A reader of tokens that are neither a web address nor a credential: both can be written in the characters of a token. It remembers tokens that it found safe, because
 * events repeat them and the patterns of secrets take longer than all other rules together. A UUID is none, so the id of a subject seldom needs them.
 */
export function safeTokenReader(): TokenReader {
  const patterns = lazy(() => secretPatterns().filter(({ kind }) => secretKinds.includes(kind)));
  const safe = new Set<string>();
  return (value) => {
    if (typeof value !== 'string') return null;
    if (isUuid(value) || safe.has(value)) return value;
    const token = readToken(value);
    if (token === null || token.includes('//')) return null;
    if (token.length >= shortestSecret && patterns().some(({ pattern }) => token.search(pattern) >= 0)) return null;
    if (safe.size >= rememberedTokens) safe.clear();
    safe.add(token);
    return token;
  };
}

/** A safe integer; -0 becomes 0, as in JSON. */
function readInteger(value: unknown): number | null {
  return Number.isSafeInteger(value) ? (value as number) + 0 : null;
}

/** True or false. */
function readFlag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/** An RFC 3339 instant, in UTC with milliseconds. */
export function readInstant(value: unknown): Instant | null {
  return typeof value === 'string' && value.length <= 40 ? parseInstant(value) : null;
}

/** The reader of the values of a field. */
export function valueReader(field: MetadataField, readSafeToken: TokenReader): ValueReader {
  switch (field.kind) {
    case 'token':
      return field.values === null ? readSafeToken : closedList(field.values);
    case 'integer':
      return readInteger;
    case 'flag':
      return readFlag;
    case 'instant':
      return readInstant;
  }
}

function closedList(values: readonly string[]): ValueReader {
  const allowed = new Set(values);
  return (value) => {
    const token = readToken(value);
    return token !== null && allowed.has(token) ? token : null;
  };
}
