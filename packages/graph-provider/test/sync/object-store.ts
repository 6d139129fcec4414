import type { SyncPage, SyncReconciliation } from '../../src/sync/index.ts';

/** An object as a host keeps it: its last members, and the generation that named it last. */
interface Kept {
  readonly generation: string;
  readonly members: object;
}

/** What a host does with pages: the storage of a test, written as the guide says. */
export class ObjectStore {
  readonly #collections = new Map<string, Map<string, Kept>>();

  write(tenantId: string, { collection, generation, changed, removed }: SyncPage): void {
    const kept = this.#of(tenantId, collection);
    for (const members of changed) {
      const before = kept.get(members.id);
      const isMerged = before?.generation === generation;
      kept.set(members.id, { generation, members: isMerged ? { ...before.members, ...members } : members });
    }
    for (const { id } of removed) kept.delete(id);
  }

  removeOthers(tenantId: string, { collection, generation }: SyncReconciliation): void {
    const kept = this.#of(tenantId, collection);
    for (const [id, one] of kept) if (one.generation !== generation) kept.delete(id);
  }

  /** The objects of a collection by id. */
  objects(tenantId: string, collection: string): { readonly [id: string]: object } {
    const kept = [...this.#of(tenantId, collection)].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(kept.map(([id, { members }]) => [id, members]));
  }

  #of(tenantId: string, collection: string): Map<string, Kept> {
    const name = `${tenantId} ${collection}`;
    const kept = this.#collections.get(name) ?? new Map<string, Kept>();
    this.#collections.set(name, kept);
    return kept;
  }
}
