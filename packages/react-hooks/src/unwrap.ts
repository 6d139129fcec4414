import type { ResultAsync } from '@tenantatlas/core/browser';

/** The value, or the error thrown as it is: the query client keeps it, and nobody has to catch it. */
export async function unwrap<T>(answer: ResultAsync<T, unknown>): Promise<T> {
  const result = await answer;
  if (result.isOk()) return result.value;
  throw result.error;
}
