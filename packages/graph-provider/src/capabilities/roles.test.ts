import type { RoleFact, RoleHolding } from '@tenantatlas/core';
import { describe, expect, it } from 'vitest';
import {
  collecting,
  forbidden,
  guid,
  malformed,
  noConsent,
  notLicensed,
  scriptedGraph,
  throttled,
  type Scripted,
} from '../../test/support/scripted-graph.ts';
import { roleParts, readRoles } from './roles.ts';

const [admin, reader, ada, bo, group, app, gone] = [1, 2, 3, 4, 5, 6, 7].map(guid) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const directory = 'roleManagement/directory';
const paths = {
  definitions: `${directory}/roleDefinitions`,
  active: `${directory}/roleAssignmentScheduleInstances`,
  assignments: `${directory}/roleAssignments?`,
  eligible: `${directory}/roleEligibilityScheduleInstances`,
  group_active: 'identityGovernance/privilegedAccess/group/assignmentScheduleInstances',
  group_members: `beta/groups/${group}/members`,
  group_eligible: 'identityGovernance/privilegedAccess/group/eligibilityScheduleInstances',
} as const;
const object = (type: string, id: string, displayName: string | null = `Name of ${id.slice(-1)}`) => ({
  '@odata.type': `#microsoft.graph.${type}`,
  id,
  displayName,
});
const users = { [ada]: object('user', ada), [bo]: object('user', bo) };
const principals: Record<string, object> = {
  ...users,
  [group]: object('group', group),
  [app]: object('servicePrincipal', app),
};

let rows = 0;
const held = (principalId: string, roleDefinitionId = admin, more: object = {}) => ({
  id: `row-${String((rows += 1))}`,
  principalId,
  roleDefinitionId,
  directoryScopeId: '/',
  appScopeId: null,
  principal: principals[principalId] ?? null,
  ...more,
});
const instance = (principalId: string, assignmentType: string, endDateTime: string | null, more: object = {}) =>
  held(principalId, admin, { assignmentType, memberType: 'Direct', endDateTime, ...more });
const membership = (principalId: string, assignmentType: string, endDateTime: string | null, more: object = {}) => ({
  id: `membership-${String((rows += 1))}`,
  accessId: 'member',
  memberType: 'direct',
  groupId: group,
  principalId,
  principal: principals[principalId] ?? null,
  assignmentType,
  endDateTime,
  ...more,
});
const end = '2026-11-30T18:00:00Z';
const endInstant = '2026-11-30T18:00:00.000Z';

const nothing: { readonly [path: string]: Scripted } = Object.fromEntries(
  Object.values(paths).map((path) => [path, { pages: [] }]),
);

async function reading(more: { readonly [path: string]: Scripted }) {
  const { items, onItems } = collecting<RoleFact>();
  const graph = scriptedGraph({ ...nothing, ...more });
  const evidence = await readRoles(graph, onItems);
  const holdings = items.filter((item): item is RoleHolding => item.kind === 'holding');
  return { evidence, items, holdings, asked: graph.asked };
}

const short = ({ principal, state, throughGroup, until }: RoleHolding) =>
  [principal.id, principal.kind, state, throughGroup?.id ?? null, until] as const;

it('roles are answered with what Graph answers about them', async () => {
  const definition = { id: admin, displayName: 'Global Administrator', isBuiltIn: true };
  const custom = { id: reader, displayName: 'Reader of logs', isBuiltIn: false, isPrivileged: true };
  const { evidence, items } = await reading({ [paths.definitions]: { pages: [[definition], [custom]] } });
  expect(items).toEqual([
    { kind: 'definition', ...definition, isPrivileged: null },
    { kind: 'definition', ...custom },
  ]);
  expect(evidence).toMatchObject({
    collection: 'collected',
    value: roleParts.map((part) => ({ part, items: part === 'definitions' ? 2 : 0 })),
  });
});

