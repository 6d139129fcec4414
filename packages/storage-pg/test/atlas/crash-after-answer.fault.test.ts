import { orThrow } from '@tenantatlas/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atLeast, exactly } from '../../../../bench/lib/figures.ts';
import { isSoak, keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { runOnHandle } from '../support/backends.ts';
import { prepareTemplate } from '../support/database.ts';
import { startPostgres, type PostgresServer } from '../support/embedded-postgres.ts';
import { scaled } from '../support/scale.ts';
import { cheap, composeAtlas } from './race-catalog.ts';
import { ada, bo } from './race-requests.ts';
import { openRaceStorage, type RaceDriver } from './race-storage.ts';
import { openWorld, type RaceWorld } from './race-world.ts';

let server: PostgresServer;
let world: RaceWorld;
beforeAll(async () => {
  server = await startPostgres({ durable: true });
  await prepareTemplate(server.url);
  world = await openWorld(server.url);
  // What no commit waits for stays in memory until the server writes it by itself.
  await world.query(`ALTER SYSTEM SET wal_writer_delay TO '10s'`);
  await world.query(`ALTER SYSTEM SET wal_writer_flush_after TO '1GB'`);
  await world.query('SELECT pg_reload_conf()');
});
afterAll(async () => {
  await world?.close().catch(() => {});
  await server?.stop();
});

const inherited = [
  {
    where: 'the login',
    set: () => 'ALTER ROLE ta_app SET synchronous_commit TO off',
    reset: () => 'ALTER ROLE ta_app RESET synchronous_commit',
  },
  {
    where: 'the database',
    set: (name: string) => `ALTER DATABASE ${name} SET synchronous_commit TO off`,
    reset: (name: string) => `ALTER DATABASE ${name} RESET synchronous_commit`,
  },
];

/** Every driver and every place once; the soak crashes the server for each driver with each place. */
const pairs = (['pg', 'postgres-js'] as const satisfies readonly RaceDriver[]).map((driver, at) => ({
  driver,
  places: isSoak ? inherited : inherited.slice(at, at + 1),
}));

describe.each(pairs)('$driver', ({ driver, places }) => {
  it.each(places)(
    'acknowledged writes survive a crash, even with synchronous_commit off for $where',
    async ({ where, set, reset }) => {
      const prefix = `${driver}-${where.replace(' ', '-')}`;
      const workspaces = await world.seed(prefix, scaled(24, 6), 1);
      const [last = ''] = await world.seed(`${prefix}-last`, 1, 1);
      await world.query(`CREATE TABLE IF NOT EXISTS public.host_notes (n text PRIMARY KEY)`);
      await world.query('GRANT ALL ON public.host_notes TO PUBLIC');
      await world.query(set(world.database.name));
      const opened = await openRaceStorage(driver, world.database.appUrl, 4);
      const atlas = composeAtlas({ storage: opened.storage });
      const seen = { starts: 0, guards: 0, pauses: 0, lost: 0 };
      const what = `crash after the answer, synchronous_commit off for ${where}, ${driver}`;
      keepFigures('faults', () => [
        atLeast(`${what}: starts`, seen.starts, 96, 'starts'),
        atLeast(`${what}: guarded writes of the host`, seen.guards, 24, 'writes'),
        atLeast(`${what}: pauses`, seen.pauses, 24, 'pauses'),
        exactly(`${what}: of them lost`, seen.lost, 0, 'answers'),
      ]);

      const guardedWrite = async (workspaceId: string) => {
        orThrow(
          await atlas.guard(cheap, { actor: bo, workspaceId }, (tx) =>
            runOnHandle(tx.transaction, `INSERT INTO public.host_notes (n) VALUES ('${workspaceId}')`),
          ),
        );
        written.push(workspaceId);
      };
      const runs: string[] = [];
      const written: string[] = [];
      const paused: string[] = [];
      for (const workspaceId of workspaces) {
        for (let n = 0; n < 4; n += 1) {
          const request = { type: cheap, workspaceId, tenantId: 't-1', inputs: { n: String(n) } } as const;
          runs.push(orThrow(await atlas.as(bo).operations.start(request)).run.id);
        }
        await guardedWrite(workspaceId);
        orThrow(
          await atlas.as(ada).controls.pause({
            control: cheap,
            scope: { type: 'workspace', workspaceId },
            reason: 'Vendor incident',
          }),
        );
        paused.push(workspaceId);
      }
      // A durable commit takes along everything before it, so a guard that is not durable shows only at the very end.
      await guardedWrite(last);
      await server.halt('immediate');
      await server.resume();
      await opened.close();

      const admin = world.database.admin;
      const found = async (sql: string) => (await admin<{ id: string }>(sql)).map(({ id }) => id);
      const lost = {
        runs: without(runs, await found('SELECT id FROM tenantatlas.operation_runs')),
        written: without(written, await found('SELECT n AS id FROM public.host_notes')),
        paused: without(paused, await found('SELECT workspace_id AS id FROM tenantatlas.control_activations')),
      };
      Object.assign(seen, { starts: runs.length, guards: written.length, pauses: paused.length });
      seen.lost = lost.runs.length + lost.written.length + lost.paused.length;
      await admin(reset(world.database.name));
      await world.close().catch(() => {});
      world = await openWorld(server.url);
      expect(lost).toEqual({ runs: [], written: [], paused: [] });
    },
  );
});

function without(all: readonly string[], found: readonly string[]): readonly string[] {
  return all.filter((id) => !found.includes(id));
}
