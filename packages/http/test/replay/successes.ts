import { orThrow, type WorkspaceId } from '@tenantatlas/core';
import { aggregates, makerOf, type SuiteClient } from '@tenantatlas/core/conformance';
import type { createWorld } from './world.ts';

/** Asks for every method once so that it succeeds, with every member that its request can have. */
export async function succeedEverywhere(world: ReturnType<typeof createWorld>): Promise<void> {
  const [operator, system, owner] = [world.as('operator'), world.as('system'), world.as('owner')];
  const [workspace, tenant] = [{ workspaceId: 'w-1' }, { workspaceId: 'w-1', tenantId: 'a/b:c' }];
  const page = { limit: 10 };

  orThrow(await operator.workspaces.create({ ...workspace, name: 'Northwind' }));
  orThrow(await system.workspaces.create({ workspaceId: 'w-2', name: 'Fabrikam' }));
  orThrow(await operator.workspaces.get(workspace));
  orThrow(await operator.telemetry.summary());
  orThrow(await operator.telemetry.summary({ window: '7d' }));
  orThrow(await operator.telemetry.trend({ window: '24h' }));
  orThrow(await system.telemetry.trend({ from: '2026-11-01T00:00:00Z', to: '2026-11-21T00:00:00+02:00' }));
  orThrow(await operator.operations.attention({ window: '7d' }));
  orThrow(await operator.operations.attentionRuns({ kind: 'failed', window: '7d' }));
  orThrow(await operator.operations.attentionRuns({ kind: 'stuck', limit: 1 }));
  const { nextCursor } = orThrow(await operator.workspaces.list({ status: 'in_service', limit: 1 }));
  orThrow(await operator.workspaces.list({ status: 'in_service', limit: 1, cursor: nextCursor }));
  orThrow(await operator.workspaces.archive({ workspaceId: 'w-2' }));
  orThrow(await operator.workspaces.restore({ workspaceId: 'w-2' }));
  orThrow(await operator.workspaces.addMember({ ...workspace, userId: 'u-1', role: 'owner' }));
  orThrow(await operator.workspaces.addMember({ ...workspace, userId: 'u-2', role: 'readonly' }));
  orThrow(await operator.workspaces.addMember({ ...workspace, userId: 'u-3', role: 'readonly' }));

  orThrow(
    await operator.tenants.create({
      ...tenant,
      name: 'Contoso',
      externalTenantId: 'contoso.onmicrosoft.com',
      lifecycle: 'active',
    }),
  );
  orThrow(await owner.tenants.create({ ...workspace, tenantId: '..', name: 'Draft', lifecycle: null }));
  orThrow(await operator.tenants.get(tenant));
  orThrow(await operator.tenants.list({ ...workspace, lifecycles: ['active', 'draft'], ...page }));
  orThrow(
    await operator.tenants.changeLifecycle({ ...workspace, tenantId: '..', to: 'onboarding', expectedVersion: 1 }),
  );
  for (const userId of ['u-1', 'u-2', 'u-3'])
    orThrow(await operator.workspaces.grantTenant({ ...tenant, userId, role: userId === 'u-3' ? 'operator' : null }));
  orThrow(await owner.workspaces.members({ ...workspace, ...page }));
  orThrow(await owner.workspaces.revokeTenant({ ...tenant, userId: 'u-3' }));
  orThrow(await owner.workspaces.removeMember({ ...workspace, userId: 'u-3' }));

  await succeedWithAggregates(world, tenant);
  await succeedWithOperations(owner, tenant);
  await succeedWithControls(operator);
  await succeedWithKnowledge(operator, owner, tenant);
  for (const filters of [
    {
      from: '2026-11-20T10:00:00+01:00',
      to: '2026-11-21T12:00:00.123456Z',
      tenantId: 'a/b:c',
      actions: ['tenant.created'],
    },
    { window: '7d' as const, actorId: 'op-1', targetType: 'workspace', targetId: 'w-1', ...page },
  ]) {
    orThrow(await owner.audit.list({ ...workspace, ...filters }));
    orThrow(await operator.audit.list({ window: '24h', ...page }));
    for (const format of ['ndjson', 'csv', 'ocsf'] as const) {
      orThrow(await owner.audit.export({ ...workspace, ...filters, format }));
      orThrow(await operator.audit.export({ window: '24h', format }));
    }
  }
}

type Client = ReturnType<ReturnType<typeof createWorld>['as']>;

