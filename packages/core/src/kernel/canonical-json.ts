import { InvariantError } from './invariant.ts';
import type { JsonValue } from './json.ts';
import { isPlainRecord } from './record.ts';

/**
 * JSON with one spelling per value: keys sorted by UTF-16 unit, no white space, numbers and strings as ECMAScript
 * writes them. That is the JSON Canonicalization Scheme.
 *
 * @see RFC 8785
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') return canonicalNumber(value);
  // Not `map`: it would skip the holes of a sparse array and write invalid JSON.
  if (Array.isArray(value)) return `[${Array.from(value as readonly JsonValue[], canonicalJson).join(',')}]`;
  if (isPlainRecord(value)) return canonicalObject(value);
  throw new InvariantError(`Only JSON has a canonical form, got ${Object.prototype.toString.call(value)}.`);
}

function canonicalObject(value: { readonly [key: string]: JsonValue }): string {
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${canonicalString(key)}:${canonicalJson(value[key] as JsonValue)}`);
  return `{${members.join(',')}}`;
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new InvariantError('Text with a lone surrogate has no canonical form.');
  return JSON.stringify(text);
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new InvariantError('Only finite numbers have a canonical form.');
  return JSON.stringify(value);
}
