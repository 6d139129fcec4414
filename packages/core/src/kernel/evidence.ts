import type { Instant } from './instant.ts';
import type { ReasonCode } from './reason-codes.ts';

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

/** Why a fact was not collected. */
export interface EvidenceReason {
  readonly code: ReasonCode;
  /** The provider's own code, such as `AADSTS65001`, for support. Never its text, which may hold names and secrets. Null where it gave none. */
  readonly providerCode: string | null;
  /** When asking again may help, where the provider said so. */
  readonly retryAt: Instant | null;
}

/** The last value that was read completely, and when. For display, never for a verdict. */
export interface LastKnown<T> {
  readonly value: T;
  readonly observedAt: Instant;
}

/** A fact that was read completely. */
export interface Collected<T> {
  readonly collection: 'collected';
  readonly value: T;
  readonly observedAt: Instant;
}

/** A fact of which a part was read. The part says what exists, and never what is missing. */
export interface PartlyCollected<T> {
  readonly collection: 'partial';
  readonly part: T;
  readonly lastKnown: LastKnown<T> | null;
  readonly observedAt: Instant;
  readonly reason: EvidenceReason;
}

/** A fact that could not be read, or was read too long ago. `observedAt` is the instant of the attempt; of a stale fact, of its reading. */
export interface NotCollected<T> {
  readonly collection: Exclude<CollectionState, 'collected' | 'partial' | 'never'>;
  readonly lastKnown: LastKnown<T> | null;
  readonly observedAt: Instant;
  readonly reason: EvidenceReason | null;
}

/** A fact that was never asked for. */
export interface NeverCollected {
  readonly collection: 'never';
  readonly lastKnown: null;
  readonly observedAt: null;
  readonly reason: null;
}

/**
 * A fact together with how it was observed. An empty list that was read and an empty list that could not be read are different values: only the first one has
 * a `value`, so that reading it without asking for `collection` does not compile.
 *
 * @example
 * const shown = evidence.collection === 'collected' ? `${evidence.value.length} roles` : 'not enough evidence';
 */
export type Evidence<T> = Collected<T> | PartlyCollected<T> | NotCollected<T> | NeverCollected;

/** A fact that was never asked for. */
export const neverCollected: NeverCollected = Object.freeze({
  collection: 'never',
  lastKnown: null,
  observedAt: null,
  reason: null,
});

/** A fact that was read completely at `observedAt`. */
export function collected<T>(value: T, observedAt: Instant): Collected<T> {
  return Object.freeze({ collection: 'collected', value, observedAt });
}

/** A verdict needs evidence: `judge` is called only if the fact was collected; otherwise the verdict is `unknown`. */
export function verdict<T, V extends string>(evidence: Evidence<T>, judge: (value: T) => V): V | 'unknown' {
  return evidence.collection === 'collected' ? judge(evidence.value) : 'unknown';
}

/** What is last known of a fact, with its instant: the value itself, else the last one that was read completely. Never a basis for a verdict. */
export function lastKnownOf<T>(evidence: Evidence<T>): LastKnown<T> | null {
  return evidence.collection === 'collected'
    ? { value: evidence.value, observedAt: evidence.observedAt }
    : evidence.lastKnown;
}
