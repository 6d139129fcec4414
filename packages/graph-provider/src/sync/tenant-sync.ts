import type { DirectoryProvider } from '@tenantatlas/core';
import { invariant, optionChecks } from '@tenantatlas/core/ports';
import { partsOf, type ProviderParts } from '../provider-parts.ts';
import { checkedStore } from './checked-store.ts';
import type { SyncCheckpointStore } from './checkpoint-store.ts';
import { checkCollections, type SyncCollection } from './collection.ts';
import type { SyncContext, SyncReconciliation } from './job-parts.ts';
import type { SyncPage, SyncPageOf } from './page.ts';
import type { SyncReport } from './report.ts';
import { runTenants, type TenantSyncRun } from './run-tenants.ts';

/** Options of {@link createTenantSync}. */
export interface TenantSyncOptions<Collection extends SyncCollection> {
  /** One that `createGraphProvider` made. The sync shares its limits, its waits and its tokens with all other readings of it. */
  readonly provider: DirectoryProvider;
  /** What is read of each tenant, in this order. */
  readonly collections: readonly Collection[];
  /** Where the sync keeps how far it is. */
  readonly checkpoints: SyncCheckpointStore;
  /**
   * Takes a page: store its objects, each by tenant, collection and id, and answer a promise that is resolved once they are durable. Called again with the same page when the process ended before
   * the checkpoint was stored.
   */
  readonly onPage: (page: SyncPageOf<Collection>, context: SyncContext) => void | Promise<void>;
  /**
   * Called at the end of a full reading: remove the objects of the tenant and the collection that have another generation. Nothing else tells that they are gone. May be called again with the same
   * generation.
   */
  readonly onReconcile: (ended: SyncReconciliation<Collection['name']>, context: SyncContext) => void | Promise<void>;
  /** How many collections are read at once. The limits of the provider bound the requests besides. */
  readonly concurrency?:
    | {
        /** Over all tenants. One page of each is in memory, and one more is fetched. @default 32 */
        readonly total?: number | undefined;
        /** Of one tenant. @default 2 */
        readonly perTenant?: number | undefined;
      }
    | undefined;
  /** How long a collection waits for limits and outages of Graph without getting a page, in milliseconds. Then it ends as `throttled` or `partial`, and the next sync goes on. @default 15 minutes */
  readonly throttleMillis?: number | undefined;
  /** The time between two calls of `onProgress`, in milliseconds. @default 1 second */
  readonly progressMillis?: number | undefined;
}

/** See {@link createTenantSync}. */
export interface TenantSync<Name extends string = string> {
  /**
   * Reads the collections of all tenants, each from its checkpoint on.
   *
   * Resolves to a report, whatever the tenants, the provider, the callbacks and the store answer: the failure of a tenant ends nothing of another one. Rejects with the reason of the signal, at once, and
   * with what `tenants` throws, and with an invariant for a value of it that does not describe a tenant, after the readings in progress were stopped; the checkpoints stay, and the next run goes on there.
   */
  readonly run: (run: TenantSyncRun) => Promise<SyncReport<Name>>;
}

const optionNames = [
  ...['provider', 'collections', 'checkpoints', 'onPage', 'onReconcile'],
  ...['concurrency', 'throttleMillis', 'progressMillis'],
];
const factory = 'createTenantSync';

/**
 * Reads collections of many tenants into the host's own storage. Throws an invariant for options that do not work.
 *
 * Guarantees: each object of a tenant is handed over at least once, and each removal is handed over or told by a reconciliation. A checkpoint is stored after the promise of `onPage` is resolved,
 * so that a process that is killed at any instant hands one page of each collection over again, and loses none. A collection that was read goes on with changes. It is read anew, with another
 * generation, when Graph no longer knows the link, when the definition changed, and when the checkpoint is not one of this sync. Memory grows with neither the objects of a tenant nor the number of pages.
 *
 * @see docs/guide/sync-many-tenants.md
 * @example
 * const sync = createTenantSync({
 *   provider,
 *   collections: [graphCollections.users, graphCollections.groups],
 *   checkpoints: memoryCheckpoints(),
 *   onPage: (page, { tenantId }) => store.write(tenantId, page),
 *   onReconcile: ({ collection, generation }, { tenantId }) => store.removeOthers(tenantId, collection, generation),
 * });
 * const report = await sync.run({ tenants });
 */
export function createTenantSync<Collection extends SyncCollection>(
  options: TenantSyncOptions<Collection>,
): TenantSync<Collection['name']> {
  const provider = checkOptions(options);
  const { checkpoints, concurrency = {}, throttleMillis = 15 * 60_000, progressMillis = 1_000 } = options;
  const { total = 32, perTenant = 2 } = concurrency;
  const collections = options.collections.map((collection) => Object.freeze({ ...collection }));
  // What a collection reads has its own shape.
  const onPage = (page: SyncPage, context: SyncContext) => options.onPage(page as SyncPageOf<Collection>, context);
  const onReconcile: TenantSyncOptions<Collection>['onReconcile'] = (ended, context) =>
    options.onReconcile(ended, context);
  const parts = {
    provider,
    checkpoints: checkedStore(checkpoints),
    collections,
    throttleMillis,
    total,
    perTenant,
    progressMillis,
    onPage,
    onReconcile,
  };
  return Object.freeze<TenantSync<Collection['name']>>({
    async run(run) {
      const check = optionChecks(`${factory}.run`);
      check.names(run, ['tenants', 'signal', 'onProgress']);
      check.fn('onProgress', run.onProgress, '({ tenants }) => show(tenants.done)');
      check.methods('signal', run.signal, ['addEventListener'], 'the signal of an AbortController');
      return runTenants(parts, run);
    },
  });
}

function checkOptions<Collection extends SyncCollection>(options: TenantSyncOptions<Collection>): ProviderParts {
  const check = optionChecks(factory);
  check.names(options, optionNames);
  const provider = partsOf(options.provider);
  invariant(
    provider !== null,
    `${factory}: "provider" is what createGraphProvider of the same copy of this package answered. Pass it as it is, without a wrapper.`,
  );
  checkCollections(factory, options.collections);
  demandGiven('checkpoints', options.checkpoints);
  check.methods('checkpoints', options.checkpoints, ['load', 'replace'], 'memoryCheckpoints()');
  for (const name of ['onPage', 'onReconcile'] as const) {
    demandGiven(name, options[name]);
    check.fn(name, options[name], '(page, { tenantId }) => store.write(tenantId, page)');
  }
  const { concurrency } = options;
  if (concurrency !== undefined) {
    check.names(concurrency, ['total', 'perTenant'], 'a member of "concurrency"');
    check.whole('concurrency.total', concurrency.total, 1, 1_000);
    check.whole('concurrency.perTenant', concurrency.perTenant, 1, 1_000);
  }
  check.delay('throttleMillis', options.throttleMillis);
  check.delay('progressMillis', options.progressMillis);
  return provider;
}

function demandGiven(name: string, value: unknown): void {
  invariant(
    value !== undefined && value !== null,
    `${factory}: "${name}" is missing. A sync does not work without it.`,
  );
}
