/**
 * The wait that a `Retry-After` asks for, in milliseconds from `now`: seconds, a fraction of a second as batches send them, or a date. A date in the past is no wait.
 * Null for a header that is absent or says nothing usable; never negative, never infinite.
 *
 * @see RFC 9110, section 10.2.3
 */
export function retryAfterMillis(header: string | null | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(text)) return Math.ceil(Number(text) * 1_000);
  if (!/^[A-Za-z]{3,9},? /.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** A wait without a hint: exponential with full jitter, so that callers who failed together do not come back together. */
export function backoffMillis(attempt: number, random: number, base = 500, cap = 30_000): number {
  return Math.floor(random * Math.min(cap, base * 2 ** Math.min(attempt - 1, 20)));
}
