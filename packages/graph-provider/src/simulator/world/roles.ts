import { idOf, listed, type Collection, type GraphObject } from './collection.ts';
import { membersOf } from './people.ts';
import { guidOf, partOf } from './random.ts';

// Template ids of built-in roles are the same in every tenant.
const builtIn: readonly (readonly [id: string, name: string])[] = [
  ['62e90394-69f5-4237-9190-012177145e10', 'Global Administrator'],
  ['e8611ab8-c189-46e8-94e1-60213ab1f814', 'Privileged Role Administrator'],
  ['194ae4cb-b126-40b2-bd5b-6091b380977d', 'Security Administrator'],
  ['29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator'],
  ['f28a1f50-f6e7-4571-818b-6a12f2af6b6c', 'SharePoint Administrator'],
  ['69091246-20e8-4a56-aa4d-066075b2a7a8', 'Teams Administrator'],
  ['fe930be7-5e62-47db-91af-98c3a49a38b1', 'User Administrator'],
  ['729827e3-9c14-49f7-bb1b-9608f156bbb8', 'Helpdesk Administrator'],
  ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', 'Application Administrator'],
  ['158c047a-c907-4556-b7ef-446551a6b5f7', 'Cloud Application Administrator'],
  ['b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', 'Conditional Access Administrator'],
  ['3a2c62db-5318-420d-8d74-23affee5d9d5', 'Intune Administrator'],
  ['fdd7a751-b60b-444a-984c-02652fe8fa1c', 'Groups Administrator'],
  ['f2ef992c-3afb-46b9-b7cf-a126ee74c451', 'Global Reader'],
  ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b', 'Directory Readers'],
];

/** When everything ends that was activated. */
const endOfActivation = '2026-12-31T16:00:00Z';

/** The roles of a tenant and who holds them, by every way that a tenant has. */
export interface Roles {
  readonly roleDefinitions: Collection;
  /** In force, those that were activated for hours among them: only PIM's own list tells the two apart. */
  readonly roleAssignments: Collection;
  readonly roleAssignmentScheduleInstances: Collection;
  readonly roleEligibilityScheduleInstances: Collection;
  /** Who is a member or an owner of a group that holds roles for some hours. */
  readonly groupAssignmentScheduleInstances: Collection;
  /** Who may become a member or an owner of a group that holds roles. */
  readonly groupEligibilityScheduleInstances: Collection;
}

/** Who can hold a role. */
interface Holders {
  readonly users: Collection;
  readonly groups: Collection;
  readonly servicePrincipals: Collection;
}

/** Roles with holders: users, role-assignable groups and a service principal, permanent, activated for hours, and eligible. */
export function rolesOf(seed: number, holders: Holders): Roles {
  const ids = (name: string): ((position: number) => string) => {
    const key = partOf(seed, name);
    return (position) => guidOf(key, position);
  };
  const assignmentId = ids('roleAssignments');
  const assigned = permanent(holders).map(([role, principalId], index) => ({
    id: assignmentId(index),
    ...held(role, principalId),
  }));
  const scheduleId = ids('roleAssignmentSchedules');
  const activated = principals(holders.users, 3, 2).map((principalId, index) => ({
    id: assignmentId(1_000 + index),
    ...held(0, principalId),
  }));
  const schedules = [
    ...assigned.map((row) => ({ ...row, ...instance('Assigned', row.id, null) })),
    ...activated.map((row) => ({ ...row, ...instance('Activated', row.id, endOfActivation) })),
  ].map((row, index) => ({ ...row, id: scheduleId(index) }));
  const eligibleId = ids('roleEligibilitySchedules');
  const eligible = [
    ...principals(holders.users, 3, 4).map((principalId, index) => held(index, principalId)),
    ...principals(holders.groups, 1, 1).map((principalId) => held(6, principalId)),
  ].map((row, index) => ({
    id: eligibleId(index),
    ...row,
    ...dates(null),
    memberType: 'Direct',
    roleEligibilityScheduleId: eligibleId(1_000 + index),
  }));
  return {
    roleDefinitions: listed(builtIn.map(definition), ids('roleDefinitions')),
    roleAssignments: listed([...assigned, ...activated], assignmentId),
    roleAssignmentScheduleInstances: listed(schedules, scheduleId),
    roleEligibilityScheduleInstances: listed(eligible, eligibleId),
    groupAssignmentScheduleInstances: groupAssignments(holders, ids('groupAssignmentSchedules')),
    groupEligibilityScheduleInstances: groupEligibility(holders, ids('groupEligibilitySchedules')),
  };
}

