import { orThrow, type ResultAsync } from '@tenantatlas/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBackend, type OpenBackend } from '../support/backends.ts';
import { transparentStorage } from '../support/units.ts';
import { waitingForLock } from '../support/waiting-for-lock.ts';
import { composeAtlas, slow, type RaceAtlas } from './race-catalog.ts';
import { ada, asPromiseOf, bo, cheapStart, codeOf, pauseOfW1 } from './race-requests.ts';
import { seedStatements } from './race-world.ts';

/** Instead of ten seconds. */
const lockTimeoutMillis = 400;
/** A call that does not wait is done within the ten seconds of the usual lock timeout. */
const atOnceMillis = 10_000;

type Asked = ResultAsync<unknown, { readonly code: string }>;

describe.each(['pg', 'postgres-js'] as const)('%s: a held scope', (driver) => {
  let open: OpenBackend;
  let atlas: RaceAtlas;
  let eraser: RaceAtlas;
  let hasty: RaceAtlas;
  let workspaceId = '';
  let made = 0;
  beforeAll(async () => {
    open = await openBackend(driver);
    atlas = composeAtlas({ storage: open.storage });
    eraser = composeAtlas({ storage: open.maintenance });
    hasty = composeAtlas({ storage: transparentStorage(open.database, { lockTimeoutMillis }) }); // short on purpose: its end is what the tests wait for
  });
  afterAll(() => open?.close());
  beforeEach(async () => {
    const prefix = `held${(made += 1)}`;
    workspaceId = `${prefix}-1`;
    for (const statement of seedStatements(prefix, 1, 2)) await open.admin(statement);
  });

  const ask = (asked: Asked): Promise<string> => asPromiseOf(asked).then(codeOf);
  const start = (tenantId = 't-1', by = atlas) =>
    ask(by.as(bo).operations.start({ ...cheapStart(tenantId), workspaceId }));
  const pause = () => atlas.as(ada).controls.pause({ ...pauseOfW1, scope: { type: 'workspace', workspaceId } });
  const erase = () =>
    ask(eraser.maintenance.eraseWorkspace({ actor: ada, workspaceId, confirmWorkspaceName: 'Workspace 1' }));

  async function atOnce<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const answer = await work();
    expect(performance.now() - began).toBeLessThan(atOnceMillis);
    return answer;
  }

  it('by a host that archives a tenant delays no pause and no sibling, and a waiting start is refused by the pause first', async () => {
    let late: Promise<string> = Promise.resolve('');
    await open.hostTransaction(async ({ handle }) => {
      const { tenants } = atlas.withTransaction(handle).as(ada);
      orThrow(await tenants.changeLifecycle({ workspaceId, tenantId: 't-1', to: 'archived' }));
      late = start();
      await waitingForLock(open, 1);
      expect(await atOnce(() => start('t-2'))).toBe('ok');
      expect(orThrow(await atOnce(() => asPromiseOf(pause())))).toMatchObject({ settled: true, openStarts: 0 });
    });
    expect(await late).toBe('control_paused');
  });

  it('by a host that archives it makes every write wait, and then be refused', async () => {
    const operator = atlas.as(ada);
    const tenant = { workspaceId, tenantId: 't-2' };
    const run = orThrow(await atlas.as(bo).operations.start({ ...cheapStart(), workspaceId })).run.id;
    let answers: readonly Promise<string>[] = [];
    await open.hostTransaction(async ({ handle }) => {
      orThrow(await atlas.withTransaction(handle).as(ada).workspaces.archive({ workspaceId }));
      answers = [
        operator.tenants.create({ workspaceId, tenantId: 't-3', name: 'Late' }),
        operator.tenants.changeLifecycle({ ...tenant, to: 'archived' }),
        operator.workspaces.addMember({ workspaceId, userId: 'u-late', role: 'owner' }),
        operator.workspaces.removeMember({ workspaceId, userId: 'u-0' }),
        operator.workspaces.grantTenant({ ...tenant, userId: 'u-1', role: 'owner' }),
        operator.workspaces.revokeTenant({ ...tenant, userId: 'u-2' }),
        atlas.as(bo).operations.cancel({ workspaceId, runId: run }),
      ].map((asked: Asked) => ask(asked));
      await waitingForLock(open, answers.length);
    });
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['immutable']));
  });

  it('by a host that archives it makes a pause, its change and its end wait, and then be refused', async () => {
    const { controls } = atlas.as(ada);
    const { activation } = orThrow(await pause());
    const scope = { type: 'workspace', workspaceId } as const;
    const change = { activationId: activation.id, scope, reason: 'Later' };
    let answers: readonly Promise<string>[] = [];
    await open.hostTransaction(async ({ handle }) => {
      orThrow(await atlas.withTransaction(handle).as(ada).workspaces.archive({ workspaceId }));
      answers = [
        pause(),
        controls.rescope(change),
        controls.rescope({ activationId: activation.id, scope: { type: 'global' } }),
        controls.resume({ control: pauseOfW1.control, scope }),
      ].map((asked: Asked) => ask(asked));
      await waitingForLock(open, answers.length);
    });
    expect(await Promise.all(answers)).toEqual(['immutable', 'immutable', 'immutable', 'immutable']);
    const stored = await open.admin(
      `SELECT version::int AS version FROM tenantatlas.control_activations WHERE workspace_id = '${workspaceId}'`,
    );
    expect(stored).toEqual([{ version: activation.version }]);
  });

  it('by an open start makes archiving return in time, and later callers stop waiting with it', async () => {
    await open.hostTransaction(async ({ handle }) => {
      orThrow(
        await atlas
          .withTransaction(handle)
          .as(bo)
          .operations.start({ ...cheapStart(), workspaceId }),
      );
      const { workspaces, tenants } = hasty.as(ada);
      for (const archive of [
        () => workspaces.archive({ workspaceId }),
        () => tenants.changeLifecycle({ workspaceId, tenantId: 't-1', to: 'archived' }),
      ]) {
        let isOver = false;
        const archiving = atOnce(() => ask(archive())).finally(() => (isOver = true));
        await waitingForLock(open, 1, () => isOver);
        // Queues behind it, and waits no longer than it does.
        expect(await start()).toBe('ok');
        expect(await archiving).toBe('storage_failure');
      }
    });
  });

  it('by an open start does not let an erasure delay a pause', async () => {
    let erasing: Promise<string> = Promise.resolve('');
    await open.hostTransaction(async ({ handle }) => {
      const { operations } = atlas.withTransaction(handle).as(bo);
      orThrow(await operations.start({ type: slow, workspaceId, tenantId: 't-1', inputs: { n: '1' } }));
      erasing = erase();
      await waitingForLock(open, 1);
      expect(orThrow(await atOnce(() => asPromiseOf(pause())))).toMatchObject({ settled: true });
    });
    expect(await erasing).toBe('ok');
  });

  it('is archived, restored and moved by many at once without a deadlock', async () => {
    const codes: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const to = round % 2 ? 'active' : 'archived';
      const changes: readonly ((by: ReturnType<RaceAtlas['as']>) => Asked)[] = [
        ({ workspaces }) => workspaces.archive({ workspaceId }),
        ({ workspaces }) => workspaces.restore({ workspaceId }),
        ({ tenants }) => tenants.changeLifecycle({ workspaceId, tenantId: 't-1', to }),
      ];
      // In transactions of a host, where no retry hides a deadlock.
      const inHost = (change: (typeof changes)[number]) =>
        open.hostTransaction(({ handle }) => ask(change(atlas.withTransaction(handle).as(ada))));
      codes.push(...(await Promise.all([...changes, ...changes, ...changes].map(inHost))));
    }
    expect(codes).toContain('ok');
    expect(codes.filter((code) => !['ok', 'conflict', 'immutable'].includes(code))).toEqual([]);
  });
});
