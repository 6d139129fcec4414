import type { TenantView } from '@tenantatlas/core/browser';
import { useTenants, type HookResult, type ReadPages } from '@tenantatlas/react-hooks';

/** How many tenants a dialog offers. */
const offered = 200;

/** The tenants that are not in service yet. The server says which of them is being onboarded already. */
export function useTenantsToOnboard(workspaceId: string): HookResult<ReadPages<TenantView>> {
  return useTenants({ workspaceId, lifecycles: ['draft', 'onboarding'], limit: offered });
}
