import { sql } from 'kysely';
import type { UsageLastHour, WorkspaceId } from '@tenantatlas/core/ports';
import { id, instant } from '../rows/column.ts';
import { all, table, type QueryContext } from './context.ts';
import { isInstant } from './usage-sound.ts';

/** The hours of the last events: those that were folded, and those of deltas that still wait. In one statement, which sees each of them in one of both. */
export function usageLastHours(
  context: QueryContext,
  workspaceIds: readonly WorkspaceId[],
): Promise<readonly UsageLastHour[]> {
  return all(
    context,
    sql`select workspace_id, max(hour) as hour from (
          select workspace_id, last_hour as hour from ${table(context, 'usage_positions')}
          where ${isInstant('last_hour')} and workspace_id = any(${workspaceIds}::text[])
          union all
          select workspace_id, hour from ${table(context, 'usage_deltas')} where ${isInstant('hour')} and workspace_id = any(${workspaceIds}::text[])
        ) as seen group by workspace_id`,
    (row) => ({ workspaceId: id<WorkspaceId>(row, 'workspace_id'), hour: instant(row, 'hour') }),
  );
}
