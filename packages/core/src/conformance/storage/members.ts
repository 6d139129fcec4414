import type { PersonId, TenantId, WorkspaceId } from '../../kernel/ids.ts';
import { compareText } from '../../kernel/text.ts';
import type {
  EntitledTenant,
  EntitlementRecord,
  MemberRecord,
  MembershipRecord,
  WorkspaceRole,
} from '../../ports/member-store.ts';
import { equal, sameMembers, tally } from '../check.ts';
import { at, tenantA, tenantB, userA, userB } from '../fixtures.ts';
import { unorderedIds, walkPages } from '../paging.ts';
import type { StorageCase } from '../storage-context.ts';
import { race } from '../timing.ts';
import { asMember, makeWorld, newWorld, type World } from '../world.ts';

/** Memberships and entitlements. */
export const memberCases: readonly StorageCase[] = [
  {
    name: 'members: grant says granted, changed with the role before, or unchanged',
    run: async (context) => {
      const world = await newWorld(context);
      equal(await find(world, userA), null, 'There is no member yet.');
      equal(await grant(world, userA, 'operator'), { disposition: 'granted' }, 'The first grant.');
      equal(await find(world, userA), membership(world, userA, 'operator'), 'Every field survives.');
      equal(await grant(world, userA, 'operator'), { disposition: 'unchanged' }, 'The same role again.');
      equal(await grant(world, userA, 'owner'), { disposition: 'changed', previous: 'operator' }, 'Another role.');
      equal((await find(world, userA))?.role, 'owner', 'The new role counts.');
      equal(await find(world, userB), null, 'There is no other member.');
    },
  },
  {
    name: 'members: 16 concurrent grants leave one row, and each answer says what its call did',
    run: async (context) => {
      const world = await newWorld(context);
      const roles = ['readonly', 'operator', 'manager', 'owner'] as const;
      const outcomes = await race(16, (n) => grant(world, userA, roles[n % 4] ?? 'owner'));
      equal(tally(outcomes.map(({ disposition }) => disposition))['granted'], 1, 'One call made the membership.');
      const revoked = await revoke(world, userA);
      equal(revoked !== null, true, 'There was a row.');
      equal(await revoke(world, userA), null, 'There was only one.');
    },
  },
  {
    name: 'members: revoke ends the membership and all entitlements, and returns them',
    run: async (context) => {
      const world = await newWorld(context);
      await world.addMember(userA, 'manager');
      await world.addMember(userB, 'operator');
      for (const tenantId of [tenantA, tenantB]) await entitle(world, tenantId, userA);
      await entitle(world, tenantA, userB);
      const ended = await revoke(world, userA);
      equal(ended?.role, 'manager', 'The role it had.');
      sameMembers(ended?.tenantIds ?? [], [tenantA, tenantB], 'The entitlements it had.');
      equal(await find(world, userA), null, 'The membership has ended.');
      equal(await entitled(world, userA), [], 'So have the entitlements.');
      equal(await entitled(world, userB), [tenantA], 'Those of others stay.');
      equal(await revoke(world, userA), null, 'A second time there is nothing to end.');
      await world.addMember(userA);
      equal(await entitled(world, userA), [], 'A new membership restores none of them.');
    },
  },
  {
    name: 'members: list has every member once, by id in code-point order, with all entitlements, whatever the size of its pages',
    run: async (context) => {
      const world = await newWorld(context);
      const userIds = unorderedIds('p').map((id) => id as PersonId);
      for (const userId of userIds) await world.addMember(userId, 'operator');
      const [first, second] = userIds as [PersonId, PersonId];
      await entitle(world, tenantB, first, 'owner');
      await entitle(world, tenantA, first, null);
      await entitle(world, tenantA, second, 'readonly');
      const elsewhere = await newWorld(context);
      await elsewhere.addMember(first, 'owner');
      const entitlements = new Map<PersonId, readonly EntitledTenant[]>([
        [
          first,
          [
            { tenantId: tenantA, role: null },
            { tenantId: tenantB, role: 'owner' },
          ],
        ],
        [second, [{ tenantId: tenantA, role: 'readonly' }]],
      ]);
      const expected = userIds.toSorted(compareText).map((userId) => ({
        ...membership(world, userId, 'operator'),
        entitlements: entitlements.get(userId) ?? [],
      }));
      for (const limit of [1, 2, userIds.length, 100]) {
        const found = await walkPages<MemberRecord, PersonId>({
          limit,
          start: null,
          page: (page) => world.unit(({ members }) => members.list(world.scope, page)),
          keyOf: ({ userId }) => userId,
        });
        equal(found, expected, `Pages of ${String(limit)}.`);
      }
      const others = await elsewhere.unit(({ members }) => members.list(elsewhere.scope, { after: null, limit: 5 }));
      equal(others, [{ ...membership(elsewhere, first, 'owner'), entitlements: [] }], 'Another workspace has its own.');
    },
  },
  {
    name: 'members: entitle says granted, changed with the role before, or unchanged',
    run: async (context) => {
      const world = await newWorld(context);
      await world.addMember(userA);
      equal(await entitle(world, tenantA, userA, null), { disposition: 'granted' }, 'The first one.');
      equal(
        await entitle(world, tenantA, userA, null),
        { disposition: 'unchanged' },
        'The same again, without a role.',
      );
      equal(
        await entitle(world, tenantA, userA, 'owner'),
        { disposition: 'changed', previous: null },
        'A role where there was none.',
      );
      equal(
        await entitle(world, tenantA, userA, 'readonly'),
        { disposition: 'changed', previous: 'owner' },
        'Another role.',
      );
      equal(
        await entitle(world, tenantA, userA, null),
        { disposition: 'changed', previous: 'readonly' },
        'Back to none.',
      );
      equal(await entitled(world, userA), [tenantA], 'One entitlement throughout.');
    },
  },
  {
    name: 'members: entitle answers no_member and writes nothing without a membership',
    run: async (context) => {
      const world = await newWorld(context);
      equal(await entitle(world, tenantA, userA), { disposition: 'no_member' }, 'There is no membership.');
      await world.addMember(userA);
      equal(await entitled(world, userA), [], 'Nothing was written.');
    },
  },
  {
    name: 'members: no entitlement remains of a membership that is revoked at the same time',
    run: async (context) => {
      const world = await newWorld(context);
      for (let round = 0; round < 20; round += 1) {
        await world.addMember(userA);
        const works = [
          () => revoke(world, userA),
          () => entitle(world, tenantA, userA),
          () => entitle(world, tenantB, userA),
        ];
        if (round % 2 === 1) works.reverse();
        await Promise.all(works.map((work) => work()));
        equal(await find(world, userA), null, 'The membership has ended.');
        equal(await entitled(world, userA), [], `No entitlement is left over in round ${String(round)}.`);
      }
    },
  },
  {
    name: 'members: disentitle ends one entitlement, and is false when there was none',
    run: async (context) => {
      const world = await newWorld(context);
      await world.addMember(userA);
      await entitle(world, tenantA, userA);
      await entitle(world, tenantB, userA);
      equal(await disentitle(world, tenantA, userA), true, 'There was one.');
      equal(await entitled(world, userA), [tenantB], 'The other stays.');
      equal(await disentitle(world, tenantA, userA), false, 'There is none any more.');
      equal(await disentitle(world, tenantB, userB), false, 'Another person has none.');
      equal((await find(world, userA))?.role, 'operator', 'The membership stays.');
    },
  },
  {
    name: 'members: workspacesOf lists a person’s workspaces in code-point order',
    run: async (context) => {
      const { storage, nextWorkspaceId, nextWord } = context;
      const person = nextWord() as PersonId;
      const ids = unorderedIds(`${nextWorkspaceId()}.`).map((id) => id as WorkspaceId);
      for (const id of ids) {
        const world = await makeWorld(storage, id);
        await world.addMember(person);
        await world.addMember(userB);
      }
      const foreign = await newWorld(context);
      await foreign.addMember(userB);
      const found = await asMember(storage, person, [], ({ members }) => members.workspacesOf(person));
      equal(found, ids.toSorted(compareText), 'All of them, and no other.');
      const outsider = nextWord() as PersonId;
      equal(
        await asMember(storage, outsider, [], ({ members }) => members.workspacesOf(outsider)),
        [],
        'A person without a membership has none.',
      );
    },
  },
];

