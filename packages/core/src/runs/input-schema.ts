import type * as z from 'zod';
import { $ZodAsyncError } from 'zod/v4/core';
import { InvariantError } from '../kernel/invariant.ts';

/** Types of which JSON has no value. */
const outsideJson = new Set(['date', 'bigint', 'symbol', 'map', 'set', 'file', 'nan', 'function', 'promise']);

/**
 * What is wrong with the inputs of an operation, as a sentence with its fix; null for inputs that requests can carry and that are judged without waiting.
 *
 * - A member that JSON has no value for can never be sent: `z.date()`, `z.bigint()`, sets, maps, `z.instanceof(Date)`. A union is right when one of its options is. What only a
 *   default fills is right, and so is what a schema makes of JSON (`z.coerce.date()`, `z.string().transform(...)`, a codec).
 * - An asynchronous refinement or transform. What `superRefine` and `check` were given is called once with `undefined`, because zod keeps it out of sight; what
 *   it throws then does not count. Any other plain function that answers a promise cannot be recognised before it runs; a start then throws an invariant.
 */
export function inputSchemaProblem(schema: z.ZodType): string | null {
  const unsendable = outside(schema as z.core.$ZodType as Schema, '', new Set());
  if (unsendable !== null)
    return (
      `inputs${unsendable.path} is ${unsendable.what}, which no request can carry. ` +
      'Use what JSON has, for instance z.iso.datetime() for an instant or z.string() for a large number.'
    );
  return hasAsyncPart(schema, new Set())
    ? 'inputs has an asynchronous refinement or transform. Judge inputs without waiting, and look things up in `run`.'
    : null;
}

/** Parses the inputs of an operation. Throws an invariant for a schema that turns out to be asynchronous, because a start cannot wait for it. */
export function parseInputs<Inputs extends z.ZodType>(
  type: string,
  schema: Inputs,
  value: unknown,
): z.ZodSafeParseResult<z.output<Inputs>> {
  try {
    return schema.safeParse(value);
  } catch (reason) {
    if (!(reason instanceof $ZodAsyncError)) throw reason;
    throw new InvariantError(
      `Operation "${type}": its inputs have a refinement or transform that answers a promise. Judge inputs without waiting, and look things up in \`run\`.`,
      { cause: reason },
    );
  }
}

type Schema = z.core.$ZodTypes;

interface Unsendable {
  readonly path: string;
  /** For instance `of the type date`. */
  readonly what: string;
}

/** The first part, from the side of the sender, that JSON has no value for. */
function outside(schema: Schema, path: string, seen: Set<unknown>): Unsendable | null {
  if (seen.has(schema)) return null;
  seen.add(schema);
  const { def } = schema._zod;
  const inside = (part: z.core.$ZodType, name = ''): Unsendable | null => outside(part as Schema, path + name, seen);
  if (outsideJson.has(def.type) && !('coerce' in def && def.coerce === true))
    return { path, what: `of the type ${def.type}` };
  switch (def.type) {
    case 'object':
      return first(Object.entries(def.shape), ([name, part]) => inside(part, `.${name}`));
    case 'array':
      return inside(def.element, '[]');
    case 'tuple':
      return first([...def.items, ...(def.rest ? [def.rest] : [])], (part) => inside(part, '[]'));
    case 'record':
      return inside(def.keyType) ?? inside(def.valueType, '[]');
    case 'union': {
      const found = def.options.map((option) => inside(option));
      return found.every((each) => each !== null) ? (found[0] ?? null) : null;
    }
    case 'intersection':
      return inside(def.left) ?? inside(def.right);
    case 'pipe':
      return inside(def.in);
    case 'lazy':
      return inside(def.getter());
    case 'optional':
    case 'nullable':
    case 'nonoptional':
    case 'readonly':
      return inside(def.innerType);
    case 'literal':
      return def.values.every(isOutsideJson) ? { path, what: `of the type ${typeof def.values[0]}` } : null;
    case 'custom':
      return isClassOutsideJson(schema._zod.bag['Class'])
        ? { path, what: `an instance of ${schema._zod.bag['Class'].name}` }
        : null;
    default:
      return null;
  }
}

function isOutsideJson(value: unknown): boolean {
  return typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value));
}

/** Whether `Class` is the class of a `z.instanceof` that neither an object nor a list of JSON is an instance of. */
function isClassOutsideJson(Class: unknown): Class is NewableFunction {
  return typeof Class === 'function' && !({} instanceof Class) && !([] instanceof Class);
}

function first<Item>(items: readonly Item[], of: (item: Item) => Unsendable | null): Unsendable | null {
  for (const item of items) {
    const found = of(item);
    if (found) return found;
  }
  return null;
}

/** Whether an `async` function stands anywhere in the definition. */
function hasAsyncPart(value: unknown, seen: Set<unknown>): boolean {
  if (typeof value === 'function') return Object.prototype.toString.call(value) === '[object AsyncFunction]';
  if (typeof value !== 'object' || value === null || seen.has(value)) return false;
  seen.add(value);
  if ('_zod' in value) {
    const { def, check } = value._zod as Internals;
    return (
      hasAsyncPart(def, seen) ||
      (def.type === 'lazy' && hasAsyncPart(def.getter?.(), seen)) ||
      (def.check === 'custom' && def.fn === undefined && check !== undefined && answersPromise(check))
    );
  }
  const parts: readonly unknown[] = Array.isArray(value) ? value : isPlain(value) ? Object.values(value) : [];
  return parts.some((part) => hasAsyncPart(part, seen));
}

interface Internals {
  readonly def: {
    readonly type?: string;
    readonly getter?: () => unknown;
    readonly check?: string;
    readonly fn?: unknown;
  };
  readonly check?: (payload: { readonly value: undefined; readonly issues: unknown[] }) => unknown;
}

/** Whether a check of `superRefine` or `check` is asynchronous. It is not called with a value of its type, so it may throw. */
function answersPromise(check: NonNullable<Internals['check']>): boolean {
  try {
    const answer = check({ value: undefined, issues: [] });
    if (!(answer instanceof Promise)) return false;
    answer.catch(() => {});
    return true;
  } catch {
    return false;
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
