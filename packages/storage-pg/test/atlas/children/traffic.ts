// A process that starts and pauses in turn until a message stops it.
import {
  createTenantAtlas,
  defineControls,
  defineOperations,
  ok,
  orThrow,
  platformOperator,
  systemActor,
  workspaceUser,
} from '@tenantatlas/core';
import * as z from 'zod';
import { createPgStorage } from '../../../src/create-pg-storage.ts';
import { pgPool } from '../../../src/pg/index.ts';
import { patientMillis, withPatientLocks } from '../../support/patient.ts';
import { rewrittenSource } from '../../support/rewritten-database.ts';
import { readConfig, tellParent } from '../race-process.ts';
import type { FromTraffic, TrafficConfig } from '../race-protocol.ts';

const controls = defineControls({
  'test.move': {
    label: 'Move',
    supportedScopes: ['global', 'workspace'],
    operationTypes: ['test.move'],
    affectedSurfaces: ['test'],
  },
});
const operations = defineOperations({
  'test.move': {
    label: 'Move',
    capability: 'operations.start',
    control: 'test.move',
    inputs: z.strictObject({ number: z.number() }),
    run: () => Promise.resolve(ok({ processed: 1 })),
  },
});

const { url } = readConfig<TrafficConfig>();
const tell = (message: FromTraffic): void => tellParent(message);
const pool = pgPool({ connectionString: url, max: 4, connectionTimeoutMillis: patientMillis });
const storage = orThrow(await createPgStorage({ database: rewrittenSource(pool, withPatientLocks) }));
const atlas = createTenantAtlas({ storage, catalogs: { controls: [controls], operations: [operations] } });
const system = atlas.as(systemActor('test'));
orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'One' }));
orThrow(await system.tenants.create({ workspaceId: 'w-1', tenantId: 't-1', name: 'T', lifecycle: 'active' }));
orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-1', role: 'owner' }));
orThrow(await system.workspaces.grantTenant({ workspaceId: 'w-1', tenantId: 't-1', userId: 'u-1' }));
const bo = atlas.as(workspaceUser({ id: 'u-1', label: 'Bo' }));
const capabilities = ['platform.access_system_panel', 'platform.ops.controls.manage'] as const;
const ada = atlas.as(platformOperator({ id: 'op-1', label: 'Ada', capabilities }));
const seen = { starts: 0, refused: 0, wrong: [] as unknown[] };
let number = 0;
let enough = Infinity;
const start = async () => {
  number += 1;
  return bo.operations.start({ type: 'test.move', workspaceId: 'w-1', tenantId: 't-1', inputs: { number } });
};
const round = async (): Promise<void> => {
  const started = await start();
  if (started.isOk()) seen.starts += 1;
  else seen.wrong.push(started.error);
  const paused = await ada.controls.pause({
    control: 'test.move',
    scope: { type: 'global' },
    reason: 'a test of roles',
  });
  if (paused.isErr()) return void seen.wrong.push(paused.error);
  const blocked = await start();
  if (blocked.isErr() && blocked.error.code === 'control_paused') seen.refused += 1;
  else seen.wrong.push(blocked.isErr() ? blocked.error : 'started while paused');
  const resumed = await ada.controls.resume({ control: 'test.move', scope: { type: 'global' } });
  if (resumed.isErr()) seen.wrong.push(resumed.error);
};

// A few rounds more, so that units of every kind have met the new names.
process.on('message', () => (enough = seen.starts + 3));
await round();
tell({ said: 'ready', seen });
while (seen.starts < enough && seen.wrong.length === 0) await round();
await storage.close();
tell({ said: 'stopped', seen });
