import type * as z from 'zod';
import type { Actor } from '../access/actor.ts';
import type { AccessRefusal } from '../access/use-case.ts';
import type { StorageFailure } from '../kernel/errors.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { erasePersonInput, eraseTenantInput, eraseWorkspaceInput, pruneUsageInput } from './schema.ts';
import type { PersonErasure, PrunedUsage, PruneAnswer, TenantErasure, WorkspaceErasure } from './view.ts';

/** Who erases: a platform operator or the system. Workspace users have no erasure. */
interface Requested {
  readonly actor: Actor;
}

/** The request of `atlas.maintenance.erasePerson`. */
export type ErasePersonRequest = Requested & z.input<ReturnType<typeof erasePersonInput>>;
/** The request of `atlas.maintenance.eraseTenant`; `confirmTenantName` is the stored name, typed. */
export type EraseTenantRequest = Requested & z.input<ReturnType<typeof eraseTenantInput>>;
/** The request of `atlas.maintenance.eraseWorkspace`; `confirmWorkspaceName` is the stored name, typed. */
export type EraseWorkspaceRequest = Requested & z.input<ReturnType<typeof eraseWorkspaceInput>>;

/** The request of `atlas.maintenance.pruneUsage`. */
export type PruneUsageRequest = {
  /** Who prunes: a platform operator or the system. @default the system actor `retention` */
  readonly actor?: Actor | null | undefined;
} & z.input<ReturnType<typeof pruneUsageInput>>;

/**
 * Retention and erasure, for the host's own code: no client offers them.
 *
 * It runs under the role `ta_maintenance`, which the login of an application does not hold: compose an atlas on storage of the maintenance login.
 * On another login every method answers `storage_failure` and changes nothing.
 *
 * An operator needs `platform.directory.manage`. An operator who is limited to some tenants may erase only those; their other methods answer `not_found`.
 *
 * @see docs/guide/erasure.md
 */
export interface Maintenance {
  /**
   * Blanks the name of a person permanently, everywhere: names are in one directory only. All other rows keep the id, which reveals nothing; memberships
   * and entitlements stay, and are revoked by `workspaces.removeMember`. Leaves `person.erased` in the ledger of the platform. Erasing again, or erasing
   * an unknown person, succeeds.
   */
  erasePerson(request: ErasePersonRequest): ResultAsync<PersonErasure, AccessRefusal>;

  /**
   * Removes every row of a tenant, also of an archived one: runs in progress too, and its audit entries. Leaves `tenant.erased` in the ledger of the
   * workspace. `not_found` for a tenant that does not exist, or no longer does; `invalid_input` at `confirmTenantName` for another name.
   *
   * @example
   * const { removed } = orThrow(await atlas.maintenance.eraseTenant({ actor: ada, workspaceId: 'w-1', tenantId: 't-1', confirmTenantName: 'Contoso' }));
   */
  eraseTenant(request: EraseTenantRequest): ResultAsync<TenantErasure, AccessRefusal>;

  /**
   * Removes every row of a workspace, also of an archived one: tenants, members, pauses and its whole ledger. Leaves `workspace.erased` in the ledger of
   * the platform. `not_found` for a workspace that does not exist, or no longer does; `invalid_input` at `confirmWorkspaceName` for another name.
   */
  eraseWorkspace(request: EraseWorkspaceRequest): ResultAsync<WorkspaceErasure, AccessRefusal>;

  /**
   * Removes the events of product usage that are older than `days` days of 24 hours, 90 by default; an event of exactly that age stays. Changes nothing else, and counts of
   * `telemetry` that reach back further say `coverage: 'partial'` from then on. Leaves one entry `product_usage.pruned` in the ledger of the platform, in the same
   * transaction and also when nothing was removed: when, the cutoff, how many events went, and the oldest that is left. `invalid_input` at `days` unless it is a whole number
   * from 1 to 36500, and at `request` for what is not an object of these members. Call it every day.
   *
   * An event goes only when it is older by the clock of this process and by that of the database: where one of them is ahead, the other one decides. With `dryRun` it answers what
   * would go, writes nothing and leaves no entry.
   *
   * @example
   * const { removed, cutoff } = orThrow(await atlas.maintenance.pruneUsage({ days: 30 }));
   */
  pruneUsage(request?: PruneUsageRequest): ResultAsync<PrunedUsage, AccessRefusal>;

  /**
   * Deletes idempotency keys that are older than `idempotencyLifeMillis` and whose run is completed. This has no visible effect, so it needs no actor and
   * leaves no audit entry. Works in small transactions; call it now and then, for instance every hour.
   */
  pruneIdempotencyKeys(): ResultAsync<PruneAnswer, StorageFailure>;
}
