import type { SyncTenant } from '../../src/sync/index.ts';

export const clientId = 'aaaaaaaa-0000-4000-8000-000000000001';
export const clientSecret = 'a-secret-of-the-simulated-app';

/** A tenant of the simulated world, by its name. */
export function tenantOf(name: string): SyncTenant {
  return {
    tenantId: name,
    access: {
      externalTenantId: `${name}.onmicrosoft.com`,
      connectionType: 'dedicated',
      credential: { clientId, clientSecret },
    },
  };
}
