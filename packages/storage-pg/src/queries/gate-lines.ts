import { sql, type RawBuilder } from 'kysely';
import type { WorkspaceScope } from '@tenantatlas/core/ports';
import { integer } from '../rows/column.ts';
import { advisoryKey } from './advisory-key.ts';
import { first, type QueryContext } from './context.ts';

/**
 * Advisory locks of the gate, one for the platform and one for each workspace. Every start shares both if `condition` holds; without this lock it gets no
 * gate. No guarantee depends on them. They count open starts, and a pause inside a host's transaction takes one exclusively, so that later starts queue
 * behind it instead of overtaking it.
 */
export function shareLines(
  context: QueryContext,
  scope: WorkspaceScope | null,
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const ofWorkspace = scope ? sql`, ${lock(context, 'shared', scope)} as ofWorkspace` : sql``;
  return sql`line as materialized (select ${lock(context, 'shared', null)} as ofPlatform${ofWorkspace} where ${condition})`;
}

/** See {@link shareLines}. */
export function takeLineExclusively(context: QueryContext, scope: WorkspaceScope | null): RawBuilder<unknown> {
  return sql`line as materialized (select ${lock(context, 'exclusive', scope)} as taken)`;
}

/** How many other transactions have entered and not ended. At least one, because the wait ran out of time. */
export async function countOpenStarts(context: QueryContext, scope: WorkspaceScope | null): Promise<number> {
  const ofWorkspace = scope ? sql` and objid = ${lineKey(scope)}::int4::oid` : sql``;
  const open = await first(
    context,
    sql`select count(distinct pid)::bigint as open from pg_catalog.pg_locks
        where locktype = 'advisory' and granted and objsubid = 2 and classid = ${lineClass(context)}::int4::oid${ofWorkspace}
          and pid <> pg_catalog.pg_backend_pid()
          and database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())`,
    (row) => integer(row, 'open'),
  );
  return Math.max(1, open ?? 0);
}

function lock(context: QueryContext, mode: 'shared' | 'exclusive', scope: WorkspaceScope | null): RawBuilder<unknown> {
  const take = sql.raw(`pg_catalog.pg_advisory_xact_lock${mode === 'shared' ? '_shared' : ''}`);
  return sql`${take}(${lineClass(context)}::int4, ${lineKey(scope)}::int4)::text`;
}

/** Second part of the keys: whose starts. */
function lineKey(scope: WorkspaceScope | null): number {
  return advisoryKey(scope ? scope.workspaceId : '');
}

/** First part of the keys: two installations in one database count their own starts. */
function lineClass({ schema }: QueryContext): number {
  return advisoryKey(`tenantatlas start gate ${schema}`);
}