describe('each way of holding a role is one holding', () => {
  it.each<[string, { readonly [path: string]: Scripted }, readonly (readonly unknown[])[]]>([
    [
      'permanently, without a schedule',
      { [paths.assignments]: { pages: [[held(ada)]] } },
      [[ada, 'user', 'assigned', null, null]],
    ],
    [
      'permanently, in both lists',
      { [paths.active]: { pages: [[instance(ada, 'Assigned', null)]] }, [paths.assignments]: { pages: [[held(ada)]] } },
      [[ada, 'user', 'assigned', null, null]],
    ],
    [
      'assigned for a time',
      { [paths.active]: { pages: [[instance(ada, 'Assigned', end)]] }, [paths.assignments]: { pages: [[held(ada)]] } },
      [[ada, 'user', 'assigned', null, endInstant]],
    ],
    [
      'activated: never answered as permanent',
      { [paths.active]: { pages: [[instance(ada, 'Activated', end)]] }, [paths.assignments]: { pages: [[held(ada)]] } },
      [[ada, 'user', 'active', null, endInstant]],
    ],
    [
      'activated by a member of a group that is eligible: never answered as permanent',
      {
        [paths.active]: { pages: [[instance(ada, 'Activated', end, { memberType: 'Group' })]] },
        [paths.assignments]: { pages: [[held(ada)]] },
        [paths.eligible]: { pages: [[held(group, admin, { memberType: 'Direct', endDateTime: null })]] },
        [paths.group_members]: { pages: [[users[ada]]] },
      },
      [
        [ada, 'user', 'active', null, endInstant],
        [group, 'group', 'eligible', null, null],
        [ada, 'user', 'eligible', group, null],
      ],
    ],
    [
      'activated and permanently',
      {
        [paths.active]: { pages: [[instance(ada, 'Activated', end), instance(ada, 'Assigned', null)]] },
        [paths.assignments]: { pages: [[held(ada)]] },
      },
      [
        [ada, 'user', 'active', null, endInstant],
        [ada, 'user', 'assigned', null, null],
      ],
    ],
    [
      'eligible',
      { [paths.eligible]: { pages: [[held(ada, admin, { memberType: 'Direct', endDateTime: null })]] } },
      [[ada, 'user', 'eligible', null, null]],
    ],
    [
      'as an app',
      { [paths.assignments]: { pages: [[held(app)]] } },
      [[app, 'service_principal', 'assigned', null, null]],
    ],
    [
      'as a principal that was deleted',
      { [paths.assignments]: { pages: [[held(gone)]] } },
      [[gone, 'unknown', 'assigned', null, null]],
    ],
    [
      'as a member of a group',
      {
        [paths.assignments]: { pages: [[held(group)]] },
        [paths.group_members]: { pages: [[users[ada]], [users[bo]]] },
      },
      [
        [group, 'group', 'assigned', null, null],
        [ada, 'user', 'assigned', group, null],
        [bo, 'user', 'assigned', group, null],
      ],
    ],
    [
      'as an app that is a member of a group, which v1.0 does not list',
      {
        [paths.assignments]: { pages: [[held(group)]] },
        [`groups/${group}/members`]: { pages: [[users[ada]]] },
        [paths.group_members]: { pages: [[users[ada], principals[app]]] },
      },
      [
        [group, 'group', 'assigned', null, null],
        [ada, 'user', 'assigned', group, null],
        [app, 'service_principal', 'assigned', group, null],
      ],
    ],
    [
      'as a member of a group that is eligible',
      {
        [paths.eligible]: { pages: [[held(group, admin, { memberType: 'Direct', endDateTime: end })]] },
        [paths.group_members]: { pages: [[users[ada]]] },
      },
      [
        [group, 'group', 'eligible', null, endInstant],
        [ada, 'user', 'eligible', group, endInstant],
      ],
    ],
    [
      'as a principal that can become a member of a group',
      {
        [paths.assignments]: { pages: [[held(group)]] },
        [paths.group_eligible]: {
          pages: [
            [
              {
                id: 'e-1',
                accessId: 'member',
                groupId: group,
                principalId: bo,
                principal: users[bo],
                endDateTime: end,
              },
            ],
          ],
        },
      },
      [
        [group, 'group', 'assigned', null, null],
        [bo, 'user', 'eligible', group, endInstant],
      ],
    ],
    [
      'as a member of a group who activated the membership: never answered as permanent',
      {
        [paths.assignments]: { pages: [[held(group)]] },
        [paths.group_active]: { pages: [[membership(ada, 'activated', end)]] },
        [paths.group_members]: { pages: [[users[ada], users[bo]]] },
      },
      [
        [group, 'group', 'assigned', null, null],
        [ada, 'user', 'active', group, endInstant],
        [bo, 'user', 'assigned', group, null],
      ],
    ],
    [
      'as a member of a group for a time, and as a permanent one in both lists',
      {
        [paths.assignments]: { pages: [[held(group)]] },
        [paths.group_active]: { pages: [[membership(ada, 'Assigned', end), membership(bo, 'Assigned', null)]] },
        [paths.group_members]: { pages: [[users[ada], users[bo]]] },
      },
      [
        [group, 'group', 'assigned', null, null],
        [ada, 'user', 'assigned', group, endInstant],
        [bo, 'user', 'assigned', group, null],
      ],
    ],
    [
      'as a member of a group who activated the membership and has it permanently',
      {
        [paths.assignments]: { pages: [[held(group)]] },
        [paths.group_active]: { pages: [[membership(ada, 'Activated', end)], [membership(ada, 'Assigned', null)]] },
        [paths.group_members]: { pages: [[users[ada]]] },
      },
      [
        [group, 'group', 'assigned', null, null],
        [ada, 'user', 'active', group, endInstant],
        [ada, 'user', 'assigned', group, null],
      ],
    ],
    [
      'as a member of a group that is eligible who activated the membership: eligible until the membership ends',
      {
        [paths.eligible]: { pages: [[held(group, admin, { memberType: 'Direct', endDateTime: null })]] },
        [paths.group_active]: { pages: [[membership(ada, 'activated', end)]] },
        [paths.group_members]: { pages: [[users[ada]]] },
      },
      [
        [group, 'group', 'eligible', null, null],
        [ada, 'user', 'eligible', group, endInstant],
      ],
    ],
    [
      'as a member of a group whose own holding ends before the membership',
      {
        [paths.active]: { pages: [[instance(group, 'Assigned', end)]] },
        [paths.group_active]: {
          pages: [[membership(ada, 'activated', '2026-12-01T00:00:00Z'), membership(bo, 'assigned', null)]],
        },
        [paths.group_members]: { pages: [[users[ada], users[bo]]] },
      },
      [
        [group, 'group', 'assigned', null, endInstant],
        [ada, 'user', 'active', group, endInstant],
        [bo, 'user', 'assigned', group, endInstant],
      ],
    ],
    [
      'as a principal who activated the membership as a member of another group, and is in no list of members',
      {
        [paths.assignments]: { pages: [[held(group)]] },
        [paths.group_active]: { pages: [[membership(bo, 'activated', end, { memberType: 'group' })]] },
        [paths.group_members]: { pages: [[users[ada]]] },
      },
      [
        [group, 'group', 'assigned', null, null],
        [bo, 'user', 'active', group, endInstant],
        [ada, 'user', 'assigned', group, null],
      ],
    ],
    [
      'not as one who activated the ownership of it, or a membership of another group',
      {
        [paths.assignments]: { pages: [[held(group)]] },
        [paths.group_active]: {
          pages: [
            [
              membership(ada, 'activated', end, { accessId: 'owner' }),
              membership(ada, 'activated', end, { groupId: guid(99) }),
            ],
          ],
        },
        [paths.group_members]: { pages: [[users[ada]]] },
      },
      [
        [group, 'group', 'assigned', null, null],
        [ada, 'user', 'assigned', group, null],
      ],
    ],
    [
      'not as a principal that can become an owner of it, or a member of another group',
      {
        [paths.assignments]: { pages: [[held(group)]] },
        [paths.group_eligible]: {
          pages: [
            [
              { id: 'e-1', accessId: 'owner', groupId: group, principalId: bo, endDateTime: null },
              { id: 'e-2', accessId: 'member', groupId: guid(99), principalId: bo, endDateTime: null },
            ],
          ],
        },
      },
      [[group, 'group', 'assigned', null, null]],
    ],
    [
      'through a group that lists its members itself: once',
      {
        [paths.active]: {
          pages: [[instance(group, 'Assigned', null), instance(ada, 'Assigned', null, { memberType: 'Group' })]],
        },
        [paths.eligible]: { pages: [[held(ada, admin, { memberType: 'Group', endDateTime: null })]] },
        [paths.group_members]: { pages: [[users[ada]]] },
      },
      [
        [group, 'group', 'assigned', null, null],
        [ada, 'user', 'assigned', group, null],
      ],
    ],
  ])('%s', async (_, answers, expected) => {
    const { evidence, holdings } = await reading(answers);
    expect(evidence.collection).toBe('collected');
    expect(holdings.map(short)).toEqual(expected);
  });

  it('a group with two roles gives both to each member, and is asked once', async () => {
    const { holdings, asked } = await reading({
      [paths.assignments]: { pages: [[held(group, admin), held(group, reader)]] },
      [paths.group_members]: { pages: [[users[ada], users[bo]]] },
    });
    const through = holdings.filter(({ throughGroup }) => throughGroup !== null);
    expect(through.map(({ roleId, principal }) => `${roleId} ${principal.id}`).sort()).toEqual(
      [admin, reader].flatMap((role) => [ada, bo].map((id) => `${role} ${id}`)).sort(),
    );
    expect(asked.filter((path) => path.includes('groups/'))).toHaveLength(1);
  });

  it('a membership that was activated gives each role of the group until it ends', async () => {
    const { holdings } = await reading({
      [paths.assignments]: { pages: [[held(group, admin), held(group, reader)]] },
      [paths.group_active]: { pages: [[membership(ada, 'activated', end)]] },
      [paths.group_members]: { pages: [[users[ada]]] },
    });
    const through = holdings.filter(({ throughGroup }) => throughGroup !== null);
    expect(through.map(({ roleId, state, until }) => [roleId, state, until])).toEqual(
      [admin, reader].map((role) => [role, 'active', endInstant]),
    );
  });

  it('a group is one group whatever the case of its id', async () => {
    const id = 'abcdefab-0000-4000-8000-abcdefabcdef';
    const as = (principalId: string, role: string) =>
      held(principalId, role, { principal: { id: principalId, '@odata.type': '#microsoft.graph.group' } });
    const { holdings, asked } = await reading({
      [paths.assignments]: { pages: [[as(id, admin), as(id.toUpperCase(), reader)]] },
      [`beta/groups/${id}/members`]: { pages: [[users[ada]]] },
      [paths.group_eligible]: {
        pages: [[{ id: 'e', accessId: 'member', groupId: id.toUpperCase(), principalId: bo, endDateTime: null }]],
      },
    });
    const through = holdings.filter(({ throughGroup }) => throughGroup !== null);
    expect(through.map(({ principal, roleId }) => `${principal.id} ${roleId}`).sort()).toEqual(
      [ada, bo].flatMap((person) => [admin, reader].map((role) => `${person} ${role}`)).sort(),
    );
    expect(asked.filter((path) => path.includes('groups/'))).toHaveLength(1);
  });

  it('the same role in two scopes is two', async () => {
    const { holdings } = await reading({
      [paths.active]: { pages: [[instance(ada, 'Assigned', null)]] },
      [paths.assignments]: {
        pages: [
          [
            held(ada),
            held(ada, admin, { directoryScopeId: '/administrativeUnits/1' }),
            held(ada, admin, { directoryScopeId: null, appScopeId: '/x' }),
          ],
        ],
      },
    });
    expect(holdings.map(({ scope }) => scope)).toEqual(['/', '/administrativeUnits/1', '/x']);
  });

  it('the end of a membership counts when it is earlier than that of the group', async () => {
    const early = '2026-11-30T13:00:00Z';
    const { holdings } = await reading({
      [paths.active]: { pages: [[instance(group, 'Activated', end)]] },
      [paths.group_eligible]: {
        pages: [[{ id: 'e', accessId: 'member', groupId: group, principalId: bo, endDateTime: early }]],
      },
    });
    expect(holdings.at(-1)).toMatchObject({
      principal: { id: bo, kind: 'unknown' },
      until: '2026-11-30T13:00:00.000Z',
    });
  });
});

