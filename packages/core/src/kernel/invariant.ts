/**
 * A bug in the SDK or in the host's use of it. Expected failures are values (see `AtlasError`); this one is thrown, because it cannot be handled at run
 * time: the text names what to change in the code.
 */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Throws an {@link InvariantError} unless `condition` holds. `message` names the fix. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** Makes a `switch` exhaustive: a new member of a union does not compile until it is handled. */
export function assertNever(value: never): never {
  throw new InvariantError(`Unhandled case: ${JSON.stringify(value)}`);
}
