import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { orThrow, systemActor, type Storage } from '@tenantatlas/core';
import { StorageFault } from '@tenantatlas/core/ports';
import { createMemoryStorage } from '@tenantatlas/core/memory';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startMicrosoft, type SimulatedMicrosoft } from '../server/provider/microsoft.ts';
import { atlasOfThePast } from '../server/seed/past.ts';
import { seedOnce } from '../server/seed/seed.ts';
import { ada } from '../server/people.ts';
import { temporaryFolder } from './support/site.ts';

/** A Microsoft of its own for one test. */
async function microsoft(): Promise<SimulatedMicrosoft> {
  const started = await startMicrosoft();
  onTestFinished(() => started.close());
  return started;
}

const day = 24 * 3_600_000;
const today = Math.floor(Date.now() / day) * day;

/** The days before today: of today, there is more as time goes by. */
const usedDays = { from: new Date(today - 29 * day).toISOString(), to: new Date(today - 1).toISOString() };

/** Everything that the seed makes, without ids and instants. */
async function contentOf(storage: Storage) {
  const { atlas } = atlasOfThePast(storage);
  const operator = atlas.as(ada);
  const system = atlas.as(systemActor('test'));
  const { items: workspaces } = orThrow(await operator.workspaces.list({ limit: 200 }));
  const inside = workspaces.map(async ({ workspaceId, name }) => {
    const tenants = orThrow(await operator.tenants.list({ workspaceId, limit: 200 })).items;
    const runs = orThrow(await operator.operations.list({ workspaceId, limit: 200 })).items;
    const connections = orThrow(await system.connections.list({ workspaceId, limit: 200 })).items;
    const onboardings = orThrow(await system.onboarding.list({ workspaceId, limit: 200 })).items;
    return {
      name,
      onboardings: onboardings.map(({ id, lifecycleState }) => `${id} ${lifecycleState}`).sort(),
      connections: connections
        .map(
          ({ tenantId, readiness, lastErrorReason }) =>
            `${tenantId} ${readiness} ${lastErrorReason?.diagnosticCode ?? ''}`,
        )
        .sort(),
      tenants: tenants.map((tenant) => `${tenant.name}: ${tenant.lifecycle}`),
      runs: runs.map(({ type, outcome, tenantId }) => `${type} ${tenantId ?? ''} ${outcome}`).sort(),
    };
  });
  const controls = orThrow(await operator.controls.list());
  const pauses = controls.flatMap(({ activations }) => activations.map(({ reasonText }) => reasonText));
  const { families, activeWorkspaces } = orThrow(await operator.telemetry.summary(usedDays));
  const use = { activeWorkspaces, families: families.map(({ label, count }) => ({ label, count })) };
  return { workspaces: await Promise.all(inside), pauses, use };
}

async function entriesOf(storage: Storage): Promise<number> {
  const operator = atlasOfThePast(storage).atlas.as(ada);
  const ledgers = [null, 'acme', 'contoso-health', 'nordwind'];
  const sizes = ledgers.map(
    async (workspaceId) => orThrow(await operator.audit.list({ workspaceId, limit: 200 })).items.length,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Storage that dies for good before its unit number `last + 1`. */
function dyingAfter(storage: Storage, last: number): Storage {
  let units = 0;
  return {
    ...storage,
    unit: (scope, work) => {
      units += 1;
      if (units > last) return Promise.reject(new StorageFault('unavailable', 'The test has switched it off.'));
      return storage.unit(scope, work);
    },
  };
}

describe('the seed', () => {
  it('creates three customers in every lifecycle, a week of work, connections in every state, open onboardings, and a month of use', async () => {
    const storage = createMemoryStorage();
    expect(await seedOnce(storage, temporaryFolder(), await microsoft())).toBe('seeded');
    const { workspaces, pauses, use } = await contentOf(storage);
    expect(workspaces).toHaveLength(3);
    const stages = workspaces.flatMap(({ tenants }) => tenants.map((tenant) => tenant.split(': ')[1]));
    expect(stages).toHaveLength(8);
    expect(new Set(stages)).toEqual(new Set(['draft', 'onboarding', 'active', 'archived']));
    const outcomes = workspaces.flatMap(({ runs }) => runs.map((run) => run.split(' ')[2]));
    expect(new Set(outcomes)).toEqual(new Set(['succeeded', 'partially_succeeded', 'failed', 'cancelled']));
    expect(pauses).toHaveLength(1);
    expect(use.activeWorkspaces).toBe(3);
    expect(use.families.map(({ label }) => label)).toEqual([
      'Onboarding checkpoints',
      'Support diagnostics',
      'Operations started',
      'Stored reports',
      'Review packs requested',
      'Exports downloaded',
    ]);
    for (const { label, count } of use.families) expect(count, label).toBeGreaterThan(5);
    expect(workspaces.flatMap(({ connections }) => connections).sort()).toEqual([
      'acme-emea pending rate_limited',
      'acme-production ready ',
      'acme-sandbox consent_required ',
      'contoso-clinical blocked provider_permission_missing',
      'nordwind-hauptmandant ready ',
      'nordwind-netz consent_required provider_consent_missing',
    ]);
    expect(workspaces.flatMap(({ onboardings }) => onboardings).sort()).toEqual([
      'acme-robotics draft',
      'acme-sandbox connecting',
      'contoso-research cancelled',
      'nordwind-netz action_required',
    ]);
  });

  it('runs once, and changes nothing when repeated', async () => {
    const storage = createMemoryStorage();
    const folder = temporaryFolder();
    await seedOnce(storage, folder, await microsoft());
    const [first, entries] = [await contentOf(storage), await entriesOf(storage)];
    expect(await seedOnce(storage, folder, await microsoft())).toBe('kept');
    rmSync(join(folder, 'seeded'));
    expect(await seedOnce(storage, folder, await microsoft())).toBe('seeded');
    expect(await contentOf(storage)).toEqual(first);
    expect(await entriesOf(storage)).toBe(entries);
  });

  it.each([4, 40, 75, 105, 155, 200, 215, 226])('continues after its storage failed at unit %i', async (last) => {
    const whole = createMemoryStorage();
    await seedOnce(whole, temporaryFolder(), await microsoft());
    const storage = createMemoryStorage();
    const folder = temporaryFolder();
    await expect(seedOnce(dyingAfter(storage, last), folder, await microsoft())).rejects.toThrow();
    expect(existsSync(join(folder, 'seeded'))).toBe(false);
    await seedOnce(storage, folder, await microsoft());
    expect(await contentOf(storage)).toEqual(await contentOf(whole));
  });
});
