import type { ThrottleLimit, ThrottleOptions } from '../options.ts';

/** Counts requests against limits. */
export interface Throttle {
  /** Sets the limits. All buckets are full afterwards. */
  set(options: ThrottleOptions): void;
  /**
   * Takes a request of an app in a tenant. Answers the seconds to wait, a fraction included, or null when the request may pass. A request that may not pass counts
   * as well: it delays the next one, up to one more filling of the bucket.
   */
  take(app: string, tenant: string): number | null;
}

// Fractions of tokens add up to a little less than they should.
const rounding = 1e-6;

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets on a clock: one per app and tenant, and one per app over all tenants. */
export function createThrottle(now: () => number, initial: ThrottleOptions): Throttle {
  let options = initial;
  const buckets = new Map<string, Bucket>();
  const takeFrom = (key: string, limit: ThrottleLimit | undefined): number => {
    if (limit === undefined) return 0;
    const rate = limit.limit / (limit.perSeconds * 1000);
    const bucket = buckets.get(key) ?? { tokens: limit.limit, at: now() };
    const filled = Math.min(limit.limit, bucket.tokens + Math.max(0, now() - bucket.at) * rate);
    const tokens = Math.max(-limit.limit, filled - 1);
    buckets.set(key, { tokens, at: now() });
    return filled >= 1 - rounding ? 0 : (1 - tokens) / rate / 1000;
  };
  return {
    set(next) {
      options = next;
      buckets.clear();
    },
    take(app, tenant) {
      const wait = Math.max(takeFrom(`${app} ${tenant}`, options.perTenant), takeFrom(app, options.perApp));
      return wait > 0 ? wait : null;
    },
  };
}
