import { sql } from 'kysely';
import { invariant, type PersonId, type WorkspaceId } from '@tenantatlas/core';
import { unitRoleOf, type UnitRole } from '../roles/index.ts';
import { text } from '../rows/column.ts';
import { first, type QueryContext } from './context.ts';

/** What the unit may reach, by the role and settings of the database session. */
interface Reach {
  readonly role: UnitRole | null;
  readonly actor: string;
  readonly workspaceIds: string;
}

/** Throws an invariant unless the unit is one of the platform: on another, row-level security would answer from too few rows. */
export async function onlyOnPlatform(context: QueryContext, method: string): Promise<void> {
  const { role } = await readReach(context);
  invariant(
    role === 'ta_platform',
    `${method} needs a platform unit: storage.unit({ plane: 'platform', actor }, work).`,
  );
}

/** Throws an invariant unless the unit is one of maintenance. */
export async function onlyForMaintenance(context: QueryContext, method: string): Promise<void> {
  const { role } = await readReach(context);
  invariant(
    role === 'ta_maintenance',
    `${method} needs a maintenance unit: storage.unit({ plane: 'maintenance', actor }, work).`,
  );
}

/** Throws an invariant unless the unit is a member unit of that person. */
export async function onlyAsMember(context: QueryContext, method: string, userId: PersonId): Promise<void> {
  const { role, actor } = await readReach(context);
  invariant(
    role === 'ta_member' && actor === `user:${userId}`,
    `${method} needs a member unit of that person: storage.unit({ plane: 'member', userId, workspaceIds: [] }, work).`,
  );
}

/** Throws an invariant unless the unit is one of the platform, or a member unit that names all of `ids`. */
export async function onlyIfNamed(context: QueryContext, method: string, ids: readonly WorkspaceId[]): Promise<void> {
  const { role, workspaceIds } = await readReach(context);
  const named = new Set(workspaceIds.split(','));
  invariant(
    role === 'ta_platform' || (role === 'ta_member' && ids.every((id) => named.has(id))),
    `${method} needs a member unit that names the same ids, or a platform unit.`,
  );
}

/** Costs one more statement, only in methods that belong on one kind of unit. None of them is on the path of a start. */
async function readReach(context: QueryContext): Promise<Reach> {
  const reach = await first(
    context,
    sql`select current_user::text as role, coalesce(pg_catalog.current_setting('tenantatlas.actor', true), '') as actor,
               coalesce(pg_catalog.current_setting('tenantatlas.workspace_ids', true), '') as workspace_ids`,
    (row): Reach => ({
      role: unitRoleOf(text(row, 'role')),
      actor: text(row, 'actor'),
      workspaceIds: text(row, 'workspace_ids'),
    }),
  );
  invariant(reach !== null, 'A session always has a role.');
  return reach;
}