describe('without the licence for Privileged Identity Management', () => {
  const answers = {
    [paths.active]: { failure: notLicensed },
    [paths.eligible]: { failure: notLicensed },
    [paths.group_active]: { failure: notLicensed },
    [paths.group_eligible]: { failure: notLicensed },
    [paths.assignments]: { pages: [[held(ada), held(group)]] },
    [paths.group_members]: { pages: [[users[bo]]] },
  };

  it('permanent administrators are answered, also those of a group, and the answer is partial with the reason of each part', async () => {
    const { evidence, holdings } = await reading(answers);
    expect(holdings.map(({ principal }) => principal.id)).toEqual([ada, group, bo]);
    const missing = { items: 0, collection: 'not_licensed', reason: notLicensed.reason };
    expect(evidence).toMatchObject({
      collection: 'partial',
      reason: notLicensed.reason,
      part: [
        { part: 'definitions', items: 0 },
        { part: 'active', ...missing },
        { part: 'assignments', items: 2 },
        { part: 'eligible', ...missing },
        { part: 'group_active', ...missing },
        { part: 'group_members', items: 1 },
        { part: 'group_eligible', ...missing },
      ],
    });
  });

  it('a list of roles that is empty is not answered as roles without holders', async () => {
    const { evidence } = await reading({ [paths.active]: { failure: notLicensed } });
    expect(evidence).toMatchObject({ collection: 'partial' });
    expect(evidence).not.toHaveProperty('value');
  });
});

