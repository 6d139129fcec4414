import type { Scheduler } from '@tenantatlas/core';

/** Timers of the platform. One in the background does not keep the process alive. */
export const timers: Scheduler = Object.freeze<Scheduler>({
  after(millis, task, { background = false } = {}) {
    const timer = setTimeout(task, millis);
    if (background) timer.unref();
    return () => clearTimeout(timer);
  },
});
