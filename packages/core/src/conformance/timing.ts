import { withDeadline } from '../kernel/deadline.ts';
import { timers } from '../kernel/timers.ts';
import { ConformanceError } from './conformance-error.ts';

/** Resolves after `millis` milliseconds. */
export function pause(millis: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  timers.after(millis, resolve);
  return promise;
}

/** Milliseconds after which a call counts as stuck. Far more than a slow machine needs. */
export const patient = 30_000;

/** The outcome of `work`; a broken guarantee when it takes longer than `millis` milliseconds. */
export async function within<T>(millis: number, work: Promise<T>, guarantee: string): Promise<T> {
  return withDeadline(timers, millis, work, (): never => {
    throw new ConformanceError(`${guarantee}\n  expected an answer within ${String(millis)} ms, found none`);
  });
}

/** A latch that opens once. */
export interface Latch {
  readonly opened: Promise<void>;
  open(): void;
}

/** A closed {@link Latch}. */
export function latch(): Latch {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

/** Starts `count` pieces of work at the same time and waits for all of them. */
export async function race<T>(count: number, work: (index: number) => Promise<T>): Promise<readonly T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

/**
 * Returns a function that starts the work and waits for it. The work runs in the asynchronous flow that called `independently`, so that a unit which is
 * open around the start does not count as its own.
 */
export function independently<T>(work: () => Promise<T>): () => Promise<T> {
  const begin = latch();
  const done = begin.opened.then(work);
  return () => {
    begin.open();
    return done;
  };
}
