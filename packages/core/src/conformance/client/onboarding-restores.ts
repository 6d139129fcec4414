import { systemActor, workspaceUser } from '../../access/actor.ts';
import { createTenantAtlas } from '../../atlas.ts';
import { manualClock } from '../../kernel/clock.ts';
import type { OnboardingSessionId } from '../../kernel/ids.ts';
import { equal, holds } from '../check.ts';
import { tenantA, userA } from '../fixtures.ts';
import type { StorageCase, StorageContext } from '../storage-context.ts';
import { race } from '../timing.ts';
import { newWorld } from '../world.ts';
import { codeOf, value } from './answers.ts';
import { noon } from './suite-atlas.ts';

/** What the restore of a tenant gives that was archived in its onboarding. A session can be cancelled while its tenant is archived or restored, so both also meet. */
export const onboardingRestoreCases: readonly StorageCase[] = [
  {
    name: 'onboarding restores: a tenant archived during its onboarding is restored to it, or to a draft once the session was cancelled',
    run: async (context) => {
      const { archive, restore, cancel, tenant } = await onboardingOf(context);
      await archive();
      equal((await tenant()).lifecycleBeforeArchive, 'onboarding', 'Archived during its onboarding.');
      await restore();
      equal((await tenant()).lifecycle, 'onboarding', 'Its session is open and can continue.');
      await archive();
      await cancel();
      const { lifecycle, lifecycleBeforeArchive } = await tenant();
      equal([lifecycle, lifecycleBeforeArchive], ['archived', 'draft'], 'Cancelling does not restore it.');
      await restore();
      equal((await tenant()).lifecycle, 'draft', 'A draft, which can start again.');
    },
  },
  {
    name: 'onboarding restores: concurrent calls that cancel the session, archive and restore leave no tenant in onboarding',
    run: async (context) => {
      const { archive, restore, cancel, tenant, status } = await onboardingOf(context);
      const answers = await race(12, async (n) => {
        if (n % 3 === 0) return archive();
        if (n % 3 === 1) return restore();
        return n > 5 ? cancel() : 'waits';
      });
      holds(answers.includes('ok'), 'Some of the calls succeed.');
      await restore();
      const states = [await status(), (await tenant()).lifecycle].join(', ');
      holds(['open, onboarding', 'cancelled, draft'].includes(states), `The session and its tenant agree: ${states}.`);
      await cancel();
      equal([await status(), (await tenant()).lifecycle], ['cancelled', 'draft'], 'The last state.');
    },
  },
];

/** A tenant in its onboarding, and the calls of an owner about it. Each answers its code. */
async function onboardingOf(context: StorageContext) {
  const world = await newWorld(context);
  const place = world.tenant(tenantA);
  const { workspaceId } = place;
  const atlas = createTenantAtlas({ storage: context.storage, clock: manualClock(noon) });
  const system = atlas.as(systemActor('suite'));
  await value(system.workspaces.addMember({ workspaceId, userId: userA, role: 'owner' }));
  await value(system.workspaces.grantTenant({ ...place, userId: userA }));
  const owner = atlas.as(workspaceUser({ id: userA, label: 'Olga Owner' }));
  const { id } = await value(owner.onboarding.start(place));
  const tenant = async () => {
    const found = await world.unit(({ tenants }) => tenants.get(place));
    holds(found !== null, 'The tenant exists.');
    return found;
  };
  return {
    tenant,
    archive: async () => codeOf(await owner.tenants.changeLifecycle({ ...place, to: 'archived' })),
    /** Restores the tenant to what it was before, if it is archived. */
    async restore(): Promise<string> {
      const { lifecycleBeforeArchive: to, version } = await tenant();
      if (to === null) return 'not archived';
      return codeOf(await owner.tenants.changeLifecycle({ ...place, to, expectedVersion: version }));
    },
    cancel: async () => codeOf(await owner.onboarding.cancel({ workspaceId, onboardingId: id, expectedVersion: 1 })),
    async status(): Promise<string | undefined> {
      const session = await world.unit(({ onboarding }) => onboarding.get(world.scope, id as OnboardingSessionId));
      return session?.status;
    },
  };
}
