import { epochMillis, parseInstant, toInstant, type Instant } from './instant.ts';
import { invariant } from './invariant.ts';

/** The source of time. Injected, so that rules can be tested at the very instant of expiry. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  epochMillis(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { epochMillis: () => Date.now() };

/** The present as an {@link Instant}. */
export function now(clock: Clock): Instant {
  return toInstant(clock.epochMillis());
}

/** A clock that changes only when it is moved; for tests and demonstrations. */
export interface ManualClock extends Clock {
  /** Moves the clock to `instant`. */
  set(instant: Instant): void;
  /** Moves the clock on by `millis` milliseconds. */
  advance(millis: number): void;
}

/** A {@link ManualClock} standing at `start`. It and its methods throw an invariant for what is not an instant or not a number of milliseconds. */
export function manualClock(start: Instant): ManualClock {
  let millis = millisOf('manualClock', start);
  return {
    epochMillis: () => millis,
    set: (instant) => {
      millis = millisOf('manualClock.set', instant);
    },
    advance: (by) => {
      invariant(Number.isFinite(by), 'manualClock.advance: pass a number of milliseconds.');
      millis += by;
    },
  };
}

/** A clock at NaN would fail later, and far from the mistake. */
function millisOf(caller: string, given: unknown): number {
  const instant = typeof given === 'string' ? parseInstant(given) : null;
  invariant(instant, `${caller}: pass an instant such as 2026-11-21T10:00:00.000Z.`);
  return epochMillis(instant);
}