/** Makes one of each thing that requests name by an id, and asks everything about it. */
async function succeedWithAggregates(
  { as, storage }: ReturnType<typeof createWorld>,
  tenant: { workspaceId: string; tenantId: string },
): Promise<void> {
  const [system, owner] = [as('system'), as('owner')];
  const scope = { workspaceId: tenant.workspaceId as WorkspaceId };
  for (const { idMember, client } of aggregates) {
    // The atlas has the catalogs of the suite besides its own; over HTTP a method has more errors, and the same answers.
    const maker = makerOf(system as unknown as SuiteClient, storage);
    const id = await client.create(maker, tenant, 'created');
    await storage.unit({ plane: 'workspace', ...scope, actor: null }, async (unit) =>
      client.prepare?.(unit, scope, id),
    );
    for (const [method, { access, full, samples, isForNew }] of Object.entries(client.methods)) {
      const ids = { [idMember]: isForNew ? await client.create(maker, tenant, method) : id };
      const place = { ...tenant, ids, activationId: '', isTenantArchived: false };
      const [group, name] = method.split('.') as [string, string];
      const request = full?.(place) ?? samples[0]?.request(place);
      const caller = access.split(' | ')[2] === '-' ? owner : system;
      orThrow(await (caller as unknown as AnyGroups)[group]![name]!(request));
    }
  }
}

type AnyGroups = {
  readonly [group: string]: {
    readonly [method: string]: (request: unknown) => ReturnType<Client['workspaces']['get']>;
  };
};

async function succeedWithOperations(owner: Client, tenant: { workspaceId: string; tenantId: string }): Promise<void> {
  const { workspaceId, tenantId } = tenant;
  const mail = { list: { id: 'spring' }, size: '12', subject: 'Hello' };
  orThrow(await owner.operations.start({ type: 'acme.mass_mail', ...tenant, inputs: mail, idempotencyKey: null }));
  const inputs = { backupSetId: 'b-7', itemIds: ['i-1'], acknowledgedImpact: true, confirmTenantName: 'Contoso' };
  const { run } = orThrow(
    await owner.operations.start({ type: 'restore.execute', ...tenant, inputs, idempotencyKey: 'click-1' }),
  );
  const filters = {
    types: ['restore.execute', 'acme.mass_mail'],
    statuses: ['queued' as const],
    outcomes: ['pending' as const],
    limit: 10,
  };
  orThrow(await owner.operations.list({ workspaceId, tenantId, ...filters }));
  orThrow(await owner.operations.get({ workspaceId, runId: run.id }));
  orThrow(await owner.surfaces.actions({ ...tenant, types: ['restore.execute', 'acme.mass_mail'] }));
  orThrow(await owner.surfaces.pauses({ workspaceId: tenant.workspaceId }));
  orThrow(await owner.surfaces.tenantVerification({ ...tenant }));
  orThrow(await owner.surfaces.recentOperations({ ...tenant, limit: 3 }));
  orThrow(await owner.operations.cancel({ workspaceId, runId: run.id }));
}

async function succeedWithKnowledge(
  operator: Client,
  owner: Client,
  tenant: { workspaceId: string; tenantId: string },
): Promise<void> {
  orThrow(await owner.knowledge.topics({ surface: 'onboarding', audience: 'customer' }));
  orThrow(await owner.knowledge.source({ audience: 'operator', locale: 'de' }));
  orThrow(await operator.knowledge.source());
  orThrow(await owner.knowledge.glossary());
  orThrow(await owner.knowledge.reasons());
  const request = {
    surface: 'onboarding',
    reasonCode: 'provider_consent_missing',
    providerCode: 'AADSTS65001',
    verification: 'blocked',
    outcome: 'failed',
    freshness: 'current',
    evidence: 'complete',
    headline: 'No consent',
    shortExplanation: 'Consent is missing.',
    safeNextAction: 'Call first.',
    steps: ['Call the administrator.', 'Wait.'],
  } as const;
  orThrow(await owner.knowledge.resolve({ ...tenant, ...request }));
  orThrow(await owner.knowledge.resolve({ ...tenant, topicKey: 'ext.none' }));
  orThrow(await operator.knowledge.resolve(request));
}

async function succeedWithControls(operator: Client): Promise<void> {
  const control = 'acme.mass_mail';
  const [everywhere, here] = [{ type: 'global' } as const, { type: 'workspace', workspaceId: 'w-1' } as const];
  orThrow(await operator.controls.list());
  orThrow(await operator.controls.evaluate({ control, workspaceId: 'w-1' }));
  orThrow(await operator.controls.previewImpact({ control, scope: everywhere }));
  orThrow(await operator.controls.previewImpact({ control, scope: here, intent: 'resume' }));
  const { activation } = orThrow(
    await operator.controls.pause({
      control,
      scope: here,
      reason: 'Vendor incident',
      publicMessage: 'We are looking into it.',
      expiresAt: '2026-12-01T00:00:00Z',
    }),
  );
  const fields = { reason: 'Vendor incident', expectedVersion: 1, publicMessage: null, expiresAt: null };
  orThrow(await operator.controls.rescope({ activationId: activation.id, scope: everywhere, ...fields }));
  orThrow(await operator.controls.evaluate({ control }));
  orThrow(await operator.controls.summary({ control }));
  orThrow(await operator.controls.history({ control }));
  orThrow(await operator.controls.changes());
  orThrow(await operator.controls.changes({ control, actions: ['operational_control.paused'], limit: 1 }));
  orThrow(await operator.controls.resume({ control, scope: everywhere }));
  orThrow(await operator.controls.resume({ control, scope: everywhere }));
}
