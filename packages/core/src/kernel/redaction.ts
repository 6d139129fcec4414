import { readEscapes } from './escapes.ts';
import { secretPatterns } from './secret-patterns.ts';

/** What a removed secret is replaced by. */
export const redactedMark = '[redacted]';

/** Maximum of passes: removing one secret can form another one. Text that still holds one after that was crafted. */
const maxPasses = 8;

/** How often an escape is read: an address in an address in an address. */
const maxEscapes = 3;

/**
 * `text` without tokens, secrets, connection strings and e-mail addresses, cut to `maxLength` code units. A text is judged as it stands and with its
 * escapes read (`%3D`, `\u003d`, `&#61;`), up to three times. `findSecrets` finds nothing in the answer, and redacting it again changes nothing.
 */
export function redactText(text: string, maxLength = 2_000): string {
  let current = text;
  for (let pass = 0; pass < maxPasses; pass += 1) {
    // Cut last: half a secret no longer looks like one.
    const next = cut(withoutSecrets(current), maxLength);
    if (next === current) return next;
    current = next;
  }
  return redactedMark;
}

/** The kinds of secret that `text` still holds, never their values. */
export function findSecrets(text: string): readonly string[] {
  const forms = [text];
  for (let form = readEscapes(text); form && forms.length <= maxEscapes; form = readEscapes(form.text))
    forms.push(form.text);
  const held = secretPatterns().filter(({ pattern }) => forms.some((form) => form.search(pattern) >= 0));
  return [...new Set(held.map(({ kind }) => kind))];
}

function withoutSecrets(text: string): string {
  const rest = secretPatterns().reduce((rest, { pattern }) => rest.replace(pattern, redactedMark), text);
  const clean: string[] = [];
  let at = 0;
  for (const [start, end] of escapedSecrets(rest, maxEscapes).toSorted(([a], [b]) => a - b)) {
    if (start >= at) clean.push(rest.slice(at, start), redactedMark);
    at = Math.max(at, end);
  }
  return clean.join('') + rest.slice(at);
}

type Part = readonly [start: number, end: number];

/** The parts of `text` that hold a secret once their escapes are read, at most `times` times. */
function escapedSecrets(text: string, times: number): readonly Part[] {
  const form = times > 0 ? readEscapes(text) : undefined;
  if (!form) return [];
  const here = secretPatterns().flatMap(({ pattern }) =>
    Array.from(form.text.matchAll(pattern), ({ index, 0: { length } }): Part => [index, index + length]),
  );
  return [...here, ...escapedSecrets(form.text, times - 1)].map(([start, end]) => [
    form.starts[start] ?? 0,
    form.ends[end - 1] ?? text.length,
  ]);
}

/** The cut may go through a surrogate pair, whose half no database would store. */
function cut(text: string, maxLength: number): string {
  return (text.length > maxLength ? `${text.slice(0, maxLength)}…` : text).toWellFormed();
}