describe.each([forbidden, notLicensed, throttled, malformed])('$collection $reason.code', (failure) => {
  it.each(roleParts)('of %s keeps the rest', async (part) => {
    const more = { [paths.assignments]: { pages: [[held(ada), held(group)]] }, [paths[part]]: { failure } };
    const { evidence } = await reading(more);
    expect(evidence).toMatchObject({ collection: 'partial', reason: failure.reason });
    const parts = evidence.collection === 'partial' ? evidence.part : [];
    const told = parts.find((each) => each.part === part);
    expect(told).toEqual({ part, items: 0, collection: failure.collection, reason: failure.reason });
  });

  it('of the memberships of groups that are held now keeps the members as they are known', async () => {
    const { evidence, holdings } = await reading({
      [paths.assignments]: { pages: [[held(group)]] },
      [paths.group_active]: { pages: [[membership(ada, 'activated', end)]], failure },
      [paths.group_members]: { pages: [[users[ada], users[bo]]] },
    });
    expect(evidence).toMatchObject({ collection: 'partial', reason: failure.reason });
    expect(holdings.map(short)).toEqual([
      [group, 'group', 'assigned', null, null],
      [ada, 'user', 'active', group, endInstant],
      [bo, 'user', 'assigned', group, null],
    ]);
  });

  it('of everything is not a list', async () => {
    const all = Object.fromEntries(Object.values(paths).map((path) => [path, { failure }]));
    const { evidence, items } = await reading(all);
    expect(items).toEqual([]);
    expect(evidence).toMatchObject({ collection: failure.collection, reason: failure.reason });
    expect(evidence).not.toHaveProperty('value');
  });

  it('half-way keeps what was read', async () => {
    const { evidence, holdings } = await reading({ [paths.assignments]: { pages: [[held(ada)]], failure } });
    expect(holdings).toHaveLength(1);
    expect(evidence).toMatchObject({ collection: 'partial', reason: failure.reason });
  });
});

