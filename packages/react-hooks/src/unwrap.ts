import type { ResultAsync } from '@tenantatlas/core/browser';

/** Answers the value, or throws the error as it is. The query client keeps it, so callers need not catch it. */
export async function unwrap<T>(answer: ResultAsync<T, unknown>): Promise<T> {
  const result = await answer;
  if (result.isOk()) return result.value;
  throw result.error;
}
