import type { SqlValue } from './sql-database.ts';

/**
 * A parameter in PostgreSQL's text format, so that no driver's own idea of a type comes between us and the server: the server alone
 * decides what `$n` is. Arrays become array literals.
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
