import type { Instant } from './instant.ts';

/** How an observed fact was obtained. Only `collected` may lead to a verdict. */
export const collectionStates = [
  'collected',
  'partial',
  'forbidden',
  'not_licensed',
  'throttled',
  'failed',
  'stale',
  'never',
] as const;

/** See {@link collectionStates}. */
export type CollectionState = (typeof collectionStates)[number];

/**
 * A fact together with how it was observed. An empty list that was read and an empty list that could not be read
 * are different values: the second one carries no `value`, at most the last known one.
 */
export type Evidence<T> =
  | { readonly collection: 'collected'; readonly value: T; readonly observedAt: Instant }
  | {
      readonly collection: Exclude<CollectionState, 'collected' | 'never'>;
      readonly lastKnown: T | null;
      readonly observedAt: Instant;
    }
  | { readonly collection: 'never'; readonly lastKnown: null; readonly observedAt: null };

/** A verdict needs evidence: `judge` is called only if the fact was collected; otherwise the verdict is `unknown`. */
export function verdict<T, V extends string>(evidence: Evidence<T>, judge: (value: T) => V): V | 'unknown' {
  return evidence.collection === 'collected' ? judge(evidence.value) : 'unknown';
}
