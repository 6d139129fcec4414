// Composes an atlas on the embedded database with an operation and a control of its own, and walks through a pause.
import assert from 'node:assert/strict';
import {
  createTenantAtlas,
  defineControls,
  defineOperations,
  ok,
  orThrow,
  platformCapabilities,
  platformOperator,
  systemActor,
  workspaceUser,
} from '@tenantatlas/core';
import { createPgStorage } from '@tenantatlas/storage-pg';
import { pglite } from '@tenantatlas/storage-pg/pglite';
import * as z from 'zod';

const controls = defineControls({
  'acme.mail': {
    label: 'Mass mail',
    supportedScopes: ['global', 'workspace'],
    operationTypes: ['acme.mail'],
    affectedSurfaces: ['acme.campaigns'],
  },
});
let sent = 0;
const operations = defineOperations({
  'acme.mail': {
    label: 'Mass mail',
    capability: 'operations.start',
    control: 'acme.mail',
    inputs: z.strictObject({ subject: z.string() }),
    completed: 'allow',
    run: async () => {
      sent += 1;
      return ok({ processed: 1, succeeded: 1 });
    },
  },
});

const storage = orThrow(await createPgStorage({ database: pglite('./data') }));
orThrow(await storage.migrate());
const atlas = createTenantAtlas({ storage, catalogs: { controls: [controls], operations: [operations] } });
const system = atlas.as(systemActor('setup'));
orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
orThrow(await system.tenants.create({ workspaceId: 'w-1', tenantId: 't-1', name: 'Contoso', lifecycle: 'active' }));

orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-bo', role: 'owner' }));
orThrow(await system.workspaces.grantTenant({ workspaceId: 'w-1', tenantId: 't-1', userId: 'u-bo' }));
const bo = atlas.as(workspaceUser({ id: 'u-bo', label: 'Bo' }));

const operator = atlas.as(platformOperator({ id: 'op-1', label: 'Ada', capabilities: platformCapabilities }));
const start = () =>
  bo.operations.start({ type: 'acme.mail', workspaceId: 'w-1', tenantId: 't-1', inputs: { subject: 'Hello' } });
const pause = { control: 'acme.mail', scope: { type: 'global' }, reason: 'Spam alarm' };

assert.equal(orThrow(await operator.controls.pause(pause)).settled, true);
const refused = await start();
assert.equal(refused.isErr() && refused.error.code, 'control_paused');
orThrow(await operator.controls.resume({ control: 'acme.mail', scope: { type: 'global' } }));

atlas.worker.start();
const run = orThrow(await start());
for (;;) {
  const { status, outcome } = orThrow(await bo.operations.get({ workspaceId: 'w-1', runId: run.run.id }));
  if (status === 'completed') {
    assert.equal(outcome, 'succeeded');
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
}
assert.equal(sent, 1);
await atlas.worker.idle();
await atlas.close();
console.log('paused, refused, resumed, ran');
