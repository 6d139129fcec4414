import { invariant } from '../kernel/invariant.ts';
import { isIdToken } from '../kernel/ids.ts';
import { isRecord } from '../kernel/record.ts';

/** A short text without spaces and `@`: see {@link token}. */
export interface TokenField<Value extends string = string> {
  readonly kind: 'token';
  /** The only values; null for any token. */
  readonly values: readonly Value[] | null;
}

/** A safe integer: see {@link integer}. */
export interface IntegerField {
  readonly kind: 'integer';
}

/** True or false: see {@link flag}. */
export interface FlagField {
  readonly kind: 'flag';
}

/** A point in time: see {@link instant}. */
export interface InstantField {
  readonly kind: 'instant';
}

/** What one key of the metadata of an event holds. */
export type MetadataField = TokenField | IntegerField | FlagField | InstantField;

/** The value that a field takes. */
export type FieldValue<Field> =
  Field extends TokenField<infer Value>
    ? Value
    : Field extends IntegerField
      ? number
      : Field extends FlagField
        ? boolean
        : Field extends InstantField
          ? string
          : never;

/** The most values of a closed list. */
const maxValues = 100;

/**
 * A key that holds a token: 1 to 120 characters of `[A-Za-z0-9._:+/-]`, without white space at its ends. With a list, one of its values and nothing else: the safest
 * declaration, because nothing that a person typed can become one of them.
 *
 * @example
 * const metadata = { channel: token(['email', 'teams']), template_key: token() };
 */
export function token(): TokenField;
export function token<const Value extends string>(values: readonly Value[]): TokenField<Value>;
export function token(values?: readonly string[]): TokenField {
  if (values === undefined) return Object.freeze({ kind: 'token', values: null });
  invariant(
    isListOfTokens(values),
    `token(values): pass a list of 1 to ${maxValues} different tokens, such as ['email', 'teams']. Leave it out for any token.`,
  );
  return Object.freeze({ kind: 'token', values: Object.freeze([...values]) });
}

/** A key that holds a whole number that JSON carries without loss. */
export function integer(): IntegerField {
  return Object.freeze({ kind: 'integer' });
}

/** A key that holds true or false. */
export function flag(): FlagField {
  return Object.freeze({ kind: 'flag' });
}

/** A key that holds a point in time: any RFC 3339 instant as text, stored in UTC with milliseconds. */
export function instant(): InstantField {
  return Object.freeze({ kind: 'instant' });
}

const kinds: readonly unknown[] = ['token', 'integer', 'flag', 'instant'] satisfies readonly MetadataField['kind'][];

/** Whether it is what one of the four functions makes: nothing else says which values are safe. */
export function isMetadataField(field: unknown): field is MetadataField {
  if (!isRecord(field) || !kinds.includes(field['kind'])) return false;
  if (field['kind'] !== 'token') return Object.keys(field).length === 1;
  return Object.keys(field).length === 2 && (field['values'] === null || isListOfTokens(field['values']));
}

function isListOfTokens(values: unknown): boolean {
  if (!Array.isArray(values) || values.length < 1 || values.length > maxValues) return false;
  const isToken = (value: unknown): boolean => typeof value === 'string' && isIdToken(value);
  return values.every(isToken) && new Set(values).size === values.length;
}
