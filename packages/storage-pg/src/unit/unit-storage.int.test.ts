import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  InvariantError,
  type Instant,
  type PersonId,
  type StorageUnit,
  type UnitScope,
  type WorkspaceId,
} from '@tenantatlas/core/ports';
import { forEachBackend, type OpenBackend } from '../../test/support/backends.ts';
import { emptyTables, workspaceTables } from '../../test/support/empty-tables.ts';
import { inWorkspace, onPlatform, transparentStorage, type TransparentStorage } from '../../test/support/units.ts';
import { SqlError } from '../executor/sql-error.ts';

const at = '2026-11-21T10:00:00.000Z' as Instant;

/** A promise for each of `count` callers, resolved when all have called. */
function meeting(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let missing = count;
  return () => {
    missing -= 1;
    if (missing === 0) resolve();
    return promise;
  };
}

/** Creates the workspace of that name through the stores. */
function createWorkspace(unit: StorageUnit, id: string): Promise<unknown> {
  const workspaceId = id as WorkspaceId;
  return unit.workspaces.create(
    { workspaceId },
    { workspaceId, name: id, archivedAt: null, createdAt: at, updatedAt: at, version: 1 },
  );
}

forEachBackend((backend) => {
  let open: OpenBackend;
  let storage: TransparentStorage;
  beforeAll(async () => {
    open = await backend.open();
    storage = transparentStorage(open.database);
  });
  afterAll(() => open.close());
  beforeEach(() => open.admin(emptyTables(workspaceTables)));

  const workspaces = async () =>
    (await open.admin<{ id: string }>('SELECT workspace_id AS id FROM tenantatlas.workspaces ORDER BY 1')).map(
      ({ id }) => id,
    );

  describe('a separate unit', () => {
    const claims = `SELECT current_user::text AS role, current_setting('tenantatlas.workspace_id') AS w, current_setting('tenantatlas.workspace_ids') AS ws,
      current_setting('tenantatlas.actor') AS a, current_setting('search_path') AS p, current_setting('TimeZone') AS z`;
    const read = (scope: UnitScope) =>
      storage.unit(scope, async (unit) => (await storage.beneath(unit).query(claims)).rows[0]);
    const person = 'p:1' as PersonId;
    const pinned = { p: 'pg_catalog, pg_temp', z: 'UTC' };

    it('takes the role and claims of its scope', async () => {
      expect(
        await read({
          plane: 'workspace',
          workspaceId: 'w/1' as WorkspaceId,
          actor: { kind: 'user', personId: person },
        }),
      ).toEqual({ role: open.roles.ta_workspace, w: 'w/1', ws: '', a: 'user:p:1', ...pinned });
      expect(await read(inWorkspace('w2'))).toEqual({
        role: open.roles.ta_workspace,
        w: 'w2',
        ws: '',
        a: '',
        ...pinned,
      });
      expect(await read({ plane: 'member', userId: person, workspaceIds: ['a', 'b'] as WorkspaceId[] })).toEqual({
        role: open.roles.ta_member,
        w: '',
        ws: 'a,b',
        a: 'user:p:1',
        ...pinned,
      });
      expect(await read(onPlatform)).toEqual({
        role: open.roles.ta_platform,
        w: '',
        ws: '',
        a: 'platform:op-1',
        ...pinned,
      });
    });

    it.each([
      { where: 'the workspace', scope: inWorkspace("w'; SET ROLE postgres; --") },
      { where: 'the workspace, empty', scope: inWorkspace('') },
      {
        where: 'the actor',
        scope: { plane: 'platform', actor: { kind: 'platform', personId: "o'brien" as PersonId } } as const,
      },
      {
        where: 'the kind of the actor',
        scope: { plane: 'platform', actor: { kind: "x'" as 'user', personId: person } } as const,
      },
      { where: 'the person', scope: { plane: 'member', userId: 'a b' as PersonId, workspaceIds: [] } as const },
      {
        where: 'one of the workspaces',
        scope: {
          plane: 'member',
          userId: person,
          workspaceIds: ['ok', 'a,b' as WorkspaceId] as WorkspaceId[],
        } as const,
      },
    ])('never lets an unchecked id into SQL text: $where', async ({ scope }) => {
      await expect(storage.unit(scope, () => Promise.resolve())).rejects.toBeInstanceOf(InvariantError);
    });

    it('commits when its work resolves, and rolls back when it rejects', async () => {
      await storage.unit(inWorkspace('kept'), (unit) => createWorkspace(unit, 'kept'));
      const refusal = new Error('no');
      await expect(
        storage.unit(
          inWorkspace('lost'),
          async (unit) => (await createWorkspace(unit, 'lost'), Promise.reject(refusal)),
        ),
      ).rejects.toBe(refusal);
      expect(await workspaces()).toEqual(['kept']);
    });

    it('returns no row of another workspace, whatever the query is', async () => {
      for (const id of ['a', 'b']) await storage.unit(inWorkspace(id), (unit) => createWorkspace(unit, id));
      const seen = await storage.unit(
        inWorkspace('a'),
        async (unit) =>
          (await storage.beneath(unit).query('SELECT workspace_id AS id FROM tenantatlas.workspaces')).rows,
      );
      expect(seen).toEqual([{ id: 'a' }]);
    });

    it('runs under a role other than the login, which sees nothing by itself', async () => {
      if (backend.name === 'pglite') return; // its one login is a superuser
      await expect(open.database.query('SELECT * FROM tenantatlas.workspaces')).rejects.toMatchObject({
        state: '42501',
      });
    });
  });

  describe('an unexpected error', () => {
    const beneath = (scope: UnitScope, sql: string) => storage.unit(scope, (unit) => storage.beneath(unit).query(sql));
    const insert = (id: string) =>
      `INSERT INTO tenantatlas.workspaces (workspace_id, name, created_at, updated_at, version) VALUES ('${id}', 'secret name', now(), now(), 0)`;

    it('is a bug for a constraint violation, and reveals no value of the row', async () => {
      const error: unknown = await beneath(inWorkspace('w'), insert('w')).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(InvariantError);
      expect((error as Error).message).toContain('workspaces_version');
      expect((error as Error).stack).not.toContain('secret');
    });

    it('is a bug for a policy violation', async () => {
      await expect(beneath(inWorkspace('w'), insert('another').replace('0)', '1)'))).rejects.toBeInstanceOf(
        InvariantError,
      );
    });

    it('is a lacking right for a missing grant, and a bug for what is on no table', async () => {
      await expect(beneath(inWorkspace('w'), 'DELETE FROM tenantatlas.audit_entries')).rejects.toMatchObject({
        name: 'StorageFault',
        kind: 'permission_denied',
      });
      await expect(beneath(inWorkspace('w'), 'SELECT FROM tenantatlas.nowhere')).rejects.toBeInstanceOf(InvariantError);
      await expect(beneath(inWorkspace('w'), 'SELECT nothing FROM tenantatlas.workspaces')).rejects.toBeInstanceOf(
        InvariantError,
      );
    });
  });

  describe('conflicts', () => {
    const conflict = new SqlError('40001', 'SQLSTATE 40001', null);

    it('are retried, at most three times', async () => {
      let attempts = 0;
      expect(
        await storage.unit(onPlatform, () => (++attempts <= 3 ? Promise.reject(conflict) : Promise.resolve('done'))),
      ).toBe('done');
      expect(attempts).toBe(4);
      attempts = 0;
      await expect(storage.unit(onPlatform, () => (attempts++, Promise.reject(conflict)))).rejects.toMatchObject({
        name: 'StorageFault',
        kind: 'unavailable',
      });
      expect(attempts).toBe(4);
    });

    it('are not retried if the work contains code of the host', async () => {
      let attempts = 0;
      const failing = () => (attempts++, Promise.reject(conflict));
      await expect(storage.transaction(failing)).rejects.toMatchObject({ name: 'StorageFault' });
      await expect(
        open.hostTransaction((host) => storage.bind(host.handle).unit(onPlatform, failing)),
      ).rejects.toMatchObject({ name: 'StorageFault' });
      expect(attempts).toBe(2);
    });

    it('between two units that deadlock end with success for both', async () => {
      if (backend.name === 'pglite') return; // one session cannot wait for itself
      for (const id of ['a', 'b']) await storage.unit(inWorkspace(id), (unit) => createWorkspace(unit, id));
      let attempts = 0;
      const bothHoldOne = meeting(2);
      const lockBoth = (first: string, second: string) => {
        let isFirstAttempt = true;
        return storage.unit(onPlatform, async (unit) => {
          attempts += 1;
          const lock = (id: string) =>
            storage
              .beneath(unit)
              .query('SELECT 1 FROM tenantatlas.start_gates WHERE workspace_id = $1 FOR UPDATE', [id]);
          await lock(first);
          if (isFirstAttempt) {
            isFirstAttempt = false;
            await bothHoldOne();
          }
          await lock(second);
        });
      };
      await Promise.all([lockBoth('a', 'b'), lockBoth('b', 'a')]);
      expect(attempts).toBeGreaterThan(2);
    });
  });

  describe("a unit in a host's transaction", () => {
    const session = `SELECT current_user::text AS role, current_setting('search_path') AS p, current_setting('DateStyle') AS d, current_setting('TimeZone') AS z,
      current_setting('row_security') AS r, current_setting('tenantatlas.workspace_id', true) AS w, current_setting('tenantatlas.actor', true) AS a`;

    /** A session with the unusual settings that a host may have. */
    async function oddHost(run: (sql: string) => Promise<unknown>): Promise<void> {
      await run("SET LOCAL DateStyle TO 'German, DMY'");
      await run("SET LOCAL TimeZone TO 'Asia/Kathmandu'");
      await run(`SELECT set_config('search_path', '"$user", public, "odd ''Schema"', true)`);
      await run(`SELECT set_config('tenantatlas.actor', 'o''b\\rien "x"', true)`);
      await run('SET LOCAL ROLE ta_member');
    }

    it('waits for a lock as long as the host allows; a separate unit has a limit', async () => {
      const limit = async (unit: StorageUnit) =>
        (await storage.beneath(unit).query<{ value: string }>("SELECT current_setting('lock_timeout') AS value"))
          .rows[0]?.value;
      const limits = (unit: StorageUnit) =>
        limit(unit).then(async (before) => {
          // Names wait for their row with a separate limit.
          await unit.people.remember({ kind: 'platform', personId: 'op-9' as PersonId, label: 'Op' });
          return [before, await limit(unit)];
        });
      expect(await storage.unit(onPlatform, limits)).toEqual(['10s', '10s']);
      expect(await storage.transaction((bound) => bound.unit(onPlatform, limits))).toEqual(['0', '0']);
      await open.hostTransaction(async (host) => {
        await host.run("SET LOCAL lock_timeout TO '77s'");
        expect(await storage.bind(host.handle).unit(onPlatform, limits)).toEqual(['77s', '77s']);
      });
    });

    it.each(['resolved', 'rejected'])('restores role and settings when its work %s', async (how) => {
      await open.hostTransaction(async (host) => {
        await oddHost(host.run);
        const before = await host.run(session);
        const unit = storage
          .bind(host.handle)
          .unit(inWorkspace('w'), (u) =>
            how === 'resolved' ? createWorkspace(u, 'w') : Promise.reject(new Error('no')),
          );
        await (how === 'resolved' ? unit : expect(unit).rejects.toThrow('no'));
        const after = (await host.run(session))[0];
        expect(after).toEqual({ ...before[0], w: how === 'resolved' ? '' : after?.['w'] });
        expect(after?.['w'] ?? '').toBe('');
      });
      expect(await workspaces()).toEqual(how === 'resolved' ? ['w'] : []);
    });

    it('ends with the transaction, not before', async () => {
      const attempt = open.hostTransaction(async (host) => {
        await storage.bind(host.handle).unit(inWorkspace('w'), (unit) => createWorkspace(unit, 'w'));
        throw new Error('the host changed its mind');
      });
      await expect(attempt).rejects.toThrow('changed its mind');
      expect(await workspaces()).toEqual([]);
    });

    it('rolls back only its own part, even after a failed statement', async () => {
      await open.hostTransaction(async (host) => {
        const bound = storage.bind(host.handle);
        await bound.unit(inWorkspace('first'), (unit) => createWorkspace(unit, 'first'));
        await expect(
          bound.unit(
            inWorkspace('bad'),
            async (unit) => (await createWorkspace(unit, 'bad'), storage.beneath(unit).query('SELECT 1/0')),
          ),
        ).rejects.toThrow('22012');
        await bound.unit(inWorkspace('last'), (unit) => createWorkspace(unit, 'last'));
      });
      expect(await workspaces()).toEqual(['first', 'last']);
    });

    it('returns a fault in a transaction that has failed already, and leaves it failed', async () => {
      const attempt = open.hostTransaction(async (host) => {
        await host.run('SELECT 1/0').catch(() => {});
        await expect(storage.bind(host.handle).unit(inWorkspace('w'), () => Promise.resolve())).rejects.toMatchObject({
          name: 'StorageFault',
          kind: 'transaction_aborted',
        });
        await expect(host.run('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
        throw new Error('given up');
      });
      await expect(attempt).rejects.toThrow('given up');
      await storage.unit(inWorkspace('w'), (unit) => createWorkspace(unit, 'w'));
    });

    it('waits for its sibling instead of sharing its role', async () => {
      await open.hostTransaction(async (host) => {
        const [left, right] = [storage.bind(host.handle), storage.bind(host.handle)];
        await Promise.all([
          ...['a', 'b'].map((id) => left.unit(inWorkspace(id), (unit) => createWorkspace(unit, id))),
          ...['c', 'd'].map((id) => right.unit(inWorkspace(id), (unit) => createWorkspace(unit, id))),
        ]);
      });
      expect(await workspaces()).toEqual(['a', 'b', 'c', 'd']);
    });

    it('rejects a handle that is not a transaction of the driver', () => {
      expect(() => storage.bind({})).toThrow(InvariantError);
    });
  });

  describe('a transaction for the host', () => {
    it("holds units and statements of the host, under the host's own role", async () => {
      await storage.transaction(async (bound) => {
        const { rows: before } = await open.database.bind(bound.handle).query('SELECT current_user::text AS role');
        await bound.unit(inWorkspace('w'), (unit) => createWorkspace(unit, 'w'));
        expect((await open.database.bind(bound.handle).query('SELECT current_user::text AS role')).rows).toEqual(
          before,
        );
      });
      expect(await workspaces()).toEqual(['w']);
    });

    it('rolls back completely when the work rejects', async () => {
      const refusal = new Error('no');
      await expect(
        storage.transaction(
          async (bound) => (
            await bound.unit(inWorkspace('w'), (unit) => createWorkspace(unit, 'w')),
            Promise.reject(refusal)
          ),
        ),
      ).rejects.toBe(refusal);
      expect(await workspaces()).toEqual([]);
    });

    it('nests: the inner one rolls back alone', async () => {
      await storage.transaction(async (bound) => {
        await bound.unit(inWorkspace('outer'), (unit) => createWorkspace(unit, 'outer'));
        const inner = bound.transaction(
          async (deeper) => (
            await deeper.unit(inWorkspace('inner'), (unit) => createWorkspace(unit, 'inner')),
            Promise.reject(new Error('no'))
          ),
        );
        await expect(inner).rejects.toThrow('no');
        await bound.transaction((deeper) =>
          deeper.unit(inWorkspace('second'), (unit) => createWorkspace(unit, 'second')),
        );
      });
      expect(await workspaces()).toEqual(['outer', 'second']);
    });
  });

  describe('a self-deadlock', () => {
    const nothing = () => Promise.resolve();

    it('is an error that names the fix, wherever the unbound storage is used inside', async () => {
      await expect(storage.transaction(() => storage.unit(onPlatform, nothing))).rejects.toThrow(
        'use the tx handed to your callback',
      );
      await expect(storage.transaction(() => storage.transaction(nothing))).rejects.toBeInstanceOf(InvariantError);
      await expect(storage.unit(onPlatform, () => storage.unit(onPlatform, nothing))).rejects.toBeInstanceOf(
        InvariantError,
      );
      await expect(
        open.hostTransaction((host) => storage.bind(host.handle).transaction(() => storage.unit(onPlatform, nothing))),
      ).rejects.toBeInstanceOf(InvariantError);
    });

    it('is an error when a bound storage is used inside its own unit', async () => {
      await expect(
        storage.transaction((bound) => bound.unit(onPlatform, () => bound.unit(onPlatform, nothing))),
      ).rejects.toThrow('use the unit or tx handed to your callback');
      await expect(
        storage.transaction((bound) => bound.transaction(() => bound.unit(onPlatform, nothing))),
      ).rejects.toBeInstanceOf(InvariantError);
    });

    it('does not occur once the transaction is over', async () => {
      let later: Promise<unknown> = Promise.resolve();
      const ended = Promise.withResolvers<void>();
      await storage.transaction(() => {
        later = ended.promise.then(() => storage.unit(onPlatform, async () => 'served'));
        return Promise.resolve();
      });
      ended.resolve();
      await expect(later).resolves.toBe('served');
    });
  });
});
