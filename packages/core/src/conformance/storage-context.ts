import { uuidGenerator, type IdGenerator } from '../kernel/id-generator.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Storage } from '../ports/storage.ts';
import type { ConformanceCase } from './conformance-case.ts';

/**
 * What a storage adapter may claim beyond the port.
 *
 * - `concurrent_units`: units run at the same time, on connections of their own. An adapter without it runs them one after the other,
 *   and is held to that.
 * - `counts_statements`: the context can count what the adapter sends to its database.
 */
export type StorageCapability = 'concurrent_units' | 'counts_statements';

/** What a case of the storage suite works with. */
export interface StorageContext {
  readonly storage: Storage;
  /** The same rows on a login that may open maintenance units. */
  readonly maintenance: Storage;
  readonly capabilities: readonly StorageCapability[];
  /** An id that no workspace of this storage has had. */
  nextWorkspaceId(): WorkspaceId;
  /** A token that nothing in this storage has used: for control keys, operation types, people and external ids. */
  nextWord(): string;
  /** How many statements the adapter has sent so far. Required with the claim `counts_statements`. */
  statements?(): number;
}

/** One guarantee of the storage ports. */
export type StorageCase = ConformanceCase<StorageContext, StorageCapability>;

/** What {@link createStorageContext} needs. */
export interface StorageContextOptions {
  readonly storage: Storage;
  /** Storage on a login of its own, for adapters with a separate login for deletes. @default storage */
  readonly maintenance?: Storage | undefined;
  /** @default [] */
  readonly capabilities?: readonly StorageCapability[] | undefined;
  /** Where the parts of fresh ids come from. @default UUID version 7 */
  readonly ids?: IdGenerator | undefined;
  /** See {@link StorageContext.statements}. */
  readonly statements?: (() => number) | undefined;
}

/**
 * A context whose ids are fresh on every database, so that suites may share one and may run again on it. The ids mix lower case,
 * upper case and punctuation, because an adapter that sorts by a language's rules would put them in another order.
 */
export function createStorageContext(options: StorageContextOptions): StorageContext {
  const { storage, maintenance = storage, capabilities = [], ids = uuidGenerator, statements } = options;
  const run = ids.next().replaceAll('-', '');
  let count = 0;
  const next = (): string => {
    count += 1;
    return `${run}.${String(count)}`;
  };
  return {
    storage,
    maintenance,
    capabilities,
    nextWorkspaceId: () => `${['w', 'W', '_w', '9w'][count % 4] ?? 'w'}/${next()}` as WorkspaceId,
    nextWord: () => `word.${next()}`,
    ...(statements ? { statements } : {}),
  };
}