type Outcome = { readonly disposition: string };

function membership({ workspaceId }: World, userId: PersonId, role: WorkspaceRole): MembershipRecord {
  return { workspaceId, userId, role, grantedAt: at(5) };
}

function grant(world: World, userId: PersonId, role: WorkspaceRole): Promise<Outcome> {
  return world.unit(({ members }) => members.grant(world.scope, membership(world, userId, role)));
}

function revoke(
  world: World,
  userId: PersonId,
): Promise<{ readonly role: WorkspaceRole; readonly tenantIds: readonly TenantId[] } | null> {
  return world.unit(({ members }) => members.revoke(world.scope, userId));
}

function find(world: World, userId: PersonId): Promise<MembershipRecord | null> {
  return world.unit(({ members }) => members.find(world.scope, userId));
}

function entitle(
  world: World,
  tenantId: TenantId,
  userId: PersonId,
  role: WorkspaceRole | null = null,
): Promise<Outcome> {
  const entitlement: EntitlementRecord = { workspaceId: world.workspaceId, tenantId, userId, role, grantedAt: at(6) };
  return world.unit(({ members }) => members.entitle(world.tenant(tenantId), entitlement));
}

function disentitle(world: World, tenantId: TenantId, userId: PersonId): Promise<boolean> {
  return world.unit(({ members }) => members.disentitle(world.tenant(tenantId), userId));
}

async function entitled(world: World, userId: PersonId): Promise<readonly TenantId[]> {
  const tenants = await world.unit(({ members }) => members.entitledTenants(world.scope, userId));
  return tenants.map(({ tenantId }) => tenantId);
}
