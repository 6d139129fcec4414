import { pause } from '../../src/conformance/timing.ts';
import { toInstant } from '../../src/kernel/instant.ts';
import type { ManualClock } from '../../src/kernel/clock.ts';
import type { Scheduler } from '../../src/ports/scheduler.ts';

/** A task that waits for its time. */
export interface WaitingTask {
  readonly due: number;
  readonly background: boolean;
}

/** Timers that fire only when time is moved. */
export interface ManualScheduler extends Scheduler {
  /** Moves the clock on by `millis`, runs what falls due in order, and lets everything that follows from it happen. */
  advance(millis: number): Promise<void>;
  /** What has not fired and was not called off. */
  readonly waiting: readonly WaitingTask[];
}

/** Lets everything happen that needs no timer. */
export function settled(): Promise<void> {
  return pause(0);
}

/** A {@link ManualScheduler} over a clock that it moves. */
export function manualScheduler(clock: ManualClock): ManualScheduler {
  const tasks = new Set<WaitingTask & { readonly task: () => void }>();
  return {
    get waiting() {
      return [...tasks].map(({ due, background }) => ({ due, background }));
    },
    after(millis, task, { background = false } = {}) {
      const waiting = { due: clock.epochMillis() + millis, background, task };
      tasks.add(waiting);
      return () => void tasks.delete(waiting);
    },
    async advance(millis) {
      const target = clock.epochMillis() + millis;
      await settled();
      for (;;) {
        const [next] = [...tasks].filter(({ due }) => due <= target).sort((left, right) => left.due - right.due);
        if (!next) break;
        tasks.delete(next);
        if (next.due > clock.epochMillis()) clock.set(toInstant(next.due));
        next.task();
        await settled();
      }
      clock.set(toInstant(target));
    },
  };
}
