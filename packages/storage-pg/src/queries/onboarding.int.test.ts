import { createStorageContext, storageConformance } from '@tenantatlas/core/conformance';
import type { OnboardingSession, OnboardingSessionId, PersonId, StorageUnit, TenantId } from '@tenantatlas/core/ports';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBackend, type OpenBackend, type Variant } from '../../test/support/backends.ts';
import { makeWorkspaces, noon, scopeOf, within } from '../../test/store-fixtures.ts';

const t1 = 't1' as TenantId;
const person = { kind: 'user', personId: 'u-1' as PersonId } as const;
const noCheckpoints = { identify: null, connect_provider: null, verify_access: null, complete: null };

const session = (id: string, tenantId: TenantId | null): OnboardingSession => ({
  workspaceId: scopeOf('w1').workspaceId,
  id: id as OnboardingSessionId,
  tenantId,
  draftName: null,
  connectionId: null,
  status: 'open',
  checkpoints: noCheckpoints,
  startedBy: person,
  startedAt: noon,
  updatedBy: person,
  updatedAt: noon,
  endedBy: null,
  endedAt: null,
  version: 1,
});
const identify = ({ onboarding }: StorageUnit, id: string) =>
  onboarding.change(scopeOf('w1'), id as OnboardingSessionId, { ...session(id, t1), version: 1 });

/** The cases about onboardings that fail, without the name of their store. */
async function red({ storage, maintenance }: OpenBackend): Promise<readonly string[]> {
  const context = createStorageContext({ storage, maintenance, capabilities: ['concurrent_units'] });
  const names: string[] = [];
  for (const { name, run } of storageConformance.filter((one) => /^onboarding: .*\bconcurrent\b/.test(one.name)))
    await run(context).catch(() => names.push(name.replace('onboarding: ', '')));
  return names;
}

describe('what concurrent sessions depend on', () => {
  let open: OpenBackend;
  const opened = async (variant: Variant = {}) => (open = await openBackend('pg', variant));
  afterEach(() => open.close());

  it('is the index over open rows: without it a tenant gets several', async () => {
    await opened();
    await open.admin('drop index tenantatlas.onboarding_sessions_open');
    expect(await red(open)).toEqual(
      expect.arrayContaining([
        'of 64 concurrent creations for one tenant one wins, and the others get its id',
        'of 64 concurrent sessions that set one tenant or start with it one wins, and the others are unchanged',
      ]),
    );
  });

  it('is the lock of the row: without it units change what they did not read', async () => {
    await opened({ rewrite: (sql) => (sql.includes('onboarding_sessions') ? sql.replace(' for update', '') : sql) });
    expect(await red(open)).toContain('concurrent units that hold one change what they read, one after the other');
  });

  it('is nothing else', async () => {
    await opened();
    expect(await red(open)).toEqual([]);
  });
});

describe('a session that sets a tenant', () => {
  let open: OpenBackend;
  beforeAll(async () => {
    open = await openBackend('pg');
    await makeWorkspaces(open.storage, 'w1');
    await open.storage.unit(within('w1'), async ({ onboarding }) => {
      for (const id of ['o-1', 'o-2']) await onboarding.create(scopeOf('w1'), session(id, null));
    });
  });
  afterAll(() => open.close());

  it('waits for another one, and continues in its unit after it has lost', async () => {
    const { promise: decided, resolve: decide } = Promise.withResolvers<void>();
    const { promise: isSet, resolve: set } = Promise.withResolvers<void>();
    const first = open.storage.unit(within('w1'), async (unit) => {
      await identify(unit, 'o-1');
      set();
      await decided;
    });
    await isSet;
    const second = open.storage.unit(within('w1'), async (unit) => {
      const answer = await identify(unit, 'o-2');
      // The refused write was undone by itself, so the unit can write.
      await unit.onboarding.create(scopeOf('w1'), session('o-3', null));
      return answer;
    });
    const waiting = `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    await expect.poll(() => open.admin(waiting), { timeout: 30_000 }).toHaveLength(1);
    decide();
    await first;
    expect(await second).toMatchObject({ openSession: { id: 'o-1' } });
    const third = await open.storage.unit(within('w1'), ({ onboarding }) =>
      onboarding.get(scopeOf('w1'), 'o-3' as OnboardingSessionId),
    );
    expect(third).toEqual(session('o-3', null));
  });

  it('is refused in a REPEATABLE READ of the host that does not see the open one', async () => {
    const onT1 = { ...scopeOf('w1'), tenantId: t1 };
    await open.storage.unit(within('w1'), async ({ onboarding }) => {
      const ending = { version: 2, status: 'cancelled', endedBy: person, endedAt: noon } as const;
      await onboarding.end(scopeOf('w1'), 'o-1' as OnboardingSessionId, { ...ending, checkpoints: noCheckpoints });
    });
    const late = open.hostTransaction(async (host) => {
      await host.run('set transaction isolation level repeatable read');
      await host.run('select count(*) from pg_class');
      await open.storage.unit(within('w1'), ({ onboarding }) => onboarding.create(scopeOf('w1'), session('o-4', t1)));
      await open.storage.bind(host.handle).unit(within('w1'), (unit) => identify(unit, 'o-2'));
    });
    await expect(late).rejects.toMatchObject({ kind: 'unavailable' });
    const openOne = await open.storage.unit(within('w1'), ({ onboarding }) => onboarding.openOf(onT1));
    expect(openOne).toEqual(session('o-4', t1));
  });
});
