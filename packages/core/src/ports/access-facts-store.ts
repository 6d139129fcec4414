import type { Instant } from '../kernel/instant.ts';
import type { PersonId, TenantId } from '../kernel/ids.ts';
import type { WorkspaceScope } from '../kernel/scope.ts';
import type { WorkspaceRole } from './member-store.ts';
import type { TenantLifecycle } from './tenant-store.ts';

/** The facts for an access decision, read at one instant. */
export interface AccessFacts {
  readonly workspace: { readonly name: string; readonly archivedAt: Instant | null } | null;
  /** The asked tenant of that workspace; null when none was asked for or it does not exist. */
  readonly tenant: { readonly name: string; readonly lifecycle: TenantLifecycle } | null;
  /** The asked person's role in the workspace; null when they are not a member, or when no person was asked for. */
  readonly membershipRole: WorkspaceRole | null;
  /** The asked person's entitlement to the asked tenant. */
  readonly entitlement: { readonly role: WorkspaceRole | null } | null;
}

/** A workspace, and the tenant that was asked for, as they stay until the unit ends. */
export interface HeldScope {
  readonly workspace: NonNullable<AccessFacts['workspace']>;
  /** Null when none was asked for. */
  readonly tenant: AccessFacts['tenant'];
}

/** Reads what the access decision needs. */
export interface AccessFactsStore {
  /**
   * The facts about one scope and, when given, one person.
   *
   * MUST cost the same number of statements whether the scope exists or not, so that response times do not reveal what is hidden. MUST read one
   * consistent state.
   */
  read(
    scope: WorkspaceScope,
    about: { readonly tenantId: TenantId | null; readonly userId: PersonId | null },
  ): Promise<AccessFacts>;

  /**
   * Reads the workspace and the tenant once more and keeps them as they are until the unit ends; null when one of them does not exist.
   *
   * MUST see what others committed before the call, also since the unit began. Archiving and erasing either MUST wait for the unit, so that nothing is
   * written in a scope whose archiving has been acknowledged. Others may hold the same scope at the same time, but MUST NOT overtake a unit that waits to
   * archive or erase it: a steady stream of starts would keep it waiting without end.
   *
   * Hold a scope before you enter a gate, and a workspace before it is changed or erased: one lock order prevents deadlocks. A unit that archives or
   * restores a scope does not hold it: two of them would wait for each other.
   */
  hold(scope: WorkspaceScope, tenantId: TenantId | null): Promise<HeldScope | null>;
}
