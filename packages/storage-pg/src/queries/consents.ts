import { sql } from 'kysely';
import {
  invariant,
  type ConsentRequestId,
  type ConsentRetention,
  type ConsentStore,
  type Instant,
  type StoredConsentRequest,
  type TenantScope,
  type WorkspaceScope,
} from '@tenantatlas/core/ports';
import { toConsentRequest } from '../rows/consent-request.ts';
import { first, instantValue, run, table, type QueryContext } from './context.ts';

/** Consents that were asked for, in PostgreSQL. */
export function createConsentStore(context: QueryContext): ConsentStore {
  return {
    open: (scope, request, retention) => open(context, scope, request, retention),
    get: ({ workspaceId }, id) =>
      first(
        context,
        context.build
          .selectFrom('consent_requests')
          .selectAll()
          .where('workspace_id', '=', workspaceId)
          .where('id', '=', id),
        toConsentRequest,
      ),
    use: (scope, id, at) => use(context, scope, id, at),
  };
}

async function open(
  context: QueryContext,
  { workspaceId, tenantId }: TenantScope,
  request: StoredConsentRequest,
  { expiredBefore, perPerson }: ConsentRetention,
): Promise<void> {
  const isSame = request.workspaceId === workspaceId && request.tenantId === tenantId;
  invariant(isSame, 'consents.open got a request of another scope than the one it was called with.');
  const its = await run(
    context,
    context.build
      .selectFrom('provider_connections')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('tenant_id', '=', tenantId)
      .where('id', '=', request.connectionId),
  );
  invariant(its.rows.length > 0, 'consents.open needs a connection of the tenant. Create the connection first.');
  const { rowCount } = await run(
    context,
    context.build
      .insertInto('consent_requests')
      .values({
        workspace_id: workspaceId,
        id: request.id,
        tenant_id: tenantId,
        connection_id: request.connectionId,
        requested_by_kind: request.requestedBy.kind,
        requested_by_id: request.requestedBy.personId,
        secret_hash: request.secretHash,
        subject_hash: request.subjectHash,
        created_at: instantValue(request.createdAt),
        expires_at: instantValue(request.expiresAt),
        used_at: instantValue(request.usedAt),
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
  invariant(rowCount > 0, 'consents.open got an id that is taken. Give every request an id of its own.');
  await prune(context, request, expiredBefore, perPerson);
}

/**
 * Removes what expired long ago and what the same person asked for beyond the limit. Rows that another unit is removing, or that an answer uses at this moment, are passed over: nothing waits
 * here, so that two requests cannot wait for each other.
 */
async function prune(
  context: QueryContext,
  { workspaceId, connectionId, requestedBy, id }: StoredConsentRequest,
  expiredBefore: Instant,
  perPerson: number,
): Promise<void> {
  const requests = table(context, 'consent_requests');
  const beyond = sql`select id from ${requests}
    where workspace_id = ${workspaceId} and connection_id = ${connectionId} and id <> ${id}
      and requested_by_kind = ${requestedBy.kind} and requested_by_id = ${requestedBy.personId}
    order by created_at desc, id desc offset ${perPerson - 1}`;
  await run(
    context,
    sql`with old as materialized (
          select id from ${requests}
          where workspace_id = ${workspaceId} and (expires_at <= ${instantValue(expiredBefore)} or id in (${beyond}))
          for update skip locked
        )
        delete from ${requests} where workspace_id = ${workspaceId} and id in (select id from old)`,
  );
}

/** The row is locked by the first caller. The others wait for it, and then find it used. */
async function use(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  id: ConsentRequestId,
  at: Instant,
): Promise<boolean> {
  const { rowCount } = await run(
    context,
    sql`update ${table(context, 'consent_requests')} set used_at = ${instantValue(at)}
        where workspace_id = ${workspaceId} and id = ${id} and used_at is null and expires_at > ${instantValue(at)}`,
  );
  return rowCount > 0;
}
