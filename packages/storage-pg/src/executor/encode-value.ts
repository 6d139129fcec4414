import { invariant, isStorableText } from '@tenantatlas/core/ports';
import type { SqlValue } from './sql-database.ts';

/**
 * A parameter in PostgreSQL's text format. The server alone decides the type of `$n`, and no driver guesses one. Arrays become array literals.
 *
 * Throws an invariant for text with NUL or half a surrogate pair: the server refuses the one, and drivers replace the other.
 */
export function encodeValue(value: SqlValue): string | null {
  if (value === null) return null;
  // A list is checked as a whole: two halves of a pair in neighbours stay apart by the quotation marks between them.
  return storable(isList(value) ? `{${value.map(encodeElement).join(',')}}` : String(value));
}

function isList(value: SqlValue): value is readonly string[] | readonly number[] {
  return Array.isArray(value);
}

function encodeElement(element: string | number): string {
  const text = String(element);
  // Most elements have nothing to escape, and looking costs less than replacing.
  return text.includes('"') || text.includes('\\')
    ? `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
    : `"${text}"`;
}

function storable(text: string): string {
  invariant(
    isStorableText(text),
    'Text with NUL or half a surrogate pair cannot be stored; clean or refuse it before.',
  );
  return text;
}
