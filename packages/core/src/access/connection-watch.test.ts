import { beforeEach, describe, expect, it } from 'vitest';
import { recordingLogger } from '../../test/support/controls-recorders.ts';
import { manualScheduler, settled, type ManualScheduler } from '../../test/support/runs-scheduler.ts';
import { noon } from '../../test/support/controls-fixtures.ts';
import { value } from '../conformance/client/answers.ts';
import { suiteCatalogs } from '../conformance/client/suite-catalogs.ts';
import { createTenantAtlas } from '../atlas.ts';
import { manualClock } from '../kernel/clock.ts';
import { createMemoryStorage } from '../memory/index.ts';
import type { AccessPolicy } from '../ports/access-policy.ts';
import type { Storage } from '../ports/storage.ts';
import { systemActor, workspaceUser } from './actor.ts';
import { waitNoticeMillis } from './connection-watch.ts';

const w1 = { workspaceId: 'w-1' } as const;
const t1 = { ...w1, tenantId: 't-1' } as const;
const bo = workspaceUser({ id: 'u-1', label: 'Bo' });
const system = systemActor('seed');
const all: AccessPolicy = {
  resolve: async () => ({ member: true, entitled: true, capabilities: ['tenant.view', 'workspace.view'] }),
  workspacesOf: async () => [],
  tenantsOf: async () => [],
};

/** Storage with one connection: units and transactions queue for it, as does what others do with it. */
function withOneConnection(inner: Storage) {
  let last: Promise<unknown> = Promise.resolve();
  const connected = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const storage: Storage = {
    ...inner,
    unit: (scope, work) => connected(() => inner.unit(scope, work)),
    transaction: (work) => connected(() => inner.transaction(work)),
  };
  return { storage, connected };
}

let scheduler: ManualScheduler;
let logger: ReturnType<typeof recordingLogger>;

async function atlasOf(options: { readonly access?: AccessPolicy; readonly own?: Storage } = {}) {
  const clock = manualClock(noon);
  scheduler = manualScheduler(clock);
  logger = recordingLogger();
  const { storage, connected } = withOneConnection(createMemoryStorage());
  const { access, own = storage } = options;
  const atlas = createTenantAtlas({
    storage: own,
    clock,
    scheduler,
    logger,
    catalogs: suiteCatalogs,
    ...(access ? { access } : {}),
  });
  await value(atlas.as(system).workspaces.create({ ...w1, name: 'Acme' }));
  await value(atlas.as(system).tenants.create({ ...t1, name: 'Contoso', lifecycle: 'active' }));
  return { ...atlas, connected };
}

describe('a unit that waits for a connection', () => {
  const gate = () => Promise.withResolvers<void>();
  let end: ReturnType<typeof gate>;
  beforeEach(() => {
    end = gate();
  });

  it('is logged after five seconds, with the methods that hold the connections', async () => {
    const atlas = await atlasOf();
    const guard = atlas.guard('acme.sweep', { actor: system }, () => end.promise);
    await settled();
    const waiting = atlas.as(system).tenants.get(t1);
    await scheduler.advance(waitNoticeMillis - 1);
    expect(logger.lines).toEqual([]);
    await scheduler.advance(1);
    expect(logger.lines).toEqual([
      { level: 'warn', event: 'waiting_for_connection', fields: { method: 'tenants.get', held: 1, holders: 'guard' } },
    ]);
    await scheduler.advance(60_000);
    expect(logger.lines).toHaveLength(1);
    end.resolve();
    expect((await guard).isOk() && (await waiting).isOk()).toBe(true);
  });

  it('is not logged while it works, however long', async () => {
    const atlas = await atlasOf();
    const guard = atlas.guard('acme.sweep', { actor: system }, () => end.promise);
    await scheduler.advance(60_000);
    expect(logger.lines).toEqual([]);
    end.resolve();
    await guard;
    expect(scheduler.waiting).toEqual([]);
  });

  it('is logged when no method holds the connection, with what else may', async () => {
    const atlas = await atlasOf();
    const elsewhere = atlas.connected(() => end.promise);
    const waiting = atlas.as(system).tenants.get(t1);
    await scheduler.advance(waitNoticeMillis);
    const detail = expect.stringContaining('A transaction that the host has begun may hold it') as string;
    expect(logger.lines).toEqual([
      {
        level: 'warn',
        event: 'waiting_for_connection',
        fields: { method: 'tenants.get', held: 0, holders: '', detail },
      },
    ]);
    await scheduler.advance(60_000);
    expect(logger.lines).toHaveLength(1);
    end.resolve();
    await elsewhere;
    expect((await waiting).isOk()).toBe(true);
  });

  it('leaves no timer behind, also after a refusal and a bug', async () => {
    const atlas = await atlasOf();
    await atlas.as(system).tenants.get({ ...w1, tenantId: 't-404' });
    const failing = atlas.guard('acme.sweep', { actor: system }, () => Promise.reject(new RangeError('host')));
    await expect(failing).rejects.toThrow(RangeError);
    expect(scheduler.waiting).toEqual([]);
  });
});

