import { sql, type RawBuilder } from 'kysely';
import { consentStatuses } from '@tenantatlas/core';
import {
  invariant,
  type CheckResult,
  type ConnectionChange,
  type ConnectionFilter,
  type ConnectionId,
  type ConnectionPosition,
  type ConnectionStore,
  type KeptCheck,
  type PageRequest,
  type ProviderConnection,
  type RunId,
  type StoredConnection,
  type TenantScope,
  type WorkspaceId,
  type WorkspaceScope,
} from '@tenantatlas/core/ports';
import { textOrNull, truth, word } from '../rows/column.ts';
import { toConnection } from '../rows/provider-connection.ts';
import {
  acknowledgeCheck,
  acknowledgementLists,
  carryAcknowledgements,
  dropAcknowledgements,
} from './acknowledgements.ts';
import { all, first, instantValue, jsonValue, run, table, type QueryContext } from './context.ts';
import { listPage } from './list-page.ts';
import { tenantChoice } from './tenant-choice.ts';

/** Connections in PostgreSQL. */
export function createConnectionStore(context: QueryContext): ConnectionStore {
  return {
    create: (scope, record) => create(context, scope, record),
    get: (scope, id) => get(context, scope, id),
    find: (scope, ids) => find(context, scope, ids),
    hold: (scope, id) => hold(context, scope, id),
    list: (scope, filter, page) => list(context, scope, filter, page),
    change: (scope, id, change) => changeConnection(context, scope, id, change),
    makeDefault: (scope, connection, onlyFirst) => makeDefault(context, scope, connection, onlyFirst),
    noteCheckRun: (scope, id, runId) => noteCheckRun(context, scope, id, runId),
    keepCheck: (scope, id, result) => keepCheck(context, scope, id, result),
    acknowledge: async (scope, id, draft) => {
      const answer = await acknowledgeCheck(context, scope, id, draft);
      return answer === 'acknowledged' ? written(context, scope, id) : answer;
    },
  };
}

/** The rows of a workspace with what a reading needs besides: whether each is the default, how its last check stands, and what was acknowledged. Every look names the workspace. */
function selection(context: QueryContext, workspaceId: WorkspaceId): RawBuilder<unknown> {
  const own = (name: Parameters<typeof table>[1], columns: string) =>
    sql`(select ${sql.raw(columns)} from ${table(context, name)} where workspace_id = ${workspaceId})`;
  return sql`select * from (
      select connection.*, chosen.connection_id is not null as is_default, run.id as run_id, run.status as run_status, run.outcome as run_outcome,
        coalesce(said.acknowledgements, '[]'::jsonb) as acknowledgements
      from ${own('provider_connections', '*')} as connection
      left join ${own('default_connections', 'workspace_id, tenant_id, provider, connection_id')} as chosen
        on chosen.workspace_id = connection.workspace_id and chosen.tenant_id = connection.tenant_id
        and chosen.provider = connection.provider and chosen.connection_id = connection.id
      left join ${own('operation_runs', 'workspace_id, id, status, outcome')} as run
        on run.workspace_id = connection.workspace_id and run.id = connection.check_run_id
      left join ${acknowledgementLists(context, workspaceId)} as said
        on said.workspace_id = connection.workspace_id and said.connection_id = connection.id
    ) as connections`;
}

