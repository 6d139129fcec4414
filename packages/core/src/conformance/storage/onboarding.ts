import type { TenantId } from '../../kernel/ids.ts';
import { equal, rejection, rejectsAsMisuse } from '../check.ts';
import { at, newSession, noCheckpoints, tenantA, tenantB, userA, userB } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { forMaintenance, newWorld } from '../world.ts';
import { connectionId, ending, sessionId, sessionsOf } from './onboarding-helpers.ts';

/** What sessions take and refuse, one call after the other. Their entry has what all aggregates do. */
export const onboardingCases: readonly StorageCase[] = [
  {
    name: 'onboarding: a tenant has one open session at most; ended ones and those without a tenant do not count',
    run: async (context) => {
      const world = await newWorld(context);
      const sessions = sessionsOf(world);
      equal(await sessions.openOf(tenantA), null, 'There is none.');
      const first = await sessions.add(1);
      equal(await sessions.openOf(tenantA), first, 'There is one.');
      equal(await sessions.openOf(tenantB), null, 'Of this tenant alone.');
      equal(await sessions.create(2), { openSession: first }, 'A second one is refused, and the first one is named.');
      equal(await sessions.get(2), null, 'Nothing was written.');
      equal(await sessions.create(1, { tenantId: null }), 'exists', 'A taken id is refused.');
      equal(await sessions.create(1), 'exists', 'The id comes first.');
      await sessions.add(3, { tenantId: tenantB });
      for (const n of [4, 5]) await sessions.add(n, { tenantId: null });
      const ended = { status: 'cancelled', endedBy: first.startedBy, endedAt: at(20) } as const;
      for (const n of [6, 7]) await sessions.add(n, ended);
      equal(await sessions.openOf(tenantA), first, 'It is still the open one.');
    },
  },
  {
    name: 'onboarding: the open session of a tenant of another workspace does not count, and is not found',
    run: async (context) => {
      const [mine, theirs] = [await newWorld(context), await newWorld(context)];
      const session = await sessionsOf(theirs).add(1);
      equal(await sessionsOf(mine).openOf(tenantA), null, 'Not in the own workspace.');
      await mine.unit(async ({ onboarding }) => {
        equal(await onboarding.openOf(theirs.tenant(tenantA)), null, 'Not by the other scope.');
        equal(await onboarding.hold(theirs.scope, session.id), null, 'It cannot be held.');
        const changed = await onboarding.change(theirs.scope, session.id, { ...session, draftName: 'forged' });
        equal(changed, 'changed_meanwhile', 'It cannot be changed.');
        equal(await onboarding.end(theirs.scope, session.id, ending()), 'changed_meanwhile', 'It cannot be ended.');
      });
      equal(await sessionsOf(theirs).get(1), session, 'It stays as it was.');
      await sessionsOf(mine).add(1);
    },
  },
  {
    name: 'onboarding: change writes every member upon its version, and a stale one writes nothing',
    run: async (context) => {
      const sessions = sessionsOf(await newWorld(context));
      await sessions.addConnection(1, tenantB);
      const before = await sessions.add(1, { tenantId: null, checkpoints: noCheckpoints });
      const members = {
        tenantId: tenantB,
        draftName: null,
        connectionId: connectionId(1),
        checkpoints: { identify: at(31), connect_provider: at(32), verify_access: at(33), complete: at(34) },
        updatedBy: { kind: 'user', personId: userA },
        updatedAt: at(30),
      } as const;
      const after = { ...before, ...members, version: 2 };
      equal(await sessions.change(before, members), after, 'The answer.');
      equal(await sessions.get(1), after, 'The row.');
      equal(await sessions.openOf(tenantB), after, 'It is the open one of its tenant.');
      for (const version of [1, 3])
        equal(
          await sessions.change(after, { version, draftName: 'stale' }),
          'changed_meanwhile',
          `At version ${String(version)}.`,
        );
      equal(await sessions.get(1), after, 'Nothing was written.');
      const absent = await sessions.change({ ...after, id: sessionId(9) });
      equal(absent, 'changed_meanwhile', 'Nothing is found.');
    },
  },
  {
    name: 'onboarding: a session that sets a tenant with an open one is not changed',
    run: async (context) => {
      const sessions = sessionsOf(await newWorld(context));
      const first = await sessions.add(1);
      const draft = await sessions.add(2, { tenantId: null });
      const identify = { tenantId: tenantA, draftName: 'other' };
      equal(await sessions.change(draft, identify), { openSession: first }, 'The open one is named.');
      equal(await sessions.get(2), draft, 'Nothing was written.');
      await sessions.end(1);
      const identified = await sessions.change(draft, identify);
      equal(identified, await sessions.openOf(tenantA), 'Once it has ended, the other one is the open one.');
      equal((await sessions.get(2))?.version, 2, 'It was changed once.');
    },
  },
  {
    name: 'onboarding: an instant of a checkpoint that is kept stays, whatever a change or an end says',
    run: async (context) => {
      const sessions = sessionsOf(await newWorld(context));
      const kept = { ...noCheckpoints, identify: at(5), connect_provider: at(6) };
      const before = await sessions.add(1, { checkpoints: kept });
      const later = { identify: at(50), connect_provider: at(1), verify_access: at(52), complete: null };
      const changed = { ...kept, verify_access: at(52) };
      await sessions.change(before, { checkpoints: later });
      equal((await sessions.get(1))?.checkpoints, changed, 'Neither a later nor an earlier instant replaces one.');
      await sessions.change({ ...before, version: 2 }, { checkpoints: noCheckpoints });
      equal((await sessions.get(1))?.checkpoints, changed, 'None is removed.');
      const last = { identify: at(60), connect_provider: null, verify_access: at(1), complete: at(61) };
      await sessions.end(1, { version: 3, checkpoints: last });
      equal((await sessions.get(1))?.checkpoints, { ...changed, complete: at(61) }, 'The end adds what is new.');
    },
  },
  {
    name: 'onboarding: a session ends once, upon its version, and is never written again',
    run: async (context) => {
      const sessions = sessionsOf(await newWorld(context));
      const before = await sessions.add(1);
      equal(await sessions.end(1, { version: 2 }), 'changed_meanwhile', 'Another version.');
      equal(await sessions.end(9), 'changed_meanwhile', 'Nothing is found.');
      equal(await sessions.get(1), before, 'Nothing was written.');
      const person = { kind: 'user', personId: userA } as const;
      const after = {
        ...before,
        status: 'completed',
        checkpoints: { ...before.checkpoints, complete: at(90) },
        updatedBy: person,
        updatedAt: at(90),
        endedBy: person,
        endedAt: at(90),
        version: 2,
      } as const;
      equal(await sessions.end(1), after, 'The answer.');
      equal(await sessions.get(1), after, 'The row.');
      for (const version of [1, 2, 3]) {
        const end = await sessions.end(1, { version, status: 'cancelled', endedAt: at(95) });
        const change = await sessions.change(before, { version, draftName: 'late' });
        equal([end, change], ['changed_meanwhile', 'changed_meanwhile'], `At version ${String(version)}.`);
      }
      equal(await sessions.get(1), after, 'It stays as it ended.');
      equal(await sessions.openOf(tenantA), null, 'The tenant has no open session.');
      await sessions.add(2);
    },
  },
  {
    name: 'onboarding: another tenant than the one that is set is misuse, and so is what is not of the tenant',
    run: async (context) => {
      const world = await newWorld(context);
      const sessions = sessionsOf(world);
      await sessions.addConnection(1, tenantA);
      const before = await sessions.add(1, { connectionId: connectionId(1) });
      const draft = await sessions.add(2, { tenantId: null });
      await rejectsAsMisuse(() => sessions.change(before, { tenantId: tenantB }), 'Another tenant.');
      await rejectsAsMisuse(() => sessions.change(before, { tenantId: null, connectionId: null }), 'No tenant.');
      for (const [n, tenantId] of [
        [1, tenantB],
        [1, null],
        [9, tenantA],
      ] as const) {
        const change = { tenantId, connectionId: connectionId(n) };
        const which = `Connection ${String(n)} and ${String(tenantId)}.`;
        await rejectsAsMisuse(() => sessions.create(3, change), which);
        await rejectsAsMisuse(() => sessions.change(draft, change), which);
      }
      const nowhere = { tenantId: 'tenant-9' as TenantId };
      await rejection(() => sessions.create(3, nowhere), 'A tenant that does not exist.');
      await rejection(() => sessions.change(draft, nowhere), 'A change to it.');
      const elsewhere = newSession(context.nextWorkspaceId(), sessionId(3));
      await rejectsAsMisuse(
        () => world.unit(({ onboarding }) => onboarding.create(world.scope, elsewhere)),
        'A scope.',
      );
      equal([await sessions.get(1), await sessions.get(2)], [before, draft], 'Nothing was changed.');
      equal(await sessions.get(3), null, 'Nothing was created.');
    },
  },
  {
    name: 'onboarding: a list is confined to statuses, tenant and visible tenants together; those without a tenant are always visible',
    run: async (context) => {
      const sessions = sessionsOf(await newWorld(context));
      const ended = { endedBy: { kind: 'user', personId: userB }, endedAt: at(80) } as const;
      await sessions.add(1, { startedAt: at(1) });
      await sessions.add(2, { startedAt: at(2), status: 'completed', ...ended });
      await sessions.add(3, { startedAt: at(3), tenantId: tenantB });
      await sessions.add(4, { startedAt: at(4), tenantId: tenantB, status: 'cancelled', ...ended });
      await sessions.add(5, { startedAt: at(5), tenantId: null });
      await sessions.add(6, { startedAt: at(6), tenantId: null, status: 'cancelled', ...ended });
      const found = async (filter: Parameters<typeof sessions.list>[0]) =>
        (await sessions.list(filter)).map(({ id }) => Number(id.slice(-2)));
      equal(await found({}), [6, 5, 4, 3, 2, 1], 'All of them.');
      equal(await found({ statuses: ['open'] }), [5, 3, 1], 'Of one status.');
      equal(await found({ statuses: ['cancelled', 'completed'] }), [6, 4, 2], 'Of two.');
      equal(await found({ statuses: [] }), [], 'Of none.');
      equal(await found({ tenantId: tenantB, statuses: ['open', 'completed'] }), [3], 'Of one tenant as well.');
      equal(await found({ visibleTenantIds: [tenantA] }), [6, 5, 2, 1], 'Of one visible tenant.');
      equal(await found({ visibleTenantIds: [tenantA], statuses: ['open'] }), [5, 1], 'And one status.');
      equal(await found({ visibleTenantIds: [], statuses: ['open'] }), [5], 'Without a visible tenant.');
      equal(await found({ tenantId: tenantB, visibleTenantIds: [tenantA] }), [], 'Of a tenant that is hidden.');
    },
  },
  {
    name: 'onboarding: erasing a tenant removes its sessions, and those without a tenant stay until their workspace is erased',
    run: async (context) => {
      const world = await newWorld(context);
      const sessions = sessionsOf(world);
      await sessions.addConnection(1, tenantA);
      await sessions.add(1, { connectionId: connectionId(1) });
      const other = await sessions.add(2, { tenantId: tenantB });
      const draft = await sessions.add(3, { tenantId: null });
      const ofTenant = await forMaintenance(context, ({ maintenance }) =>
        maintenance.eraseTenant(world.tenant(tenantA)),
      );
      equal(ofTenant?.onboarding, 1, 'That of the tenant is counted.');
      equal(await sessions.list(), [draft, other], 'The others stay.');
      const ofWorkspace = await forMaintenance(context, ({ maintenance }) => maintenance.eraseWorkspace(world.scope));
      equal(ofWorkspace?.onboarding, 2, 'The rest is counted.');
      equal(await sessions.list(), [], 'Nothing is left.');
    },
  },
  {
    name: 'onboarding: erasing a person does not change the sessions: they contain ids of people and no names',
    run: async (context) => {
      const sessions = sessionsOf(await newWorld(context));
      const before = await sessions.add(1, { draftName: 'Contoso of Ada' });
      const person = { kind: 'user', personId: userA } as const;
      await forMaintenance(context, ({ maintenance }) => maintenance.erasePerson(person));
      equal(await sessions.get(1), before, 'The row.');
    },
  },
];
