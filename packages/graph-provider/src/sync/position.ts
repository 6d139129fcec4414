import { err, ok, type Result } from '@tenantatlas/core';
import * as z from 'zod';
import { allowedAddress } from '../transport/address.ts';
import { digest } from '../transport/seen-ids.ts';
import { pathOf, type SyncCollection } from './collection.ts';

/** What a checkpoint says. `reading`: from `link` on, or from the start where it is null. `reconciling`: everything was read, and the host has not removed yet what is gone. `complete`: nothing is left to do. */
export interface Position {
  readonly phase: 'reading' | 'reconciling' | 'complete';
  readonly mode: 'full' | 'changes';
  readonly generation: string;
  readonly link: string | null;
  /** When the round began, in milliseconds since 1970. */
  readonly beganAt: number;
}

/**
 * Why a collection is read anew although there was a checkpoint:
 *
 * - `link_refused`: Graph no longer knows the link. `too_old`: the list was begun more than a day ago.
 * - `definition_changed`: the path of the collection or the tenant's id at Microsoft is another one.
 * - `checkpoint_refused`: the state is not one that a sync stores, or its link does not lead to the collection.
 */
export type SyncRestart = 'link_refused' | 'checkpoint_refused' | 'definition_changed' | 'too_old';

/** What a position belongs to. */
export interface Place {
  readonly collection: SyncCollection;
  /** The tenant's id at Microsoft, as its session has it. */
  readonly tenant: string;
  /** The origin of Graph. */
  readonly origin: string;
}

/** A longer text is refused before it is parsed: an address that is followed has 16,384 characters at most. */
const longestState = 40_000;

const state = z.strictObject({
  format: z.literal(1),
  of: z.string(),
  phase: z.enum(['reading', 'reconciling', 'complete']),
  mode: z.enum(['full', 'changes']),
  generation: z.uuid(),
  link: z.string().nullable(),
  beganAt: z.int().nonnegative(),
});

/** A position as the text of a checkpoint. */
export function writePosition(place: Place, position: Position): string {
  const { phase, mode, generation, link, beganAt } = position;
  return JSON.stringify({ format: 1, of: markOf(place), phase, mode, generation, link, beganAt });
}

/**
 * The position in the text of a checkpoint; why there is none otherwise. The text comes from a store that others may write: a link in it has to be an address below Graph's version, at the path
 * of its collection. No signature is asked for, because who writes the store also writes the objects.
 */
export function readPosition(place: Place, text: string): Result<Position, SyncRestart> {
  const parsed = state.safeParse(jsonOf(text));
  if (!parsed.success) return err('checkpoint_refused');
  const { of, phase, mode, generation, link, beganAt } = parsed.data;
  if (link !== null && !isLinkOf(place, link)) return err('checkpoint_refused');
  if (of !== markOf(place)) return err('definition_changed');
  // What it says would be read as if nothing had changed since.
  const { reads } = place.collection;
  const hasLink = link !== null;
  const isPossible = {
    reading: mode === 'full' || (hasLink && reads === 'changes'),
    reconciling: mode === 'full' && hasLink === (reads === 'changes'),
    complete: hasLink === (reads === 'changes'),
  }[phase];
  return isPossible ? ok({ phase, mode, generation, link, beganAt }) : err('checkpoint_refused');
}

/** Tells definitions apart: a token of Graph keeps the query of its first request, so that its objects would have the members of the earlier one. */
function markOf({ collection: { path, reads, version = 'v1.0' }, tenant }: Place): string {
  return digest(JSON.stringify([version, reads, path, tenant.toLowerCase()]));
}

/** Whether a link is one that Graph gives for a collection. It has three spellings for the function. */
function isLinkOf({ collection: { path, version = 'v1.0' }, origin }: Place, link: string): boolean {
  if (allowedAddress(link, origin, version) === null) return false;
  const own = `/${version}/${pathOf(path)}`;
  const spellings = [own, `${own}()`, own.replace(/delta$/, 'microsoft.graph.delta()')];
  return spellings.includes(new URL(link).pathname);
}

function jsonOf(text: unknown): unknown {
  if (typeof text !== 'string' || text.length > longestState) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
