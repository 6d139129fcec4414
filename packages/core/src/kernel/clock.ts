import { toInstant, type Instant } from './instant.ts';

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

/** A {@link ManualClock} standing at `start`. */
export function manualClock(start: Instant): ManualClock {
  let millis = Date.parse(start);
  return {
    epochMillis: () => millis,
    set: (instant) => {
      millis = Date.parse(instant);
    },
    advance: (by) => {
      millis += by;
    },
  };
}
