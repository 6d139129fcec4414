import type { PersonId, WorkspaceId } from '../kernel/ids.ts';
import type { WorkspaceScope } from '../kernel/scope.ts';
import type { AccessFactsStore } from './access-facts-store.ts';
import type { AggregateStores } from './aggregate-stores.ts';
import type { AuditStore } from './audit-store.ts';
import type { ConsentStore } from './consent-store.ts';
import type { ControlActivationStore } from './control-activation-store.ts';
import type { IdempotencyStore } from './idempotency-store.ts';
import type { MaintenanceStore } from './maintenance-store.ts';
import type { MemberStore } from './member-store.ts';
import type { PeopleStore, PersonRef } from './people-store.ts';
import type { GateSettlement, StartGate } from './start-gate.ts';
import type { TenantStore } from './tenant-store.ts';
import type { UsageStore } from './usage-store.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/**
 * How much of the store a unit of work may reach. Storage enforces it beneath the code: a workspace unit does not see the rows of other workspaces,
 * whatever the query says. A maintenance unit is for retention and erasure; it reaches every workspace, and an adapter may ask another login for it than
 * for all others.
 */
export type UnitScope =
  | { readonly plane: 'workspace'; readonly workspaceId: WorkspaceId; readonly actor: PersonRef | null }
  | { readonly plane: 'member'; readonly userId: PersonId; readonly workspaceIds: readonly WorkspaceId[] }
  | { readonly plane: 'platform'; readonly actor: PersonRef | null }
  | { readonly plane: 'maintenance'; readonly actor: PersonRef | null };

/** The stores, bound to one unit of work. */
export interface StorageUnit extends AggregateStores {
  readonly access: AccessFactsStore;
  readonly workspaces: WorkspaceStore;
  readonly members: MemberStore;
  readonly tenants: TenantStore;
  readonly people: PeopleStore;
  readonly activations: ControlActivationStore;
  readonly gate: StartGate;
  readonly audit: AuditStore;
  readonly consents: ConsentStore;
  readonly idempotency: IdempotencyStore;
  readonly usage: UsageStore;
  readonly maintenance: MaintenanceStore;
}

/**
 * Where the SDK keeps its rows.
 *
 * Every text goes in and comes out character by character. Text with NUL or half a surrogate pair MUST be refused with an invariant, wherever it is
 * written, also inside JSON, and nothing is written then: one database refuses it, one replaces it, and core cleans or refuses it before. Ids of workspaces are
 * tokens (`isIdToken`); ids of people and idempotency keys may be any id of another system (`isForeignId`), so they MUST NOT become part of a statement
 * without being checked and quoted. A scope with another id MUST be refused with an invariant before anything runs.
 *
 * Every method rejects only with a `StorageFault`, with what the caller's own work rejected with, or with an invariant for misuse. It does not retry the
 * host's own code.
 *
 * `Transaction` is what the driver calls one, and what hosts get as `tx.transaction`.
 */
export interface Storage<Transaction = unknown> {
  /**
   * Runs `work` as one unit: all of it is committed when it resolves, none of it when it rejects.
   *
   * MUST confine the unit to `scope`. MUST leave a host's transaction as it was found (role, settings, error state) when bound to one; the unit is then a
   * savepoint in it. `work` may run again after a serialization failure or a deadlock, up to three times, so it MUST NOT touch anything but the unit.
   * MUST see, statement by statement, what others have committed (READ COMMITTED).
   */
  unit<T>(scope: UnitScope, work: (unit: StorageUnit) => Promise<T>): Promise<T>;

  /**
   * Opens a transaction for the host's own code and hands over storage bound to it: its units become parts of the transaction,
   * and `handle` is the driver's own transaction for the host's statements, under the host's own role.
   *
   * MUST commit when `work` resolves and roll back when it rejects. MUST NOT repeat `work`. Using the unbound storage inside
   * `work` MUST throw an invariant instead of waiting for itself.
   */
  transaction<T>(work: (bound: BoundStorage<Transaction>) => Promise<T>): Promise<T>;

  /**
   * Binds to a transaction that the host has opened; its end stays with the host. Throws an invariant when `hostTransaction`
   * is not one of this storage's driver.
   */
  bind(hostTransaction: Transaction): BoundStorage<Transaction>;

  /**
   * Waits until all starts have ended that entered the gate of the scope (null: of every workspace, and of those being made) before this was
   * called, `waitMillis` milliseconds at most, over all that it has to wait for.
   *
   * MUST NOT wait for starts that enter later, however many there are, nor make them wait. MUST NOT fail when time runs out: it answers
   * `settled: false` with the number still open.
   *
   * Inside a host's transaction nothing of it is committed yet. There it waits for all open starts, and starts of the scope that
   * enter later MUST wait until the transaction has ended. MUST reject there as `requireReadCommitted` of the gate does.
   */
  settle(scope: WorkspaceScope | null, waitMillis: number): Promise<GateSettlement>;

  /**
   * Whether the caller is inside work of this storage that has not ended: a unit or a transaction, also behind awaits. A method that hands its writes to another flow asks it,
   * because that flow is not inside, and the caller would wait for its own transaction without end.
   *
   * MUST be true wherever using the unbound storage is an invariant, and false for an independent caller.
   */
  isInside(): boolean;

  /**
   * Releases what the storage itself opened, and nothing that the host gave it.
   *
   * MUST release once: a second call, also one that runs beside the first, settles as the first does.
   */
  close(): Promise<void>;
}

/** Storage inside one open transaction. */
export interface BoundStorage<Transaction = unknown> extends Omit<Storage<Transaction>, 'close' | 'isInside'> {
  /** The driver's transaction. */
  readonly handle: Transaction;
}
