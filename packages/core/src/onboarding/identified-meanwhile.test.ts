import { expect, it } from 'vitest';
import { inW1, onboardingWorld, refusalOf, t1 } from '../../test/support/onboarding-world.ts';
import { orThrow } from '../kernel/result.ts';
import { createMemoryStorage } from '../memory/index.ts';
import type { Storage } from '../ports/storage.ts';

/** Storage whose next look at a session finds it as it was before its tenant was identified, as a caller does who looked a moment earlier. */
function lookingEarlier(inner: Storage) {
  let isEarly = false;
  const storage: Storage = {
    ...inner,
    unit: (scope, work) =>
      inner.unit(scope, (unit) =>
        work({
          ...unit,
          onboarding: {
            ...unit.onboarding,
            async get(where, id) {
              const session = await unit.onboarding.get(where, id);
              if (!isEarly) return session;
              isEarly = false;
              return session && { ...session, tenantId: null };
            },
          },
        }),
      ),
  };
  return { storage, lookEarly: () => void (isEarly = true) };
}

it('a tenant that is identified between the look-up and the work hides the onboarding from those who may not see it', async () => {
  const { storage, lookEarly } = lookingEarlier(createMemoryStorage());
  const { mia, uma } = await onboardingWorld({ storage });
  const { id } = orThrow(await mia.onboarding.start(t1));
  const named = { ...inW1, onboardingId: id };
  for (const ask of [
    () => uma.onboarding.get(named),
    () => uma.onboarding.readiness(named),
    () => uma.surfaces.onboardingVerification(named),
    () => uma.onboarding.update({ ...named, expectedVersion: 1, draftName: 'Seen' }),
    () => uma.onboarding.complete({ ...named, expectedVersion: 1 }),
    () => uma.onboarding.cancel({ ...named, expectedVersion: 1 }),
  ]) {
    lookEarly();
    expect(await refusalOf<unknown, unknown>(ask())).toBe('not_found');
  }
  expect(orThrow(await mia.onboarding.get(named))).toMatchObject({ draftName: null, status: 'open', version: 1 });
});

it('and a person who may see it is served: the work looks again', async () => {
  const { storage, lookEarly } = lookingEarlier(createMemoryStorage());
  const { mia } = await onboardingWorld({ storage });
  const { id } = orThrow(await mia.onboarding.start(t1));
  lookEarly();
  const written = orThrow(
    await mia.onboarding.update({ ...inW1, onboardingId: id, expectedVersion: 1, draftName: 'A' }),
  );
  expect(written).toMatchObject({ tenantName: 'Contoso', draftName: 'A', version: 2 });
});
