import { setImmediate as nextTurn } from 'node:timers/promises';
import { InvariantError, orThrow } from '@tenantatlas/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { waitingForLock } from '../support/waiting-for-lock.ts';
import { cheap, operatorNamed, type RaceAtlas } from './race-catalog.ts';
import { forEachHost, jot, type Host } from './race-host.ts';
import {
  asPromiseOf,
  bo,
  ada,
  inW1,
  pauseOfW1,
  cheapStart,
  restoreStart,
  codeOf,
  changedItsMind,
  type Bound,
} from './race-requests.ts';

forEachHost((backend, openHost) => {
  let host: Host;
  let atlas: RaceAtlas;
  beforeAll(async () => {
    host = await openHost();
    atlas = host.atlas;
  });
  afterAll(() => host?.close());
  beforeEach(() => host.clear());

  /** Resolves once a start waits for the host's transaction. PGlite has one connection: there it waits from the moment it is asked. */
  const startWaits = () => (backend.name === 'pglite' ? nextTurn() : waitingForLock(host));

  /** Some of everything that the SDK writes. */
  async function writeMuch(bound: Bound, name: string): Promise<void> {
    const operator = bound.as(ada);
    orThrow(await operator.workspaces.create({ workspaceId: name, name: 'Made inside' }));
    orThrow(await operator.workspaces.addMember({ workspaceId: name, userId: 'u-9', role: 'manager' }));
    orThrow(await operator.tenants.create({ workspaceId: name, tenantId: 't-1', name: 'Tenant', lifecycle: 'active' }));
    orThrow(await bound.as(bo).operations.start(cheapStart()));
    orThrow(await bound.as(bo).operations.start(restoreStart()));
    orThrow(
      await operator.controls.pause({
        control: cheap,
        scope: { type: 'workspace', workspaceId: name },
        reason: 'Not yet open',
      }),
    );
    orThrow(
      await operator.controls.pause({
        control: 'restore.execute',
        scope: { type: 'global' },
        reason: 'Vendor incident',
      }),
    );
  }

  describe('writes of the SDK and of the host', () => {
    it('roll back with the host', async () => {
      const before = await host.fingerprint();
      expect(before).toHaveProperty('workspaces');
      const attempt = host.hostTransaction(async (transaction) => {
        await jot(transaction, 'before');
        await writeMuch(atlas.withTransaction(transaction.handle), 'w-rolled-back');
        await jot(transaction, 'after');
        throw changedItsMind;
      });
      await expect(attempt).rejects.toBe(changedItsMind);
      expect(await host.fingerprint()).toEqual(before);
      expect(await host.notes()).toEqual([]);
    });

    it('commit with the host', async () => {
      await host.hostTransaction(async (transaction) => {
        await jot(transaction, 'before');
        await writeMuch(atlas.withTransaction(transaction.handle), 'w-committed');
        await jot(transaction, 'after');
      });
      expect(await host.notes()).toEqual(['after', 'before']);
      expect(await host.count('operation_runs')).toBe(2);
      expect(await host.count("tenants WHERE workspace_id = 'w-committed'")).toBe(1);
      expect(await host.entriesOf('operation_run.started')).toBe(2);
      expect(await host.count('platform_control_activations')).toBe(1);
    });

    it('leave no trace in memory either: the next write names a person whose label was rolled back', async () => {
      const late = operatorNamed('op-late');
      const attempt = host.hostTransaction(async (transaction) => {
        orThrow(await atlas.withTransaction(transaction.handle).as(late).controls.pause(pauseOfW1));
        throw changedItsMind;
      });
      await expect(attempt).rejects.toBe(changedItsMind);
      orThrow(await atlas.as(late).controls.pause(pauseOfW1));
      expect(await host.admin("SELECT label FROM tenantatlas.people WHERE person_id = 'op-late'")).toEqual([
        { label: late.label },
      ]);
    });
  });

  describe("a pause inside the host's transaction", () => {
    it.each([
      { end: 'commits', start: 'control_paused' },
      { end: 'rolls back', start: 'ok' },
    ])('decides about a concurrent start when the host $end: $start', async ({ end, start }) => {
      const paused = Promise.withResolvers<void>();
      // Of another caller: what the transaction begins is inside of it, and PGlite has no other session for it.
      const starting = paused.promise.then(async () => codeOf(await atlas.as(bo).operations.start(cheapStart())));
      let answered = false;
      void starting.then(() => (answered = true));
      const transaction = host.hostTransaction(async ({ handle }) => {
        orThrow(await atlas.withTransaction(handle).as(ada).controls.pause(pauseOfW1));
        paused.resolve();
        await startWaits();
        expect(answered).toBe(false);
        if (end === 'rolls back') throw changedItsMind;
      });
      await transaction.catch((error: unknown) => expect(error).toBe(changedItsMind));
      expect(await starting).toBe(start);
      expect(await host.count('operation_runs')).toBe(start === 'ok' ? 1 : 0);
      expect(await host.entriesOf('operational_control.execution_blocked')).toBe(start === 'ok' ? 0 : 1);
    });

    it('applies within the transaction at once', async () => {
      await host.hostTransaction(async ({ handle }) => {
        const bound = atlas.withTransaction(handle);
        expect(codeOf(await bound.as(bo).operations.start(cheapStart()))).toBe('ok');
        expect(orThrow(await bound.as(ada).controls.pause(pauseOfW1))).toMatchObject({ settled: true });
        expect(codeOf(await bound.as(bo).operations.start(cheapStart()))).toBe('control_paused');
      });
      expect(await host.count('operation_runs')).toBe(1);
    });
  });

  describe('the outer atlas inside a transaction', () => {
    const fix = 'use the tx handed to your callback';
    const inner: readonly { readonly call: string; ask(): Promise<unknown> }[] = [
      { call: 'a start', ask: async () => atlas.as(bo).operations.start(cheapStart()) },
      { call: 'a pause', ask: async () => atlas.as(ada).controls.pause(pauseOfW1) },
      { call: 'a guard', ask: async () => atlas.guard(cheap, inW1, async () => 'done') },
    ];
    it.each(inner)('is an error that names the fix: $call', async ({ ask }) => {
      const asPromise = async () => void (await ask());
      await expect(asPromiseOf(atlas.guard(cheap, inW1, asPromise))).rejects.toThrow(fix);
      const within = host.hostTransaction(({ handle }) =>
        asPromiseOf(atlas.withTransaction(handle).guard(cheap, inW1, asPromise)),
      );
      await expect(within).rejects.toBeInstanceOf(InvariantError);
      expect(await host.count('operation_runs')).toBe(0);
    });

    it('is an error too for a bound atlas inside its own guard', async () => {
      const within = host.hostTransaction(({ handle }) => {
        const bound = atlas.withTransaction(handle);
        return asPromiseOf(
          bound.guard(cheap, inW1, async () => void (await bound.as(bo).operations.start(cheapStart()))),
        );
      });
      await expect(within).rejects.toThrow('tx handed to your callback');
    });
  });

  describe('a host in REPEATABLE READ', () => {
    const snapshotTaken = async (run: (sql: string) => Promise<unknown>) => {
      await run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await run('SELECT count(*) FROM public.host_notes');
    };

    it('cannot start guarded work: it could not see a pause', async () => {
      await host.hostTransaction(async (transaction) => {
        await snapshotTaken(transaction.run);
        const bound = atlas.withTransaction(transaction.handle);
        expect(codeOf(await bound.as(bo).operations.start(cheapStart()))).toBe('storage_failure');
        expect(codeOf(await bound.guard(cheap, inW1, async () => 1))).toBe('storage_failure');
        await jot(transaction, 'goes on');
      });
      expect(await host.count('operation_runs')).toBe(0);
      expect(await host.notes()).toEqual(['goes on']);
    });

    it.each(['workspace', 'global'] as const)(
      'gets a storage failure instead of passing a %s pause that its snapshot does not show',
      async (type) => {
        if (backend.name === 'pglite') return; // one session: no pause can run meanwhile
        await host.hostTransaction(async (transaction) => {
          await snapshotTaken(transaction.run);
          const scope = type === 'global' ? ({ type } as const) : pauseOfW1.scope;
          expect(orThrow(await atlas.as(ada).controls.pause({ ...pauseOfW1, scope }))).toMatchObject({ settled: true });
          const bound = atlas.withTransaction(transaction.handle);
          // The danger: this transaction does not see the pause.
          expect(
            orThrow(await bound.as(ada).controls.evaluate({ control: cheap, workspaceId: 'w-1' })).effectiveState,
          ).toBe('enabled');
          const started = await bound.as(bo).operations.start(cheapStart());
          expect(started._unsafeUnwrapErr()).toMatchObject({ code: 'storage_failure', outcome: 'not_written' });
          let ran = false;
          expect(codeOf(await bound.guard(cheap, inW1, async () => void (ran = true)))).toBe('storage_failure');
          expect(ran).toBe(false);
          await jot(transaction, 'goes on');
        });
        expect(await host.count('operation_runs')).toBe(0);
        expect(await host.notes()).toEqual(['goes on']);
      },
    );
  });
});
