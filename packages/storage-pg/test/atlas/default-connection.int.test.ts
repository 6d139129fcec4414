import { createTenantAtlas, orThrow, systemActor } from '@tenantatlas/core';
import { scriptedProvider } from '@tenantatlas/core/conformance';
import { expect, inject, it, onTestFinished } from 'vitest';
import { scaled } from '../support/scale.ts';
import { createTestDatabase } from '../support/database.ts';
import { startProcess } from './race-process.ts';
import { openRaceStorage } from './race-storage.ts';

interface From {
  readonly said: 'ready' | 'done';
}

it('64 callers in 4 processes leave one default connection of a tenant, and none of them fails', async () => {
  const database = await createTestDatabase(inject('postgresUrl'));
  onTestFinished(() => database.drop());
  const { storage, close } = await openRaceStorage('pg', database.appUrl, 2);
  onTestFinished(close);
  const system = createTenantAtlas({ storage, providers: [scriptedProvider()] }).as(systemActor('seed'));
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await system.tenants.create({ workspaceId: 'w-1', tenantId: 't-1', name: 'Contoso' }));

  const rounds = scaled(20, 2);
  const processes = Array.from({ length: 4 }, () =>
    startProcess<{ readonly say: 'go' }, From>('default-chooser.ts', { url: database.appUrl, callers: 16, rounds }),
  );
  onTestFinished(async () => void (await Promise.all(processes.map((one) => one.end()))));
  await Promise.all(processes.map((one) => one.hear('ready')));
  for (const one of processes) one.send({ say: 'go' });
  // Rejects with what the process wrote when a caller fails.
  await Promise.all(processes.map((one) => one.hear('done')));

  const rows = await database.admin(
    `select (select count(*) from tenantatlas.provider_connections) as made, (select count(*) from tenantatlas.default_connections) as chosen`,
  );
  expect(rows).toMatchObject([{ made: String(64 * rounds), chosen: '1' }]);
});
