import { sql, type UpdateObject } from 'kysely';
import {
  invariant,
  type CheckpointInstants,
  type OnboardingChange,
  type OnboardingEnding,
  type OnboardingFilter,
  type OnboardingPosition,
  type OnboardingSession,
  type OnboardingSessionId,
  type OnboardingStore,
  type OpenSessionConflict,
  type PageRequest,
  type TenantScope,
  type WorkspaceScope,
} from '@tenantatlas/core/ports';
import { SqlError } from '../executor/sql-error.ts';
import { toOnboardingSession } from '../rows/onboarding-session.ts';
import type { Tables } from '../schema.ts';
import { all, first, instantValue, run, table, type QueryContext } from './context.ts';
import { listPage } from './list-page.ts';
import { tenantChoice } from './tenant-choice.ts';
import { untilDone } from './until-done.ts';

/** Onboardings in PostgreSQL. */
export function createOnboardingStore(context: QueryContext): OnboardingStore {
  return {
    create: (scope, session) => create(context, scope, session),
    get: (scope, id) => get(context, scope, id),
    hold: (scope, id) => hold(context, scope, id),
    openOf: (scope) => openOf(context, scope),
    list: (scope, filter, page) => list(context, scope, filter, page),
    change: (scope, id, change) => changeSession(context, scope, id, change),
    end: (scope, id, ending) => end(context, scope, id, ending),
  };
}

/** An insert that conflicts with another one waits for it. The session that blocked it may have ended by the time it is read, and then the insert is tried again. */
async function create(
  context: QueryContext,
  scope: WorkspaceScope,
  session: OnboardingSession,
): Promise<'created' | 'exists' | OpenSessionConflict> {
  const { tenantId } = session;
  const isSame = session.workspaceId === scope.workspaceId;
  invariant(isSame, 'onboarding.create got a session of another scope than the one it was called with.');
  await assertConnection(context, scope, session, 'onboarding.create');
  return untilDone<'created' | 'exists' | OpenSessionConflict>(async () => {
    if (await insert(context, scope, session)) return 'created';
    if (await get(context, scope, session.id)) return 'exists';
    const openSession = tenantId === null ? null : await openOf(context, { ...scope, tenantId });
    return openSession && { openSession };
  });
}

