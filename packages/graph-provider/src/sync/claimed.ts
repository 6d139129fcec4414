import { randomUUID } from 'node:crypto';
import type { AbortSignalLike, Clock } from '@tenantatlas/core';
import { untilAborted } from '../transport/timing.ts';
import type { SyncCheckpointStore, SyncKey } from './checkpoint-store.ts';
import { readPosition, writePosition, type Place, type Position, type SyncRestart } from './position.ts';

/** A collection of a tenant that this sync has taken over, with its position. */
export interface Claimed {
  /** The version with which it was taken over: a later sync has a higher one. */
  readonly claim: number;
  /** Why it begins anew. */
  readonly restart: SyncRestart | null;
  /** Whether an earlier sync began the full reading. */
  readonly isResumed: boolean;
  readonly position: () => Position;
  /** Stores a position. False when another sync has taken the collection over: nothing more is stored then. */
  readonly move: (position: Position) => Promise<boolean>;
}

/** What a collection is taken over with. */
export interface ClaimParts {
  readonly store: SyncCheckpointStore;
  readonly key: SyncKey;
  readonly place: Place;
  readonly clock: Clock;
  readonly signal: AbortSignalLike;
}

/** How often another sync may be faster. Each time it has stored a page, so that this one would only stop its work. */
const maxTries = 5;

/** A round of a list that began earlier is not continued: objects that were removed since then are in its first pages. */
const longestListMillis = 24 * 3_600_000;

/**
 * Takes a collection over: reads where it is, and stores that with the next version, so that an earlier sync cannot store anything from then on. Null when another sync was faster each time.
 * Rejects with what the store rejects with, or with the reason of the signal.
 */
export async function takeOver({ store, key, place, clock, signal }: ClaimParts): Promise<Claimed | null> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const found = await untilAborted(store.load(key), signal);
    const { position: begun, restart } = begin(place, found?.state ?? null, clock.epochMillis());
    let version = found?.version ?? 0;
    let position = begun;
    const move = async (to: Position): Promise<boolean> => {
      const next = { version: version + 1, state: writePosition(place, to) };
      const isMoved = await untilAborted(store.replace(key, next, version === 0 ? null : version), signal);
      if (!isMoved) return false;
      version = next.version;
      position = to;
      return true;
    };
    const isResumed = begun.mode === 'full' && (begun.link !== null || begun.phase === 'reconciling');
    if (await move(begun)) return { claim: version, restart, isResumed, position: () => position, move };
  }
  return null;
}

/** A full round from the start. Everything that has another generation is gone once it has ended. */
export function fullRound(now: number): Position {
  return { phase: 'reading', mode: 'full', generation: randomUUID(), link: null, beganAt: now };
}

/** The round of changes after a complete one. */
export function changesRound(complete: Position, now: number): Position {
  return { ...complete, phase: 'reading', mode: 'changes', beganAt: now };
}

/** Where a sync begins, with what the checkpoint says. */
function begin(
  place: Place,
  text: string | null,
  now: number,
): { readonly position: Position; readonly restart: SyncRestart | null } {
  if (text === null) return { position: fullRound(now), restart: null };
  const read = readPosition(place, text);
  if (read.isErr()) return { position: fullRound(now), restart: read.error };
  const position = read.value;
  const isList = place.collection.reads === 'list';
  // The first page may have been kept, and what was removed since then is told by nothing but another generation.
  if (position.phase === 'reading' && position.link === null) return { position: fullRound(now), restart: null };
  if (position.phase === 'complete')
    return { position: isList ? fullRound(now) : changesRound(position, now), restart: null };
  // One that began later than now was begun before the clock was set back.
  const age = Math.abs(now - position.beganAt);
  const isOld = isList && position.phase === 'reading' && age > longestListMillis;
  return isOld ? { position: fullRound(now), restart: 'too_old' } : { position, restart: null };
}
