import { orThrow } from '@tenantatlas/core';
import pg from 'pg';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { atLeast, exactly, reported } from '../../../../bench/lib/figures.ts';
import { isSoak, keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { createPgStorage } from '../../src/create-pg-storage.ts';
import type { SqlDatabaseSource } from '../../src/executor/sql-database.ts';
import { pgPool } from '../../src/pg/index.ts';
import { postgresJs } from '../../src/postgres-js/index.ts';
import { findPgBouncer, startPgBouncer, type PgBouncer } from '../support/pgbouncer.ts';
import { cheap, composeAtlas, type RaceAtlas } from './race-catalog.ts';
import { ada, asPromiseOf, bo } from './race-requests.ts';
import { openWorld, type RaceWorld } from './race-world.ts';

const binary = findPgBouncer();

if (isSoak && binary === null)
  console.log('No pgbouncer on the PATH and no PGBOUNCER_PATH: the run behind it is left out.');

type Name = 'pg' | 'postgres-js without prepared statements' | 'postgres-js with prepared statements';
/** The ways to connect that are of use behind a pooler. */
const fit: readonly Name[] = ['pg', 'postgres-js without prepared statements'];

interface Opened {
  readonly source: SqlDatabaseSource;
  /** Has the server forget every prepared statement of the connection. */
  forget(): Promise<unknown>;
  end(): Promise<unknown>;
}

function open(name: Name, url: string, max: number): Opened {
  if (name === 'pg') {
    const pool = new pg.Pool({ connectionString: url, max });
    pool.on('error', () => {});
    return { source: pgPool(pool), forget: () => pool.query('DEALLOCATE ALL'), end: () => pool.end() };
  }
  const prepare = name === 'postgres-js with prepared statements';
  const sql = postgres(url, { max, prepare, backoff: () => 0.2, onnotice: () => {} });
  return {
    source: postgresJs(sql),
    forget: () => sql.unsafe('DEALLOCATE ALL').simple(),
    end: () => sql.end({ timeout: 1 }),
  };
}

it.each(fit)('%s depends on no server state of an earlier transaction', async (name) => {
  const world = await openWorld(inject('postgresUrl'));
  const [workspaceId = ''] = await world.seed('w', 1, 1);
  const { source, forget, end } = open(name, world.database.appUrl, 1);
  const storage = orThrow(await createPgStorage({ database: source }));
  const atlas = composeAtlas({ storage });
  const scope = { type: 'workspace', workspaceId } as const;
  for (let n = 0; n < 5; n += 1) {
    const request = { type: cheap, workspaceId, tenantId: 't-1', inputs: { n: String(n) } } as const;
    orThrow(await atlas.as(bo).operations.start(request));
    await forget();
    orThrow(await atlas.as(ada).controls.pause({ control: cheap, scope, reason: 'Vendor incident' }));
    await forget();
    orThrow(await atlas.as(ada).controls.resume({ control: cheap, scope }));
    await forget();
  }
  expect(await world.countRuns([workspaceId])).toBe(5);
  await storage.close();
  await end();
  await world.close();
});

if (isSoak && binary !== null) {
  describe('PgBouncer in transaction mode', () => {
    let world: RaceWorld;
    let bouncer: PgBouncer;
    beforeAll(async () => {
      world = await openWorld(inject('postgresUrl'));
      bouncer = await startPgBouncer(binary, inject('postgresUrl'), 5);
    });
    afterAll(async () => {
      await bouncer?.stop();
      await world?.close();
    });

    /** Three hundred starts and twenty pauses, sixteen at a time; what was acknowledged, and what else was said. */
    async function work(atlas: RaceAtlas, workspaces: readonly string[]) {
      const said = { runs: [] as string[], paused: [] as string[], refused: 0, rejected: [] as unknown[] };
      const start = async (n: number) => {
        const workspaceId = workspaces[20 + (n % 20)] ?? '';
        const request = { type: cheap, workspaceId, tenantId: 't-1', inputs: { n: String(n) } } as const;
        const answer = await asPromiseOf(atlas.as(bo).operations.start(request));
        if (answer.isOk()) said.runs.push(answer.value.run.id);
        else said.refused += 1;
      };
      const pause = async (n: number) => {
        const workspaceId = workspaces[n] ?? '';
        const scope = { type: 'workspace', workspaceId } as const;
        const answer = await asPromiseOf(
          atlas.as(ada).controls.pause({ control: cheap, scope, reason: 'Vendor incident' }),
        );
        if (answer.isOk()) said.paused.push(workspaceId);
        else said.refused += 1;
      };
      const tasks = Array.from({ length: 320 }, (_, at) => () => (at % 16 === 0 ? pause(at / 16) : start(at)));
      await Promise.all(
        Array.from({ length: 16 }, async () => {
          for (let task = tasks.shift(); task; task = tasks.shift())
            await task().catch((error: unknown) => said.rejected.push(error));
        }),
      );
      return said;
    }

    it.each([...fit, 'postgres-js with prepared statements'] as const)('%s', { timeout: 300_000 }, async (name) => {
      const workspaces = await world.seed(name.replaceAll(' ', '-'), 40, 1);
      const { source, end } = open(name, bouncer.before(world.database.appUrl), 16);
      const storage = orThrow(await createPgStorage({ database: source }));
      const said = await work(composeAtlas({ storage }), workspaces);
      await storage.close();
      await end();
      const runs = await world.query<{ id: string }>('SELECT id FROM tenantatlas.operation_runs');
      const paused = await world.query<{ id: string }>(
        'SELECT workspace_id AS id FROM tenantatlas.control_activations',
      );
      const lost = [...said.runs, ...said.paused].filter(
        (id) => !runs.some((run) => run.id === id) && !paused.some((pause) => pause.id === id),
      );
      console.log(
        `behind PgBouncer, ${name}: ${said.runs.length} starts, ${said.paused.length} pauses, ${said.refused} storage failures`,
      );
      const isFit = fit.includes(name);
      keepFigures('faults', () => [
        ...(isFit
          ? [
              atLeast(`behind PgBouncer, ${name}: starts`, said.runs.length, 300, 'starts'),
              atLeast(`behind PgBouncer, ${name}: pauses`, said.paused.length, 20, 'pauses'),
            ]
          : [reported(`behind PgBouncer, ${name}: storage failures that name the option`, said.refused, 'answers')]),
        exactly(`behind PgBouncer, ${name}: rejections`, said.rejected.length, 0, 'answers'),
        exactly(`behind PgBouncer, ${name}: acknowledged and not there`, lost.length, 0, 'answers'),
      ]);
      expect(said.rejected).toEqual([]);
      expect(lost).toEqual([]);
      if (isFit) expect([said.runs.length, said.paused.length, said.refused]).toEqual([300, 20, 0]);
    });
  });
}
