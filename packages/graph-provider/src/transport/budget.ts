import type { AbortSignalLike, Clock, Scheduler } from '@tenantatlas/core';
import { Bucket, type Rate } from './bucket.ts';

/** What may be asked at once, and how fast. */
export interface BudgetOptions {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Requests in progress over all tenants. */
  readonly concurrency: number;
  /** Requests in progress of one tenant. */
  readonly concurrencyPerTenant: number;
  /** How fast each tenant is asked; null for no limit. */
  readonly perTenant: Rate | null;
  /** How fast all tenants together are asked; null for no limit. */
  readonly overall: Rate | null;
}

/** A place that a request holds. */
export interface Permit {
  /** Gives the place back. */
  release(): void;
}

/**
 * Who may ask now. One for each provider: all callers of a tenant share its line.
 *
 * A line has the name that a connection has for its tenant, in lower case. A tenant that one connection names by its GUID and another by a domain name has two lines: each has places and a pace
 * of its own, and learns a wait from its own answers. The two are not joined, because the id behind a domain name would have to be read from a token, which is not for
 * clients to read.
 *
 * A tenant that was told to wait waits as a whole and holds up no other one: places go round the tenants, one request each. A caller whose signal fires leaves the
 * line at once.
 */
export interface Budget {
  /** Waits for a place. `weight` is how many requests the provider counts for it. Rejects with the reason of the signal. */
  enter(tenant: string, signal: AbortSignalLike, weight?: number): Promise<Permit>;
  /** No request of the tenant starts before `instant`, in milliseconds since 1970. */
  holdUntil(tenant: string, instant: number): void;
  /** Until when the tenant waits; 0 when it does not. */
  heldUntil(tenant: string): number;
}

interface Waiter {
  readonly weight: number;
  resolve(permit: Permit): void;
}

interface Line {
  readonly tenant: string;
  readonly waiting: Set<Waiter>;
  readonly bucket: Bucket | null;
  active: number;
  heldUntil: number;
  /** When it was told to wait. */
  heldFrom: number;
}

/** Makes a {@link Budget}. */
export function createBudget(options: BudgetOptions): Budget {
  const { clock, scheduler, concurrency, concurrencyPerTenant } = options;
  const lines = new Map<string, Line>();
  /** Lines with a request that may start as far as the line itself is concerned, in the order of their turns. */
  const turns = new Set<Line>();
  /** Lines with a request that waits for an instant. */
  const sleeping = new Set<Line>();
  const overall = options.overall && new Bucket(options.overall, clock.epochMillis());
  let active = 0;
  let wakeAt = Infinity;
  let cancelWake = (): void => {};

  const lineOf = (tenant: string): Line => {
    const bucket = options.perTenant && new Bucket(options.perTenant, clock.epochMillis());
    const line = lines.get(tenant) ?? { tenant, waiting: new Set(), active: 0, heldUntil: 0, heldFrom: 0, bucket };
    lines.set(tenant, line);
    return line;
  };
  /** Until when a line waits. After the clock was set back, it is as long as it was told: the instant would be as much later. */
  const heldNow = (line: Line, now: number): number => {
    const back = Math.max(0, line.heldFrom - now);
    line.heldFrom -= back;
    line.heldUntil -= back;
    return line.heldUntil;
  };
  const readyAt = (line: Line, now: number): number => {
    const { bucket, waiting } = line;
    const [first] = waiting;
    return Math.max(heldNow(line, now), bucket?.readyAt(now, first?.weight ?? 1) ?? 0);
  };
  /** Puts a line where it belongs after a change. One that has nothing to remember is removed; it is made anew when it is needed. */
  const file = (line: Line, now: number): void => {
    const isWaiting = line.waiting.size > 0 && line.active < concurrencyPerTenant;
    const isReady = isWaiting && readyAt(line, now) <= now;
    if (isReady) turns.add(line);
    else turns.delete(line);
    if (isWaiting && !isReady) {
      sleeping.add(line);
      wakeLater(readyAt(line, now), now);
    } else sleeping.delete(line);
    const isIdle = line.active === 0 && line.waiting.size === 0 && heldNow(line, now) <= now;
    if (isIdle && !line.bucket?.isUsed(now)) lines.delete(line.tenant);
  };
  const wakeLater = (at: number, now: number): void => {
    if (at >= wakeAt) return;
    cancelWake();
    wakeAt = at;
    cancelWake = scheduler.after(Math.max(1, Math.ceil(at - now)), () => {
      wakeAt = Infinity;
      const woken = clock.epochMillis();
      for (const line of [...sleeping]) file(line, woken);
      pump();
    });
  };
  const permitFor = (line: Line): Permit => {
    let isHeld = true;
    return {
      release() {
        if (!isHeld) return;
        isHeld = false;
        line.active -= 1;
        active -= 1;
        file(line, clock.epochMillis());
        pump();
      },
    };
  };
  const admit = (line: Line, now: number): void => {
    const [first] = line.waiting;
    if (!first) return;
    line.waiting.delete(first);
    line.active += 1;
    active += 1;
    line.bucket?.take(now, first.weight);
    overall?.take(now, first.weight);
    // To the end of the round.
    turns.delete(line);
    file(line, now);
    first.resolve(permitFor(line));
  };
  const pump = (): void => {
    const now = clock.epochMillis();
    for (let [line] = turns; line && active < concurrency; [line] = turns) {
      // It may have been told to wait since it was filed.
      file(line, now);
      if (!turns.has(line)) continue;
      const [first] = line.waiting;
      const at = overall?.readyAt(now, first?.weight ?? 1) ?? 0;
      if (at > now) {
        wakeLater(at, now);
        break;
      }
      admit(line, now);
    }
  };

  return {
    enter: (tenant, signal, weight = 1) =>
      new Promise<Permit>((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason as Error);
          return;
        }
        const line = lineOf(tenant);
        const leave = (): void => {
          line.waiting.delete(waiter);
          file(line, clock.epochMillis());
          reject(signal.reason as Error);
        };
        const waiter: Waiter = {
          weight,
          resolve(permit) {
            signal.removeEventListener('abort', leave);
            resolve(permit);
          },
        };
        signal.addEventListener('abort', leave, { once: true });
        line.waiting.add(waiter);
        file(line, clock.epochMillis());
        pump();
      }),
    holdUntil(tenant, instant) {
      const line = lineOf(tenant);
      const now = clock.epochMillis();
      line.heldUntil = Math.max(heldNow(line, now), instant);
      line.heldFrom = now;
      file(line, now);
    },
    heldUntil(tenant) {
      const line = lines.get(tenant);
      return line ? heldNow(line, clock.epochMillis()) : 0;
    },
  };
}
