import { describe, expect, it } from 'vitest';
import {
  forbidden,
  guid,
  malformed,
  noon,
  notLicensed,
  scriptedGraph,
  throttled,
  type Scripted,
} from '../../test/support/scripted-graph.ts';
import { microsoftGraphAppId, readGrants } from './grants.ts';

const [clientId, own, graph, exchange] = [guid(1), guid(2), guid(3), guid(4)];
const ownPath = `servicePrincipals?$filter=appId eq '${clientId}'`;
const graphPath = `servicePrincipals?$filter=appId eq '${microsoftGraphAppId}'`;
const assignmentsPath = `servicePrincipals/${own}/appRoleAssignments`;
const delegatedPath = `servicePrincipals/${own}/oauth2PermissionGrants`;

const role = (number: number, value: string | null) => ({ id: guid(100 + number), value });
const assigned = (number: number, more: object = {}) => ({
  id: `assignment-${String(number)}`,
  appRoleId: guid(100 + number),
  principalId: own,
  resourceId: graph,
  ...more,
});
const delegated = (scope: string, more: object = {}) => ({
  id: `grant-${scope.length}`,
  clientId: own,
  consentType: 'AllPrincipals',
  resourceId: graph,
  scope,
  ...more,
});
const roles = [role(1, 'Directory.Read.All'), role(2, 'Policy.Read.All'), role(3, null)];

function reading(more: { readonly [path: string]: Scripted } = {}, client: string | null = clientId) {
  const answers: { readonly [path: string]: Scripted } = {
    [ownPath]: { body: { value: [{ id: own, appId: clientId }] } },
    [graphPath]: { body: { value: [{ id: graph, appId: microsoftGraphAppId, appRoles: roles }] } },
    [assignmentsPath]: { pages: [[assigned(1)], [], [assigned(2)]] },
    [delegatedPath]: { pages: [[delegated(' User.Read  openid ')]] },
    ...more,
  };
  return readGrants(scriptedGraph(answers, { clientId: client }));
}

const application = (key: string) => ({ key, type: 'application' });

describe('granted permissions', () => {
  it('of both types have the names of the tenant’s own service principal', async () => {
    expect(await reading()).toEqual({
      collection: 'collected',
      observedAt: noon,
      value: [
        application('Directory.Read.All'),
        application('Policy.Read.All'),
        { key: 'User.Read', type: 'delegated' },
        { key: 'openid', type: 'delegated' },
      ],
    });
  });

  it('are listed once, whatever the case', async () => {
    const evidence = await reading({
      [assignmentsPath]: { pages: [[assigned(1), assigned(1, { id: 'again' })]] },
      [delegatedPath]: { pages: [[delegated('User.Read user.read'), delegated('USER.READ')]] },
    });
    expect(evidence).toMatchObject({
      value: [application('Directory.Read.All'), { key: 'User.Read', type: 'delegated' }],
    });
  });

  it('are found whatever the case of the ids, of which Microsoft writes both', async () => {
    const [mine, microsoft, granted] = ['a', 'b', 'c'].map(
      (letter) => `${letter.repeat(8)}-0000-4000-8000-${letter.repeat(12)}`,
    ) as [string, string, string];
    const capitals = {
      principalId: mine.toUpperCase(),
      clientId: mine.toUpperCase(),
      resourceId: microsoft.toUpperCase(),
    };
    const evidence = await reading({
      [ownPath]: { body: { value: [{ id: mine, appId: clientId }] } },
      [graphPath]: {
        body: {
          value: [
            { id: microsoft, appId: microsoftGraphAppId, appRoles: [{ id: granted, value: 'Directory.Read.All' }] },
          ],
        },
      },
      [`servicePrincipals/${mine}/appRoleAssignments`]: {
        pages: [[assigned(1, { ...capitals, appRoleId: granted.toUpperCase() })]],
      },
      [`servicePrincipals/${mine}/oauth2PermissionGrants`]: { pages: [[delegated('User.Read', capitals)]] },
    });
    expect(evidence).toMatchObject({
      collection: 'collected',
      value: [application('Directory.Read.All'), { key: 'User.Read', type: 'delegated' }],
    });
  });

  it.each([
    ['of another service', assignmentsPath, assigned(1, { resourceId: exchange })],
    ['of another app', assignmentsPath, assigned(1, { principalId: exchange })],
    ['without a role', assignmentsPath, assigned(1, { appRoleId: '00000000-0000-0000-0000-000000000000' })],
    ['of one person', delegatedPath, delegated('Mail.Read', { consentType: 'Principal' })],
    ['of all principals on another service', delegatedPath, delegated('Mail.Read', { resourceId: exchange })],
    ['of all principals to another app', delegatedPath, delegated('Mail.Read', { clientId: exchange })],
  ])('%s are left out', async (_, path, row) => {
    const none = { [assignmentsPath]: { pages: [] }, [delegatedPath]: { pages: [] } };
    expect(await reading({ ...none, [path]: { pages: [[row]] } })).toMatchObject({
      collection: 'collected',
      value: [],
    });
  });
});

