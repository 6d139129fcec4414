import type * as z from 'zod';

const asynchronous =
  'inputs has an asynchronous refinement or transform. Judge inputs without waiting, and look things up in `run`.';

/** Types of which JSON has no value. */
const outsideJson = new Set([
  'date',
  'bigint',
  'symbol',
  'map',
  'set',
  'file',
  'nan',
  'function',
  'promise',
  'undefined',
  'void',
]);

/** The path of the inputs themselves, which a request may leave out. */
const root = 'inputs';

/**
 * What is wrong with the inputs of an operation, as a sentence with its fix; null for inputs that requests can carry and that are judged without waiting.
 *
 * - A member that JSON has no value for can never be sent: `z.date()`, `z.bigint()`, `z.undefined()`, sets, maps, `z.instanceof(Date)`. A union is right when one of its options is. What only a
 *   default fills is right, and so is what a schema makes of JSON (`z.coerce.date()`, `z.string().transform(...)`, a codec).
 * - An asynchronous refinement or transform. What `superRefine` and `check` were given is called once with `undefined`, because zod keeps it out of sight; what
 *   it throws then does not count. Any other plain function that answers a promise cannot be recognised before it runs; {@link parseInputs} waits for it.
 */
export function inputSchemaProblem(schema: z.ZodType): string | null {
  const unsendable = outside(schema as z.core.$ZodType as Schema, root, new Set());
  if (unsendable !== null)
    return (
      `${unsendable}, which no request can carry. ` +
      'Use what JSON has, for instance z.iso.datetime() for an instant or z.string() for a large number.'
    );
  return hasAsyncPart(schema, new Set()) ? asynchronous : null;
}

/**
 * Parses the inputs of an operation. Waits for a part of the schema that turns out to be asynchronous although {@link inputSchemaProblem} could not tell: whether
 * it answers a promise may depend on the inputs, and a start must end with an answer.
 */
export function parseInputs<Inputs extends z.ZodType>(
  schema: Inputs,
  value: unknown,
): Promise<z.ZodSafeParseResult<z.output<Inputs>>> {
  return schema.safeParseAsync(value);
}

type Schema = z.core.$ZodTypes;

/** The first part, from the side of the sender, that JSON has no value for, and of what kind it is. */
function outside(schema: Schema, path: string, seen: Set<unknown>): string | null {
  if (seen.has(schema)) return null;
  seen.add(schema);
  const { def, bag } = schema._zod;
  if (path === root && isAbsence(def.type)) return null;
  const ofType = (type: string): string => `${path} is of the type ${type}`;
  if (outsideJson.has(def.type) && !('coerce' in def && def.coerce === true)) return ofType(def.type);
  if (def.type === 'literal' && def.values.every(isOutsideJson)) return ofType(typeof def.values[0]);
  if (def.type === 'custom' && isClassOutsideJson(bag['Class']))
    return `${path} is an instance of ${bag['Class'].name}`;
  const found = partsOf(def).map(([name, part]) => outside(part as Schema, path + name, seen));
  if (def.type === 'union' && found.includes(null)) return null;
  return found.find((each) => each !== null) ?? null;
}

/** The parts of a schema that a request has to fit, each with what it adds to the path. A default is not one: what only it fills is never sent. */
function partsOf(def: Schema['_zod']['def']): readonly (readonly [name: string, part: z.core.$ZodType])[] {
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).map(([name, part]) => [`.${name}`, part]);
    case 'array':
      return [['[]', def.element]];
    case 'tuple':
      return [...def.items, ...(def.rest ? [def.rest] : [])].map((part) => ['[]', part]);
    case 'record':
      return [
        ['', def.keyType],
        ['[]', def.valueType],
      ];
    case 'union':
      return def.options.map((option) => ['', option]);
    case 'intersection':
      return [
        ['', def.left],
        ['', def.right],
      ];
    case 'pipe':
      return [['', def.in]];
    case 'lazy':
      return [['', def.getter()]];
    case 'optional':
      return isAbsence(def.innerType._zod.def.type) ? [] : [['', def.innerType]];
    case 'nullable':
    case 'nonoptional':
    case 'readonly':
      return [['', def.innerType]];
    default:
      return [];
  }
}

/** A member of such a type has to be in the request, with a value that JSON does not have; only an optional one can be left out. */
function isAbsence(type: string): boolean {
  return type === 'undefined' || type === 'void';
}

function isOutsideJson(value: unknown): boolean {
  return value === undefined || typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value));
}

/** Whether `Class` is the class of a `z.instanceof` that neither an object nor a list of JSON is an instance of. */
function isClassOutsideJson(Class: unknown): Class is NewableFunction {
  return typeof Class === 'function' && !({} instanceof Class) && !([] instanceof Class);
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
