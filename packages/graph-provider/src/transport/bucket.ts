/** So many requests in so much time. */
export interface Rate {
  readonly requests: number;
  readonly perMillis: number;
}

/**
 * Spreads requests so that a window of `perMillis`, wherever it begins, has no more than `requests` of them: a twentieth may come at once, and the rest evenly. A window that
 * is filled at its beginning and again as it refills would have twice as many.
 */
export class Bucket {
  readonly #room: number;
  readonly #perMilli: number;
  #tokens: number;
  #filledAt: number;

  constructor({ requests, perMillis }: Rate, now: number) {
    this.#room = Math.max(1, Math.floor(requests / 20));
    this.#perMilli = (requests - this.#room + 1) / perMillis;
    this.#tokens = this.#room;
    this.#filledAt = now;
  }

  /** When a request that counts as `weight` may start; 0 for now. One that counts for nothing may always, and one that counts for more than the room when the bucket is full. */
  readyAt(now: number, weight: number): number {
    if (weight === 0) return 0;
    const missing = Math.min(weight, this.#room) - this.#at(now);
    // Below a millionth, rounding is at work.
    return missing <= 1e-6 ? 0 : now + missing / this.#perMilli;
  }

  /** Less than nothing may be left: the next one waits longer then. */
  take(now: number, weight: number): void {
    this.#tokens = this.#at(now) - weight;
    this.#filledAt = now;
  }

  /** Whether it is not full. */
  isUsed(now: number): boolean {
    return this.#at(now) < this.#room;
  }

  #at(now: number): number {
    // A clock that was set back would fill it only once it is where it was.
    this.#filledAt = Math.min(this.#filledAt, now);
    return Math.min(this.#room, this.#tokens + (now - this.#filledAt) * this.#perMilli);
  }
}