describe('groups that may be eligible and were not listed', () => {
  const listed = { [paths.assignments]: { pages: [[held(group)]] }, [paths.group_members]: { pages: [[users[ada]]] } };
  const partsOf = async (failure: typeof forbidden) => {
    const { evidence } = await reading({ ...listed, [paths.eligible]: { failure } });
    const parts = evidence.collection === 'partial' ? evidence.part : [];
    return Object.fromEntries(parts.map(({ part, collection = 'collected' }) => [part, collection]));
  };

  it.each([forbidden, throttled, malformed])('make the parts about groups incomplete: $collection', async (failure) => {
    expect(await partsOf(failure)).toMatchObject({
      eligible: failure.collection,
      group_active: failure.collection,
      group_members: 'partial',
      group_eligible: failure.collection,
    });
  });

  it('do not exist without the licence', async () => {
    expect(await partsOf(notLicensed)).toMatchObject({
      group_active: 'collected',
      group_members: 'collected',
      group_eligible: 'collected',
    });
  });
});

it('after a refused sign-in nothing more is asked', async () => {
  const { evidence, asked } = await reading({ [paths.definitions]: { failure: noConsent } });
  expect(asked).toHaveLength(1);
  expect(evidence).toMatchObject({ collection: 'forbidden', reason: noConsent.reason });
});

