import type { AbortSignalLike, Clock, Scheduler } from '@tenantatlas/core';

/** So many requests in so much time. */
export interface Rate {
  readonly requests: number;
  readonly perMillis: number;
}

/** What may be asked at once, and how fast. */
export interface BudgetOptions {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Requests in progress over all tenants. */
  readonly concurrency: number;
  /** Requests in progress of one tenant. */
  readonly concurrencyPerTenant: number;
  /** The pace of each tenant; null for none. */
  readonly perTenant: Rate | null;
  /** The pace over all tenants together; null for none. */
  readonly overall: Rate | null;
}

/** A place that a request holds. */
export interface Permit {
  /** Gives the place back. */
  release(): void;
}

/**
 * Who may ask now. One for each provider: all callers of a tenant share its place in line.
 *
 * A tenant that was told to wait waits as a whole and holds up no other one: places go round the tenants, one request each. A caller whose signal fires leaves the
 * line at once.
 */
export interface Budget {
  /** Waits for a place. Rejects with the reason of the signal. */
  enter(tenant: string, signal: AbortSignalLike): Promise<Permit>;
  /** No request of the tenant starts before `instant`, in milliseconds since 1970. */
  holdUntil(tenant: string, instant: number): void;
  /** Until when the tenant waits; 0 when it does not. */
  heldUntil(tenant: string): number;
}

interface Waiter {
  resolve(permit: Permit): void;
}

interface Line {
  readonly waiting: Set<Waiter>;
  active: number;
  heldUntil: number;
  readonly bucket: Bucket | null;
}

/** Makes a {@link Budget}. */
export function createBudget(options: BudgetOptions): Budget {
  const { clock, scheduler, concurrency, concurrencyPerTenant } = options;
  const lines = new Map<string, Line>();
  const overall = options.overall && new Bucket(options.overall, clock.epochMillis());
  let active = 0;
  let wakeAt = Infinity;
  let cancelWake = (): void => {};

  const lineOf = (tenant: string): Line => {
    const known = lines.get(tenant);
    if (known) return known;
    const bucket = options.perTenant && new Bucket(options.perTenant, clock.epochMillis());
    const line = { waiting: new Set<Waiter>(), active: 0, heldUntil: 0, bucket };
    lines.set(tenant, line);
    return line;
  };
  /** When the next request of the line may start; null while it has no place for one. */
  const readyAt = (line: Line, now: number): number | null =>
    line.waiting.size === 0 || line.active >= concurrencyPerTenant
      ? null
      : Math.max(line.heldUntil, line.bucket?.readyAt(now) ?? 0, overall?.readyAt(now) ?? 0);

  const permitFor = (line: Line): Permit => {
    let isHeld = true;
    return {
      release() {
        if (!isHeld) return;
        isHeld = false;
        line.active -= 1;
        active -= 1;
        pump();
      },
    };
  };
  const admit = (tenant: string, line: Line, now: number): void => {
    const [first] = line.waiting;
    if (!first) return;
    line.waiting.delete(first);
    line.active += 1;
    active += 1;
    line.bucket?.take(now);
    overall?.take(now);
    // To the end of the round.
    lines.delete(tenant);
    lines.set(tenant, line);
    first.resolve(permitFor(line));
  };
  const wake = (at: number, now: number): void => {
    if (at >= wakeAt) return;
    cancelWake();
    wakeAt = at;
    cancelWake = scheduler.after(Math.max(1, Math.ceil(at - now)), () => {
      wakeAt = Infinity;
      pump();
    });
  };
  const pump = (): void => {
    const now = clock.epochMillis();
    let next = Infinity;
    let isAdmitting = true;
    while (isAdmitting && active < concurrency) {
      isAdmitting = false;
      next = Infinity;
      for (const [tenant, line] of [...lines]) {
        if (active >= concurrency) break;
        const at = readyAt(line, now);
        if (at === null) continue;
        if (at <= now) {
          admit(tenant, line, now);
          isAdmitting = true;
        } else next = Math.min(next, at);
      }
    }
    if (active < concurrency && next < Infinity) wake(next, now);
    // Lines without anything to remember are made anew when they are needed.
    for (const [tenant, line] of lines)
      if (line.active === 0 && line.waiting.size === 0 && line.heldUntil <= now && !line.bucket?.isUsed(now))
        lines.delete(tenant);
  };

  return {
    enter: (tenant, signal) =>
      new Promise<Permit>((resolve, reject) => {
        const line = lineOf(tenant);
        const leave = (): void => {
          line.waiting.delete(waiter);
          // The reason of an abort is what a caller chose; it is passed on as it is.
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
          reject(signal.reason as Error);
        };
        const waiter: Waiter = {
          resolve(permit) {
            signal.removeEventListener('abort', leave);
            resolve(permit);
          },
        };
        if (signal.aborted) return leave();
        signal.addEventListener('abort', leave, { once: true });
        line.waiting.add(waiter);
        pump();
      }),
    holdUntil(tenant, instant) {
      const line = lineOf(tenant);
      line.heldUntil = Math.max(line.heldUntil, instant);
    },
    heldUntil: (tenant) => lines.get(tenant)?.heldUntil ?? 0,
  };
}

/** A bucket of tokens that fills evenly. */
class Bucket {
  readonly #rate: Rate;
  #tokens: number;
  #filledAt: number;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.requests;
    this.#filledAt = now;
  }

  readyAt(now: number): number {
    const { requests, perMillis } = this.#rate;
    const missing = 1 - this.#at(now);
    return missing <= 0 ? 0 : now + (missing * perMillis) / requests;
  }

  take(now: number): void {
    this.#tokens = this.#at(now) - 1;
    this.#filledAt = now;
  }

  isUsed(now: number): boolean {
    return this.#at(now) < this.#rate.requests;
  }

  #at(now: number): number {
    const { requests, perMillis } = this.#rate;
    return Math.min(requests, this.#tokens + (Math.max(0, now - this.#filledAt) * requests) / perMillis);
  }
}
