import type { ErrorCode } from '../../src/kernel/errors.ts';
import type { Result, ResultAsync } from '../../src/kernel/result.ts';

/** An error as tests look at it: whatever an error of the closed table may carry. */
export interface SeenError {
  readonly code: ErrorCode;
  readonly capability?: string;
  readonly reason?: string;
  readonly state?: string;
  readonly kind?: string;
  readonly issues?: readonly { readonly path: string; readonly rule: string }[];
  readonly winner?: { readonly type: string; readonly id: string } | null;
}

/** The error of a call that has to fail. */
export async function failure<T, E>(call: ResultAsync<T, E> | Promise<Result<T, E>>): Promise<SeenError> {
  const result = await call;
  if (result.isOk()) throw new Error(`Expected a refusal, got ${JSON.stringify(result.value)}`);
  return result.error as SeenError;
}

/** The value of a call that has to work. */
export async function value<T, E>(call: ResultAsync<T, E> | Promise<Result<T, E>>): Promise<T> {
  const result = await call;
  if (result.isErr()) throw new Error(`Expected an answer, got ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The code of an answer: `ok`, or that of its error. */
export function codeOf(result: Result<unknown, unknown>): ErrorCode | 'ok' {
  return result.isOk() ? 'ok' : (result.error as SeenError).code;
}

/** The paths that an `invalid_input` names. */
export function pathsOf({ issues = [] }: SeenError): readonly string[] {
  return issues.map(({ path }) => path);
}