describe('a wrong shape is a failure and no holding', () => {
  it.each([
    ['no scope', held(ada, admin, { directoryScopeId: null })],
    ['no principal id', { ...held(ada), principalId: undefined }],
    ['an id that leads out of a path', held('../users')],
    ['an id that ends a filter', held("x' or 1 eq 1")],
  ])('%s', async (_, row) => {
    const { evidence, holdings } = await reading({ [paths.assignments]: { pages: [[row]] } });
    expect(holdings).toEqual([]);
    expect(evidence).toMatchObject({ collection: 'partial', reason: { providerCode: 'invalid_response' } });
  });
});

describe('groups', () => {
  const second = guid(8);
  const two = {
    [paths.assignments]: { pages: [[held(group), held(second, admin, { principal: object('group', second) })]] },
    [`beta/groups/${second}/members`]: { pages: [[users[bo]]] },
  };

  it('that were deleted a moment ago have no members', async () => {
    const gone404 = { ...malformed, status: 404 };
    expect((await reading({ ...two, [paths.group_members]: { failure: gone404 } })).evidence.collection).toBe(
      'collected',
    );
  });

  it.each([
    [malformed, [bo]],
    [forbidden, []],
  ])('%j of one: the others are read unless it is a refusal', async (failure, members) => {
    const { evidence, holdings } = await reading({ ...two, [paths.group_members]: { failure } });
    expect(holdings.filter(({ throughGroup }) => throughGroup).map(({ principal }) => principal.id)).toEqual(members);
    expect(evidence).toMatchObject({ collection: 'partial', reason: failure.reason });
  });

  it('in groups are named and not opened', async () => {
    const inner = object('group', guid(9));
    const { holdings, asked } = await reading({
      [paths.assignments]: { pages: [[held(group)]] },
      [paths.group_members]: { pages: [[inner]] },
    });
    expect(holdings.at(-1)).toMatchObject({ principal: { id: guid(9), kind: 'group' }, throughGroup: { id: group } });
    expect(asked.some((path) => path.includes(`groups/${guid(9)}`))).toBe(false);
  });
});
