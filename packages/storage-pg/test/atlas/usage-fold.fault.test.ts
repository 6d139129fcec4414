import {
  createTenantAtlas,
  orThrow,
  systemActor,
  toInstant,
  type Scheduler,
  type WorkspaceId,
} from '@tenantatlas/core';
import type { Storage, TenantId, UsageEvent, UsageEventId } from '@tenantatlas/core/ports';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openBackend, type OpenBackend } from '../support/backends.ts';
import { within } from '../store-fixtures.ts';

const hour = 3_600_000;
const noon = Date.UTC(2026, 10, 21, 12);
const longWait = { timeout: 60_000, interval: 20 };

/** Timers that fire when the test says so. */
function steppedScheduler(): Scheduler & { step(): void } {
  let waiting: (() => void)[] = [];
  return {
    after(_millis, task) {
      waiting.push(task);
      return () => void (waiting = waiting.filter((one) => one !== task));
    },
    step() {
      for (const task of waiting.splice(0)) task();
    },
  };
}

function event(workspaceId: string, n: number): UsageEvent {
  return {
    workspaceId: workspaceId as WorkspaceId,
    tenantId: 't-1' as TenantId,
    id: `event-${n}` as UsageEventId,
    user: null,
    eventName: 'product.operations.started',
    featureArea: 'operations',
    subjectType: 'operation_run',
    subjectId: `run-${n}`,
    metadata: {},
    occurredAt: toInstant(noon - n * hour),
    recordedAt: toInstant(noon - n * hour),
  };
}

let open: OpenBackend;
beforeEach(async () => {
  open = await openBackend('pg');
});
afterEach(() => open?.close());

const deltas = async (): Promise<number> => {
  const [row] = await open.admin<{ rows: number }>('SELECT count(*)::int AS rows FROM tenantatlas.usage_deltas');
  return row?.rows ?? 0;
};

/** Storage whose connection the server ends, once, when a fold has run its statements and is about to commit. */
function losing(inner: Storage): { readonly storage: Storage; lose(): void } {
  let isLosing = false;
  return {
    lose: () => (isLosing = true),
    storage: {
      ...inner,
      unit: (scope, work) =>
        inner.unit(scope, async (unit) => {
          const before = await deltas();
          const answer = await work(unit);
          if (isLosing && typeof answer === 'number' && answer > 0 && before > 0) {
            isLosing = false;
            await open.admin(
              `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = current_database() AND state = 'idle in transaction'`,
            );
          }
          return answer;
        }),
    },
  };
}

it('the worker moves all deltas, also after the connection of a fold was lost before its commit, and no figure changes', async () => {
  const scheduler = steppedScheduler();
  const warnings: string[] = [];
  const { storage, lose } = losing(open.storage);
  const atlas = createTenantAtlas({
    storage,
    scheduler,
    logger: { warn: (name) => void warnings.push(name), error: (name) => void warnings.push(name) },
  });
  const system = atlas.as(systemActor('seed'));
  for (const workspaceId of ['w-1', 'w-2']) {
    orThrow(await system.workspaces.create({ workspaceId, name: workspaceId }));
    orThrow(await system.tenants.create({ workspaceId, tenantId: 't-1', name: 'Contoso', lifecycle: 'active' }));
    for (let n = 0; n < 20; n += 1)
      await open.storage.unit(within(workspaceId), ({ usage }) => usage.add([event(workspaceId, n)]));
  }
  const range = { from: '2026-11-20T12:30:00Z', to: '2026-11-21T12:00:00Z' };
  const figures = async () => [
    orThrow(await system.telemetry.summary(range)),
    orThrow(await system.telemetry.trend(range)),
  ];
  const before = await figures();
  expect(before[0]).toMatchObject({ totalEvents: 40, activeWorkspaces: 2 });
  expect(await deltas()).toBe(40);

  lose();
  atlas.worker.start();
  scheduler.step();
  await vi.waitFor(() => expect(warnings).toContain('usage_fold_failed'), longWait);
  expect(await deltas()).toBe(40);
  expect(await figures()).toEqual(before);

  await vi.waitFor(async () => {
    scheduler.step();
    expect(await deltas()).toBe(0);
  }, longWait);
  expect(await figures()).toEqual(before);
  await atlas.worker.stop();
  expect(warnings.filter((name) => name === 'usage_fold_failed')).toHaveLength(1);
});
