import type { LifecyclePresentation } from '@tenantatlas/core/browser';
import type { HookResult } from '../result.ts';
import { useTenant } from './use-tenant.ts';

/** What people read about a tenant's stage of life. */
export function useTenantLifecycle(request: Parameters<typeof useTenant>[0]): HookResult<LifecyclePresentation> {
  const tenant = useTenant(request);
  return tenant.state === 'ready' ? { ...tenant, data: tenant.data.presentation } : tenant;
}
