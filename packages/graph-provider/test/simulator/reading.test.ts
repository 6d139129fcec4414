import { describe, expect, it } from 'vitest';
import { ask, batch, beta, clientId, graph, readAll, tokenOf, worldOf, type Parsed } from './support.ts';

const { simulator } = worldOf();
const token = await tokenOf(simulator);

describe('collections', () => {
  it('pages through all users once, with links that are absolute to the origin that was asked', async () => {
    const users = await readAll(simulator, token, '/users?$top=99');
    expect(users).toHaveLength(250);
    expect(new Set(users.map(({ id }) => id)).size).toBe(250);
    const { body } = await ask(simulator, token, '/users?$top=99');
    expect(body['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/users\?\$top=99&\$skiptoken=/);
  });

  it('has names in several scripts', async () => {
    const names = (await readAll(simulator, token, '/users')).map(({ displayName }) => displayName).join('');
    for (const script of ['Latin', 'Cyrillic', 'Arabic', 'Han', 'Greek', 'Hebrew', 'Hangul', 'Devanagari', 'Thai'])
      expect(names, script).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
  });

  it.each([
    ['/organization', 1],
    ['/groups', 20],
    ['/servicePrincipals', 5],
    ['/oauth2PermissionGrants', 1],
    ['/roleManagement/directory/roleDefinitions', 15],
    ['/roleManagement/directory/roleAssignments', 18],
    ['/roleManagement/directory/roleAssignmentScheduleInstances', 18],
    ['/roleManagement/directory/roleEligibilityScheduleInstances', 5],
    ['/identity/conditionalAccess/policies', 4],
    ['/deviceManagement/deviceConfigurations', 8],
    ['/deviceManagement/deviceCompliancePolicies', 4],
    [`${beta}/deviceManagement/configurationPolicies`, 4],
  ])('%s has %i objects with ids', async (path, count) => {
    const rows = await readAll(simulator, token, path);
    expect(rows).toHaveLength(count);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(count);
  });

  it('shows the permissions of the app through the service principal of Graph of the tenant', async () => {
    const [principal] = await readAll(simulator, token, `/servicePrincipals?$filter=appId eq '${clientId}'`);
    const [microsoft] = await readAll(
      simulator,
      token,
      `/servicePrincipals?$filter=appId eq '00000003-0000-0000-c000-000000000000'`,
    );
    const assigned = await readAll(simulator, token, `/servicePrincipals/${principal.id}/appRoleAssignments`);
    const names = assigned.map(
      ({ appRoleId }) => microsoft.appRoles.find(({ id }: { id: string }) => id === appRoleId).value,
    );
    expect(names).toEqual(expect.arrayContaining(['User.Read.All', 'Policy.Read.All']));
    const grants = await readAll(simulator, token, `/servicePrincipals/${principal.id}/oauth2PermissionGrants`);
    expect(grants).toMatchObject([{ clientId: principal.id, scope: 'openid User.Read', consentType: 'AllPrincipals' }]);
  });

  it('has roles held by users, by a role-assignable group with members and by a service principal', async () => {
    const rows = await readAll(simulator, token, '/roleManagement/directory/roleAssignments?$expand=principal');
    const types = new Set(rows.map(({ principal }) => principal['@odata.type']));
    expect([...types].sort()).toEqual([
      '#microsoft.graph.group',
      '#microsoft.graph.servicePrincipal',
      '#microsoft.graph.user',
    ]);
    const group = rows.find(({ principal }) => principal['@odata.type'].endsWith('group')).principal;
    expect(group.isAssignableToRole).toBe(true);
    const typesIn = async (path: string) => {
      const members = await readAll(simulator, token, path);
      return [...new Set(members.map((each) => each['@odata.type']))].toSorted();
    };
    const [app, user] = ['#microsoft.graph.servicePrincipal', '#microsoft.graph.user'];
    expect(await typesIn(`/groups/${group.id}/members`)).toEqual([user]);
    expect(await typesIn(`${beta}/groups/${group.id}/members`)).toEqual([app, user]);
  });

  it('has roles that are permanent, activated for hours and eligible: only the list of PIM distinguishes the first two', async () => {
    const directory = '/roleManagement/directory';
    const assigned = await readAll(simulator, token, `${directory}/roleAssignments`);
    const active = await readAll(simulator, token, `${directory}/roleAssignmentScheduleInstances`);
    const eligible = await readAll(simulator, token, `${directory}/roleEligibilityScheduleInstances?$expand=principal`);
    const ids = new Set(assigned.map(({ id }) => id));
    const activated = active.filter(({ assignmentType }) => assignmentType === 'Activated');
    expect(activated.length).toBeGreaterThan(0);
    expect(active.filter((row) => !ids.has(row.roleAssignmentOriginId))).toEqual([]);
    expect(new Set(eligible.map(({ principal }) => principal['@odata.type']))).toEqual(
      new Set(['#microsoft.graph.user', '#microsoft.graph.group']),
    );
  });

  it('has people who may become members of a group that holds a role, asked for by group or by person', async () => {
    const path = '/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances';
    const held = await readAll(simulator, token, '/roleManagement/directory/roleAssignments?$expand=principal');
    const group = held.find(({ principal }) => principal['@odata.type'].endsWith('group')).principal;
    const rows = await readAll(simulator, token, `${path}?$filter=groupId eq '${group.id}'&$expand=principal`);
    expect(rows.map(({ accessId }) => accessId).sort()).toEqual(['member', 'owner']);
    expect(rows.map(({ principal }) => principal['@odata.type'])).toEqual(rows.map(() => '#microsoft.graph.user'));
    const { body } = await ask(simulator, token, `${path}?$filter=principalId eq '${rows[0].principalId}'`);
    expect(body.value).toMatchObject([{ groupId: group.id }]);
    expect((await ask(simulator, token, path)).body.error.code).toBe('InvalidFilter');
  });

  it('has a member of a group that holds a role who activated the membership for some hours, asked for by group or by person', async () => {
    const path = '/identityGovernance/privilegedAccess/group/assignmentScheduleInstances';
    const held = await readAll(simulator, token, '/roleManagement/directory/roleAssignments?$expand=principal');
    const group = held.find(({ principal }) => principal['@odata.type'].endsWith('group')).principal;
    const rows = await readAll(simulator, token, `${path}?$filter=groupId eq '${group.id}'&$expand=principal`);
    expect(rows.map(({ accessId }) => accessId).sort()).toEqual(['member', 'owner']);
    expect(rows.map((row) => [row.assignmentType, row.endDateTime])).toEqual(
      rows.map(() => ['activated', '2026-12-31T16:00:00Z']),
    );
    const member = rows.find(({ accessId }) => accessId === 'member').principalId;
    const members = await readAll(simulator, token, `/groups/${group.id}/members`);
    expect(members.map(({ id }) => id)).toContain(member);
    const { body } = await ask(simulator, token, `${path}?$filter=principalId eq '${member}'`);
    expect(body.value).toMatchObject([{ groupId: group.id }]);
    expect((await ask(simulator, token, path)).body.error.code).toBe('InvalidFilter');
  });

  it('lists the plans of the licences that the tenant has at present', async () => {
    const own = worldOf().simulator;
    const mine = await tokenOf(own);
    const plans = async (): Promise<number> =>
      (await ask(own, mine, '/organization')).body.value[0].assignedPlans.length;
    expect(await plans()).toBe(3);
    own.control.setLicences('contoso', ['P1']);
    expect(await plans()).toBe(1);
  });

  it('answers settings only when they are asked for', async () => {
    const [plain] = await readAll(simulator, token, `${beta}/deviceManagement/configurationPolicies`);
    const [expanded] = await readAll(
      simulator,
      token,
      `${beta}/deviceManagement/configurationPolicies?$expand=settings`,
    );
    expect(plain).not.toHaveProperty('settings');
    expect(expanded.settings).toHaveLength(expanded.settingCount);
    expect(
      await readAll(simulator, token, `${beta}/deviceManagement/configurationPolicies/${plain.id}/settings`),
    ).toEqual(expanded.settings);
  });
});

describe('queries', () => {
  it('answers the members of Graph by default, and those that are selected', async () => {
    const [plain] = (await ask(simulator, token, '/users?$top=1')).body.value;
    expect(plain).not.toHaveProperty('accountEnabled');
    const [selected] = (await ask(simulator, token, '/users?$top=1&$select=accountEnabled,userType')).body.value;
    expect(Object.keys(selected).sort()).toEqual(['accountEnabled', 'id', 'userType']);
  });

  it('finds one object by id, by name and by filter', async () => {
    const [user] = (await ask(simulator, token, '/users?$top=1&$select=displayName,userPrincipalName')).body.value;
    for (const path of [
      `/users/${user.id}`,
      `/users/${user.id.toUpperCase()}`,
      `/users/${user.userPrincipalName.replace('#', '%23')}`,
    ])
      expect((await ask(simulator, token, path)).body.id).toBe(user.id);
    expect((await readAll(simulator, token, `/users?$filter=id eq '${user.id}'`)).map(({ id }) => id)).toEqual([
      user.id,
    ]);
    const two = (await ask(simulator, token, '/users?$top=2')).body.value.map(({ id }: { id: string }) => id);
    expect(await readAll(simulator, token, `/users?$filter=id in ('${two[0]}', '${two[1]}')`)).toHaveLength(2);
  });

  it.each([
    "userType eq 'Guest'",
    'accountEnabled eq false',
    'jobTitle eq null',
    "accountEnabled eq true and userType eq 'Member'",
  ])('filters by %s', async (filter) => {
    const all = await readAll(simulator, token, '/users?$select=id,accountEnabled,userType,jobTitle');
    const found = await readAll(simulator, token, `/users?$top=7&$filter=${encodeURIComponent(filter)}`);
    const expected = all.filter((row) =>
      filter.split(' and ').every((part) => {
        const [member = '', , value = ''] = part.split(' ');
        return String(row[member]) === value.replaceAll("'", '');
      }),
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });

  it('counts with the header only', async () => {
    const headers = { consistencylevel: 'eventual' };
    expect((await ask(simulator, token, '/users?$count=true&$top=1', { headers })).body['@odata.count']).toBe(250);
    expect((await ask(simulator, token, '/users/$count', { headers })).body).toBe('250');
    expect((await ask(simulator, token, '/users?$count=true')).body.error.code).toBe('Request_UnsupportedQuery');
    expect((await ask(simulator, token, '/users/$count')).status).toBe(400);
  });

  it.each([
    ['/users?$top=1000', 400, 'Request_BadRequest'],
    ['/users?$top=0', 400, 'Request_BadRequest'],
    ['/users?$select=colour', 400, 'BadRequest'],
    ['/users?$expand=colour', 400, 'BadRequest'],
    ['/users?$filter=displayName gt 1', 400, 'Request_UnsupportedQuery'],
    ['/users?$skiptoken=made-up', 400, 'Request_BadRequest'],
    ['/users/00000000-0000-4000-8000-000000000000', 404, 'Request_ResourceNotFound'],
    ['/groups/unknown/members', 404, 'Request_ResourceNotFound'],
    ['/colours', 400, 'BadRequest'],
    ['/deviceManagement/configurationPolicies', 400, 'BadRequest'],
    ['/deviceManagement/configurationPolicies/1/settings', 400, 'BadRequest'],
  ])('%s is %i %s', async (path, status, code) => {
    const {
      status: told,
      body,
      headers,
    } = await ask(simulator, token, path, { headers: { 'client-request-id': 'mine' } });
    expect(told).toBe(status);
    expect(body.error).toMatchObject({
      code,
      innerError: { 'client-request-id': 'mine', date: '2026-11-30T08:00:00' },
    });
    expect(headers.get('request-id')).toBe(body.error.innerError['request-id']);
  });

  it('refuses a page token of another tenant, path or time', async () => {
    const own = worldOf({
      tenants: [
        { name: 'contoso', users: 250 },
        { name: 'fabrikam', users: 250 },
      ],
    }).simulator;
    const mine = await tokenOf(own);
    const next = (await ask(own, mine, '/users')).body['@odata.nextLink'] as string;
    own.control.consent('fabrikam', clientId);
    expect((await ask(own, await tokenOf(own, 'fabrikam'), next)).status).toBe(400);
    expect((await ask(own, mine, next.replace('/users', '/groups'))).status).toBe(400);
    own.control.expirePageTokens('contoso');
    expect((await ask(own, mine, next)).body.error.code).toBe('Directory_ExpiredPageToken');
  });
});

it('an object that is added has all members of its kind, so that a list that selects them continues', async () => {
  const own = worldOf().simulator;
  const mine = await tokenOf(own);
  for (const [collection, path, members] of [
    ['users', '/users', 'displayName,accountEnabled,userType'],
    ['groups', '/groups', 'displayName,isAssignableToRole'],
    ['conditionalAccessPolicies', '/identity/conditionalAccess/policies', 'displayName,state,conditions'],
    ['roleAssignments', '/roleManagement/directory/roleAssignments', 'principalId,directoryScopeId'],
  ] as const) {
    const id = own.control.add('contoso', collection, { displayName: 'Neu' });
    const rows = await readAll(own, mine, `${path}?$select=${members}`);
    expect(Object.keys(rows.find((row) => row.id === id)).sort()).toEqual(['id', ...members.split(',')].sort());
  }
});

describe('delta', () => {
  it('answers everything, then what changed, and 410 after a week or when it is expired', async () => {
    const { simulator: own, time } = worldOf();
    const read = async (path: string): Promise<{ rows: Parsed[]; link: string }> => {
      const rows: Parsed[] = [];
      for (let next = path; ;) {
        const { body } = await ask(own, await tokenOf(own), next);
        rows.push(...body.value);
        if (body['@odata.deltaLink'] !== undefined) return { rows, link: body['@odata.deltaLink'] };
        next = body['@odata.nextLink'];
      }
    };
    const first = await read('/users/delta');
    expect(first.rows).toHaveLength(250);
    expect((await read(first.link)).rows).toEqual([]);
    const [renamed, removed] = first.rows;
    own.control.change('contoso', 'users', renamed.id, { displayName: 'Ана Нова' });
    own.control.remove('contoso', 'users', removed.id);
    const added = own.control.add('contoso', 'users', { displayName: 'Neu' });
    const second = await read(first.link);
    expect(second.rows).toMatchObject([
      { id: renamed.id, displayName: 'Ана Нова' },
      { id: removed.id, '@removed': { reason: 'changed' } },
      { id: added, displayName: 'Neu' },
    ]);
    own.control.expireDeltaTokens('contoso');
    const expired = await ask(own, await tokenOf(own), second.link);
    expect(expired).toMatchObject({ status: 410, body: { error: { code: 'syncStateNotFound' } } });
    expect(expired.headers.get('location')).toBe(`${graph}/v1.0/users/delta`);
    const third = await read('/users/delta');
    time.now += 7 * 86_400_000;
    expect((await ask(own, await tokenOf(own), third.link)).status).toBe(410);
  });
});

describe('$batch', () => {
  it('answers each item in another order, with 424 for what depends on a failure', async () => {
    const requests = Array.from({ length: 18 }, (_, index) => ({
      id: String(index),
      method: 'GET',
      url: '/users?$top=1',
    }));
    const { body } = await batch(simulator, token, [
      ...requests,
      { id: 'bad', method: 'GET', url: '/users/unknown' },
      { id: 'after', method: 'GET', url: '/organization', dependsOn: ['bad'] },
    ]);
    const ids = body.responses.map(({ id }: { id: string }) => id);
    expect([...ids].sort()).toEqual([...requests.map(({ id }) => id), 'bad', 'after'].sort());
    expect(ids).not.toEqual([...requests.map(({ id }) => id), 'bad', 'after']);
    const statuses = new Map(body.responses.map(({ id, status }: { id: string; status: number }) => [id, status]));
    expect([statuses.get('0'), statuses.get('bad'), statuses.get('after')]).toEqual([200, 404, 424]);
  });

  it.each([
    ['21 items', Array.from({ length: 21 }, (_, at) => ({ id: String(at), method: 'GET', url: '/users' }))],
    ['none', []],
    [
      'an id twice',
      [
        { id: '1', method: 'GET', url: '/users' },
        { id: '1', method: 'GET', url: '/users' },
      ],
    ],
    [
      'a dependency on a later one',
      [
        { id: '1', method: 'GET', url: '/users', dependsOn: ['2'] },
        { id: '2', method: 'GET', url: '/users' },
      ],
    ],
    ['an item without an address', [{ id: '1', method: 'GET' }]],
  ])('refuses %s', async (_, requests) => {
    expect((await batch(simulator, token, requests)).status).toBe(400);
  });
});
