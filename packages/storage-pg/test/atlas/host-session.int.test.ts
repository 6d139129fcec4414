import { orThrow } from '@tenantatlas/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runOnHandle } from '../support/backends.ts';
import { cheap, memberNamed, type RaceAtlas } from './race-catalog.ts';
import { forEachHost, jot, makeOdd, sessionOf, type Host } from './race-host.ts';
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

  describe("the host's session is unchanged", () => {
    /** The call of the SDK inside, and its answer. */
    const calls: readonly { readonly then: string; readonly call: string; ask(bound: Bound): Promise<string> }[] = [
      { call: 'a start', then: 'ok', ask: async (bound) => codeOf(await bound.as(bo).operations.start(cheapStart())) },
      {
        call: 'a start that is paused',
        then: 'control_paused',
        ask: async (bound) => codeOf(await bound.as(bo).operations.start(restoreStart())),
      },
      {
        call: 'a start by a person without a membership',
        then: 'not_found',
        ask: async (bound) => codeOf(await bound.as(memberNamed('u-77')).operations.start(cheapStart())),
      },
      {
        call: 'a start with a wrong input',
        then: 'invalid_input',
        ask: async (bound) =>
          codeOf(await bound.as(bo).operations.start({ ...cheapStart(), inputs: { n: 1 as unknown as string } })),
      },
      {
        call: 'a read',
        then: 'ok',
        ask: async (bound) => codeOf(await bound.as(bo).operations.list({ workspaceId: 'w-1' })),
      },
      { call: 'a pause', then: 'ok', ask: async (bound) => codeOf(await bound.as(ada).controls.pause(pauseOfW1)) },
      {
        call: 'a pause of everything',
        then: 'ok',
        ask: async (bound) => codeOf(await bound.as(ada).controls.pause({ ...pauseOfW1, scope: { type: 'global' } })),
      },
      {
        call: 'a pause of another version',
        then: 'conflict',
        ask: async (bound) => codeOf(await bound.as(ada).controls.pause({ ...pauseOfW1, expectedVersion: 7 })),
      },
      {
        call: 'a workspace that exists',
        then: 'conflict',
        ask: async (bound) => codeOf(await bound.as(ada).workspaces.create({ workspaceId: 'w-1', name: 'Again' })),
      },
      {
        call: 'guarded work',
        then: 'ok',
        ask: async (bound) =>
          codeOf(await bound.guard(cheap, inW1, async (tx) => tx.as(bo).operations.start(cheapStart()))),
      },
      {
        call: 'guarded work that is paused',
        then: 'control_paused',
        ask: async (bound) => codeOf(await bound.guard('restore.execute', inW1, async () => 'done')),
      },
      {
        call: 'guarded work that rejects',
        then: changedItsMind.message,
        ask: (bound) =>
          asPromiseOf(bound.guard(cheap, inW1, () => Promise.reject(changedItsMind))).then(
            codeOf,
            (error: Error) => error.message,
          ),
      },
    ];

    it.each(calls)('after $call: $then', async ({ ask, then }) => {
      orThrow(
        await atlas.as(ada).controls.pause({
          control: 'restore.execute',
          scope: { type: 'workspace', workspaceId: 'w-1' },
          reason: 'Vendor incident',
        }),
      );
      await host.hostTransaction(async (transaction) => {
        await makeOdd(transaction);
        const before = await sessionOf(transaction);
        expect(await ask(atlas.withTransaction(transaction.handle))).toBe(then);
        expect(await sessionOf(transaction)).toEqual(before);
        await jot(transaction, 'goes on');
      });
      expect(await host.notes()).toEqual(['goes on']);
    });

    it('after a failure of the store midway', async () => {
      await host.admin('REVOKE INSERT ON tenantatlas.operation_runs FROM ta_workspace');
      try {
        await host.hostTransaction(async (transaction) => {
          await makeOdd(transaction);
          const before = await sessionOf(transaction);
          const bound = atlas.withTransaction(transaction.handle);
          const answer = await bound.as(bo).operations.start(cheapStart());
          expect(answer._unsafeUnwrapErr()).toMatchObject({
            code: 'storage_failure',
            kind: 'permission_denied',
            outcome: 'not_written',
          });
          expect(await sessionOf(transaction)).toEqual(before);
          orThrow(await bound.as(ada).controls.pause(pauseOfW1));
          await jot(transaction, 'goes on');
        });
      } finally {
        await host.admin('GRANT INSERT ON tenantatlas.operation_runs TO ta_workspace');
      }
      expect(await host.notes()).toEqual(['goes on']);
      expect(await host.entriesOf('operational_control.paused')).toBe(1);
      expect(await host.entriesOf('operation_run.started')).toBe(0);
    });

    it('after a pause that timed out on open starts', async () => {
      if (backend.name === 'pglite') return; // one session: no other transaction can be in progress
      const [begun, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const held = atlas.guard(cheap, inW1, () => (begun.resolve(), release.promise));
      await begun.promise;
      await host.hostTransaction(async (transaction) => {
        await makeOdd(transaction);
        const before = await sessionOf(transaction);
        const since = performance.now();
        const paused = orThrow(await atlas.withTransaction(transaction.handle).as(ada).controls.pause(pauseOfW1));
        expect(paused).toMatchObject({ settled: false, openStarts: 1 });
        expect(performance.now() - since).toBeGreaterThan(2_900);
        expect(await sessionOf(transaction)).toEqual(before);
      });
      release.resolve();
      orThrow(await held);
      expect(codeOf(await atlas.as(bo).operations.start(cheapStart()))).toBe('control_paused');
    });
  });

  describe('guards', () => {
    const note = (bound: Bound, n: string) =>
      runOnHandle(bound.transaction, `INSERT INTO public.host_notes (n) VALUES ('${n}')`);

    it('nest: an inner one rolls back alone, or is refused alone', async () => {
      orThrow(
        await atlas
          .as(ada)
          .controls.pause({ control: 'restore.execute', scope: { type: 'global' }, reason: 'Vendor incident' }),
      );
      const answer = await atlas.guard(cheap, inW1, async (tx) => {
        await note(tx, 'outer');
        const undone = tx.guard(cheap, inW1, async (deeper) => {
          await note(deeper, 'undone');
          orThrow(await deeper.as(bo).operations.start(cheapStart('t-2')));
          throw changedItsMind;
        });
        await expect(asPromiseOf(undone)).rejects.toBe(changedItsMind);
        const refused = await tx.guard('restore.execute', inW1, async (deeper) => note(deeper, 'refused'));
        orThrow(await tx.guard(cheap, inW1, async (deeper) => note(deeper, 'inner')));
        orThrow(await tx.as(bo).operations.start(cheapStart()));
        return codeOf(refused);
      });
      expect(orThrow(answer)).toBe('control_paused');
      expect(await host.notes()).toEqual(['inner', 'outer']);
      expect(await host.count('operation_runs')).toBe(1);
      expect(await host.entriesOf('operational_control.execution_blocked')).toBe(1);
    });

    it('serialise concurrent calls on one transaction', async () => {
      const codes = await host.hostTransaction(async (transaction) => {
        const bound = atlas.withTransaction(transaction.handle);
        const before = await sessionOf(transaction);
        const starts = Array.from({ length: 12 }, async (_, at) =>
          codeOf(await bound.as(memberNamed(`u-${at % 4}`)).operations.start(cheapStart(`t-${(at % 4) + 1}`))),
        );
        const lists = Array.from({ length: 4 }, async () =>
          codeOf(await atlas.withTransaction(transaction.handle).as(bo).operations.list({ workspaceId: 'w-1' })),
        );
        const lost = Array.from({ length: 4 }, async () =>
          codeOf(await bound.as(memberNamed('u-77')).operations.start(cheapStart())),
        );
        const guards = Array.from({ length: 4 }, async (_, at) =>
          codeOf(await bound.guard(cheap, inW1, async (tx) => note(tx, `guard ${at}`))),
        );
        const all = await Promise.all([...starts, ...lists, ...guards, ...lost]);
        expect(await sessionOf(transaction)).toEqual(before);
        return all;
      });
      expect(codes).toEqual([
        ...Array.from({ length: 20 }, () => 'ok'),
        ...Array.from({ length: 4 }, () => 'not_found'),
      ]);
      expect(await host.count('operation_runs')).toBe(12);
      expect(await host.entriesOf('operation_run.started')).toBe(12);
      expect(await host.notes()).toHaveLength(4);
    });
  });
});
