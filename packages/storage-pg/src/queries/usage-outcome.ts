import { sql, type RawBuilder } from 'kysely';
import { invariant, type Instant, type UsageAddition, type UsageEvent } from '@tenantatlas/core/ports';
import { unitRoleOf } from '../roles/index.ts';
import { instantOrNull, integer, integerOrNull, integers, text, textOrNull, type SqlRow } from '../rows/column.ts';
import { first, type QueryContext } from './context.ts';

/** Whose unit it is, as columns of an {@link UsageOutcome}. */
export const ofUnit = sql.raw(
  `current_user::text as role, pg_catalog.current_setting('tenantatlas.workspace_id', true) as workspace_id`,
);

/** What an addition answers: one row with these columns in snake case. */
export interface UsageOutcome {
  readonly added: number;
  /** The places of events for which the addition would have to wait, from 1. */
  readonly busy: readonly number[];
  readonly place: number | null;
  readonly isUnknown: boolean;
  readonly keptSince: Instant | null;
  /** The workspace of the unit; null when it is one of the platform. */
  readonly unitOf: string | null;
}

/** Runs an addition. */
export async function askUsage(context: QueryContext, statement: RawBuilder<unknown>): Promise<UsageOutcome> {
  const answer = await first(context, statement, (row: SqlRow): UsageOutcome => ({
    added: integer(row, 'added'),
    busy: integers(row, 'busy'),
    place: integerOrNull(row, 'place'),
    isUnknown: row['is_unknown'] === true,
    keptSince: instantOrNull(row, 'kept_since'),
    unitOf: unitRoleOf(text(row, 'role')) === 'ta_workspace' ? textOrNull(row, 'workspace_id') : null,
  }));
  invariant(answer !== null, 'An addition has exactly one answer.');
  return answer;
}

/** The answer of the port. */
export function answeredUsage(
  events: readonly UsageEvent[],
  { added, busy, place, isUnknown, keptSince, unitOf }: UsageOutcome,
): UsageAddition {
  // Row-level security hides the tenants of other workspaces, so nothing was written.
  const isOwn = unitOf === null || events.every(({ workspaceId }) => workspaceId === unitOf);
  invariant(isOwn, 'usage.add got an event of another workspace than that of its unit. Use a unit of the event.');
  if (busy.length > 0)
    return { kind: 'busy', ids: events.filter((_, at) => busy.includes(at + 1)).map(({ id }) => id) };
  const event = events[(place ?? 0) - 1];
  if (!event) return { kind: 'added', count: added };
  if (isUnknown || keptSince === null) return { kind: 'unknown_tenant', id: event.id };
  return { kind: 'expired', id: event.id, keptSince };
}
