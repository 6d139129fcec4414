import { toInstant, type Instant } from '@tenantatlas/core/ports';

/** A longer wait is cut to a day: one wrong header must not keep a tenant out for good, and an instant has an end. */
const longestMillis = 24 * 3_600_000;

/** The headers of an answer that say when to ask again. */
export interface RetryHint {
  /** `Retry-After`. */
  readonly retryAfter: string | null;
  /** `Date`: the clock of the sender when it answered. */
  readonly date: string | null;
}

/**
 * The wait that a `Retry-After` asks for, in milliseconds from `now`: seconds, a fraction of a second as batches send them, or a date. A date is compared with the `Date` of the
 * same answer, so that the clocks of the two sides need not agree, and with `now` where that is absent or unusable. A date in the past asks for a wait of 0.
 * Null for a header that is absent or says nothing usable; never negative, never infinite.
 *
 * @see RFC 9110, sections 6.6.1 and 10.2.3
 */
export function retryAfterMillis({ retryAfter, date }: RetryHint, now: number): number | null {
  const text = retryAfter?.trim() ?? '';
  if (/^\d{1,15}(?:\.\d{1,9})?$/.test(text)) return Math.min(longestMillis, Math.ceil(Number(text) * 1_000));
  const at = dateIn(text);
  return at === null ? null : Math.min(longestMillis, Math.max(0, at - (dateIn(date) ?? now)));
}

/** When asking again may help, as evidence says it and by the clock of `now`; null where the header says nothing usable. */
export function retryAt(hint: RetryHint, now: number): Instant | null {
  const millis = retryAfterMillis(hint, now);
  return millis === null ? null : toInstant(now + millis);
}

/** A date of HTTP in milliseconds since 1970; null for any other text. */
function dateIn(header: string | null): number | null {
  const text = header?.trim() ?? '';
  const at = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** A wait without a hint: exponential with full jitter, so that callers who failed together do not come back together. */
export function backoffMillis(attempt: number, random: number, base = 500, cap = 30_000): number {
  return Math.floor(random * Math.min(cap, base * 2 ** Math.min(attempt - 1, 20)));
}