async function create(
  context: QueryContext,
  scope: TenantScope,
  record: ProviderConnection,
): Promise<'created' | 'exists'> {
  const { rowCount } = await run(
    context,
    context.build
      .insertInto('provider_connections')
      .values({
        workspace_id: scope.workspaceId,
        id: record.id,
        tenant_id: scope.tenantId,
        provider: record.provider,
        connection_type: record.connectionType,
        display_name: record.displayName,
        external_tenant_id: record.externalTenantId,
        credential_reference: record.credentialReference,
        is_enabled: record.isEnabled,
        consent_status: record.consentStatus,
        consented_at: instantValue(record.consentedAt),
        consented_to: jsonOrNull(record.consentedTo),
        verification_status: record.verificationStatus,
        last_error_reason_code: record.lastErrorReasonCode,
        last_health_check_at: instantValue(record.lastHealthCheckAt),
        grants: jsonValue(record.grants),
        check_run_id: record.checkRunId,
        report: jsonOrNull(record.report),
        previous_report: jsonOrNull(record.previousReport),
        changed_at: instantValue(record.changedAt),
        created_at: instantValue(record.createdAt),
        updated_at: instantValue(record.updatedAt),
        version: record.version,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
  return rowCount === 0 ? 'exists' : 'created';
}

function get(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  id: ConnectionId,
): Promise<StoredConnection | null> {
  return first(
    context,
    sql`${selection(context, workspaceId)} where workspace_id = ${workspaceId} and id = ${id}`,
    toConnection,
  );
}

function find(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  ids: readonly ConnectionId[],
): Promise<readonly StoredConnection[]> {
  return all(
    context,
    sql`${selection(context, workspaceId)} where workspace_id = ${workspaceId} and id = any(${ids}::text[])`,
    toConnection,
  );
}

/** The lock comes first: what is read behind it is what others have committed by then. */
async function hold(context: QueryContext, scope: WorkspaceScope, id: ConnectionId): Promise<StoredConnection | null> {
  await run(
    context,
    sql`select id from ${table(context, 'provider_connections')}
        where workspace_id = ${scope.workspaceId} and id = ${id} for update`,
  );
  return get(context, scope, id);
}

/** The row after a write of this unit. */
async function written(context: QueryContext, scope: WorkspaceScope, id: ConnectionId): Promise<StoredConnection> {
  // A unit sees its own writes.
  return (await get(context, scope, id)) as StoredConnection;
}

function list(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  filter: ConnectionFilter,
  { after, limit }: PageRequest<ConnectionPosition>,
): Promise<readonly StoredConnection[]> {
  return all(
    context,
    listPage({
      select: selection(context, workspaceId),
      conditions: [sql`workspace_id = ${workspaceId}`, ...(filter.onlyDefaults ? [sql`is_default`] : [])],
      choices: [
        ...tenantChoice(filter),
        ...(filter.provider === null ? [] : [{ column: 'provider', values: [filter.provider] }]),
      ],
      order: { columns: ['created_at', 'id'], direction: 'desc' },
      start: after && { values: [instantValue(after.createdAt), sql`${after.id}::text`], isInside: false },
      end: null,
      limit,
    }),
    toConnection,
  );
}

/** Writes what the change names and nothing else: a check may be writing the other members, and a change waits for its row. */
async function changeConnection(
  context: QueryContext,
  scope: WorkspaceScope,
  id: ConnectionId,
  { uncheckedAt, consent, dropsAcknowledgements, ...change }: ConnectionChange,
): Promise<StoredConnection | 'changed_meanwhile'> {
  const assignments = [
    sql`connection_type = ${change.connectionType}`,
    sql`display_name = ${change.displayName}`,
    sql`external_tenant_id = ${change.externalTenantId}`,
    sql`credential_reference = ${change.credentialReference}`,
    sql`is_enabled = ${change.isEnabled}`,
    sql`updated_at = ${instantValue(change.updatedAt)}`,
    sql`version = version + 1`,
    ...(uncheckedAt === null
      ? []
      : [
          sql`changed_at = ${instantValue(uncheckedAt)}`,
          sql`verification_status = 'unknown'`,
          sql`last_error_reason_code = null`,
          sql`check_run_id = null`,
        ]),
    ...(consent === null
      ? []
      : [
          sql`consent_status = ${consent.consentStatus}`,
          sql`consented_at = ${instantValue(consent.consentedAt)}`,
          sql`consented_to = ${jsonOrNull(consent.consentedTo)}`,
          sql`grants = ${jsonValue(consent.grants)}`,
        ]),
  ];
  const { rowCount } = await run(
    context,
    sql`update ${table(context, 'provider_connections')} set ${sql.join(assignments)}
        where workspace_id = ${scope.workspaceId} and id = ${id} and version = ${change.version}`,
  );
  if (rowCount === 0) return 'changed_meanwhile';
  if (dropsAcknowledgements) await dropAcknowledgements(context, scope, id);
  return written(context, scope, id);
}

/** One row is the default, so that there cannot be two, and callers wait for nothing but that row. */
async function makeDefault(
  context: QueryContext,
  { workspaceId, tenantId }: TenantScope,
  { provider, id }: { readonly provider: string; readonly id: ConnectionId },
  onlyFirst: boolean,
): Promise<void> {
  const its = await run(
    context,
    context.build
      .selectFrom('provider_connections')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .where('tenant_id', '=', tenantId)
      .where('provider', '=', provider),
  );
  invariant(its.rows.length > 0, 'connections.makeDefault names a connection that is not of this tenant and provider.');
  await run(
    context,
    context.build
      .insertInto('default_connections')
      .values({ workspace_id: workspaceId, tenant_id: tenantId, provider, connection_id: id })
      .onConflict((conflict) =>
        onlyFirst
          ? conflict.doNothing()
          : conflict.columns(['workspace_id', 'tenant_id', 'provider']).doUpdateSet({ connection_id: id }),
      ),
  );
}

async function noteCheckRun(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  id: ConnectionId,
  runId: RunId,
): Promise<boolean> {
  const { rowCount } = await run(
    context,
    context.build
      .updateTable('provider_connections')
      .set({ check_run_id: runId })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id),
  );
  return rowCount > 0;
}

/** Holds the row while it decides, so that the row that it judges is the row that it changes. */
async function keepCheck(
  context: QueryContext,
  scope: WorkspaceScope,
  id: ConnectionId,
  { report, consentStatus, consentedTo, verificationStatus, lastErrorReasonCode, grants }: CheckResult,
): Promise<KeptCheck | null> {
  const isIt = sql`workspace_id = ${scope.workspaceId} and id = ${id}`;
  const connections = table(context, 'provider_connections');
  const held = await first(
    context,
    sql`select changed_at = ${instantValue(report.checked)} as is_same, consent_status, report is not null and report ->> 'runId' = ${report.runId} as is_again,
               report is not null and report ->> 'runId' = ${report.runId} and report ->> 'createdAt' = ${report.createdAt} as is_repeated,
               report ->> 'runId' as report_run_id
        from ${connections} where ${isIt} for update`,
    (row) => ({
      areStatusesKept: truth(row, 'is_same'),
      isAgain: truth(row, 'is_again'),
      isRepeated: truth(row, 'is_repeated'),
      consentBefore: word(row, 'consent_status', consentStatuses),
      runIdBefore: textOrNull(row, 'report_run_id'),
    }),
  );
  if (!held) return null;
  const { areStatusesKept, isAgain, isRepeated, consentBefore, runIdBefore } = held;
  if (isRepeated)
    return { connection: await written(context, scope, id), consentBefore, areStatusesKept: true, isRepeated };
  const previous = isAgain ? sql`` : sql`previous_report = report,`;
  await run(
    context,
    sql`update ${connections}
        set ${previous} report = ${jsonValue(report)}, last_health_check_at = ${instantValue(report.createdAt)} where ${isIt}`,
  );
  await carryAcknowledgements(context, scope, id, runIdBefore, report);
  if (areStatusesKept)
    await run(
      context,
      sql`update ${connections}
          set consent_status = ${consentStatus}, consented_to = ${jsonOrNull(consentedTo)}, verification_status = ${verificationStatus},
              last_error_reason_code = ${lastErrorReasonCode}, grants = ${jsonValue(grants)} where ${isIt}`,
    );
  return { connection: await written(context, scope, id), consentBefore, areStatusesKept, isRepeated };
}

function jsonOrNull(value: object | null): RawBuilder<unknown> {
  return value === null ? sql`null::jsonb` : jsonValue(value);
}
