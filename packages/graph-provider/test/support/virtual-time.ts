import type { Clock, Scheduler } from '@tenantatlas/core';

interface Timer {
  isCancelled?: boolean;
  readonly at: number;
  readonly order: number;
  readonly task: () => void;
}

/** A clock and a scheduler whose time passes only while `run` waits for work that has nothing else to do. */
export class VirtualTime implements Clock, Scheduler {
  #now: number;
  #behind = 0;
  #order = 0;
  /** A heap: the next one is the first. A run of 50,000 requests has as many timers that wait. */
  readonly #timers: Timer[] = [];
  #waiting = 0;

  constructor(start = Date.parse('2026-11-21T10:00:00.000Z')) {
    this.#now = start;
  }

  epochMillis(): number {
    return this.#now - this.#behind;
  }

  /** Sets the clock back. Timers go on, as they do on a machine. */
  setBack(millis: number): void {
    this.#behind += millis;
  }

  after(millis: number, task: () => void): () => void {
    const timer: Timer = { at: this.#now + Math.max(0, millis), order: (this.#order += 1), task };
    this.#add(timer);
    this.#waiting += 1;
    return () => {
      if (!timer.isCancelled) this.#waiting -= 1;
      timer.isCancelled = true;
    };
  }

  sleep(millis: number): Promise<void> {
    return new Promise((resolve) => this.after(millis, resolve));
  }

  /** Timers that wait. */
  get pending(): number {
    return this.#waiting;
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
        next.task();
      } else if ((idle += 1) > 1_000) throw new Error('The work waits for something that no timer brings.');
    }
    return work;
  }

  /** Removes and answers the timer that is due first. */
  #next(): Timer | undefined {
    for (let first = this.#takeFirst(); first; first = this.#takeFirst()) {
      if (first.isCancelled) continue;
      first.isCancelled = true;
      this.#waiting -= 1;
      return first;
    }
    return undefined;
  }

  #add(timer: Timer): void {
    const timers = this.#timers;
    let at = timers.length;
    for (
      let parent = timers[(at - 1) >> 1];
      at > 0 && parent && isBefore(timer, parent);
      parent = timers[(at - 1) >> 1]
    ) {
      timers[at] = parent;
      at = (at - 1) >> 1;
    }
    timers[at] = timer;
  }

  #takeFirst(): Timer | undefined {
    const timers = this.#timers;
    const [first] = timers;
    const last = timers.pop();
    if (!last || first === last) return first;
    let at = 0;
    for (;;) {
      const [left, right] = [timers[2 * at + 1], timers[2 * at + 2]];
      const child = left && right && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1;
      const smaller = timers[child];
      if (!smaller || !isBefore(smaller, last)) break;
      timers[at] = smaller;
      at = child;
    }
    timers[at] = last;
    return first;
  }
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** Everything that is due without a timer happens; bodies of the platform's `Response` need more than one turn. */
async function turn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
