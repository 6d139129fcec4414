import type { SqlValue } from './sql-database.ts';

/**
 * A parameter in PostgreSQL's text format. The server alone decides the type of `$n`, and no driver guesses one. Arrays become array literals.
 */
export function encodeValue(value: SqlValue): string | null {
  if (value === null) return null;
  if (isList(value)) return `{${value.map(encodeElement).join(',')}}`;
  return String(value);
}

function isList(value: SqlValue): value is readonly string[] | readonly number[] {
  return Array.isArray(value);
}

function encodeElement(element: string | number): string {
  return `"${String(element).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
