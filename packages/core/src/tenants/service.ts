import type * as z from 'zod';
import type { Caller, Environment } from '../access/environment.ts';
import { perform } from '../access/perform.ts';
import { mayOperatorSee } from '../access/rules.ts';
import type { AccessRefusal, UseCaseContext } from '../access/use-case.ts';
import { summarize } from '../audit/messages.ts';
import { record } from '../audit/record.ts';
import {
  conflict,
  immutable,
  notFound,
  type Conflict,
  type Immutable,
  type InvalidInput,
  type NotFound,
} from '../kernel/errors.ts';
import type { PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import { readKeyset, toPage } from '../kernel/keyset.ts';
import type { Page } from '../kernel/page.ts';
import { err, ok, type Result, type ResultAsync } from '../kernel/result.ts';
import { presentLifecycle, type LifecyclePresentation } from '../lifecycle/presentation.ts';
import { transition } from '../lifecycle/rules.ts';
import type { TenantLifecycle, TenantRecord } from '../ports/tenant-store.ts';
import { mayAdopt, mayClaim } from './rules.ts';
import { changeSchema, createSchema, listSchema, oneSchema } from './schema.ts';

/** A tenant as shown. */
export interface TenantView {
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly externalTenantId: string | null;
  readonly lifecycle: TenantLifecycle;
  readonly presentation: LifecyclePresentation;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly version: number;
}

/** The managed tenants of a workspace. */
export interface TenantsClient<Transport = never> {
  /**
   * Adds a tenant. Platform operators and the system may adopt one that is in service already (`lifecycle: 'active'`); then `conflict`
   * (`exists`) says that its external id is active elsewhere. A workspace user always gets a `draft`, so that nobody learns of another's
   * tenant, and is entitled to it.
   */
  create(
    request: z.input<typeof createSchema>,
  ): ResultAsync<TenantView, AccessRefusal | Conflict | Immutable | Transport>;
  /** One tenant. */
  get(request: z.input<typeof oneSchema>): ResultAsync<TenantView, AccessRefusal | Transport>;
  /** The tenants that the caller may see, by id, in every lifecycle unless `lifecycles` says otherwise. */
  list(request: z.input<typeof listSchema>): ResultAsync<Page<TenantView>, AccessRefusal | Transport>;
  /** Moves a tenant along its life. `conflict` (`lifecycle`) for a step that is not allowed, `version` when it was changed meanwhile. */
  changeLifecycle(
    request: z.input<typeof changeSchema>,
  ): ResultAsync<TenantView, AccessRefusal | Conflict | Immutable | Transport>;
}

/** The tenant methods for one caller. */
export function createTenantsService(environment: Environment, caller: Caller): TenantsClient {
  return {
    create: (request) =>
      perform(environment, caller, { method: 'tenants.create', input: createSchema, run: create }, request),
    get: (request) => perform(environment, caller, { method: 'tenants.get', input: oneSchema, run: get }, request),
    list: (request) =>
      perform(
        environment,
        caller,
        { method: 'tenants.list', input: listSchema, listsTenants: true, run: list },
        request,
      ),
    changeLifecycle: (request) =>
      perform(
        environment,
        caller,
        { method: 'tenants.changeLifecycle', input: changeSchema, decidesArchivedItself: true, run: changeLifecycle },
        request,
      ),
  };
}

/** The public form of a tenant. */
function tenantView(tenant: TenantRecord): TenantView {
  const { workspaceId, tenantId, name, externalTenantId, lifecycle, createdAt, updatedAt, version } = tenant;
  return {
    workspaceId,
    tenantId,
    name,
    externalTenantId,
    lifecycle,
    presentation: presentLifecycle(lifecycle),
    createdAt,
    updatedAt,
    version,
  };
}

async function create(
  context: UseCaseContext<z.output<typeof createSchema>>,
): Promise<Result<TenantView, NotFound | Conflict>> {
  const { unit, now, caller, input, environment } = context;
  const scope = { workspaceId: input.workspaceId, tenantId: input.tenantId };
  // Outside an operator's allowed set every tenant is not there, a taken id included.
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
    summary: summarize('audit.summary.tenant_created', { name: tenant.name }),
    metadata: { lifecycle: tenant.lifecycle, external_tenant_id: tenant.externalTenantId },
  });
  const isOwn = caller.actor.kind === 'user' && !environment.policy;
  if (isOwn && !(await entitleCreator(context, scope, caller.actor.id))) return err(notFound());
  return ok(tenantView(tenant));
}

/** Whoever adds a tenant may see it; otherwise nobody in the workspace could pass it on. False for somebody who was removed since access saw them. */
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
    summary: summarize('audit.summary.entitlement_granted', { tenant: scope.tenantId }),
  });
  return true;
}

/** Gone when it was erased since access saw it. */
async function get({ unit, input }: UseCaseContext<z.output<typeof oneSchema>>): Promise<Result<TenantView, NotFound>> {
  const tenant = await unit.tenants.get(input);
  return tenant ? ok(tenantView(tenant)) : err(notFound());
}

async function list({
  unit,
  input,
  visibleTenantIds,
}: UseCaseContext<z.output<typeof listSchema>>): Promise<Result<Page<TenantView>, InvalidInput>> {
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

/** Holds the workspace and not the tenant: two who hold what both want to change would wait for each other. */
async function changeLifecycle(
  context: UseCaseContext<z.output<typeof changeSchema>>,
): Promise<Result<TenantView, NotFound | Conflict | Immutable>> {
  const { unit, input, now, caller } = context;
  const scope = { workspaceId: input.workspaceId, tenantId: input.tenantId };
  const held = await unit.access.hold({ workspaceId: input.workspaceId }, null);
  const tenant = held && (await unit.tenants.get(scope));
  if (!tenant) return err(notFound());
  if (held.workspace.archivedAt) return err(immutable('archived'));
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
    summary: summarize('audit.summary.tenant_lifecycle_changed', {
      name: tenant.name,
      from: tenant.lifecycle,
      to: next.lifecycle,
    }),
    metadata: { from: tenant.lifecycle, to: next.lifecycle },
  });
  return ok(tenantView(changed));
}
