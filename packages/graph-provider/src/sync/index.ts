// The subpath `@tenantatlas/graph-provider/sync`: many tenants, page by page, into the host's own storage.
export type { SyncCheckpoint, SyncCheckpointStore, SyncKey } from './checkpoint-store.ts';
export type { SyncCollection, SyncObject } from './collection.ts';
export { fileCheckpoints } from './file-checkpoints.ts';
export { graphCollections } from './graph-collections.ts';
export type {
  GraphDelegatedGrant,
  GraphGroup,
  GraphRoleAssignment,
  GraphRoleDefinition,
  GraphServicePrincipal,
  GraphUser,
} from './graph-objects.ts';
export type { SyncContext, SyncReconciliation, SyncTenant } from './job-parts.ts';
export { memoryCheckpoints } from './memory-checkpoints.ts';
export type { SyncPage, SyncPageOf, SyncRemoval } from './page.ts';
export type { SyncRestart } from './position.ts';
export type { SyncActivity, SyncProgress } from './progress.ts';
export type { CollectionSyncReport, SyncCounts, SyncReport, SyncState, TenantSyncReport } from './report.ts';
export type { TenantSyncRun } from './run-tenants.ts';
export { createTenantSync, type TenantSync, type TenantSyncOptions } from './tenant-sync.ts';
