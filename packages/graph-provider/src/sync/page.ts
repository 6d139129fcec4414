import * as z from 'zod';
import { objectId } from '../capabilities/shapes/ids.ts';
import type { SyncCollection, SyncObject } from './collection.ts';

/** An object that a tenant no longer has. */
export interface SyncRemoval {
  /** Its id in Graph. */
  readonly id: string;
  /** Whether the tenant can restore it: Graph keeps a deleted user for 30 days. It comes back as a changed object then. */
  readonly isRestorable: boolean;
}

/**
 * One page of a collection of a tenant. Each object is in it once, by its id, with its last state in this page. A page of Graph in which an object is removed and comes back is handed over as
 * two: its removal, and then the rest.
 */
export interface SyncPage<Name extends string = string, Item extends SyncObject = SyncObject> {
  /** The name of the collection. */
  readonly collection: Name;
  /** `full`: everything is being read, and objects replace those of an earlier generation. `changes`: what changed since the last round. */
  readonly mode: 'full' | 'changes';
  /**
   * Names the full reading that the state of this collection builds on; a UUID. Keep it with each object: what has another one once the full reading has ended is gone. It stays the same
   * when a sync that was ended goes on behind its first page, and in the rounds of changes that follow.
   */
  readonly generation: string;
  /**
   * Objects that are new or changed. Within one generation, merge the members onto what you have: Graph may leave out those that did not change. Of another generation, replace the object.
   */
  readonly changed: readonly Item[];
  /** Objects that are gone. None of them is in `changed`. */
  readonly removed: readonly SyncRemoval[];
}

/** The pages of a collection, or of each of several. */
export type SyncPageOf<Collection extends SyncCollection> =
  Collection extends SyncCollection<infer Name, infer Item> ? SyncPage<Name, Item> : never;

/** One member of a page of Graph. */
export type Entry = { readonly item: SyncObject } | { readonly removed: SyncRemoval };

const removal = z.object({ id: objectId, '@removed': z.object({ reason: z.string().optional() }) });

/** The shape of a member of a page, which is an object of the collection or says that one was removed. Paths of issues stay those of the member. */
export function entryShape({ item, reads }: SyncCollection): z.ZodType<Entry> {
  return z.unknown().transform((member, context): Entry => {
    if (reads === 'changes' && isRemoval(member)) {
      const read = removal.safeParse(member);
      if (read.success)
        return { removed: { id: read.data.id, isRestorable: read.data['@removed'].reason === 'changed' } };
      return refused(context, member, read.error.issues[0]?.path);
    }
    const read = item.safeParse(member);
    if (read.success && typeof read.data.id === 'string' && read.data.id !== '') return { item: read.data };
    return refused(context, member, read.success ? ['id'] : read.error.issues[0]?.path);
  });
}

function isRemoval(member: unknown): boolean {
  return typeof member === 'object' && member !== null && '@removed' in member;
}

function refused(context: z.RefinementCtx, input: unknown, path: readonly PropertyKey[] = []): never {
  context.issues.push({ code: 'custom', input, path: [...path], message: 'It has another shape.' });
  return z.NEVER;
}

/** What a page of Graph says, as one page or two of {@link SyncPage}. */
export type PageStates = Pick<SyncPage, 'changed' | 'removed'>;

/**
 * The last state of each object, in the order of these states. Graph may name an object several times in one page, and a page with an object that is changed and removed would say
 * two things. Members of two states of one object are merged.
 *
 * An object that is removed and comes back has a page with its removal first: its members would be merged onto those that it had before.
 */
export function lastStates(entries: readonly Entry[]): readonly PageStates[] {
  const states = new Map<string, Entry>();
  const back = new Map<string, SyncRemoval>();
  for (const entry of entries) {
    const { id } = 'item' in entry ? entry.item : entry.removed;
    const earlier = states.get(id);
    const isMerged = earlier && 'item' in earlier && 'item' in entry;
    if ('removed' in entry) back.delete(id);
    else if (earlier && 'removed' in earlier) back.set(id, earlier.removed);
    states.delete(id);
    states.set(id, isMerged ? { item: { ...earlier.item, ...entry.item } } : entry);
  }
  const changed: SyncObject[] = [];
  const removed: SyncRemoval[] = [];
  for (const entry of states.values())
    if ('item' in entry) changed.push(entry.item);
    else removed.push(entry.removed);
  const last = { changed, removed };
  return back.size === 0 ? [last] : [{ changed: [], removed: [...back.values()] }, last];
}
