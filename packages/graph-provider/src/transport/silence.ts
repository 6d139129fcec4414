import type { Clock } from '@tenantatlas/core';
import type { GraphFailure } from '../answers/failure.ts';
import type { GraphSession } from './session.ts';

/** What a request may still take. */
export interface RequestTime {
  /** When it begins, in milliseconds since 1970. */
  readonly from: number;
  /** When its time is over. */
  readonly until: number;
  /** Why it is not sent at all; null where it is. */
  readonly failure: GraphFailure | null;
}

/** How long sessions go on without any answer. */
export interface Silence {
  /** The time of one more request of a session. */
  begin(session: GraphSession): RequestTime;
  /** Graph answered, whatever it said and wherever the answer ended. */
  heard(session: GraphSession): void;
  /** A request that began at `from` has failed. Counts where no answer came. */
  ended(session: GraphSession, from: number, failure: GraphFailure): void;
}

interface Lost {
  readonly millis: number;
  /** Until when time was counted, or when the last answer came: requests at the same time lose it once. */
  readonly countedTo: number;
  readonly failure: GraphFailure | null;
}

/**
 * Makes a {@link Silence}. Only the time of requests without an answer counts, so that neither a consumer that works for long nor a wait that Graph asked for ends a session.
 * Each list of a reading would try for `totalMillis` otherwise.
 */
export function createSilence(clock: Clock, totalMillis: number): Silence {
  const lost = new WeakMap<GraphSession, Lost>();
  return {
    begin(session) {
      const from = clock.epochMillis();
      const { millis = 0, failure = null } = lost.get(session) ?? {};
      const left = Math.max(0, totalMillis - millis);
      return { from, until: from + left, failure: left > 0 ? null : failure };
    },
    heard(session) {
      lost.set(session, { millis: 0, countedTo: clock.epochMillis(), failure: null });
    },
    ended(session, from, failure) {
      if (failure.reason.code !== 'network_unreachable' || failure.status !== null) return;
      const now = clock.epochMillis();
      const { millis = 0, countedTo = 0 } = lost.get(session) ?? {};
      lost.set(session, { millis: millis + Math.max(0, now - Math.max(from, countedTo)), countedTo: now, failure });
    },
  };
}
