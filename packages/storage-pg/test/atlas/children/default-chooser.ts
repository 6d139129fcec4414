// A process of callers who all want a connection of theirs to be the default of one tenant, at once.
import { createTenantAtlas, orThrow, systemActor } from '@tenantatlas/core';
import { scriptedProvider } from '@tenantatlas/core/conformance';
import { readConfig, tellParent } from '../race-process.ts';
import { openRaceStorage } from '../race-storage.ts';

const { url, callers, rounds } = readConfig<{ url: string; callers: number; rounds: number }>();
const { storage, close } = await openRaceStorage('pg', url, callers);
const system = createTenantAtlas({ storage, providers: [scriptedProvider()] }).as(systemActor('chooser'));
const scope = { workspaceId: 'w-1', tenantId: 't-1' };
const wanted = { ...scope, provider: 'scripted', connectionType: 'platform', displayName: 'Mine' } as const;

async function choose(caller: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    // The first of the tenant, one that takes its place, and one that was there before.
    const isDefault = caller % 2 === 0 ? true : null;
    const { id } = orThrow(await system.connections.create({ ...wanted, isDefault }));
    if (caller % 4 === 1)
      orThrow(
        await system.connections.update({
          workspaceId: 'w-1',
          connectionId: id,
          displayName: 'Chosen',
          isDefault: true,
        }),
      );
  }
}

process.once('message', () => {
  void Promise.all(Array.from({ length: callers }, (_, caller) => choose(caller))).then(async () => {
    await close();
    tellParent({ said: 'done' });
  });
});
tellParent({ said: 'ready' });