describe('a policy in a transaction', () => {
  it('is logged when it does not answer within five seconds', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const atlas = await atlasOf({
      access: {
        ...all,
        async resolve(question, { transaction }) {
          if (transaction !== null) await promise;
          return all.resolve(question, { transaction });
        },
      },
    });
    const guard = atlas.guard('acme.sweep', { actor: bo, ...w1 }, async (tx) => tx.as(bo).tenants.get(t1));
    await scheduler.advance(waitNoticeMillis);
    expect(logger.lines).toEqual([
      { level: 'warn', event: 'access_policy_waits', fields: { method: 'tenants.get', held: 1, holders: 'guard' } },
    ]);
    resolve();
    expect((await guard)._unsafeUnwrap().isOk()).toBe(true);
  });

  it("is logged in a transaction of the host's, which no method holds", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const own = createMemoryStorage();
    const atlas = await atlasOf({
      own,
      access: { ...all, resolve: async (...asked) => (await promise, all.resolve(...asked)) },
    });
    const answered = own.transaction(async ({ handle }) => atlas.withTransaction(handle).as(bo).tenants.get(t1));
    await settled();
    await scheduler.advance(waitNoticeMillis);
    expect(logger.lines).toEqual([
      { level: 'warn', event: 'access_policy_waits', fields: { method: 'tenants.get', held: 0, holders: '' } },
    ]);
    resolve();
    expect((await answered).isOk()).toBe(true);
  });

  it.each(['resolve', 'workspacesOf', 'tenantsOf'] as const)(
    '%s has the handle inside, and null outside',
    async (part) => {
      const handles: unknown[] = [];
      const note = <A extends readonly unknown[], R>(name: string, work: (...args: A) => R) => {
        return (...args: A): R => {
          if (name === part) handles.push((args.at(-1) as { transaction: unknown }).transaction);
          return work(...args);
        };
      };
      const atlas = await atlasOf({
        access: {
          resolve: note('resolve', all.resolve),
          workspacesOf: note('workspacesOf', all.workspacesOf),
          tenantsOf: note('tenantsOf', all.tenantsOf),
        },
      });
      await value(atlas.as(bo).tenants.list(w1));
      await value(atlas.as(bo).workspaces.list());
      expect(new Set(handles)).toEqual(new Set([null]));
      handles.length = 0;
      await atlas.guard('acme.sweep', { actor: system }, async (tx) => {
        await value(tx.as(bo).tenants.list(w1));
        await value(tx.as(bo).workspaces.list());
      });
      expect(handles.length).toBeGreaterThan(0);
      expect(handles.every((handle) => typeof handle === 'object' && handle !== null)).toBe(true);
    },
  );

  it('that calls the outer atlas is refused with the text of the fix', async () => {
    const atlas = await atlasOf({
      own: createMemoryStorage(),
      access: {
        ...all,
        async resolve(question, context) {
          if (context.transaction !== null) await atlas.as(system).workspaces.list();
          return all.resolve(question, context);
        },
      },
    });
    const refused = await atlas.guard('acme.sweep', { actor: system }, async (tx) => tx.as(bo).tenants.get(t1));
    expect(refused._unsafeUnwrap()._unsafeUnwrapErr()).toMatchObject({ code: 'storage_failure' });
    const [line] = logger.lines.filter(({ event }) => event === 'access_policy_failed');
    expect(line?.fields).toMatchObject({ method: 'tenants.get', name: 'InvariantError' });
    expect(line?.fields['detail']).toContain('use the bound storage');
  });
});
