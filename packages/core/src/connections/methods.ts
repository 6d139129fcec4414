import { methodGroup } from '../access/method-group.ts';
import { method } from '../access/method.ts';
import type { RawRequest } from '../access/raw-request.ts';
import { lostRace, type Located, type UseCaseContext } from '../access/use-case.ts';
import { record } from '../audit/record.ts';
import { conflict, invalidInput, notFound, type Conflict, type InvalidInput, type NotFound } from '../kernel/errors.ts';
import { neverCollected } from '../kernel/evidence.ts';
import { isIdToken, type ConnectionId, type WorkspaceId } from '../kernel/ids.ts';
import type { InputOf } from '../kernel/input.ts';
import type { Instant } from '../kernel/instant.ts';
import { issue } from '../kernel/issues.ts';
import { readKeyset, toPage } from '../kernel/keyset.ts';
import type { Page } from '../kernel/page.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { permissionOverview, permissionOverviewAnswer, type PermissionOverview } from '../permissions/view.ts';
import type { ConnectionChange, ProviderConnection, StoredConnection } from '../ports/connection-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { cancelAccess } from '../runs/cancel-access.ts';
import type { RunsSetup } from '../runs/methods.ts';
import { showAsWritten as showRunAsWritten } from '../runs/show.ts';
import { startAnswer } from '../runs/view.ts';
import { manifestOf, type ProviderSetup } from '../verification/operation.ts';
import { sayVerification } from '../verification/messages.ts';
import { acknowledge } from './acknowledge.ts';
import type { ConnectionsClient } from './client.ts';
import { consentLink, openConsent, type ConsentSetup } from './consent-url.ts';
import { consentLinkAnswer } from './consent-view.ts';
import { queueCheck } from './queue-check.ts';
import { changedFields, changeOf } from './rules.ts';
import * as schema from './schema.ts';
import { show, showAsWritten, type Found } from './show.ts';
import { connectionDetailAnswer, connectionPageAnswer, connectionView, type ConnectionView } from './view.ts';

/** What the methods need of the atlas, the same for every caller. */
export interface ConnectionsSetup extends RunsSetup, ProviderSetup {
  readonly consent: ConsentSetup;
}

/** The methods of `connections` over the providers of one atlas. */
export function connectionMethods(setup: ConnectionsSetup) {
  const names = setup.providers.map(({ provider }) => provider);
  return methodGroup<ConnectionsClient>()([
    method({
      name: 'connections.create',
      summary: 'Adds a connection of a tenant to a provider.',
      input: schema.createInput(names),
      answer: connectionDetailAnswer,
      refusals: ['conflict', 'immutable'],
      run: create,
      finish: (found, finishing) => showAsWritten(found, setup.reasons, finishing),
    }),
    method({
      name: 'connections.get',
      summary: 'Reads one connection with the report of its last check.',
      input: schema.oneInput,
      answer: connectionDetailAnswer,
      refusals: [],
      locate,
      run: get,
      finish: async (found, finishing) => ok(await show(found, setup.reasons, finishing)),
    }),
    method({
      name: 'connections.list',
      summary: 'Lists connections, newest first.',
      input: schema.listInput(names),
      answer: connectionPageAnswer,
      refusals: [],
      listsTenants: true,
      run: (context) => list(context, setup),
    }),
    method({
      name: 'connections.update',
      summary: 'Changes a connection. What a check depends on makes the last report stale.',
      input: schema.updateInput,
      answer: connectionDetailAnswer,
      refusals: ['conflict', 'immutable'],
      locate,
      run: update,
      finish: (found, finishing) => showAsWritten(found, setup.reasons, finishing),
    }),
    method({
      name: 'connections.consentUrl',
      summary:
        'Makes an address at which an administrator of the tenant gives consent. It counts for one answer within 30 minutes.',
      input: schema.oneInput,
      answer: consentLinkAnswer,
      refusals: ['immutable'],
      locate,
      run: (context) => openConsent(context, setup),
      finish: (opened, finishing) => consentLink(opened, setup, finishing),
    }),
    method({
      name: 'connections.permissions',
      summary: 'Compares the permissions that are required with those that the tenant granted.',
      input: schema.oneInput,
      answer: permissionOverviewAnswer,
      refusals: [],
      locate,
      run: (context) => permissions(context, setup),
    }),
    method({
      name: 'connections.acknowledge',
      summary: 'Notes that the caller goes on with a failed check of the last report, and why.',
      input: schema.acknowledgeInput,
      answer: connectionDetailAnswer,
      refusals: ['conflict', 'immutable'],
      locate,
      run: async (context) => (await acknowledge(context)).map((connection) => inTenant(connection, context)),
      finish: (found, finishing) => showAsWritten(found, setup.reasons, finishing),
    }),
    method({
      name: 'connections.verify',
      summary: 'Starts a check of a connection, or joins the one in progress.',
      input: schema.oneInput,
      answer: startAnswer,
      refusals: ['control_paused', 'conflict', 'immutable'],
      locate,
      decidesArchivedItself: true,
      run: (context) => verify(context, setup),
      finish: (settled, finishing) =>
        showRunAsWritten(settled, setup.catalog, finishing).map((run) => ({ run, disposition: settled.disposition })),
    }),
  ]);
}

