import type { ErrorCode, Sentence } from '@tenantatlas/core';
import { problemMediaType, toProblem } from '../contract/problem.ts';

/** The answer of a method as JSON. */
export function answerWith(value: unknown, status: number): Response {
  return new Response(JSON.stringify(value ?? null), { status, headers: { 'content-type': 'application/json' } });
}

/** An error as problem details. If it has a delay, `retry-after` has it too. */
export function problemWith(
  error: { readonly code: ErrorCode; readonly message: Sentence },
  problemBase: string,
): Response {
  const problem = toProblem(error, problemBase);
  const wait = problem['retryAfter'];
  const headers = {
    'content-type': problemMediaType,
    ...(typeof wait === 'number' ? { 'retry-after': String(Math.ceil(wait)) } : {}),
  };
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
