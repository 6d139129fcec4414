import { createTenantAtlas, orThrow, systemActor, workspaceUser } from '@tenantatlas/core';
import { expect, it, onTestFinished } from 'vitest';
import { openBackend } from '../support/backends.ts';
import { scaled } from '../support/scale.ts';
import { unequalCounts } from './usage-world.ts';

const system = systemActor('test');
const rounds = scaled(40, 3);

it('a workspace that is erased while 8 writers record for it leaves no event, and the events of its neighbour stay', async () => {
  const open = await openBackend('pg');
  onTestFinished(() => open.close());
  const atlas = createTenantAtlas({ storage: open.storage });
  const eraser = createTenantAtlas({ storage: open.maintenance });
  const make = async (workspaceId: string) => {
    orThrow(await atlas.as(system).workspaces.create({ workspaceId, name: workspaceId }));
    orThrow(await atlas.as(system).tenants.create({ workspaceId, tenantId: 't-1', name: 'Contoso' }));
  };
  const event = (workspaceId: string) => ({
    eventName: 'product.review_pack.requested' as const,
    actor: workspaceUser({ id: 'u-1', label: 'Bo' }),
    workspaceId,
    tenantId: 't-1',
    subjectType: 'review_pack',
    subjectId: 'p-1',
    metadata: {},
  });
  const left = async (workspaceId: string) =>
    (
      await open.admin<{ rows: number }>(
        `select ((select count(*) from tenantatlas.usage_events where workspace_id = '${workspaceId}')
          + (select count(*) from tenantatlas.usage_deltas where workspace_id = '${workspaceId}')
          + (select count(*) from tenantatlas.usage_positions where workspace_id = '${workspaceId}'))::int as rows`,
      )
    )[0]?.rows;

  await make('stays');
  const recorded = { stays: 0, goes: 0, gone: 0 };
  for (let round = 0; round < rounds; round += 1) {
    await make('goes');
    let isOver = false;
    const begun = Promise.withResolvers<void>();
    const writer = async (n: number): Promise<void> => {
      while (!isOver) {
        // One of two ways, each with an event of the neighbour in the same statement or bundle.
        const pair = [event('goes'), event('stays')] as const;
        if (n % 2 === 0) {
          const answer = await atlas.recordMany(pair);
          if (answer.isOk()) recorded.stays += 1;
          if (answer.isOk()) recorded.goes += 1;
          else expect(answer.error.code).toBe('invalid_input');
          if (answer.isErr()) recorded.gone += 1;
        } else {
          const [gone, kept] = await Promise.all(pair.map((each) => atlas.record(each)));
          expect(kept?.isOk()).toBe(true);
          recorded.stays += 1;
          if (gone?.isOk()) recorded.goes += 1;
          else {
            expect(gone?._unsafeUnwrapErr().code).toBe('not_found');
            recorded.gone += 1;
          }
        }
        if (recorded.goes > round * 8) begun.resolve();
      }
    };
    const writers = Array.from({ length: 8 }, (_, n) => writer(n));
    await Promise.race([begun.promise, Promise.all(writers)]);
    const erased = await eraser.maintenance.eraseWorkspace({
      actor: system,
      workspaceId: 'goes',
      confirmWorkspaceName: 'goes',
    });
    expect(orThrow(erased)).toMatchObject({ workspaceId: 'goes' });
    // Nothing comes back for a workspace that is gone.
    expect(await left('goes')).toBe(0);
    const before = recorded.gone;
    await expect.poll(() => recorded.gone).toBeGreaterThan(before);
    isOver = true;
    await Promise.all(writers);
    expect(await left('goes')).toBe(0);
    expect(await unequalCounts(open)).toEqual([]);
  }
  const [ledger] = await open.admin<{ events: number }>('select count(*)::int as events from tenantatlas.usage_events');
  expect(ledger?.events).toBe(recorded.stays);
  expect(Math.min(recorded.stays, recorded.goes, recorded.gone)).toBeGreaterThan(rounds);
}, 600_000);
