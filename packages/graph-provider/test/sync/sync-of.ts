import {
  createTenantSync,
  type SyncCheckpointStore,
  type SyncPage,
  type TenantSyncOptions,
} from '../../src/sync/index.ts';
import { things, type FakeTenants } from './fake-tenants.ts';
import { ObjectStore } from './object-store.ts';

/** Options of a sync of one collection. */
export type Options = TenantSyncOptions<typeof things>;

/** The ids of so many objects of the fake Graph, in the order of texts. */
export const idsOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `o${String(at)}`).toSorted();

/** A sync over a store in memory, with what it hands over. */
export function syncOf({ provider }: FakeTenants, checkpoints: SyncCheckpointStore, more: Partial<Options> = {}) {
  const store = new ObjectStore();
  const handed: SyncPage[] = [];
  const options: Options = {
    provider,
    collections: [things],
    checkpoints,
    onPage(page, { tenantId }) {
      handed.push(page);
      store.write(tenantId, page);
    },
    onReconcile: (ended, { tenantId }) => store.removeOthers(tenantId, ended),
    ...more,
  };
  const kept = (tenantId: string) => Object.keys(store.objects(tenantId, 'things'));
  return { sync: createTenantSync(options), store, handed, kept, options };
}

/** Code of a host that does not answer. */
export const never = (): Promise<never> => new Promise(() => {});