describe('a name that cannot be resolved makes the answer partial', () => {
  it.each([
    ['an unknown role', assignmentsPath, assigned(9)],
    ['a role without a value', assignmentsPath, assigned(3)],
    ['a scope that is not a name', delegatedPath, delegated('Mail.Read <script>')],
  ])('%s', async (_, path, row) => {
    const evidence = await reading({
      [path]: { pages: [[assigned(1), row].filter((each) => path === assignmentsPath || each === row)] },
    });
    expect(evidence).toMatchObject({
      collection: 'partial',
      reason: { code: 'unknown_error', providerCode: 'unresolved_permission' },
    });
    expect(JSON.stringify(evidence)).toContain('Directory.Read.All');
    expect(JSON.stringify(evidence)).not.toContain('script');
  });
});

it('an unknown role alone is partial, and not an empty list', async () => {
  const answers = { [assignmentsPath]: { pages: [[assigned(9)]] }, [delegatedPath]: { pages: [] } };
  expect(await reading(answers)).toMatchObject({ collection: 'partial', part: [] });
});

describe.each([forbidden, notLicensed, throttled, malformed])('$collection $reason.code', (failure) => {
  const { collection, reason } = failure;
  it.each([ownPath, graphPath, assignmentsPath])('of %s: nothing is said of any permission', async (path) => {
    expect(await reading({ [path]: { failure } })).toEqual({ collection, lastKnown: null, observedAt: noon, reason });
  });

  it('of the delegated permissions keeps the application ones', async () => {
    const part = [application('Directory.Read.All'), application('Policy.Read.All')];
    expect(await reading({ [delegatedPath]: { failure } })).toMatchObject({ collection: 'partial', part, reason });
  });

  it('of the second page keeps the first one', async () => {
    const evidence = await reading({ [assignmentsPath]: { pages: [[assigned(1)]], failure } });
    expect(evidence).toMatchObject({ collection: 'partial', reason });
    expect(JSON.stringify(evidence)).toContain('Directory.Read.All');
  });
});

describe('an app', () => {
  it.each([
    ['that is not in the tenant', { [ownPath]: { body: { value: [] } } }],
    ['in whose place another one is answered', { [ownPath]: { body: { value: [{ id: exchange, appId: guid(9) }] } } }],
  ])('%s has no consent', async (_, answers) => {
    expect(await reading(answers)).toMatchObject({
      collection: 'forbidden',
      reason: { code: 'provider_consent_missing', providerCode: 'no_service_principal' },
    });
  });

  it('without an id is answered as incomplete, and no request is sent', async () => {
    expect(await reading({}, null)).toMatchObject({
      collection: 'forbidden',
      reason: { code: 'platform_identity_incomplete' },
    });
  });

  it('in a tenant without Microsoft Graph fails', async () => {
    expect(await reading({ [graphPath]: { body: { value: [] } } })).toMatchObject({
      collection: 'failed',
      reason: { providerCode: 'no_graph_service_principal' },
    });
  });
});