type One = InputOf<typeof schema.oneInput>;

async function create(
  context: UseCaseContext<InputOf<ReturnType<typeof schema.createInput>>>,
): Promise<Result<Found, NotFound | Conflict>> {
  const { unit, now: at, input, environment } = context;
  const scope = { workspaceId: input.workspaceId, tenantId: input.tenantId };
  const connection: ProviderConnection = {
    ...scope,
    id: environment.ids.next() as ConnectionId,
    provider: input.provider,
    connectionType: input.connectionType,
    displayName: input.displayName,
    externalTenantId: input.externalTenantId ?? null,
    credentialReference: input.credentialReference ?? null,
    isEnabled: true,
    consentStatus: 'unknown',
    consentedAt: null,
    consentedTo: null,
    verificationStatus: 'unknown',
    lastErrorReasonCode: null,
    lastHealthCheckAt: null,
    grants: neverCollected,
    checkRunId: null,
    report: null,
    previousReport: null,
    changedAt: at,
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
  if ((await unit.connections.create(scope, connection)) === 'exists') return err(conflict('exists'));
  if (input.isDefault !== false)
    await unit.connections.makeDefault(scope, connection, (input.isDefault ?? null) === null);
  await record(context, {
    action: 'provider_connection.created',
    ...scope,
    target: targetOf(connection),
    summary: { name: connection.displayName },
    metadata: {
      connection_id: connection.id,
      provider: connection.provider,
      connection_type: connection.connectionType,
      external_tenant_id: connection.externalTenantId,
    },
  });
  return found(context, connection.id);
}

function get(context: UseCaseContext<One>): Promise<Result<Found, NotFound>> {
  return found(context, context.input.connectionId);
}

async function list(
  { unit, input, visibleTenantIds }: UseCaseContext<InputOf<ReturnType<typeof schema.listInput>>>,
  { reasons }: ConnectionsSetup,
): Promise<Result<Page<ConnectionView>, InvalidInput>> {
  const request = readKeyset('connections', ['instant', 'id'], input);
  if (request.isErr()) return err(request.error);
  const { after, limit } = request.value;
  const scope = { workspaceId: input.workspaceId };
  const filter = { tenantId: input.tenantId ?? null, provider: input.provider ?? null, visibleTenantIds };
  const position = after ? { createdAt: after[0] as Instant, id: after[1] as ConnectionId } : null;
  const rows = await unit.connections.list(scope, filter, { after: position, limit: limit + 1 });
  const among = [...new Set(rows.map(({ tenantId }) => tenantId))];
  const tenants =
    among.length === 0
      ? []
      : await unit.tenants.list(scope, { lifecycles: null, among }, { after: null, limit: among.length });
  const nameOf = new Map(tenants.map(({ tenantId, name }) => [tenantId, name]));
  return ok(
    toPage(
      rows,
      request.value,
      ({ createdAt, id }) => [createdAt, id],
      (row) => connectionView(row, nameOf.get(row.tenantId) ?? null, reasons),
    ),
  );
}

async function update(
  context: UseCaseContext<InputOf<typeof schema.updateInput>>,
): Promise<Result<Found, NotFound | Conflict | typeof lostRace>> {
  const { unit, input, now: at } = context;
  const scope = { workspaceId: input.workspaceId };
  const before = await unit.connections.get(scope, input.connectionId);
  if (!before) return err(notFound());
  if ((input.expectedVersion ?? before.version) !== before.version) return err(conflict('version'));
  const changed = changedFields(before, input);
  const becomesDefault = input.isDefault === true && !before.isDefault;
  if (changed.length === 0 && !becomesDefault) return err(conflict('nothing_to_do'));
  const change: ConnectionChange = changeOf(before, input, at);
  const written = await unit.connections.change(scope, before.id, change);
  if (written === 'changed_meanwhile')
    return input.expectedVersion === undefined || input.expectedVersion === null
      ? err(lostRace)
      : err(conflict('version'));
  if (becomesDefault) await unit.connections.makeDefault(before, before, false);
  await record(context, {
    action: 'provider_connection.updated',
    workspaceId: before.workspaceId,
    tenantId: before.tenantId,
    target: targetOf(written),
    summary: { name: written.displayName },
    metadata: {
      connection_id: written.id,
      provider: written.provider,
      changed: [...changed, ...(becomesDefault ? ['isDefault'] : [])].join(', '),
      ...(changed.includes('externalTenantId')
        ? { external_tenant_id: written.externalTenantId, previous_external_tenant_id: before.externalTenantId }
        : {}),
    },
  });
  if (written.consentStatus !== before.consentStatus)
    await record(context, {
      action: 'provider_connection.consent_changed',
      workspaceId: before.workspaceId,
      tenantId: before.tenantId,
      target: targetOf(written),
      summary: { variant: written.consentStatus, name: written.displayName },
      metadata: {
        connection_id: written.id,
        provider: written.provider,
        from: before.consentStatus,
        to: written.consentStatus,
      },
    });
  return found(context, before.id);
}

async function permissions(
  { unit, input, now: at }: UseCaseContext<One>,
  setup: ConnectionsSetup,
): Promise<Result<PermissionOverview, NotFound>> {
  const connection = await unit.connections.get({ workspaceId: input.workspaceId }, input.connectionId);
  if (!connection) return err(notFound());
  return ok(permissionOverview(connection, manifestOf(setup, connection.provider), setup.reasons, at));
}

async function verify(context: UseCaseContext<One>, setup: ConnectionsSetup) {
  const { unit, input, environment, afterCommit } = context;
  const scope = { workspaceId: input.workspaceId };
  const connection = await unit.connections.get(scope, input.connectionId);
  if (!connection) return err(notFound());
  if (setup.providers.length === 0)
    return err(
      invalidInput([issue('connectionId', 'provider_installed', sayVerification('verification.input.no_provider'))]),
    );
  if (!environment.isBound) afterCommit(setup.onQueued);
  const settled = await queueCheck(connection, context, setup);
  if (settled.isErr()) return err(settled.error);
  const { run } = settled.value;
  return ok({ ...settled.value, cancel: cancelAccess(run, setup.catalog, context) });
}

async function found(
  context: UseCaseContext<{ readonly workspaceId: WorkspaceId }>,
  id: ConnectionId,
): Promise<Result<Found, NotFound>> {
  const connection = await context.unit.connections.get({ workspaceId: context.input.workspaceId }, id);
  return connection ? ok(inTenant(connection, context)) : err(notFound());
}

function inTenant(connection: StoredConnection, { scope }: Pick<UseCaseContext<unknown>, 'scope'>): Found {
  return { connection, tenantName: scope?.facts.tenant?.name ?? null };
}

/** Where a connection belongs: its tenant is what the caller must be entitled to. */
async function locate(
  unit: StorageUnit,
  workspaceId: WorkspaceId,
  { connectionId }: RawRequest,
): Promise<Located | null> {
  // A malformed id names nothing; the input step reports it after the workspace is settled.
  if (typeof connectionId !== 'string' || !isIdToken(connectionId)) return { tenantId: null, definition: null };
  const connection = await unit.connections.get({ workspaceId }, connectionId as ConnectionId);
  return connection && { tenantId: connection.tenantId, definition: null };
}

function targetOf({ id, displayName }: Pick<ProviderConnection, 'id' | 'displayName'>) {
  return { type: 'provider_connection', id, label: displayName } as const;
}
