import { createTenantAtlas, orThrow, systemActor, workspaceUser } from '@tenantatlas/core';
import { scriptedProvider } from '@tenantatlas/core/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend, type OpenBackend } from '../support/backends.ts';

const place = { workspaceId: 'w-1', tenantId: 't-1' };

describe('the surfaces of a tenant', () => {
  let open: OpenBackend;
  const sent: string[] = [];
  beforeAll(async () => {
    open = await openBackend('pg', {
      rewrite: (sql) => {
        sent.push(sql);
        return sql;
      },
    });
  });
  afterAll(() => open.close());

  it('take the same number of statements however many connections and runs there are', async () => {
    const atlas = createTenantAtlas({ storage: open.storage, providers: [scriptedProvider()] });
    const system = atlas.as(systemActor('setup'));
    orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
    orThrow(await system.tenants.create({ ...place, name: 'Contoso', lifecycle: 'active' }));
    orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-1', role: 'owner' }));
    orThrow(await system.workspaces.grantTenant({ ...place, userId: 'u-1' }));
    const { surfaces, connections } = atlas.as(workspaceUser({ id: 'u-1', label: 'Olga' }));
    const startOne = async () => {
      const connection = orThrow(
        await system.connections.create({
          ...place,
          provider: 'scripted',
          connectionType: 'platform',
          displayName: 'Main',
          externalTenantId: 'contoso.example',
        }),
      );
      // Of a person: her name is read, too.
      orThrow(await connections.verify({ workspaceId: 'w-1', connectionId: connection.id }));
    };
    const counted = async () => {
      sent.length = 0;
      const verification = orThrow(await surfaces.tenantVerification(place));
      const ofVerification = sent.length;
      const { items } = orThrow(await surfaces.recentOperations({ ...place, limit: 25 }));
      return { state: verification.state, rows: items.length, ofVerification, ofRecent: sent.length - ofVerification };
    };

    await startOne();
    const one = await counted();
    expect(one).toMatchObject({ state: 'active_run', rows: 1 });
    for (let n = 0; n < 29; n += 1) await startOne();
    expect(await counted()).toEqual({ ...one, rows: 25 });
    // The unit with access, the connection and its run, and the name of the person; the same with the runs alone.
    expect([one.ofVerification, one.ofRecent]).toEqual([4, 3]);
  });
});
