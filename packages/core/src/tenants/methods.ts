import { methodGroup } from '../access/method-group.ts';
import { method } from '../access/method.ts';
import { mayOperatorSee, refuseArchived } from '../access/rules.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { record } from '../audit/record.ts';
import {
  conflict,
  notFound,
  type Conflict,
  type Immutable,
  type InvalidInput,
  type NotFound,
} from '../kernel/errors.ts';
import type { PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { InputOf } from '../kernel/input.ts';
import { readKeyset, toPage } from '../kernel/keyset.ts';
import type { Page } from '../kernel/page.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { presentLifecycle } from '../lifecycle/presentation.ts';
import { transition } from '../lifecycle/rules.ts';
import type { TenantLifecycle, TenantRecord } from '../ports/tenant-store.ts';
import type { TenantsClient } from './client.ts';
import { mayAdopt, mayClaim } from './rules.ts';
import * as schema from './schema.ts';
import { tenantAnswer, tenantPageAnswer, tenantView, type TenantView } from './view.ts';

/** The methods of `tenants`. */
export const tenantMethods = methodGroup<TenantsClient>()([
  method({
    name: 'tenants.create',
    summary: 'Adds a tenant to a workspace.',
    input: schema.createInput,
    answer: tenantAnswer,
    refusals: ['conflict', 'immutable'],
    run: create,
  }),
  method({
    name: 'tenants.get',
    summary: 'Reads one tenant.',
    input: schema.oneInput,
    answer: tenantAnswer,
    refusals: [],
    run: get,
  }),
  method({
    name: 'tenants.list',
    summary: 'Lists tenants by id, in every lifecycle unless told otherwise.',
    input: schema.listInput,
    answer: tenantPageAnswer,
    refusals: [],
    listsTenants: true,
    run: list,
  }),
  method({
    name: 'tenants.changeLifecycle',
    summary: 'Moves a tenant along its life.',
    input: schema.changeInput,
    answer: tenantAnswer,
    refusals: ['conflict', 'immutable'],
    decidesArchivedItself: true,
    run: changeLifecycle,
  }),
]);

async function create(
  context: UseCaseContext<InputOf<typeof schema.createInput>>,
): Promise<Result<TenantView, NotFound | Conflict>> {
  const { unit, now, caller, input, environment } = context;
  const scope = { workspaceId: input.workspaceId, tenantId: input.tenantId };
  // For an operator, every tenant outside the allowed set is not found, a taken id included.
  if (!mayOperatorSee(caller.actor, scope.workspaceId, scope.tenantId)) return err(notFound());
  const tenant: TenantRecord = {
    ...scope,
    name: input.name,
    externalTenantId: input.externalTenantId ?? null,
    lifecycle: mayAdopt(caller.actor) ? (input.lifecycle ?? 'draft') : 'draft',
    lifecycleBeforeArchive: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
  const outcome = await unit.tenants.create(scope, tenant);
  if (outcome === 'exists') return err(conflict('exists', { type: 'tenant', id: tenant.tenantId }));
  if (outcome === 'external_taken') return err(conflict('exists'));
  await record(context, {
    action: 'tenant.created',
    ...scope,
    target: { type: 'tenant', id: tenant.tenantId, label: tenant.name },
    summary: { name: tenant.name },
    metadata: { lifecycle: tenant.lifecycle, external_tenant_id: tenant.externalTenantId },
  });
  const isOwn = caller.actor.kind === 'user' && !environment.policy;
  if (isOwn && !(await entitleCreator(context, scope, caller.actor.id))) return err(notFound());
  return ok(tenantView(tenant));
}

/** The person who adds a tenant may see it; otherwise no member could pass it on. False for a person who was removed after the access check. */
async function entitleCreator(
  context: UseCaseContext<unknown>,
  scope: { readonly workspaceId: WorkspaceId; readonly tenantId: TenantId },
  userId: PersonId,
): Promise<boolean> {
  const outcome = await context.unit.members.entitle(scope, { ...scope, userId, role: null, grantedAt: context.now });
  if (outcome.disposition === 'no_member') return false;
  await record(context, {
    action: 'entitlement.granted',
    ...scope,
    target: { type: 'person', id: userId, label: userId },
    summary: { tenant: scope.tenantId },
  });
  return true;
}

/** `not_found` when it was erased after the access check. */
async function get({
  unit,
  input,
}: UseCaseContext<InputOf<typeof schema.oneInput>>): Promise<Result<TenantView, NotFound>> {
  const tenant = await unit.tenants.get(input);
  return tenant ? ok(tenantView(tenant)) : err(notFound());
}

async function list({
  unit,
  input,
  visibleTenantIds,
}: UseCaseContext<InputOf<typeof schema.listInput>>): Promise<Result<Page<TenantView>, InvalidInput>> {
  const request = readKeyset('tenants', ['id'], input);
  if (request.isErr()) return err(request.error);
  const after = (request.value.after?.[0] ?? null) as TenantId | null;
  const filter = { lifecycles: input.lifecycles ?? null, among: visibleTenantIds };
  const rows = await unit.tenants.list({ workspaceId: input.workspaceId }, filter, {
    after,
    limit: request.value.limit + 1,
  });
  return ok(toPage(rows, request.value, ({ tenantId }) => [tenantId], tenantView));
}

const lifecycleWord = (value: TenantLifecycle): string => presentLifecycle(value).label.text;

/** Holds the workspace and not the tenant: two units that hold the row they want to change would wait for each other. */
async function changeLifecycle(
  context: UseCaseContext<InputOf<typeof schema.changeInput>>,
): Promise<Result<TenantView, NotFound | Conflict | Immutable>> {
  const { unit, input, now, caller } = context;
  const scope = { workspaceId: input.workspaceId, tenantId: input.tenantId };
  const held = await unit.access.hold({ workspaceId: input.workspaceId }, null);
  const tenant = held && (await unit.tenants.get(scope));
  if (!tenant) return err(notFound());
  const archived = refuseArchived({ workspace: held.workspace, tenant: null });
  if (archived) return err(archived);
  if ((input.expectedVersion ?? tenant.version) !== tenant.version) return err(conflict('version'));
  const next = transition(tenant, input.to);
  if (!next || !mayClaim(caller.actor, tenant, next.lifecycle)) return err(conflict('lifecycle'));
  const changed = await unit.tenants.changeLifecycle(scope, { ...next, updatedAt: now, version: tenant.version });
  if (changed === 'changed_meanwhile') return err(conflict('version'));
  if (changed === 'external_taken') return err(conflict(caller.actor.kind === 'user' ? 'lifecycle' : 'exists'));
  await record(context, {
    action: 'tenant.lifecycle_changed',
    ...scope,
    target: { type: 'tenant', id: tenant.tenantId, label: tenant.name },
    summary: { name: tenant.name, from: lifecycleWord(tenant.lifecycle), to: lifecycleWord(next.lifecycle) },
    metadata: { from: tenant.lifecycle, to: next.lifecycle },
  });
  return ok(tenantView(changed));
}
