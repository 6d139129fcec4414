import { maxDepth } from './limits.ts';
import { readEscapedNames } from './read-escaped-names.ts';
import type { ReadJson } from './transport-problem.ts';

/**
 * Reads JSON as strictly as RFC 8259 allows: UTF-8 only and without a byte order mark, no member twice in one object (parsers disagree about which of
 * them counts, and what was checked must be what is used), not deeper than 32 levels.
 */
export function readJson(bytes: Uint8Array): ReadJson {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { problem: 'notUtf8' };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: text.startsWith('\ufeff') ? 'byteOrderMark' : 'notJson' };
  }
  const members = countMembers(value, 0);
  if (members === null) return { problem: 'tooDeep' };
  const names = namesIn(text);
  if (names.some((name) => name.includes('\\'))) return readEscapedNames(text);
  return members === names.length ? { value } : { problem: 'duplicateMember' };
}

/** The members of all objects; null when nested too deep. */
function countMembers(value: unknown, depth: number): number | null {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth >= maxDepth) return null;
  let count = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const member of Object.values(value)) {
    const inner = countMembers(member, depth + 1);
    if (inner === null) return null;
    count += inner;
  }
  return count;
}

/** The names of members as they are spelt in a text that is known to be JSON: strings before a colon. Duplicates are kept. */
function namesIn(json: string): readonly string[] {
  const names: string[] = [];
  for (const [, name = '', colon] of json.matchAll(/"([^"\\]*(?:\\.[^"\\]*)*)"[ \t\n\r]*(:?)/g))
    if (colon) names.push(name);
  return names;
}
