import { epochMillis, type Instant } from '@tenantatlas/core/ports';

/** From `begin`, included, to `end`, not included, in milliseconds since 1970. Empty when they are equal. */
export interface Span {
  readonly begin: number;
  readonly end: number;
}

/** What of a range comes from which table. */
export interface UsageSpans {
  /** The part before the first whole hour, from the ledger. */
  readonly lead: Span;
  /** The whole hours. */
  readonly hours: Span;
  /** The part behind the last whole hour, from the ledger; its hour counts as a whole one when nothing happened in the rest of it. */
  readonly tail: Span;
  /** The rest of the hour of `tail`. */
  readonly rest: Span;
  /** The whole days within the whole hours. */
  readonly days: Span;
}

/** Milliseconds of an hour. */
export const hour = 3_600_000;
/** Milliseconds of a day of UTC. */
export const day = 24 * hour;
const floor = (millis: number, unit: number): number => Math.floor(millis / unit) * unit;
const ceil = (millis: number, unit: number): number => Math.ceil(millis / unit) * unit;

/**
 * Cuts a range of whole milliseconds, both ends included, into what is counted already and the edges, which only the ledger knows. Null for a range that ends before it
 * begins.
 */
export function usageSpans(from: Instant, to: Instant): UsageSpans | null {
  const [begin, end] = [epochMillis(from), epochMillis(to) + 1];
  if (begin >= end) return null;
  const [first, last] = [ceil(begin, hour), floor(end, hour)];
  // Within one hour there is nothing but an edge.
  if (first > last) return { lead: { begin, end }, hours: none, tail: none, rest: none, days: none };
  const tail = { begin: last, end };
  const rest = tail.begin === tail.end ? none : { begin: end, end: last + hour };
  const days = { begin: ceil(first, day), end: floor(last, day) };
  return {
    lead: { begin, end: first },
    hours: { begin: first, end: last },
    tail: rest === none ? none : tail,
    rest,
    days: days.begin < days.end ? days : none,
  };
}

/** Nothing, at no time that an event can have. */
const none: Span = { begin: 0, end: 0 };
