import { InvariantError, parseInstant, type Instant, type JsonValue } from '@tenantatlas/core';

/** A row as the executor hands it over: values normalised, nothing known of their types. */
export type SqlRow = { readonly [column: string]: unknown };

/** A text column. Throws an invariant for anything else, as all of these do: a row that is not what the schema promises is corrupted. */
export function text(row: SqlRow, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw unexpected(column, 'text');
  return value;
}

/** A text column that may be null. */
export function textOrNull(row: SqlRow, column: string): string | null {
  return isNull(row, column) ? null : text(row, column);
}

/** A column with an id. Ids were checked at the border before they were written. */
export function id<Id extends string>(row: SqlRow, column: string): Id {
  return text(row, column) as Id;
}

/** A column with an id that may be null. */
export function idOrNull<Id extends string>(row: SqlRow, column: string): Id | null {
  return isNull(row, column) ? null : id<Id>(row, column);
}

/** A text[] column with ids. */
export function ids<Id extends string>(row: SqlRow, column: string): readonly Id[] {
  const value = row[column];
  const isId = (each: unknown): each is Id => typeof each === 'string';
  if (!Array.isArray(value) || !value.every(isId)) throw unexpected(column, 'text[]');
  return value;
}

/** A column with a whole number. */
export function integer(row: SqlRow, column: string): number {
  const value = row[column];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw unexpected(column, 'a whole number');
  return value;
}

/** A column with a whole number that may be null. */
export function integerOrNull(row: SqlRow, column: string): number | null {
  return isNull(row, column) ? null : integer(row, column);
}

/** An int4[] column; empty when it is null. */
export function integers(row: SqlRow, column: string): readonly number[] {
  const value = row[column] ?? [];
  const isInteger = (each: unknown): each is number => Number.isSafeInteger(each);
  if (!Array.isArray(value) || !value.every(isInteger)) throw unexpected(column, 'int4[]');
  return value;
}

/** A column with a truth value. */
export function truth(row: SqlRow, column: string): boolean {
  const value = row[column];
  if (typeof value !== 'boolean') throw unexpected(column, 'a truth value');
  return value;
}

/** A column with an instant. */
export function instant(row: SqlRow, column: string): Instant {
  const parsed = parseInstant(text(row, column));
  if (parsed === null) throw unexpected(column, 'an instant');
  return parsed;
}

/** A column with an instant that may be null. */
export function instantOrNull(row: SqlRow, column: string): Instant | null {
  return isNull(row, column) ? null : instant(row, column);
}

/** A column with a word of a closed vocabulary. */
export function word<const Word extends string>(row: SqlRow, column: string, vocabulary: readonly Word[]): Word {
  const value = text(row, column);
  const found = vocabulary.find((candidate) => candidate === value);
  if (found === undefined) throw unexpected(column, `one of ${vocabulary.join(', ')}`);
  return found;
}

/** A column with a word of a closed vocabulary that may be null. */
export function wordOrNull<const Word extends string>(
  row: SqlRow,
  column: string,
  vocabulary: readonly Word[],
): Word | null {
  return isNull(row, column) ? null : word(row, column, vocabulary);
}

/** A jsonb column. */
export function json(row: SqlRow, column: string): JsonValue {
  const value = row[column];
  if (value === undefined) throw unexpected(column, 'JSON');
  return value as JsonValue;
}

/** A jsonb column that holds an object. */
export function jsonObject(row: SqlRow, column: string): { readonly [key: string]: JsonValue } {
  const value = json(row, column);
  if (!isJsonObject(value)) throw unexpected(column, 'a JSON object');
  return value;
}

/** A jsonb column that holds an array of objects. */
export function jsonObjects(row: SqlRow, column: string): readonly { readonly [key: string]: JsonValue }[] {
  const value = json(row, column);
  if (!Array.isArray(value) || !value.every(isJsonObject)) throw unexpected(column, 'an array of JSON objects');
  return value;
}

function isJsonObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNull(row: SqlRow, column: string): boolean {
  return row[column] === null;
}

/** Names the column and never the value, which may be personal. */
function unexpected(column: string, expected: string): InvariantError {
  return new InvariantError(
    `The database column ${column} should hold ${expected}; the row was written by something else than the SDK.`,
  );
}
