import { invalidInput, type InvalidInput } from '../kernel/errors.ts';
import { issues } from '../kernel/issues.ts';
import { jsonBounds } from '../kernel/plain-json.ts';
import { isRecord } from '../kernel/record.ts';
import { err, ok, type Result } from '../kernel/result.ts';

/** A request before it was parsed. */
export type RawRequest = { readonly [key: string]: unknown };

/** Stands for a value that JSON cannot carry: every schema refuses it and names its path. */
const notJson = Symbol('not JSON');

/**
 * Copies the request, so that access is decided on the same values that are parsed later, even if the caller changes its object meanwhile. Every getter
 * is called once, here. An absent request counts as an empty one.
 */
export function toRawRequest(request: unknown): Result<RawRequest, InvalidInput> {
  if (request === undefined || request === null) return ok({});
  const reader: Reader = { path: [], parts: jsonBounds.bytes };
  try {
    const copy = copyOf(request, reader);
    if (isRecord(copy)) return ok(copy);
  } catch {
    // A getter or a proxy threw, or it is too deep or too large: `reader.path` says where.
  }
  return err(invalidInput([issues.json(reader.path.join('.').slice(0, 200) || 'request', jsonBounds.depth)]));
}

interface Reader {
  readonly path: string[];
  /** How many more parts are read. */
  parts: number;
}

function copyOf(value: unknown, reader: Reader): unknown {
  reader.parts -= 1;
  if (reader.parts < 0 || reader.path.length > jsonBounds.depth) throw new RangeError('too much to read');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    if (value.length > reader.parts) throw new RangeError('too much to read');
    return Array.from({ length: value.length }, (_, index) => copyOfMember(value, index, reader));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return notJson;
  const keys = Object.keys(value);
  if (keys.length > reader.parts) throw new RangeError('too much to read');
  const members = keys.map((key) => [key, copyOfMember(value, key, reader)] as const);
  // JSON has no undefined: an undefined member is absent on every transport.
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

/** The path stays as it is when something is thrown, so that it says where. */
function copyOfMember(parent: object, key: string | number, reader: Reader): unknown {
  reader.path.push(String(key));
  const copy = copyOf((parent as { readonly [key: string | number]: unknown })[key], reader);
  reader.path.pop();
  return copy;
}
