import { en as answers, messagePlaceholders } from '@tenantatlas/core/messages';
import { english as components } from '../ui/english.ts';
import type { WordingProblem } from './wording-problem.ts';

const known: { readonly [id: string]: string } = { ...answers, ...components };

/** First words of ids of the SDK. */
const subjects = new Set(Object.keys(known).map(subjectOf));

/** Ids that begin with an SDK word and are not in the catalogs: those of the transport, and those of actions and reasons that a host declares. */
const others = [
  'errors.unauthenticated',
  'errors.rate_limited',
  'errors.unreachable.',
  'audit.action.',
  'audit.host.',
  'reasons.ext.',
];

/** Names that a host translates; they are shown as they are, and not read as ICU. */
const names = ['catalog.', 'surface.'];

/**
 * Lists the wordings of `messages` that are not shown or replace nothing, at most one problem for each: a text that is not the part of ICU that is spoken, a
 * placeholder that the English text does not fill, and an id that begins like one of the SDK and does not exist. Empty when all fit. For a test of your
 * wordings; the provider reports the same in development.
 *
 * @example
 * expect(wordingProblems({ ...de, 'ui.control.pause': 'Anhalten' })).toEqual([]);
 */
export function wordingProblems(messages: { readonly [id: string]: string }): readonly WordingProblem[] {
  return Object.entries(messages).flatMap(([id, wording]) => problemOf(id, wording) ?? []);
}

function problemOf(id: string, wording: string): WordingProblem | null {
  if (startsWith(id, names)) return null;
  let placeholders: readonly string[];
  try {
    placeholders = messagePlaceholders(wording);
  } catch (problem) {
    const spoken = 'Use {name} and {count, plural, one {…} other {…}} only, and close every brace.';
    return {
      id,
      kind: 'malformed',
      text: `The wording of "${id}" is not shown. ${(problem as Error).message}. ${spoken}`,
    };
  }
  const english = Object.hasOwn(known, id) ? known[id] : undefined;
  if (english !== undefined) return placeholderProblem(id, placeholders, messagePlaceholders(english));
  if (!subjects.has(subjectOf(id)) || startsWith(id, others)) return null;
  const fix = `Correct the id, or begin an id of yours with another word than "${subjectOf(id)}".`;
  return {
    id,
    kind: 'unknown_id',
    text: `The wording of "${id}" replaces nothing: the SDK has no such message. ${fix}`,
  };
}

function placeholderProblem(id: string, found: readonly string[], filled: readonly string[]): WordingProblem | null {
  const unknown = found.filter((name) => !filled.includes(name));
  if (unknown.length === 0) return null;
  const fix = filled.length > 0 ? `Use only ${filled.map(braced).join(', ')}.` : 'Use none.';
  const text = `The wording of "${id}" is not shown: nothing fills ${unknown.map(braced).join(', ')}. ${fix}`;
  return { id, kind: 'placeholder', text };
}

function braced(name: string): string {
  return `{${name}}`;
}

function startsWith(id: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => id.startsWith(prefix));
}

function subjectOf(id: string): string {
  return id.split('.')[0] ?? id;
}
