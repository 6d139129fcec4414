import { sql, type RawBuilder } from 'kysely';
import type { AuditEntry, ControlEntryFilter, ControlEntryPosition, PageRequest } from '@tenantatlas/core/ports';
import { toAuditEntry } from '../rows/audit-entry.ts';
import { isAmong } from './among.ts';
import { platformColumns, workspaceColumns } from './audit-columns.ts';
import { all, instantValue, table, type QueryContext } from './context.ts';
import { conditionOf, type ListChoice } from './list-choice.ts';
import { listPage, type ListBound } from './list-page.ts';
import { onlyOnPlatform } from './reach.ts';

/**
 * A page of entries about controls over all ledgers. Either kind of ledger gives its own page from an index, and the two are put in order together. An index begins with
 * the control and has either the pause or the action behind it: of a pause the actions are a condition, because it has few changes.
 */
export async function controlEntries(
  context: QueryContext,
  { controlKeys, actions, activationId, among }: ControlEntryFilter,
  { after, limit }: PageRequest<ControlEntryPosition>,
): Promise<readonly AuditEntry[]> {
  await onlyOnPlatform(context, 'audit.controlEntries');
  const action: ListChoice = { column: 'action', values: actions };
  const choices: readonly ListChoice[] = [
    { column: 'control_key', values: controlKeys },
    activationId === null ? action : { column: 'target_id', values: [activationId] },
  ];
  const conditions = activationId === null ? [] : [conditionOf(action)];
  const page = { conditions, choices, end: null, limit };
  const ofWorkspaces = listPage({
    ...page,
    select: sql`select ${workspaceColumns} from ${table(context, 'audit_entries')} as entry`,
    conditions: [...conditions, isAmong('entry', among)],
    order: { columns: ['recorded_at', 'id', 'workspace_id'], direction: 'desc' },
    start: after && behindInWorkspaces(after),
  });
  const ofPlatform = listPage({
    ...page,
    select: sql`select ${platformColumns} from ${table(context, 'platform_audit_entries')}`,
    order: { columns: ['recorded_at', 'id'], direction: 'desc' },
    start: after && { values: keyOf(after), isInside: after.workspaceId !== null },
  });
  return all(
    context,
    sql`select * from ((${ofWorkspaces}) union all (${ofPlatform})) as entries
        order by recorded_at desc, id desc, workspace_id desc nulls last limit ${limit}`,
    toAuditEntry,
  );
}

/** All of the same instant and id stand before an entry of the platform. */
function behindInWorkspaces(after: ControlEntryPosition): ListBound {
  const { workspaceId } = after;
  if (workspaceId === null) return { values: keyOf(after), isInside: false };
  return { values: [...keyOf(after), sql`${workspaceId}::text`], isInside: false };
}

function keyOf({ recordedAt, id }: ControlEntryPosition): readonly RawBuilder<unknown>[] {
  return [instantValue(recordedAt), sql`${id}::text`];
}
