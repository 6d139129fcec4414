/**
 * Whether it is an object without a class, also one of another realm: its prototype is null or has no prototype. May throw for a proxy, so it is called where that is
 * caught.
 */
export function isPlainObject(given: unknown): given is { readonly [name: string]: unknown } {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false;
  const prototype: unknown = Object.getPrototypeOf(given);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}
