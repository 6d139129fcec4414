import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.ts';
import { canonicalHash } from './hash.ts';
import { invariant } from './invariant.ts';
import type { JsonValue } from './json.ts';
import { isStorableText } from './text.ts';

// Both exist in every runtime the SDK supports; core compiles without the DOM's types.
declare const btoa: (binary: string) => string;
declare const atob: (base64: string) => string;

const version = 1;

/** Longest cursor, in characters: it has to fit into a URL. */
const maxCursorLength = 2_000;

/** The sort key of the last row of a page; its last part is always an id, so that no two rows share a key. */
export type CursorKey = readonly string[];

/**
 * An opaque cursor for the page after `key`, valid only together with the same filters. Throws an invariant for a key that `decodeCursor` would refuse: a
 * list must not return a cursor that cannot be used.
 */
export function encodeCursor(key: CursorKey, filters: JsonValue): string {
  const text = canonicalJson({ v: version, k: [...key], f: filterHash(filters) });
  const binary = Array.from(utf8ToBytes(text), (byte) => String.fromCharCode(byte)).join('');
  const cursor = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  invariant(
    cursor.length <= maxCursorLength && key.every(isStorableText),
    'A sort key is short text that the database can hold.',
  );
  return cursor;
}

/**
 * The key inside a cursor, `null` when it is malformed, of another version or made with other filters.
 *
 * A cursor is not signed: its parts are storable text, with no other guarantee. Parse an instant or a number before a query sees it.
 */
export function decodeCursor(cursor: string, filters: JsonValue, parts: number): CursorKey | null {
  if (cursor.length > maxCursorLength || !/^[A-Za-z0-9_-]+$/.test(cursor)) return null;
  const expected = filterHash(filters);
  try {
    const parsed: unknown = JSON.parse(utf8(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))));
    if (typeof parsed !== 'object' || parsed === null) return null;
    const { v, k, f } = parsed as { v?: unknown; k?: unknown; f?: unknown };
    if (v !== version || f !== expected || !Array.isArray(k) || k.length !== parts) return null;
    return k.every((part) => typeof part === 'string' && isStorableText(part)) ? (k as string[]) : null;
  } catch {
    return null;
  }
}

function filterHash(filters: JsonValue): string {
  return canonicalHash(filters).slice(0, 16);
}

function utf8(binary: string): string {
  return decodeURIComponent(
    Array.from(binary, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`).join(''),
  );
}
