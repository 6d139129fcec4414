/** Whether it is an object, and neither null nor a list. */
export function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether it is an object without a class, by its tag and not by its prototype, so that one of another realm counts. A `Date` or a `Map` is none. */
export function isPlainRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return Object.prototype.toString.call(value) === '[object Object]';
}
