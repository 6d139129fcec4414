export { ok, err, okAsync, errAsync, Result, ResultAsync, type Ok, type Err } from 'neverthrow';
import type { Result, ResultAsync } from 'neverthrow';
import { InvariantError } from './invariant.ts';

/**
 * Unwraps a result where a failure cannot be handled: scripts, tests, start-up. A refusal becomes a thrown
 * {@link InvariantError} whose text carries the error's code and message, and whose `cause` is the error.
 *
 * @example
 * const storage = orThrow(await createPgStorage({ database: pglite('./data') }));
 */
export function orThrow<T, E>(result: Result<T, E>): T;
export function orThrow<T, E>(result: ResultAsync<T, E>): Promise<T>;
export function orThrow<T, E>(result: Result<T, E> | ResultAsync<T, E>): T | Promise<T> {
  if ('then' in result) return Promise.resolve(result).then(unwrap);
  return unwrap(result);
}

function unwrap<T, E>(result: Result<T, E>): T {
  if (result.isOk()) return result.value;
  throw new InvariantError(describe(result.error), { cause: result.error });
}

function describe(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return String(error);
  const { code, message } = error as { code: string; message?: { text?: string } };
  return message?.text ? `${code}: ${message.text}` : code;
}
