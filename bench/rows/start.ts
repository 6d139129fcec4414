import {
  createTenantAtlas,
  defineControls,
  defineOperations,
  ok,
  orThrow,
  systemActor,
  type WorkspaceUser,
  workspaceUser,
} from '@tenantatlas/core';
import { createPgStorage } from '@tenantatlas/storage-pg';
import { pgPool } from '@tenantatlas/storage-pg/pg';
import pg from 'pg';
import * as z from 'zod';
import { startPostgres } from '../../packages/storage-pg/test/support/embedded-postgres.ts';
import { reported, type Figure } from '../lib/figures.ts';
import { median, percentile } from '../lib/rounds.ts';

const starts = 400;
const warmUp = 50;

const definition = {
  capability: 'operations.start',
  inputs: z.strictObject({ number: z.number() }),
  run: () => Promise.resolve(ok({ processed: 1 })),
} as const;

const controls = defineControls({
  'bench.guarded': {
    label: 'Guarded',
    supportedScopes: ['global', 'workspace'],
    operationTypes: ['bench.guarded'],
    affectedSurfaces: ['bench'],
  },
});
const operations = defineOperations({
  'bench.guarded': { ...definition, label: 'Guarded', control: 'bench.guarded' },
  'bench.plain': { ...definition, label: 'Plain' },
});

/**
 * What the guard of a control adds to a start: messages counted, and the time of the same start with and without it, in turn. In turn as well: the guarded start on a pool that
 * pipelines and keeps plans.
 */
export async function measure(): Promise<readonly Figure[]> {
  const server = await startPostgres();
  const pool = new pg.Pool({ connectionString: server.url, max: 4 });
  const counted = countingPool(pool);
  const quickPool = new pg.Pool({ connectionString: server.url, max: 4, pipeline: true });
  try {
    const catalogs = { controls: [controls], operations: [operations] };
    const storage = orThrow(await createPgStorage({ database: pgPool(counted.pool) }));
    orThrow(await storage.migrate());
    const atlas = createTenantAtlas({ storage, catalogs });
    const quickStorage = orThrow(await createPgStorage({ database: pgPool(quickPool, { preparedStatements: true }) }));
    const quickAtlas = createTenantAtlas({ storage: quickStorage, catalogs });
    const bo = workspaceUser({ id: 'u-bo', label: 'Bo' });
    await seed(atlas.as(systemActor('bench')), bo);

    let number = 0;
    const start = async (
      type: 'bench.guarded' | 'bench.plain',
      by = atlas,
    ): Promise<{ readonly millis: number; readonly messages: number }> => {
      number += 1;
      const messages = counted.messages();
      const began = performance.now();
      orThrow(await by.as(bo).operations.start({ type, workspaceId: 'w-1', tenantId: 't-1', inputs: { number } }));
      return { millis: performance.now() - began, messages: counted.messages() - messages };
    };

    const guarded: number[] = [];
    const plain: number[] = [];
    const quick: number[] = [];
    const bare: number[] = [];
    let trips = { guarded: 0, plain: 0 };
    for (let round = -warmUp; round < starts; round += 1) {
      const withGuard = await start('bench.guarded');
      const without = await start('bench.plain');
      const pipelined = await start('bench.guarded', quickAtlas);
      const began = performance.now();
      await pool.query('select 1');
      if (round < 0) continue;
      trips = { guarded: withGuard.messages, plain: without.messages };
      guarded.push(withGuard.millis);
      plain.push(without.millis);
      quick.push(pipelined.millis);
      bare.push(performance.now() - began);
    }
    return [
      reported('messages to the server, guarded start', trips.guarded, 'round trips'),
      reported('messages to the server, the same start without a control', trips.plain, 'round trips'),
      reported(
        'a guarded start takes, of the same start without a control',
        median(guarded.map((millis, round) => millis / (plain[round] as number))),
        'x',
      ),
      reported('the guard adds', median(guarded.map((millis, round) => millis - (plain[round] as number))), 'ms'),
      reported('guarded start, median', median(guarded), 'ms'),
      reported('guarded start, p95', percentile(guarded, 0.95), 'ms'),
      reported('start without a control, median', median(plain), 'ms'),
      reported(
        'a guarded start with pipelining and prepared statements takes, of one without',
        median(quick.map((millis, round) => millis / (guarded[round] as number))),
        'x',
      ),
      reported('guarded start with pipelining and prepared statements, median', median(quick), 'ms'),
      reported('a bare round trip', median(bare), 'ms'),
    ];
  } finally {
    await Promise.all([pool.end(), quickPool.end()]);
    await server.stop();
  }
}

async function seed(
  system: ReturnType<ReturnType<typeof createTenantAtlas>['as']>,
  { id: userId }: WorkspaceUser,
): Promise<void> {
  const workspaceId = 'w-1';
  const tenantId = 't-1';
  orThrow(await system.workspaces.create({ workspaceId, name: 'Bench' }));
  orThrow(await system.tenants.create({ workspaceId, tenantId, name: 'Bench tenant', lifecycle: 'active' }));
  orThrow(await system.workspaces.addMember({ workspaceId, userId, role: 'owner' }));
  orThrow(await system.workspaces.grantTenant({ workspaceId, tenantId, userId }));
}

type Pool = Exclude<Parameters<typeof pgPool>[0], { readonly connectionString: string }>;

/** Counts what goes out to the server; one call of `query` is one message and one answer. */
function countingPool(pool: pg.Pool): { readonly pool: Pool; messages(): number } {
  let count = 0;
  return {
    messages: () => count,
    pool: {
      async connect() {
        const client = await pool.connect();
        return {
          query(statement) {
            count += 1;
            return client.query(statement);
          },
          on: (event, listener) => client.on(event, listener),
          off: (event, listener) => client.off(event, listener),
          release: (destroy) => client.release(destroy),
        };
      },
      on: (event, listener) => pool.on(event, listener),
      off: (event, listener) => pool.off(event, listener),
      end: () => pool.end(),
    },
  };
}
