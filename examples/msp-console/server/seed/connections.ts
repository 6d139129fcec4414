import { orThrow, systemActor } from '@tenantatlas/core';
import { credentialOf } from '../provider/demo-microsoft.ts';
import type { Past } from './past.ts';
import { workspaces } from './plan.ts';

/** Connects the first tenant of each workspace that has an id at Microsoft, through the app that the customer has registered. A connection that exists stays as it is. */
export async function makeConnections(atlas: Past['atlas']): Promise<void> {
  const system = atlas.as(systemActor('seed'));
  for (const { workspaceId, tenants } of workspaces) {
    const tenant = tenants.find(({ externalTenantId }) => externalTenantId !== null);
    if (!tenant) continue;
    const { tenantId, name, externalTenantId } = tenant;
    const { items } = orThrow(await system.connections.list({ workspaceId, tenantId }));
    if (items.length > 0) continue;
    orThrow(
      await system.connections.create({
        workspaceId,
        tenantId,
        provider: 'microsoft',
        connectionType: 'dedicated',
        credentialReference: credentialOf(workspaceId),
        displayName: `Microsoft 365 of ${name}`,
        externalTenantId,
      }),
    );
  }
}
