import type { ErrorCode } from '../../kernel/errors.ts';
import type { Result, ResultAsync } from '../../kernel/result.ts';
import { ConformanceError } from '../conformance-error.ts';

/** An error as the suite reads it: every member that an error of the closed table may have. */
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
  if (result.isOk()) throw new ConformanceError(`Expected a refusal, got ${JSON.stringify(result.value)}`);
  return result.error as SeenError;
}

/** The value of a call that has to work. */
export async function value<T, E>(call: ResultAsync<T, E> | Promise<Result<T, E>>): Promise<T> {
  const result = await call;
  if (result.isErr()) throw new ConformanceError(`Expected an answer, got ${JSON.stringify(result.error)}`);
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

/** An answer as the bytes that a caller could compare. */
export function bytesOf(result: Result<unknown, unknown>): string {
  return JSON.stringify(result.isOk() ? { ok: result.value } : { error: result.error });
}

/** Whether no part of a plain value can be changed. */
export function isDeeplyFrozen(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return true;
  return Object.isFrozen(part) && Object.values(part).every(isDeeplyFrozen);
}