async function insert(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  session: OnboardingSession,
): Promise<boolean> {
  const { rowCount } = await run(
    context,
    context.build
      .insertInto('onboarding_sessions')
      .values({
        workspace_id: workspaceId,
        id: session.id,
        tenant_id: session.tenantId,
        draft_name: session.draftName,
        connection_id: session.connectionId,
        status: session.status,
        ...checkpointColumns(session.checkpoints),
        started_by_kind: session.startedBy.kind,
        started_by_id: session.startedBy.personId,
        started_at: instantValue(session.startedAt),
        updated_by_kind: session.updatedBy.kind,
        updated_by_id: session.updatedBy.personId,
        updated_at: instantValue(session.updatedAt),
        ended_by_kind: session.endedBy?.kind ?? null,
        ended_by_id: session.endedBy?.personId ?? null,
        ended_at: instantValue(session.endedAt),
        version: session.version,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
  return rowCount > 0;
}

function get(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  id: OnboardingSessionId,
): Promise<OnboardingSession | null> {
  return first(
    context,
    context.build
      .selectFrom('onboarding_sessions')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id),
    toOnboardingSession,
  );
}

/** A lock reads the newest committed version of the row. */
function hold(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  id: OnboardingSessionId,
): Promise<OnboardingSession | null> {
  return first(
    context,
    sql`select * from ${table(context, 'onboarding_sessions')} where workspace_id = ${workspaceId} and id = ${id} for update`,
    toOnboardingSession,
  );
}

function openOf(context: QueryContext, { workspaceId, tenantId }: TenantScope): Promise<OnboardingSession | null> {
  return first(
    context,
    context.build
      .selectFrom('onboarding_sessions')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('tenant_id', '=', tenantId)
      .where('status', '=', 'open'),
    toOnboardingSession,
  );
}

function list(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  filter: OnboardingFilter,
  { after, limit }: PageRequest<OnboardingPosition>,
): Promise<readonly OnboardingSession[]> {
  return all(
    context,
    listPage({
      select: sql`select * from ${table(context, 'onboarding_sessions')}`,
      conditions: [sql`workspace_id = ${workspaceId}`],
      choices: [
        ...tenantChoice(filter),
        ...(filter.statuses === null ? [] : [{ column: 'status', values: filter.statuses }]),
      ],
      order: { columns: ['started_at', 'id'], direction: 'desc' },
      start: after && { values: [instantValue(after.startedAt), sql`${after.id}::text`], isInside: false },
      end: null,
      limit,
    }),
    toOnboardingSession,
  );
}

/** Holds the row while it decides, so that the row that it judges is the row that it changes. */
async function changeSession(
  context: QueryContext,
  scope: WorkspaceScope,
  id: OnboardingSessionId,
  change: OnboardingChange,
): Promise<OnboardingSession | 'changed_meanwhile' | OpenSessionConflict> {
  const held = await hold(context, scope, id);
  if (held?.status !== 'open' || held.version !== change.version) return 'changed_meanwhile';
  const { tenantId } = change;
  const isSameTenant = held.tenantId === null || held.tenantId === tenantId;
  invariant(isSameTenant, 'onboarding.change got another tenant than the one that the session has.');
  await assertConnection(context, scope, change, 'onboarding.change');
  const changed = {
    tenant_id: tenantId,
    draft_name: change.draftName,
    connection_id: change.connectionId,
    ...checkpointColumns(change.checkpoints, held.checkpoints),
    updated_by_kind: change.updatedBy.kind,
    updated_by_id: change.updatedBy.personId,
    updated_at: instantValue(change.updatedAt),
  };
  if (tenantId === null || held.tenantId !== null) return update(context, held, changed);
  return untilDone<OnboardingSession | OpenSessionConflict>(async () => {
    const openSession = await openOf(context, { ...scope, tenantId });
    return openSession ? { openSession } : identified(context, held, changed);
  });
}

async function end(
  context: QueryContext,
  scope: WorkspaceScope,
  id: OnboardingSessionId,
  { version, status, checkpoints, endedBy, endedAt }: OnboardingEnding,
): Promise<OnboardingSession | 'changed_meanwhile'> {
  const held = await hold(context, scope, id);
  if (held?.status !== 'open' || held.version !== version) return 'changed_meanwhile';
  return update(context, held, {
    status,
    ...checkpointColumns(checkpoints, held.checkpoints),
    updated_by_kind: endedBy.kind,
    updated_by_id: endedBy.personId,
    updated_at: instantValue(endedAt),
    ended_by_kind: endedBy.kind,
    ended_by_id: endedBy.personId,
    ended_at: instantValue(endedAt),
  });
}

/**
 * Sets the tenant; null when another session of the tenant was opened meanwhile. An update has no `on conflict`, so the index refuses it inside a savepoint. That
 * happens only where two callers meet, because each looks for an open session first.
 */
async function identified(
  context: QueryContext,
  held: OnboardingSession,
  changed: SessionColumns,
): Promise<OnboardingSession | null> {
  try {
    return await context.transaction.savepoint((transaction) => update({ ...context, transaction }, held, changed));
  } catch (error) {
    // Nothing else that the update writes is unique.
    if (error instanceof SqlError && error.state === uniqueViolation) return null;
    throw error;
  }
}

const uniqueViolation = '23505';

/** Writes the row that the caller holds. */
async function update(
  context: QueryContext,
  { workspaceId, id, version }: OnboardingSession,
  changed: SessionColumns,
): Promise<OnboardingSession> {
  const written = await first(
    context,
    context.build
      .updateTable('onboarding_sessions')
      .set({ ...changed, version: version + 1 })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .where('version', '=', version)
      .where('status', '=', 'open')
      .returningAll(),
    toOnboardingSession,
  );
  invariant(written !== null, 'An onboarding session that is held is still as it was read.');
  return written;
}

type SessionColumns = UpdateObject<Tables, 'onboarding_sessions'>;

/** The columns of the instants. One that is kept stays. */
function checkpointColumns(given: CheckpointInstants, kept: CheckpointInstants | null = null) {
  return {
    identify_at: instantValue(kept?.identify ?? given.identify),
    connect_provider_at: instantValue(kept?.connect_provider ?? given.connect_provider),
    verify_access_at: instantValue(kept?.verify_access ?? given.verify_access),
    complete_at: instantValue(kept?.complete ?? given.complete),
  };
}

async function assertConnection(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  { tenantId, connectionId }: Pick<OnboardingSession, 'tenantId' | 'connectionId'>,
  method: string,
): Promise<void> {
  if (connectionId === null) return;
  const its = await run(
    context,
    context.build
      .selectFrom('provider_connections')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('tenant_id', '=', tenantId)
      .where('id', '=', connectionId),
  );
  invariant(its.rows.length > 0, `${method} needs a connection of the tenant. Create the connection first.`);
}
