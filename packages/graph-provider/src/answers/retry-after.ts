import { toInstant, type Instant } from '@tenantatlas/core/ports';

/** A longer wait is cut to a day: one wrong header must not keep a tenant out for good, and an instant has an end. */
const longestMillis = 24 * 3_600_000;

/**
 * The wait that a `Retry-After` asks for, in milliseconds from `now`: seconds, a fraction of a second as batches send them, or a date. A date in the past asks for a wait of 0.
 * Null for a header that is absent or says nothing usable; never negative, never infinite.
 *
 * @see RFC 9110, section 10.2.3
 */
export function retryAfterMillis(header: string | null | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,15}(?:\.\d{1,9})?$/.test(text)) return Math.min(longestMillis, Math.ceil(Number(text) * 1_000));
  if (!/^[A-Za-z]{3,9},? /.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.min(longestMillis, Math.max(0, at - now));
}

/** When asking again may help, as evidence says it; null where the header says nothing usable. */
export function retryAt(header: string | null | undefined, now: number): Instant | null {
  const millis = retryAfterMillis(header, now);
  return millis === null ? null : toInstant(now + millis);
}

/** A wait without a hint: exponential with full jitter, so that callers who failed together do not come back together. */
export function backoffMillis(attempt: number, random: number, base = 500, cap = 30_000): number {
  return Math.floor(random * Math.min(cap, base * 2 ** Math.min(attempt - 1, 20)));
}
