import type { JsonValue } from './json.ts';
import { isStorableText } from './text.ts';

/** Bounds on JSON that comes from outside. */
export const jsonBounds = { depth: 32, textLength: 10_000, bytes: 65_536 } as const;

/**
 * The value as plain JSON, or null when it is not plain JSON: anything but plain objects, arrays, storable text, finite numbers, booleans and null;
 * deeper than 32 levels; larger than 64 KB; or with the key `__proto__`. Members that are undefined are left out.
 */
export function toPlainJson(value: unknown): JsonValue | null {
  const budget = { bytes: jsonBounds.bytes };
  const copy = copyOf(value, jsonBounds.depth, budget);
  return copy === invalid || budget.bytes < 0 ? null : copy;
}

const invalid = Symbol('not JSON');
type Copy = JsonValue | typeof invalid;

function copyOf(value: unknown, depth: number, budget: { bytes: number }): Copy {
  budget.bytes -= 8;
  if (budget.bytes < 0 || depth < 0) return invalid;
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : invalid;
    case 'string':
      budget.bytes -= value.length;
      return value.length <= jsonBounds.textLength && isStorableText(value) ? value : invalid;
    case 'object':
      return value === null
        ? null
        : Array.isArray(value)
          ? copyOfArray(value, depth, budget)
          : copyOfObject(value, depth, budget);
    default:
      return invalid;
  }
}

function copyOfArray(values: readonly unknown[], depth: number, budget: { bytes: number }): Copy {
  const copies: JsonValue[] = [];
  for (const value of values) {
    const copy = copyOf(value, depth - 1, budget);
    if (copy === invalid) return invalid;
    copies.push(copy);
  }
  return copies;
}

function copyOfObject(value: object, depth: number, budget: { bytes: number }): Copy {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return invalid;
  const copy: Record<string, JsonValue> = {};
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    budget.bytes -= key.length;
    if (key === '__proto__' || key.length > 200 || !isStorableText(key)) return invalid;
    const memberCopy = copyOf(member, depth - 1, budget);
    if (memberCopy === invalid) return invalid;
    copy[key] = memberCopy;
  }
  return copy;
}
