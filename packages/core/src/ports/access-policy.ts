import type { PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';

/** A host's answer about one person and one scope. */
export interface AccessGrant {
  /** Whether the person belongs to the workspace. */
  readonly member: boolean;
  /** Whether the person may see the asked tenant; ignored when no tenant was asked for. */
  readonly entitled: boolean;
  /** What the person may do there: capability names. */
  readonly capabilities: readonly string[];
}

/** Where a policy is asked. */
export interface AccessContext {
  /**
   * The open transaction in which the question is asked, as `transaction` of a bound atlas (a pg client, a postgres.js `sql`, a PGlite transaction); null
   * outside a transaction. The policy MUST read on it where it is given: the transaction holds a connection, so a second one may never come free, and
   * another connection does not see what the transaction has written.
   */
  readonly transaction: unknown;
}

/**
 * The host's own decision on access. Replaces the built-in policy on stored memberships as a whole.
 *
 * A rejected promise counts as `storage_failure`: access is refused when in doubt.
 *
 * Outside a transaction the policy is asked before a unit opens, while the SDK holds no connection. Inside `guard` and `withTransaction` it is asked in a
 * savepoint of that transaction, under the host's own role and settings: calls of the same transaction wait for it, and a statement that fails is rolled
 * back without an effect on the transaction. There it MUST NOT call the atlas: the call would wait for itself and is refused.
 *
 * @example
 * const access: AccessPolicy = {
 *   async resolve({ userId, workspaceId }, { transaction }) {
 *     const { rowCount } = await ((transaction as PoolClient | null) ?? pool).query('select from staff where person = $1 and company = $2', [userId, workspaceId]);
 *     return { member: rowCount !== 0, entitled: rowCount !== 0, capabilities: rowCount !== 0 ? roleCapabilities.owner : [] };
 *   },
 *   ...
 * };
 */
export interface AccessPolicy {
  /** What the person may do in the scope. MUST answer from current knowledge: the SDK does not cache it. */
  resolve(
    question: {
      readonly userId: PersonId;
      readonly workspaceId: WorkspaceId;
      readonly tenantId: TenantId | null;
    },
    context: AccessContext,
  ): Promise<AccessGrant>;

  /** The ids of the workspaces that the person belongs to. What is not a list of ids counts as a failure of the policy. */
  workspacesOf(userId: PersonId, context: AccessContext): Promise<readonly string[]>;

  /** The ids of the tenants of a workspace that the person may see. What is not a list of ids counts as a failure of the policy. */
  tenantsOf(userId: PersonId, workspaceId: WorkspaceId, context: AccessContext): Promise<readonly string[]>;
}
