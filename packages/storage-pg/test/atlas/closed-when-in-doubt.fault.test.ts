import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { orThrow } from '@tenantatlas/core';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { atLeast, exactly, reported } from '../../../../bench/lib/figures.ts';
import { keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { prepareTemplate } from '../support/database.ts';
import { startPostgres, type PostgresServer } from '../support/embedded-postgres.ts';
import { scaled } from '../support/scale.ts';
import { cheap, composeAtlas, memberNamed, operatorNamed, type RaceAtlas } from './race-catalog.ts';
import { checkAgainstStore, countBy, startLoops, type Answer } from './race-loops.ts';
import { startCommitBreaker, type CommitBreaker } from './race-proxy.ts';
import { openRaceStorage, type RaceDriver, type RaceStorage } from './race-storage.ts';
import { openWorld, type RaceWorld } from './race-world.ts';

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => void process.off('unhandledRejection', note));
afterEach(() => expect(unhandled).toEqual([]));

const unexpected = (answers: readonly Answer[]): number =>
  answers.filter(({ said }) => said.startsWith('unexpected')).length;
const storageFailures = (answers: readonly Answer[]): number =>
  answers.filter(({ said }) => said === 'not_written' || said === 'unknown').length;

/** A world with one workspace, `w-1`, and a table of the host's. */
async function openHostWorld(serverUrl: string): Promise<RaceWorld> {
  const world = await openWorld(serverUrl);
  await world.seed('w', 1, 2);
  await world.query('CREATE TABLE public.host_notes (n text PRIMARY KEY)');
  await world.query('GRANT ALL ON public.host_notes TO PUBLIC');
  return world;
}

