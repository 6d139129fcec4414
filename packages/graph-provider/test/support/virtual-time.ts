import type { Clock, Scheduler } from '@tenantatlas/core';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly task: () => void;
}

/** A clock and a scheduler whose time passes only while `run` waits for work that has nothing else to do. */
export class VirtualTime implements Clock, Scheduler {
  #now: number;
  #order = 0;
  readonly #timers = new Set<Timer>();

  constructor(start = Date.parse('2026-11-21T10:00:00.000Z')) {
    this.#now = start;
  }

  epochMillis(): number {
    return this.#now;
  }

  after(millis: number, task: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, millis), order: (this.#order += 1), task };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  sleep(millis: number): Promise<void> {
    return new Promise((resolve) => this.after(millis, resolve));
  }

  /** Timers that wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Lets time pass until `work` has ended. Rejects when it waits for something that no timer brings. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const end = (): void => {
      isOver = true;
    };
    work.then(end, end);
    for (let idle = 0; !isOver;) {
      await turn();
      if (isOver) break;
      const next = this.#next();
      if (next) {
        idle = 0;
        this.#now = Math.max(this.#now, next.at);
        this.#timers.delete(next);
        next.task();
      } else if ((idle += 1) > 1_000) throw new Error('The work waits for something that no timer brings.');
    }
    return work;
  }

  #next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers)
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) first = timer;
    return first;
  }
}

/** Everything that is due without a timer happens; bodies of the platform's `Response` need more than one turn. */
async function turn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
