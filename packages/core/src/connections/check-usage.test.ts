import { expect, it } from 'vitest';
import { systemActor, workspaceUser } from '../access/actor.ts';
import { createTenantAtlas } from '../atlas.ts';
import { scriptedProvider } from '../conformance/provider/scripted-provider.ts';
import { orThrow } from '../kernel/result.ts';
import { createMemoryStorage } from '../memory/index.ts';
import { definePermissions } from '../permissions/catalog.ts';

const permissions = definePermissions({
  provider: 'scripted',
  version: 1,
  permissions: [{ key: 'A.Read', type: 'application', features: ['Verification'], since: 1 }],
});
const place = { workspaceId: 'w-1', tenantId: 't-1' };
const connection = {
  ...place,
  provider: 'scripted',
  connectionType: 'dedicated',
  credentialReference: 'vault/contoso',
  displayName: 'Main',
  externalTenantId: 'contoso.example',
} as const;

it('the check of a connection counts as an operation that a person started: once, and not when it is joined or asked for by the system', async () => {
  const atlas = createTenantAtlas({
    storage: createMemoryStorage(),
    providers: [scriptedProvider({ permissions, tenants: [] })],
  });
  const system = atlas.as(systemActor('seed'));
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await system.tenants.create({ ...place, name: 'Contoso' }));
  orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-1', role: 'manager' }));
  orThrow(await system.workspaces.grantTenant({ ...place, userId: 'u-1' }));
  const mia = atlas.as(workspaceUser({ id: 'u-1', label: 'Mia' }));
  const started = async (): Promise<number> => orThrow(await system.telemetry.summary()).totalEvents;

  const ofSystem = orThrow(await system.connections.create(connection));
  orThrow(await system.connections.verify({ workspaceId: 'w-1', connectionId: ofSystem.id }));
  expect(await started()).toBe(0);

  const { id } = orThrow(await mia.connections.create({ ...connection, displayName: 'Second' }));
  expect(await started()).toBe(0);
  const check = { workspaceId: 'w-1', connectionId: id };
  const first = orThrow(await mia.connections.verify(check));
  expect(await started()).toBe(1);
  expect(orThrow(await mia.connections.verify(check)).run.id).toBe(first.run.id);
  expect(await started()).toBe(1);
});