describe.each<RaceDriver>(['pg', 'postgres-js'])('%s', (driver) => {
  describe('the server is stopped while starts, guards and pauses loop', () => {
    let server: PostgresServer;
    let world: RaceWorld;
    beforeAll(async () => {
      // Acknowledged writes must survive the crash.
      server = await startPostgres({ durable: true });
      await prepareTemplate(server.url);
      world = await openHostWorld(server.url);
    });
    afterAll(async () => {
      await world?.close().catch(() => {});
      await server?.stop();
    });

    it('every answer is a storage failure, no partial write remains, and it recovers by itself', async () => {
      const opened = await openRaceStorage(driver, world.database.appUrl, 8, { timeoutMillis: 10_000 });
      const loops = startLoops(composeAtlas({ storage: opened.storage }), 'w-1');
      const seen = { stops: 0, recoveries: 0, whileDown: 0, otherwise: 0 };
      const what = `server stopped under load, ${driver}`;
      keepFigures('faults', () => [
        atLeast(`${what}: stops`, seen.stops, 2, 'stops'),
        exactly(`${what}: recoveries by itself`, seen.recoveries, seen.stops, 'recoveries'),
        reported(`${what}: answers while it was down`, seen.whileDown, 'answers'),
        exactly(`${what}: of them anything but not written`, seen.otherwise, 0, 'answers'),
        exactly(`${what}: answers of no known type`, unexpected(loops.answers), 0, 'answers'),
        exactly(`${what}: unhandled errors`, unhandled.length, 0, 'errors'),
      ]);
      for (const how of ['immediate', 'fast'] as const) {
        const before = loops.answers.length;
        await loops.until(
          (answers) => answers.slice(before).filter(({ call, said }) => call === 'start' && said === 'ok').length >= 20,
        );
        await server.halt(how);
        seen.stops += 1;
        const downSince = performance.now();
        await sleep(1_500);
        await loops.until((answers) => answers.filter(({ askedAt }) => askedAt > downSince).length >= 20);
        const downUntil = performance.now();
        const whileDown = loops.answers.filter(
          ({ askedAt, answeredAt }) => askedAt > downSince && answeredAt < downUntil,
        );
        seen.whileDown += whileDown.length;
        seen.otherwise += whileDown.filter(({ said }) => said !== 'not_written').length;
        expect(new Set(whileDown.map(({ said }) => said))).toEqual(new Set(['not_written']));
        await server.resume();
        const back = loops.answers.length;
        await loops.until(
          (answers) => answers.slice(back).filter(({ call, said }) => call === 'start' && said === 'ok').length >= 10,
        );
        seen.recoveries += 1;
      }
      await loops.stop();
      await opened.close();
      console.log(`server stopped twice, ${driver}: ${JSON.stringify(countBy(loops.answers))}`);
      const admin = world.database.admin;
      await checkAgainstStore(loops.answers, (sql) => admin(sql));
    });
  });

  describe('connections are terminated while starts, guards and pauses loop', () => {
    let world: RaceWorld;
    let gatekeeper: pg.Client;
    beforeAll(async () => {
      world = await openHostWorld(inject('postgresUrl'));
      gatekeeper = new pg.Client({ connectionString: world.database.adminUrl });
      gatekeeper.on('error', () => {});
      await gatekeeper.connect();
    });
    afterAll(async () => {
      await gatekeeper?.end();
      await world?.close();
    });

    /** Ends one connection of the application that matches `like`; waits for one for a limited time. */
    async function terminate(like: string): Promise<boolean> {
      for (let tries = 0; tries < 400; tries += 1) {
        const chosen = await world.query(
          `SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity
             WHERE datname = current_database() AND usename = 'ta_app' AND ${like} ORDER BY random() LIMIT 1) AS chosen`,
        );
        if (chosen.length > 0) return true;
        await sleep(2);
      }
      return false;
    }

    it(
      'every answer is typed and correct, and the next one gets another connection',
      { timeout: 600_000 },
      async () => {
        const opened = await openRaceStorage(driver, world.database.appUrl, 8, { timeoutMillis: 10_000 });
        const loops = startLoops(composeAtlas({ storage: opened.storage }), 'w-1');
        const rounds = scaled(100, 12);
        const hit = { waiting: 0, sleeping: 0, betweenStatements: 0, any: 0 };
        const alive = new Set<string>();
        const what = `connections terminated under load, ${driver}`;
        keepFigures('faults', () => {
          const inFlight = hit.waiting + hit.sleeping;
          const all = inFlight + hit.betweenStatements + hit.any;
          return [
            atLeast(`${what}: terminated`, all, 100, 'connections'),
            atLeast(`${what}: of them with a statement in flight`, inFlight, Math.ceil(all / 3), 'connections'),
            atLeast(`${what}: of them between statement and commit`, hit.betweenStatements, 1, 'connections'),
            atLeast(`${what}: typed storage failures`, storageFailures(loops.answers), 1, 'answers'),
            exactly(`${what}: answers of no known type`, unexpected(loops.answers), 0, 'answers'),
            exactly(`${what}: unhandled errors`, unhandled.length, 0, 'errors'),
            exactly(`${what}: kinds of call that continue afterwards`, alive.size, 3, 'of 3'),
          ];
        });
        for (let round = 0; round < rounds; round += 1) {
          const before = loops.answers.length;
          await loops.until((answers) => answers.slice(before).some(({ said }) => said === 'ok'));
          switch (round % 4) {
            case 0:
              // A start or a pause that waits at the gate: its statement is in flight for as long as we like.
              await gatekeeper.query(
                "BEGIN; UPDATE tenantatlas.start_gates SET generation = generation WHERE workspace_id = 'w-1'",
              );
              hit.waiting += Number(
                await terminate("state = 'active' AND wait_event_type = 'Lock' AND query LIKE '%start_gates%'"),
              );
              await gatekeeper.query('ROLLBACK');
              break;
            case 1:
              hit.sleeping += Number(await terminate("state = 'active' AND wait_event = 'PgSleep'"));
              break;
            case 2:
              hit.betweenStatements += Number(await terminate("state = 'idle in transaction'"));
              break;
            default:
              hit.any += Number(await terminate('true'));
          }
        }
        const before = loops.answers.length;
        await loops.until((answers) =>
          ['start', 'guard', 'pause'].every((call) =>
            answers.slice(before).some((one) => one.call === call && one.said === 'ok'),
          ),
        );
        for (const { call, said } of loops.answers.slice(before))
          if (said === 'ok' && call !== 'resume') alive.add(call);
        await loops.stop();
        await opened.close();
        console.log(
          `${rounds} connections terminated, ${driver}: hit ${JSON.stringify(hit)}, answers ${JSON.stringify(countBy(loops.answers))}`,
        );
        await checkAgainstStore(loops.answers, world.query);
        expect(hit.waiting + hit.sleeping).toBeGreaterThanOrEqual(rounds / 3);
        expect(hit.betweenStatements).toBeGreaterThan(0);
        expect(loops.answers.some(({ call, said }) => call === 'start' && said === 'not_written')).toBe(true);
      },
    );
  });

  describe('the connection breaks during a commit', () => {
    let world: RaceWorld;
    let proxy: CommitBreaker;
    let opened: RaceStorage;
    let atlas: RaceAtlas;
    beforeEach(async () => {
      world = await openHostWorld(inject('postgresUrl'));
      const url = new URL(world.database.appUrl);
      proxy = await startCommitBreaker(Number(url.port));
      url.port = String(proxy.port);
      opened = await openRaceStorage(driver, url.href, 2, { isReadable: true, timeoutMillis: 10_000 });
      atlas = composeAtlas({ storage: opened.storage });
    });
    afterEach(async () => {
      await opened?.close();
      await proxy?.close();
      await world?.close();
    });

    const rowsOf = async (table: string) =>
      (await world.query<{ n: number }>(`SELECT count(*)::int AS n FROM tenantatlas.${table}`))[0]?.n;
    const unknown = { code: 'storage_failure', outcome: 'unknown', retryable: false };

    it.each(['before', 'behind'] as const)(
      '%s the server has it: the answer is unknown, the write is complete or absent, and repeating the call settles it',
      async (when) => {
        const { operations } = atlas.as(memberNamed('u-1'));
        const { controls } = atlas.as(operatorNamed('op-1'));
        const isThere = when === 'behind' ? 1 : 0;
        const what = `connection broken ${when === 'before' ? 'before the server has the commit' : 'behind the commit'}, ${driver}`;
        let settled = 0;
        keepFigures('faults', () => [
          atLeast(`${what}: commits`, proxy.broken, 22, 'commits'),
          exactly(
            `${what}: answers other than unknown, or rows other than all or none`,
            proxy.broken - settled,
            0,
            'commits',
          ),
        ]);
        // The first unit of a storage reads the names of the roles, with a commit of its own. It is read before.
        await opened.storage.unit({ plane: 'platform', actor: null }, () => Promise.resolve());
        // Each of them writes the caller's name once per process. That is written before.
        for (let round = 0; round < scaled(20, 3); round += 1) {
          const n = randomUUID();
          const request = {
            type: cheap,
            workspaceId: 'w-1',
            tenantId: 't-1',
            inputs: { n },
            idempotencyKey: n,
          } as const;
          proxy.breakNext(when);
          expect((await operations.start(request))._unsafeUnwrapErr()).toMatchObject(unknown);
          const counted = [
            await rowsOf('operation_runs'),
            await rowsOf(`audit_entries WHERE action = 'operation_run.started'`),
            await rowsOf('idempotency_keys'),
          ];
          expect(counted).toEqual([round + isThere, round + isThere, round + isThere]);
          orThrow(await operations.start(request));
          expect(await rowsOf('operation_runs')).toBe(round + 1);
          settled += 1;
        }

        const pause = {
          control: cheap,
          scope: { type: 'workspace', workspaceId: 'w-1' },
          reason: 'Vendor incident',
        } as const;
        proxy.breakNext(when);
        expect((await controls.pause(pause))._unsafeUnwrapErr()).toMatchObject(unknown);
        expect(await rowsOf('control_activations')).toBe(isThere);
        expect(await rowsOf(`audit_entries WHERE action = 'operational_control.paused'`)).toBe(isThere);
        expect(orThrow(await controls.pause(pause)).disposition).toBe(isThere ? 'updated' : 'created');
        settled += 1;
        proxy.breakNext(when);
        const refused = await operations.start({
          type: cheap,
          workspaceId: 'w-1',
          tenantId: 't-1',
          inputs: { n: randomUUID() },
        });
        expect(refused._unsafeUnwrapErr()).toMatchObject(unknown);
        expect(await rowsOf(`audit_entries WHERE action = 'operational_control.execution_blocked'`)).toBe(isThere);
        settled += 1;
        expect(proxy.broken).toBe(scaled(20, 3) + 2);
      },
    );
  });
});
