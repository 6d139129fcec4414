import { invariant } from '../kernel/invariant.ts';
import { isStorableText } from '../kernel/text.ts';

/**
 * A deeply frozen copy of a plain value: neither the writer nor a reader can change the stored rows through it. Throws an invariant for text that
 * PostgreSQL would refuse, so that every store takes the same texts.
 */
export function frozenCopy<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(copy));
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([key, child]) => [storable(key), copy(child)] as const)),
  );
}

function storable(text: string): string {
  invariant(
    isStorableText(text),
    'Text with NUL or half a surrogate pair cannot be stored; clean or refuse it before.',
  );
  return text;
}
