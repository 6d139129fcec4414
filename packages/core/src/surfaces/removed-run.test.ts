import { expect, it } from 'vitest';
import { dedicated, inW1, onboardingWorld, t1 } from '../../test/support/onboarding-world.ts';
import { orThrow } from '../kernel/result.ts';
import { createMemoryStorage } from '../memory/index.ts';
import type { Storage } from '../ports/storage.ts';
import { verificationStalenessMillis } from '../verification/rules.ts';

/** Storage that keeps no run from the moment on at which it is told so, as a retention leaves it. */
function withRetention(inner: Storage) {
  let isOver = false;
  const storage: Storage = {
    ...inner,
    unit: (scope, work) =>
      inner.unit(scope, (unit) => {
        if (!isOver) return work(unit);
        const { connections, runs } = unit;
        return work({
          ...unit,
          runs: { ...runs, get: async () => null },
          connections: {
            ...connections,
            get: async (where, id) => {
              const row = await connections.get(where, id);
              return row && { ...row, checkRun: null };
            },
            list: async (...request) => (await connections.list(...request)).map((row) => ({ ...row, checkRun: null })),
          },
        });
      }),
  };
  return { storage, removeRuns: () => void (isOver = true) };
}

async function checked() {
  const { storage, removeRuns } = withRetention(createMemoryStorage());
  const world = await onboardingWorld({ storage });
  const { id } = await world.ready();
  removeRuns();
  return { ...world, named: { ...inW1, onboardingId: id } };
}

it('a check whose run is no longer kept has ended, and another one can be started', async () => {
  const { mia, clock } = await checked();
  expect(orThrow(await mia.surfaces.tenantVerification(t1))).toMatchObject({
    state: 'startable',
    summary: { text: 'Verification has ended' },
    primary: { action: 'start_verification' },
    run: null,
  });
  clock.advance(verificationStalenessMillis + 1);
  const { summary } = orThrow(await mia.surfaces.tenantVerification(t1));
  expect(summary.text).toBe('The last verification is out of date');
});

it('an onboarding that is ready continues, also when the run of its check is no longer kept', async () => {
  const { mia, clock, named } = await checked();
  expect(orThrow(await mia.surfaces.onboardingVerification(named))).toMatchObject({
    state: 'completed_run',
    summary: { text: 'Verification has ended' },
    primary: { action: 'continue_onboarding' },
    inspect: null,
    run: null,
  });
  expect(orThrow(await mia.onboarding.readiness(named)).verification).toMatchObject({ status: 'ready', run: null });
  clock.advance(verificationStalenessMillis + 1);
  expect(orThrow(await mia.surfaces.onboardingVerification(named))).toMatchObject({
    state: 'startable',
    summary: { text: 'The last verification is out of date' },
    primary: { action: 'start_verification' },
  });
});

it('a connection without a report was not checked yet', async () => {
  const { mia, system } = await onboardingWorld();
  orThrow(await system.connections.create(dedicated));
  const { summary } = orThrow(await mia.surfaces.tenantVerification(t1));
  expect(summary.text).toBe('Verification has not run yet');
});
