/** A value that no schema of the SDK takes where it is put. */
export interface HostileValue {
  readonly name: string;
  make(): unknown;
}

/** `{ __proto__: ... }` as an own key, as JSON.parse makes it. */
export const polluted = (): unknown => JSON.parse('{"__proto__":{"isAdmin":true}}');

const named = (name: string, make: () => unknown): HostileValue => ({ name, make });

/** Values that JSON cannot carry. */
export const valuesBeyondJson: readonly HostileValue[] = [
  named('NaN', () => Number.NaN),
  named('Infinity', () => Number.POSITIVE_INFINITY),
  named('a date', () => new Date(0)),
  named('a map', () => new Map([['type', 'global']])),
  named('a function', () => () => 'w-1'),
  named('a symbol', () => Symbol('w-1')),
  named('a bigint', () => 1n),
  named('a boxed string', () => Object('w-1')),
  named('an object that converts to w-1', () => ({ toString: () => 'w-1', valueOf: () => 'w-1' })),
  named('itself', circular),
];

/** Values that are wrong for text, lists, numbers and objects alike. */
export const hostileValues: readonly HostileValue[] = [
  ...valuesBeyondJson,
  named('true', () => true),
  named('a fraction', () => 1.5),
  named('a list of lists', () => [[]]),
  named('an empty object', () => ({})),
  named('an own __proto__', polluted),
  named('NUL', () => 'a\u0000bcdef'),
  named('a lone surrogate', () => 'abcdef\ud800'),
  named('white space', () => '      '),
  named('10,000 characters', () => 'x'.repeat(10_000)),
  named('a million characters', () => 'x'.repeat(1_000_000)),
  named('40 levels', () => deep(40)),
];

/** The values that are wrong in the place of `valid`: a flag may be true. */
export function wrongFor(valid: unknown, values: readonly HostileValue[]): readonly HostileValue[] {
  return typeof valid === 'boolean' ? values.filter(({ name }) => name !== 'true') : values;
}

/** Wrong values that JSON carries as they are, within the bounds that a transport may set itself. */
export const jsonValues: readonly HostileValue[] = [
  named('true', () => true),
  named('a number', () => 42.5),
  named('a negative number', () => -1),
  named('a list of lists', () => [[]]),
  named('a list of nothing', () => [null]),
  named('a list of numbers', () => [7]),
  named('an empty object', () => ({})),
  named('an object', () => ({ unheardOf: 1 })),
  named('an own __proto__', polluted),
  named('NUL', () => 'a\u0000bcdef'),
  named('a lone surrogate', () => 'abcdef\ud800'),
  named('white space', () => '      '),
  named('nothing', () => ''),
  named('an address', () => '../?a=b&c#d%2f\\'),
  named('2,100 characters', () => 'x'.repeat(2_100)),
];

/** Values that are not requests. */
export const hostileRequests: readonly HostileValue[] = [
  named('a number', () => 42),
  named('text', () => 'w-1'),
  named('true', () => true),
  named('NaN', () => Number.NaN),
  named('a list', () => []),
  named('a list of requests', () => [{ workspaceId: 'w-1' }]),
  named('a function', () => () => ({})),
  named('a symbol', () => Symbol('request')),
  named('a date', () => new Date(0)),
  named('a map', () => new Map()),
  named('a class', () => new (class Request {})()),
  named('a throwing proxy', () => new Proxy({}, { ownKeys: fail, get: fail, getPrototypeOf: fail })),
  named('a revoked proxy', revoked),
];

/** A copy of `request` with `value` at the dotted path. */
export function withValueAt(request: unknown, path: string, value: unknown): unknown {
  const [key, ...rest] = path.split('.') as [string, ...string[]];
  const before = request as { readonly [key: string]: unknown };
  const inner = rest.length === 0 ? value : withValueAt(before[key], rest.join('.'), value);
  return Array.isArray(request)
    ? request.map((each: unknown, index) => (String(index) === key ? inner : each))
    : { ...before, [key]: inner };
}

/** A copy of `request` whose member at the dotted path throws when it is read. */
export function withGetterAt(request: unknown, path: string): unknown {
  const parts = path.split('.');
  const last = parts.pop() as string;
  const copy: unknown = JSON.parse(JSON.stringify(request));
  const parent = parts.reduce<unknown>((at, key) => (at as { readonly [key: string]: unknown })[key], copy);
  Object.defineProperty(parent, last, { enumerable: true, get: fail });
  return copy;
}

/** The dotted paths of all members of a request, objects and lists included. */
export function pathsIn(request: unknown, prefix = ''): readonly string[] {
  if (typeof request !== 'object' || request === null) return [];
  return Object.entries(request).flatMap(([key, member]) => {
    const path = prefix ? `${prefix}.${key}` : key;
    return [path, ...pathsIn(member, path)];
  });
}

function fail(): never {
  throw new Error('a getter threw');
}

function deep(levels: number): unknown {
  return levels === 0 ? 'x' : { deeper: deep(levels - 1) };
}

function circular(): unknown {
  const one: { self?: unknown; again?: unknown } = {};
  one.self = one;
  one.again = one;
  return one;
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
