import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Storage, StorageUnit, TenantId } from '@tenantatlas/core/ports';
import { atLeast, exactly, reported } from '../../../../bench/lib/figures.ts';
import { keepFigures } from '../../../../bench/lib/keep-figures.ts';
import {
  makeWorkspace,
  makeWorkspaces,
  noon,
  pauseDraft,
  platform,
  runDraft,
  scopeOf,
  within,
} from '../store-fixtures.ts';
import { openBackend, type OpenBackend } from '../support/backends.ts';
import { rewrittenDatabase } from '../support/rewritten-database.ts';
import { transparentStorage } from '../support/units.ts';
import { waitingForLock } from '../support/waiting-for-lock.ts';
import { tellWaits } from './tell-waits.ts';
import { backendProfiles, type PgBackend } from '../../src/backend/backend-profile.ts';
import { stripAdvisoryLocks } from '../../src/queries/strip-advisory-locks.ts';

/** Registers what the start gate promises, with the SQL of one backend; all of it runs on PostgreSQL. */
export function describeStartGate(backend: PgBackend): void {
  const forBackend = backend === 'postgresql' ? '' : ` (${backend})`;
  let open: OpenBackend;

  beforeAll(async () => {
    open = await openBackend('pg', { backend });
    await makeWorkspaces(open.storage, 'w1', 'w2', 'w3');
  });
  afterAll(() => open.close());

  /** Something that is let go from outside. */
  function latch(): { readonly opened: Promise<void>; open(): void } {
    const { promise, resolve } = Promise.withResolvers<void>();
    return { opened: promise, open: resolve };
  }

  /** Opens a start in the workspace (null: over all) and keeps it open until `end` is called. */
  async function openStart(workspaceId: string | null): Promise<{ end(): Promise<void> }> {
    const [entered, leave] = [latch(), latch()];
    onTestFinished(leave.open); // a test that fails must not keep the others waiting
    const unit = open.storage.unit(workspaceId === null ? platform : within(workspaceId), async ({ gate }) => {
      await gate.enter(workspaceId === null ? null : scopeOf(workspaceId));
      entered.open();
      await leave.opened;
    });
    await Promise.race([entered.opened, unit]);
    return {
      async end() {
        leave.open();
        await unit;
      },
    };
  }

  const settle = (workspaceId: string | null, waitMillis: number) =>
    open.storage.settle(workspaceId === null ? null : scopeOf(workspaceId), waitMillis);

  /** Resolves once a statement waits to delete a row of a gate. */
  async function waitingForRow(): Promise<void> {
    const waits = `select from pg_stat_activity where wait_event_type = 'Lock' and wait_event in ('transactionid', 'tuple') and datname = current_database()`;
    await vi.waitUntil(async () => (await open.admin(waits)).length > 0, { timeout: 20_000, interval: 5 });
  }

  /** Resolves once a session waits for an exclusive queue lock. */
  async function waitingForLine(): Promise<void> {
    const here = `database = (select oid from pg_database where datname = current_database())`; // other files share the server
    const waits = `select from pg_locks where locktype = 'advisory' and not granted and mode = 'ExclusiveLock' and ${here}`;
    await vi.waitUntil(async () => (await open.admin(waits)).length > 0, { timeout: 20_000, interval: 5 });
  }

  describe('waiting', () => {
    it('counts the open starts of that workspace', async () => {
      const starts = await Promise.all([openStart('w1'), openStart('w1'), openStart('w2')]);
      expect(await settle('w1', 1_000)).toEqual({ settled: false, openStarts: 2 });
      expect(await settle(null, 1_000)).toEqual({ settled: false, openStarts: 3 });
      for (const start of starts) await start.end();
      expect(await settle('w1', 60_000)).toEqual({ settled: true, openStarts: 0 });
    });

    it.each([['w1'], [null]])('delays no start and no other pause meanwhile (%s)', async (workspaceId) => {
      const start = await openStart('w1');
      const settling = settle(workspaceId, 60_000);
      await waitingForRow();
      for (let n = 0; n < 5; n += 1) {
        await (await openStart('w1')).end();
        await (await openStart('w2')).end();
        expect(await settle('w2', 60_000)).toEqual({ settled: true, openStarts: 0 });
      }
      await start.end();
      expect(await settling).toEqual({ settled: true, openStarts: 0 });
    });

    it.each([['w1'], [null]])('does not wait for later starts (%s)', async (workspaceId) => {
      const before = await openStart('w1');
      const settling = settle(workspaceId, 60_000);
      await waitingForRow();
      const later = [await openStart('w1'), await openStart('w2')];
      await before.end();
      expect(await settling).toEqual({ settled: true, openStarts: 0 });
      for (const start of later) await start.end();
    });

    it('covers, for each of several consecutive pauses, only the starts before it', async () => {
      let step = 'first start';
      tellWaits(open, () => step);
      const first = await openStart('w1');
      const one = settle('w1', 60_000);
      step = 'first pause';
      await waitingForRow();
      step = 'second start';
      const second = await openStart('w1');
      const two = settle('w1', 60_000);
      step = 'third start';
      const third = await openStart('w1');
      let twoIsSettled = false;
      void two.then(() => (twoIsSettled = true));
      await first.end();
      step = 'end of the first pause';
      expect(await one).toEqual({ settled: true, openStarts: 0 });
      expect(twoIsSettled).toBe(false);
      await second.end();
      await third.end();
      step = 'end of the second pause';
      expect(await two).toEqual({ settled: true, openStarts: 0 });
    });

    it('covers all workspaces for a global pause, and detects the held one', async () => {
      const count = 2_500; // more than one read covers
      await open.admin(`insert into tenantatlas.workspaces (workspace_id, name, created_at, updated_at, version)
        select 'many-' || n, 'W', now(), now(), 1 from generate_series(1, ${count}) as n`);
      await open.admin(`insert into tenantatlas.start_gates (workspace_id, generation)
        select 'many-' || n, 0 from generate_series(1, ${count}) as n`);
      for (const held of ['many-1', 'many-1999', 'many-999']) {
        const start = await openStart(held);
        expect(await settle(null, 300)).toEqual({ settled: false, openStarts: 1 });
        await start.end();
      }
      expect(await settle(null, 60_000)).toEqual({ settled: true, openStarts: 0 });
      await open.admin(`delete from tenantatlas.start_gates where workspace_id like 'many-%'`);
      await open.admin(`delete from tenantatlas.workspaces where workspace_id like 'many-%'`);
    });

    it('leaves one row behind for each gate', async () => {
      expect(await settle('w1', 60_000)).toMatchObject({ settled: true });
      expect(await settle(null, 60_000)).toMatchObject({ settled: true });
      expect(
        await open.admin(
          `select workspace_id, count(*)::int as rows from tenantatlas.start_gates group by 1 order by 1`,
        ),
      ).toEqual(['w1', 'w2', 'w3'].map((workspace_id) => ({ workspace_id, rows: 1 })));
      expect(await open.admin('select count(*)::int as rows from tenantatlas.platform_gate')).toEqual([{ rows: 1 }]);
    });

    it('respects one time limit however many starts are open, one after the other', async () => {
      const starts = await Promise.all([openStart('w1'), openStart('w2'), openStart('w3')]);
      const began = performance.now();
      const settling = settle(null, 5_000); // a limit for each wait would take three times as long
      setTimeout(() => void starts[0]?.end(), 4_000);
      expect(await settling).toMatchObject({ settled: false });
      expect(performance.now() - began).toBeLessThan(10_000);
      for (const start of starts.slice(1)) await start.end();
    });

    it.each([['w1'], [null]])('lasts longer than a unit waits for a lock (%s)', async (workspaceId) => {
      const hasty = transparentStorage(open.database, { lockTimeoutMillis: 50, profile: backendProfiles[backend] }); // short on purpose: a pause has to wait longer
      const start = await openStart('w1');
      const settling = hasty.settle(workspaceId === null ? null : scopeOf(workspaceId), 60_000);
      await waitingForRow();
      await new Promise((resolve) => setTimeout(resolve, 500)); // ten times as long as its units wait
      await start.end();
      expect(await settling).toEqual({ settled: true, openStarts: 0 });
    });

    it('ends even without any time', async () => {
      const start = await openStart('w1');
      expect(await settle('w1', 0)).toMatchObject({ settled: false });
      expect(await settle(null, 0)).toMatchObject({ settled: false });
      await start.end();
    });

    it('is also answered while a workspace is being created, or work over all workspaces is open', async () => {
      const start = await openStart(null);
      expect(await settle(null, 60)).toEqual({ settled: false, openStarts: 1 });
      await start.end();
      const [made, leave] = [latch(), latch()];
      const making = open.storage.unit(platform, async (unit) => {
        await makeWorkspace(unit, 'w4');
        made.open();
        await leave.opened;
      });
      await made.opened;
      expect(await settle(null, 60)).toEqual({ settled: false, openStarts: 1 });
      leave.open();
      await making;
    });
  });

  describe('during an erasure', () => {
    /** Locks rows as an erasure of w1 does, and holds them while `work` runs. */
    const whileErased = (work: () => Promise<void>): Promise<void> =>
      open.hostTransaction(async (host) => {
        await host.run('set local role ta_platform');
        await host.run(`select from tenantatlas.workspaces where workspace_id = 'w1' for update`);
        await host.run(`select from tenantatlas.start_gates where workspace_id = 'w1' for update`);
        await work();
      });

    it.each([['w1'], [null]])('does not wait for it, because nothing can be in the gate (%s)', async (workspaceId) => {
      await whileErased(async () => {
        expect(await settle(workspaceId, 60_000)).toEqual({ settled: true, openStarts: 0 });
      });
      expect(await settle(null, 60_000)).toMatchObject({ settled: true });
    });

    it('a holder of the gate keeps an erasure from locking the workspace, even if the scope was not held', async () => {
      const start = await openStart('w1');
      const lock = open.hostTransaction(async (host) => {
        await host.run('set local role ta_platform');
        await host.run(`select from tenantatlas.workspaces where workspace_id = 'w1' for update nowait`);
      });
      await expect(lock).rejects.toMatchObject({ code: '55P03' });
      await start.end();
    });

    it('locks the workspace before its gate, as an erasure does, so the two cannot deadlock', async () => {
      const before = await deadlocks();
      for (let n = 0; n < 5; n += 1) {
        let settling: Promise<unknown> = Promise.resolve();
        await open.hostTransaction(async (host) => {
          await host.run('set local role ta_platform');
          await host.run(`select from tenantatlas.workspaces where workspace_id = 'w1' for update`);
          settling = Promise.all([settle('w1', 60_000), settle(null, 60_000)]);
          await settle('w2', 60_000); // those are on their way
          await host.run(`select from tenantatlas.start_gates where workspace_id = 'w1' for update`);
        });
        expect(await settling).toEqual([
          { settled: true, openStarts: 0 },
          { settled: true, openStarts: 0 },
        ]);
      }
      expect(await deadlocks()).toBe(before);
    });

    async function deadlocks(): Promise<number> {
      await open.admin('select pg_stat_force_next_flush()');
      const [row] = await open.admin<{ n: number }>(
        'select deadlocks::int as n from pg_stat_database where datname = current_database()',
      );
      return row?.n ?? -1;
    }
  });

  describe('rows of the gate', () => {
    const rowsOf = (workspaceId: string) =>
      open.admin(
        `select generation::int from tenantatlas.start_gates where workspace_id = '${workspaceId}' order by 1`,
      );

    it('are locked from the oldest generation on, whatever their order on disk', async () => {
      await open.admin(`delete from tenantatlas.start_gates where workspace_id = 'w3'`);
      // The newer of the two older ones comes first in the table.
      for (const generation of [12, 11, 13])
        await open.admin(`insert into tenantatlas.start_gates (workspace_id, generation) values ('w3', ${generation})`);
      let settling: Promise<unknown> = Promise.resolve();
      await open.hostTransaction(async (host) => {
        await host.run('set local role ta_platform');
        const lock = (generation: number) =>
          host.run(
            `select from tenantatlas.start_gates where workspace_id = 'w3' and generation = ${generation} for no key update nowait`,
          );
        await lock(11);
        settling = settle('w3', 60_000);
        await waitingForRow();
        await lock(12);
      });
      expect(await settling).toEqual({ settled: true, openStarts: 0 });
      expect(await rowsOf('w3')).toHaveLength(1);
    });

    it('are not held by a pause that waits for another row, so that it delays no earlier pause', async () => {
      await open.admin(`delete from tenantatlas.start_gates where workspace_id = 'w3'`);
      for (const generation of [11, 12, 13])
        await open.admin(`insert into tenantatlas.start_gates (workspace_id, generation) values ('w3', ${generation})`);
      const start = await openStart('w3');
      const settling = settle('w3', 60_000);
      await waitingForRow();
      expect(await rowsOf('w3')).toEqual([{ generation: 13 }, { generation: 14 }]);
      await start.end();
      expect(await settling).toEqual({ settled: true, openStarts: 0 });
      expect(await rowsOf('w3')).toEqual([{ generation: 14 }]);
    });

    it('do not accumulate where a global pause cannot settle because one gate is closed', async () => {
      await open.hostTransaction(async (host) => {
        expect(await open.storage.bind(host.handle).settle(scopeOf('w1'), 60_000)).toMatchObject({ settled: true });
        for (let pause = 0; pause < 3; pause += 1) expect(await settle(null, 300)).toMatchObject({ settled: false });
        expect([await rowsOf('w2'), await rowsOf('w3')]).toEqual([[expect.anything()], [expect.anything()]]);
      });
      expect(await settle(null, 60_000)).toMatchObject({ settled: true });
    });
  });

  describe('in a transaction of the host', () => {
    it('the limits are unchanged after success and after failure', async () => {
      const start = await openStart('w1');
      await open.hostTransaction(async (host) => {
        await host.run(`set local lock_timeout to '12345ms'`);
        await host.run(`set local statement_timeout to '23456ms'`);
        const bound = open.storage.bind(host.handle);
        for (const [workspaceId, settled] of [
          ['w1', false],
          ['w2', true],
          [null, false],
        ] as const) {
          // One that settles takes its time on a busy machine.
          const answer = await bound.settle(workspaceId && scopeOf(workspaceId), settled ? 60_000 : 50);
          expect(answer.settled).toBe(settled);
          expect(await host.run('show lock_timeout')).toEqual([{ lock_timeout: '12345ms' }]);
          expect(await host.run('show statement_timeout')).toEqual([{ statement_timeout: '23456ms' }]);
        }
      });
      await start.end();
    });

    it('that is REPEATABLE READ and read before the pause, entering fails instead of slipping through', async () => {
      const slip = open.hostTransaction(async (host) => {
        await host.run('set transaction isolation level repeatable read');
        const bound = open.storage.bind(host.handle);
        const read = () =>
          bound.unit(within('w3'), ({ activations }) =>
            activations.findApplicable('restore.execute', scopeOf('w3').workspaceId, noon),
          );
        expect(await read()).toEqual([]);
        await open.storage.unit(platform, ({ activations }) => activations.put(pauseDraft('p-rr', 'w3')));
        expect(await settle('w3', 60_000)).toMatchObject({ settled: true });
        expect(await read()).toEqual([]); // its snapshot is older than the pause: reading again alone would not help
        await bound.unit(within('w3'), ({ gate }) => gate.enter(scopeOf('w3')));
      });
      await expect(slip).rejects.toMatchObject({ kind: 'isolation_level' });
      await open.storage.unit(platform, ({ activations }) =>
        activations.remove('restore.execute', { type: 'workspace', ...scopeOf('w3') }, noon),
      );
    });
  });

  it('a missing workspace has no gate to enter', async () => {
    await expect(open.storage.unit(within('nowhere'), ({ gate }) => gate.enter(scopeOf('nowhere')))).rejects.toThrow(
      'no such start gate',
    );
  });

  it.each([['w1'], [null]])('a pause of a host blocks starts until its commit (%s)', async (workspaceId) => {
    const scope = workspaceId === null ? null : scopeOf(workspaceId);
    const [start, entered] = [await openStart('w1'), latch()];
    let isIn = false;
    let late: Promise<void> = Promise.resolve();
    await open.hostTransaction(async (host) => {
      const settling = open.storage.bind(host.handle).settle(scope, 60_000);
      await waitingForLine();
      late = open.storage.unit(within('w1'), async ({ gate }) => {
        await gate.enter(scopeOf('w1'));
        isIn = true;
        entered.open();
      });
      await start.end();
      expect(await settling).toEqual({ settled: true, openStarts: 0 });
      await waitingForLock(open); // the start, for the host
      expect(isIn).toBe(false);
    });
    await entered.opened;
    await late;
  });

  /** A storage whose advisory locks are values: only rows keep the promises. */
  function withoutAdvisoryLocks(): Pick<Storage, 'unit' | 'settle'> {
    return transparentStorage(rewrittenDatabase(open.database, stripAdvisoryLocks), {
      profile: backendProfiles[backend],
    });
  }

  describe.each([
    [`units against a settled pause${forBackend}`, () => open.storage],
    [`units against a settled pause${forBackend}, without advisory locks`, withoutAdvisoryLocks],
  ] as const)('a race of %s', (what, storageOf) => {
    let made: Pick<Storage, 'unit' | 'settle'> | null = null;
    const storage = () => (made ??= storageOf());
    const trials = Math.max(6, Math.round(50 * Number(process.env['TA_SCALE'] ?? 0.05)));

    it(`shows no run after the pause has settled, in ${String(trials)} trials`, { timeout: 600_000 }, async () => {
      const seen = { trials: 0, started: 0, refused: 0, late: 0, both: 0 };
      keepFigures('races', () => [
        atLeast(`${what}: trials`, seen.trials, 50, 'trials'),
        exactly(`${what}: trials with starts and refusals`, seen.both, seen.trials, 'trials'),
        reported(`${what}: started`, seen.started, 'starts'),
        reported(`${what}: refused`, seen.refused, 'starts'),
        exactly(`${what}: late starts`, seen.late, 0, 'starts'),
      ]);
      for (let trial = 0; trial < trials; trial += 1) {
        const workspaceId = `race-${what.length}-${String(trial)}`;
        const scope = scopeOf(workspaceId);
        await makeWorkspaces(storage(), workspaceId);
        const rows = async () =>
          Number(
            (
              await open.admin<{ n: string }>(
                `select count(*) as n from tenantatlas.operation_runs where workspace_id = '${workspaceId}'`,
              )
            )[0]?.n,
          );
        const figures = { started: 0, refused: 0 };
        let over = false;
        const start = async (who: number, n: number): Promise<boolean> =>
          storage().unit(within(workspaceId), async (unit: StorageUnit) => {
            const read = async () =>
              (await unit.activations.findApplicable('restore.execute', scope.workspaceId, noon)).length > 0;
            await unit.access.hold(scope, 't1' as TenantId); // as a start does, before it enters
            // In one message as it is shipped, and in three with time between them.
            if (who % 2) {
              if ((await unit.gate.pass('restore.execute', scope, noon)).applicable.length > 0) return false;
            } else {
              if (await read()) return false;
              await unit.gate.enter(scope);
              if (await read()) return false;
            }
            if (n % 2) await new Promise((resolve) => setTimeout(resolve, 10 * who)); // some take their time: a pause must wait for them
            const id = `r-${String(who)}-${String(n)}`;
            await unit.runs.ensure(scope, runDraft(workspaceId, id, id));
            return true;
          });
        const starters = Array.from({ length: 8 }, async (_, who) => {
          for (let n = 0; !over; n += 1) figures[(await start(who, n)) ? 'started' : 'refused'] += 1;
        });
        while (figures.started < 10) await new Promise((resolve) => setTimeout(resolve, 2));

        await storage().unit(platform, ({ activations }) =>
          activations.put(pauseDraft(`p-${what.length}-${String(trial)}`, trial % 2 ? workspaceId : null)),
        );
        expect(await storage().settle(trial % 2 ? scope : null, 60_000)).toEqual({ settled: true, openStarts: 0 });
        const whenPaused = await rows();
        await new Promise((resolve) => setTimeout(resolve, 20));
        over = true;
        await Promise.all(starters);

        const inTheEnd = await rows();
        seen.trials += 1;
        seen.started += figures.started;
        seen.refused += figures.refused;
        seen.late += inTheEnd - whenPaused;
        seen.both += Number(figures.started > 0 && figures.refused > 0);
        expect(inTheEnd).toBe(whenPaused);
        expect(figures.started).toBe(whenPaused);
        expect(figures.refused).toBeGreaterThan(0);
        const target = trial % 2 ? ({ type: 'workspace', ...scope } as const) : ({ type: 'global' } as const);
        await storage().unit(platform, ({ activations }) => activations.remove('restore.execute', target, noon));
      }
    });
  });
}
