// Hooks of tenants. A call without the annotation would stay in every bundle, because it could have effects.
import type { LifecyclePresentation } from '@tenantatlas/core/browser';
import { mutationOf } from '../mutation/atlas-mutation.ts';
import { writeHook } from '../mutation/use-write.ts';
import { pagesHook } from '../query/use-pages.ts';
import { readHook } from '../query/use-read.ts';
import type { HookResult } from '../result.ts';
import { tenantOptions, tenantsOptions } from '../options.ts';

/** The tenants of a workspace that the caller may see, by id. */
export const useTenants = /* @__PURE__ */ pagesHook(tenantsOptions);

/** One tenant. */
export const useTenant = /* @__PURE__ */ readHook(tenantOptions);

/** Mutation options of {@link useCreateTenant}, for hosts that use their query client themselves. */
export const createTenantMutation = /* @__PURE__ */ mutationOf('tenants.create');
/** Adds a tenant to a workspace. */
export const useCreateTenant = /* @__PURE__ */ writeHook(createTenantMutation);

/** Mutation options of {@link useChangeTenantLifecycle}, for hosts that use their query client themselves. */
export const changeTenantLifecycleMutation = /* @__PURE__ */ mutationOf('tenants.changeLifecycle');
/** Changes the lifecycle of a tenant. */
export const useChangeTenantLifecycle = /* @__PURE__ */ writeHook(changeTenantLifecycleMutation);

/** What people read about a tenant's lifecycle. */
export function useTenantLifecycle(...request: Parameters<typeof useTenant>): HookResult<LifecyclePresentation> {
  const tenant = useTenant(...request);
  return tenant.state === 'ready' ? { ...tenant, data: tenant.data.presentation } : tenant;
}
