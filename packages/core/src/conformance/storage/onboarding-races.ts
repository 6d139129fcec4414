import type { OnboardingSession } from '../../ports/onboarding-store.ts';
import { equal, rejection, tally } from '../check.ts';
import { at, newSession, sessionChange, tenantA, tenantB } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { race } from '../timing.ts';
import { forMaintenance, newWorld, type World } from '../world.ts';
import { ending, sessionId, sessionsOf } from './onboarding-helpers.ts';

/** Sessions that meet other work. */
export const onboardingRaceCases: readonly StorageCase[] = [
  {
    name: 'onboarding: of 64 concurrent creations for one tenant one wins, and the others get its id',
    run: async (context) => {
      const world = await newWorld(context);
      const sessions = sessionsOf(world);
      const answers = await race(64, (n) => sessions.create(n));
      equal(tally(answers.map(wordOf)), { created: 1, openSession: 63 }, 'One of all.');
      const open = await sessions.openOf(tenantA);
      equal(await sessions.list(), [open], 'It is the only one.');
      equal([...new Set(answers.flatMap(openIdOf))], [open?.id], 'The others get its id.');
    },
  },
  {
    name: 'onboarding: of 64 concurrent sessions that set one tenant or start with it one wins, and the others are unchanged',
    run: async (context) => {
      const world = await newWorld(context);
      const sessions = sessionsOf(world);
      const drafts: OnboardingSession[] = [];
      for (let n = 0; n < 48; n += 1) drafts.push(await sessions.add(n, { tenantId: null }));
      const answers = await race(64, async (n) => {
        const draft = drafts[n];
        return draft ? sessions.change(draft, { tenantId: tenantA }) : sessions.create(n);
      });
      const lost = answers.flatMap(openIdOf);
      equal(lost.length, 63, 'One of all.');
      const open = await sessions.openOf(tenantA);
      equal([...new Set(lost)], [open?.id], 'The others get its id.');
      const others = (await sessions.list()).filter(({ id }) => id !== open?.id);
      equal(
        others.toReversed(),
        drafts.filter(({ id }) => id !== open?.id),
        'The drafts that lost are unchanged, and no other session was created.',
      );
    },
  },
  {
    name: 'onboarding: after a rollback the caller that waits gets the tenant',
    run: async (context) => {
      const world = await newWorld(context);
      const sessions = sessionsOf(world);
      const drafts: OnboardingSession[] = [];
      for (let n = 0; n < 8; n += 1) drafts.push(await sessions.add(n, { tenantId: null }));
      const answers = await race(16, (n) =>
        world
          .unit(async ({ onboarding }) => {
            const draft = drafts[n];
            const answer = draft
              ? await onboarding.change(world.scope, draft.id, sessionChange(draft, { tenantId: tenantA }))
              : await onboarding.create(world.scope, newSession(world.workspaceId, sessionId(n)));
            const isOpened = typeof answer === 'string' || !('openSession' in answer);
            if (isOpened && n % 2 === 0) throw new Error('rolled back');
            return isOpened ? 'opened' : 'refused';
          })
          .catch(() => 'undone' as const),
      );
      equal(answers.filter((answer) => answer === 'opened').length, 1, 'One is kept.');
      const open = (await sessions.list({ tenantId: tenantA, statuses: ['open'] })).map(({ id }) => id);
      equal(open, [sessionId(answers.indexOf('opened'))], 'It is the open one.');
    },
  },
  {
    name: 'onboarding: of 16 concurrent changes and endings upon one version exactly one wins',
    run: async (context) => {
      const sessions = sessionsOf(await newWorld(context));
      const before = await sessions.add(1);
      const answers = await race(16, (n): Promise<unknown> =>
        n % 2 === 0 ? sessions.change(before, { draftName: `name ${String(n)}` }) : sessions.end(1),
      );
      const won = answers.filter((answer) => answer !== 'changed_meanwhile');
      equal(won.length, 1, 'The others get changed_meanwhile.');
      equal(await sessions.get(1), won[0], 'It is the one that is stored.');
    },
  },
  {
    name: 'onboarding: concurrent units that hold one change what they read, one after the other',
    run: async (context) => {
      const world = await newWorld(context);
      const sessions = sessionsOf(world);
      const before = await sessions.add(1);
      const rename = (draftName: string) =>
        world.unit(async ({ onboarding }) => {
          const held = await onboarding.hold(world.scope, before.id);
          return held && onboarding.change(world.scope, before.id, sessionChange(held, { draftName }));
        });
      const answers = await race(8, (n) => rename(`name ${String(n)}`));
      equal(answers.includes('changed_meanwhile'), false, 'Each found the version that it then changed.');
      equal((await sessions.get(1))?.version, before.version + 8, 'All of them count.');
      equal(
        await world.unit(({ onboarding }) => onboarding.hold(world.scope, sessionId(9))),
        null,
        'Nothing is found.',
      );
    },
  },
  {
    name: 'onboarding: concurrent sessions of a tenant that end and are created anew leave one open',
    run: async (context) => {
      const sessions = sessionsOf(await newWorld(context));
      await sessions.add(0);
      const answers = await race(12, async (n) => {
        if (n === 0) return sessions.end(0, { status: 'cancelled' });
        return sessions.create(n);
      });
      const created = answers.filter((answer) => answer === 'created').length;
      const open = await sessions.list({ statuses: ['open'] });
      equal(open.length, created, 'Those that were created, which is one at most.');
      equal(created <= 1, true, 'One at most.');
      equal((await sessions.get(0))?.status, 'cancelled', 'The first one has ended.');
    },
  },
  {
    name: 'onboarding: an erasure of a tenant leaves no session of concurrent creations and changes',
    run: async (context) => {
      const world = await newWorld(context);
      const sessions = sessionsOf(world);
      const drafts: OnboardingSession[] = [];
      for (let n = 0; n < 6; n += 1) drafts.push(await sessions.add(n, { tenantId: null }));
      const erase = () => forMaintenance(context, ({ maintenance }) => maintenance.eraseTenant(world.tenant(tenantA)));
      await race(13, async (n): Promise<unknown> => {
        if (n === 12) return erase();
        const draft = drafts[n];
        // A tenant that is gone is misuse.
        return (draft ? sessions.change(draft, { tenantId: tenantA }) : sessions.create(n)).catch(() => 'gone');
      });
      equal(await sessions.list({ tenantId: tenantA }), [], 'None is left.');
      equal(await sessions.openOf(tenantA), null, 'None is open.');
    },
  },
  {
    name: 'onboarding: the end of a session and the lifecycle of its tenant are one unit: a fault between both writes neither',
    run: async (context) => {
      const world = await newWorld(context);
      const sessions = sessionsOf(world);
      const before = await sessions.add(1, { tenantId: tenantB });
      const tenantBefore = await tenantOf(world);
      const failing = () => complete(world, () => Promise.reject(new Error('between both')));
      await rejection(failing, 'The unit rejects.');
      equal([await sessions.get(1), await tenantOf(world)], [before, tenantBefore], 'Neither is written.');
      await complete(world, async () => {});
      const after = [(await sessions.get(1))?.status, (await tenantOf(world))?.lifecycle];
      equal(after, ['completed', 'active'], 'Without a fault both are.');
    },
  },
  {
    name: 'onboarding: of 8 concurrent completions one ends the session and makes the tenant active, and the others write nothing',
    run: async (context) => {
      const world = await newWorld(context);
      await sessionsOf(world).add(1, { tenantId: tenantB });
      const answers = await race(8, () => complete(world, async () => {}));
      equal(tally(answers), { completed: 1, changed_meanwhile: 7 }, 'One of all.');
      const tenant = await tenantOf(world);
      equal([tenant?.lifecycle, tenant?.version], ['active', 2], 'The tenant was changed once.');
    },
  },
];

function wordOf(answer: object | string): string {
  return typeof answer === 'string' ? answer : (Object.keys(answer)[0] ?? 'nothing');
}

/** The id of the open session that an answer names. */
function openIdOf(answer: string | object): readonly unknown[] {
  return typeof answer === 'object' && 'openSession' in answer ? [(answer.openSession as OnboardingSession).id] : [];
}

const tenantOf = (world: World) => world.unit(({ tenants }) => tenants.get(world.tenant(tenantB)));

/** Ends the first session, of tenant B, as completed and makes the tenant active, with something between both. */
function complete(world: World, between: () => Promise<void>): Promise<string> {
  return world.unit(async ({ onboarding, tenants }) => {
    const ended = await onboarding.end(world.scope, sessionId(1), ending());
    if (ended === 'changed_meanwhile') return ended;
    await between();
    const lifecycle = { lifecycle: 'active', lifecycleBeforeArchive: null, updatedAt: at(90), version: 1 } as const;
    const changed = await tenants.changeLifecycle(world.tenant(tenantB), lifecycle);
    return typeof changed === 'string' ? changed : ended.status;
  });
}
