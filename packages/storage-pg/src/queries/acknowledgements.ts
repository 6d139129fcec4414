import { sql, type RawBuilder } from 'kysely';
import {
  isSameAcknowledgement,
  isStillAcknowledged,
  type AcknowledgementDraft,
  type CheckAcknowledgement,
  type ConnectionId,
  type PersonRef,
  type TenantId,
  type VerificationReport,
  type WorkspaceId,
  type WorkspaceScope,
} from '@tenantatlas/core/ports';
import { toAcknowledgement } from '../rows/check-acknowledgement.ts';
import { id as idColumn, textOrNull, truth } from '../rows/column.ts';
import { all, first, instantValue, run, table, type QueryContext } from './context.ts';
import { isErased } from './people.ts';

/** The acknowledgements of each connection of a workspace as one list, to be joined to it. */
export function acknowledgementLists(context: QueryContext, workspaceId: WorkspaceId): RawBuilder<unknown> {
  return sql`(select workspace_id, connection_id, jsonb_agg(jsonb_build_object(
        'check_key', check_key, 'reason_code', reason_code, 'run_id', run_id, 'person_kind', person_kind, 'person_id', person_id,
        'reason_text', reason_text, 'acknowledged_at', acknowledged_at) order by check_key) as acknowledgements
      from ${table(context, 'check_acknowledgements')} where workspace_id = ${workspaceId} group by workspace_id, connection_id)`;
}

/**
 * Writes the acknowledgement if report, state and acknowledgement are the ones that were read. It holds the row of the connection, as the keeping of a report does: of
 * the two, the second one sees what the first has written.
 */
export async function acknowledgeCheck(
  context: QueryContext,
  scope: WorkspaceScope,
  connectionId: ConnectionId,
  { report, before, checkKey, reasonCode, by, at, reason }: AcknowledgementDraft,
): Promise<'acknowledged' | 'changed_meanwhile'> {
  const { workspaceId } = scope;
  // Before the connection, because a method that notes a label holds the person first as well.
  const isBlank = await isErased(context, by);
  const held = await first(
    context,
    sql`select tenant_id, report ->> 'runId' as report_run_id, report ->> 'createdAt' as report_created_at,
               changed_at = ${instantValue(report.checked)} as is_same
        from ${table(context, 'provider_connections')} where workspace_id = ${workspaceId} and id = ${connectionId} for update`,
    (row) => ({
      tenantId: idColumn<TenantId>(row, 'tenant_id'),
      isSameReport:
        textOrNull(row, 'report_run_id') === report.runId && textOrNull(row, 'report_created_at') === report.createdAt,
      isSameState: truth(row, 'is_same'),
    }),
  );
  if (!held?.isSameReport || !held.isSameState) return 'changed_meanwhile';
  const its = await acknowledgementsOf(context, scope, connectionId);
  const standing = its.find((one) => one.checkKey === checkKey && one.runId === report.runId) ?? null;
  if (!isSameAcknowledgement(standing, before)) return 'changed_meanwhile';
  const values = {
    reason_code: reasonCode,
    run_id: report.runId,
    person_kind: by.kind,
    person_id: by.personId,
    reason_text: isBlank ? null : reason,
    acknowledged_at: instantValue(at),
  };
  await run(
    context,
    context.build
      .insertInto('check_acknowledgements')
      .values({
        workspace_id: workspaceId,
        connection_id: connectionId,
        check_key: checkKey,
        tenant_id: held.tenantId,
        ...values,
      })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'connection_id', 'check_key']).doUpdateSet(values)),
  );
  return 'acknowledged';
}

/** Lets what still applies go over from the report of a run to the next report, and removes the rest. The caller holds the row of the connection. */
export async function carryAcknowledgements(
  context: QueryContext,
  scope: WorkspaceScope,
  connectionId: ConnectionId,
  runIdBefore: string | null,
  report: VerificationReport,
): Promise<void> {
  const its = await acknowledgementsOf(context, scope, connectionId);
  for (const { checkKey, reasonCode, runId } of its) {
    if (runId !== runIdBefore || !isStillAcknowledged({ checkKey, reasonCode }, report))
      await run(context, ofConnection(context, scope, connectionId).where('check_key', '=', checkKey));
    else if (runId !== report.runId)
      await run(
        context,
        context.build
          .updateTable('check_acknowledgements')
          .set({ run_id: report.runId })
          .where('workspace_id', '=', scope.workspaceId)
          .where('connection_id', '=', connectionId)
          .where('check_key', '=', checkKey),
      );
  }
}

/** Removes the acknowledgements of a connection. */
export async function dropAcknowledgements(
  context: QueryContext,
  scope: WorkspaceScope,
  connectionId: ConnectionId,
): Promise<void> {
  await run(context, ofConnection(context, scope, connectionId));
}

/** Blanks the reasons that a person gave, in every workspace. */
export async function blankReasons(context: QueryContext, { kind, personId }: PersonRef): Promise<void> {
  await run(
    context,
    sql`update ${table(context, 'check_acknowledgements')} set reason_text = null
        where person_kind = ${kind} and person_id = ${personId} and reason_text is not null`,
  );
}

function acknowledgementsOf(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  connectionId: ConnectionId,
): Promise<readonly CheckAcknowledgement[]> {
  return all(
    context,
    context.build
      .selectFrom('check_acknowledgements')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('connection_id', '=', connectionId)
      .orderBy('check_key'),
    toAcknowledgement,
  );
}

function ofConnection(context: QueryContext, { workspaceId }: WorkspaceScope, connectionId: ConnectionId) {
  return context.build
    .deleteFrom('check_acknowledgements')
    .where('workspace_id', '=', workspaceId)
    .where('connection_id', '=', connectionId);
}