/** PIM for Groups: the last person among the members of the first group activated the membership, and another person the ownership, which gives no role. */
function groupAssignments(holders: Holders, idAt: (position: number) => string): Collection {
  const group = holders.groups.at(0);
  if (group === null) return listed([], idAt);
  const members = membersOf(group, holders, false);
  const ways = [
    ['member', principals(members, members.length - 1, 1)],
    ['owner', principals(holders.users, 8, 1)],
  ] as const;
  const rows = ways.flatMap(([accessId, ids]) => ids.map((principalId) => ({ accessId, principalId })));
  return listed(
    rows.map(({ accessId, principalId }, index) => ({
      id: `${idOf(group)}_${accessId}_${idAt(index)}`,
      ...dates(endOfActivation),
      memberType: 'direct',
      assignmentType: 'activated',
      accessId,
      principalId,
      groupId: idOf(group),
      assignmentScheduleId: idAt(1_000 + index),
    })),
    idAt,
  );
}

/** PIM for Groups: an eligible member of each of the first two groups, and an eligible owner, who holds nothing yet. */
function groupEligibility({ users, groups }: Holders, idAt: (position: number) => string): Collection {
  const [first, second] = principals(groups, 0, 2);
  const [member, other, owner] = principals(users, 7, 3);
  const ways = [
    [first, member, 'member'],
    [second, other, 'member'],
    [first, owner, 'owner'],
  ] as const;
  const rows = ways.flatMap(([groupId, principalId, accessId], index) =>
    groupId === undefined || principalId === undefined
      ? []
      : [
          {
            id: `${groupId}_${accessId}_${idAt(index)}`,
            ...dates(null),
            memberType: 'direct',
            accessId,
            principalId,
            groupId,
            eligibilityScheduleId: idAt(1_000 + index),
          },
        ],
  );
  return listed(rows, idAt);
}

function permanent({ users, groups, servicePrincipals }: Holders): readonly (readonly [number, string])[] {
  return [
    ...principals(users, 0, 2).map((id) => [0, id] as const),
    ...principals(users, 2, 12).map((id, index) => [1 + (index % (builtIn.length - 1)), id] as const),
    ...principals(groups, 0, 1).map((id) => [2, id] as const),
    ...principals(servicePrincipals, 1, 1).map((id) => [14, id] as const),
  ];
}

function principals(from: Collection, start: number, count: number): readonly string[] {
  const rows = Array.from({ length: count }, (_, index) => from.at(start + index));
  return rows.flatMap((row) => (row === null ? [] : [idOf(row)]));
}

function definition([id, displayName]: readonly [string, string]): GraphObject {
  return {
    id,
    description: `Can do what a ${displayName} does.`,
    displayName,
    isBuiltIn: true,
    isEnabled: true,
    resourceScopes: ['/'],
    rolePermissions: [{ allowedResourceActions: ['microsoft.directory/users/standard/read'], condition: null }],
    templateId: id,
    version: '1',
  };
}

function held(
  role: number,
  principalId: string,
): { principalId: string; roleDefinitionId: string; directoryScopeId: string; appScopeId: null } {
  const roleDefinitionId = builtIn[role % builtIn.length]?.[0] ?? '';
  return { principalId, roleDefinitionId, directoryScopeId: '/', appScopeId: null };
}

function instance(assignmentType: string, roleAssignmentOriginId: string | null, end: string | null): GraphObject {
  return { ...dates(end), assignmentType, memberType: 'Direct', roleAssignmentOriginId };
}

function dates(endDateTime: string | null): GraphObject {
  return { startDateTime: '2024-03-01T08:00:00Z', endDateTime };
}
