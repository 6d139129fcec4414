import {
  collected,
  reasonGroupOf,
  type Evidence,
  type Instant,
  type NotCollected,
  type PartlyCollected,
  type ReadPart,
} from '@tenantatlas/core';
import { failure, type GraphFailure } from '../answers/failure.ts';

/** One part of a reading: how many items were handed over, and why it ended. */
export interface PartRead {
  readonly part: string;
  readonly items: number;
  /** Null where everything was read. */
  readonly failure: GraphFailure | null;
}

/** Evidence for what could not be read at all. */
export function notCollected({ collection, reason }: GraphFailure, observedAt: Instant): NotCollected<never> {
  return Object.freeze({ collection, lastKnown: null, observedAt, reason });
}

/** Evidence for what was read in part. */
export function partlyCollected<T>(part: T, { reason }: GraphFailure, observedAt: Instant): PartlyCollected<T> {
  return Object.freeze({ collection: 'partial', part, lastKnown: null, observedAt, reason });
}

/**
 * Evidence about a reading of several parts. It is collected when every part was read to its end. It is partial when some part was, or when any item was handed over: the
 * reason is that of the first part that is missing, and each part says its own. Else it has the state of the first failure.
 */
export function evidenceOfParts(parts: readonly PartRead[], observedAt: Instant): Evidence<readonly ReadPart[]> {
  const first = parts.find(({ failure: found }) => found !== null)?.failure;
  if (!first) return collected(parts.map(toReadPart), observedAt);
  const isNothing = parts.every(({ items, failure: found }) => items === 0 && found !== null);
  return isNothing ? notCollected(first, observedAt) : partlyCollected(parts.map(toReadPart), first, observedAt);
}

function toReadPart({ part, items, failure: found }: PartRead): ReadPart {
  if (!found) return { part, items };
  return { part, items, collection: items > 0 ? 'partial' : found.collection, reason: found.reason };
}

/** One step of a reading. */
export interface PartStep {
  readonly part: string;
  readonly read: () => Promise<Omit<PartRead, 'part'>>;
}

/** Reads one part after the other. After a refused sign-in nothing more is asked, and what was not asked has the same failure. */
export async function readParts(steps: readonly PartStep[]): Promise<readonly PartRead[]> {
  const parts: PartRead[] = [];
  let refused: GraphFailure | null = null;
  for (const { part, read } of steps) {
    const found: Omit<PartRead, 'part'> = refused ? { items: 0, failure: refused } : await read();
    parts.push({ part, ...found });
    if (found.failure && isRefusedSignIn(found.failure)) refused = found.failure;
  }
  return parts;
}

/** Whether the sign-in itself was refused: any other request would be refused too. */
export function isRefusedSignIn({ collection, reason }: GraphFailure): boolean {
  const group = reasonGroupOf(reason.code);
  return collection === 'forbidden' && (group === 'consent' || group === 'connection');
}

/** The failure of a reading that would need more memory than it may use. */
export const tooLarge: GraphFailure = failure('failed', 'unknown_error', { providerCode: 'too_many_items' });

/** The failure of an answer whose names are not among those that the tenant knows. */
export const unresolved: GraphFailure = failure('failed', 'unknown_error', { providerCode: 'unresolved_permission' });
