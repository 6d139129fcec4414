import { invariant, type PersonRef, type UnitScope } from '@tenantatlas/core/ports';
import type { BackendProfile } from '../backend/backend-profile.ts';
import { checkedPersonId, checkedToken } from '../queries/checked-token.ts';
import type { UnitRole, UnitRoleNames } from '../roles/index.ts';

/**
 * How long a separate unit waits for one lock before it answers `unavailable`, and gives its connection back. It may wait for a host's transaction
 * that paused and stays open as long as the host likes. Replaces the value of the session.
 */
export const ownUnitLockTimeoutMillis = 10_000;

/**
 * The statement that makes a commit durable. A SET cannot read first: where a SELECT does not reach all nodes, every transaction commits with `on`,
 * which waits for the disk of each node. It also replaces a stricter value, which would have made the commit visible on a standby.
 */
export function durableCommitOf({ setsByFunction }: BackendProfile): string {
  return setsByFunction ? durableCommit : 'SET LOCAL synchronous_commit TO on';
}

/**
 * Makes the commit wait for the disk where the login, the database or the server says `synchronous_commit = off`: an acknowledged write would be lost
 * in a crash. Any other value flushes to the local disk at least, and is kept. A SET cannot read first, so this is a SELECT. Names are qualified,
 * because the search_path may be the host's.
 */
const durableCommit = `SELECT pg_catalog.set_config('synchronous_commit','on',true) WHERE pg_catalog.current_setting('synchronous_commit') OPERATOR(pg_catalog.=) 'off'`;

/**
 * {@link preambleOf} for a unit with a separate transaction. In a host's transaction the host's `lock_timeout` and
 * `synchronous_commit` hold.
 */
export function ownPreambleOf(
  scope: UnitScope,
  roles: UnitRoleNames,
  lockTimeoutMillis: number,
  profile: BackendProfile,
): string {
  return `SET LOCAL lock_timeout TO ${lockTimeoutMillis};${durableCommitOf(profile)};${preambleOf(scope, roles)}`;
}

/**
 * The script that confines a transaction to `scope`: role, settings, and a search path on which no other role can plant a function.
 *
 * Every setting is written for every plane, so that none is left over from the host's session. Ids enter SQL text, so they are checked again here, and each
 * is between single quotes: see `checkedPersonId` for why none can leave them. The list of workspaces has tokens only, so that a comma separates.
 */
export function preambleOf(scope: UnitScope, roles: UnitRoleNames): string {
  const { role, workspaceId, workspaceIds, actor } = claimsOf(scope);
  return [
    'SET LOCAL search_path TO pg_catalog,pg_temp',
    "SET LOCAL DateStyle TO 'ISO, YMD'",
    "SET LOCAL TimeZone TO 'UTC'",
    'SET LOCAL row_security TO on',
    `SET LOCAL tenantatlas.workspace_id TO '${workspaceId}'`,
    `SET LOCAL tenantatlas.workspace_ids TO '${workspaceIds}'`,
    `SET LOCAL tenantatlas.actor TO '${actor}'`,
    `SET LOCAL ROLE ${roles[role]}`,
  ].join(';');
}

/** The role that {@link preambleOf} takes on for `scope`. */
export function roleOf(scope: UnitScope): UnitRole {
  return claimsOf(scope).role;
}

interface Claims {
  readonly role: UnitRole;
  readonly workspaceId: string;
  readonly workspaceIds: string;
  readonly actor: string;
}

function claimsOf(scope: UnitScope): Claims {
  switch (scope.plane) {
    case 'workspace':
      return {
        role: 'ta_workspace',
        workspaceId: checkedToken(scope.workspaceId),
        workspaceIds: '',
        actor: actorOf(scope.actor),
      };
    case 'member':
      return {
        role: 'ta_member',
        workspaceId: '',
        workspaceIds: scope.workspaceIds.map(checkedToken).join(','),
        actor: `user:${checkedPersonId(scope.userId)}`,
      };
    case 'platform':
      return { role: 'ta_platform', workspaceId: '', workspaceIds: '', actor: actorOf(scope.actor) };
    case 'maintenance':
      return { role: 'ta_maintenance', workspaceId: '', workspaceIds: '', actor: actorOf(scope.actor) };
  }
}

function actorOf(actor: PersonRef | null): string {
  if (actor === null) return '';
  invariant(actor.kind === 'user' || actor.kind === 'platform', 'An actor is of kind user or platform.');
  return `${actor.kind}:${checkedPersonId(actor.personId)}`;
}
