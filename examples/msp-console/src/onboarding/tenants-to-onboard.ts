import type { TenantView } from '@tenantatlas/core/browser';
import { useTenants, type HookResult, type ReadPages } from '@tenantatlas/react-hooks';
import type { OnboardingText } from './use-onboarding-text.ts';

/** How many tenants a dialog offers. */
const offered = 200;

/** The choices of a dialog: one for each tenant. One that is being onboarded is marked, because the server refuses a second onboarding. */
export function tenantOptions(
  tenants: readonly Pick<TenantView, 'tenantId' | 'name' | 'lifecycle'>[],
  text: OnboardingText,
): readonly { readonly value: string; readonly label: string }[] {
  return tenants.map(({ tenantId, name, lifecycle }) => ({
    value: tenantId,
    label: lifecycle === 'onboarding' ? text('onboarding.start.under_way', { tenant: name }) : name,
  }));
}

/** The tenants that are not in service yet. The server says which of them is being onboarded already. */
export function useTenantsToOnboard(workspaceId: string): HookResult<ReadPages<TenantView>> {
  return useTenants({ workspaceId, lifecycles: ['draft', 'onboarding'], limit: offered });
}
