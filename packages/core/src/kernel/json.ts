/** A value that JSON can carry without loss. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * Deep-freezes a plain value and returns it: what the SDK hands out cannot be changed behind its back. A part that is
 * frozen already is entered all the same, because its own parts need not be. The value MUST NOT contain itself.
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}
