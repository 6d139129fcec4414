import {
  createTenantAtlas,
  orThrow,
  systemActor,
  type ConfigurationItem,
  type DirectoryProvider,
  type ProviderAccess,
  type RoleFact,
  type RoleHolding,
} from '@tenantatlas/core';
import { casesFor, providerConformance } from '@tenantatlas/core/conformance';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { microsoftPermissions } from '../src/capabilities/manifest.ts';
import { createGraphProvider } from '../src/provider.ts';
import { createGraphSimulator, type ListeningSimulator } from '../src/simulator/index.ts';
import { collecting } from './support/scripted-graph.ts';

const clientId = 'aaaaaaaa-0000-4000-8000-000000000001';
const secret = 'a-secret-of-the-simulated-app';
const simulator = createGraphSimulator({
  seed: 'capabilities',
  pageSize: 7,
  tenants: [
    { name: 'contoso', users: 60, policies: 9 },
    { name: 'fabrikam', users: 20 },
    { name: 'basic', users: 20, licences: [] },
  ],
  apps: [
    {
      clientId,
      displayName: 'Atlas',
      secrets: [{ value: secret }],
      permissions: microsoftPermissions.permissions.map(({ key }) => key),
      delegatedPermissions: ['User.Read'],
      consentedBy: ['contoso', 'basic'],
    },
  ],
});
const idOf = (name: string): string => simulator.control.tenants().find((each) => each.name === name)?.id ?? '';
const accessTo = (name: string, clientSecret = secret): ProviderAccess => ({
  externalTenantId: idOf(name),
  connectionType: 'dedicated',
  credential: { clientId, clientSecret },
});
const call = () => ({ signal: new AbortController().signal });

let server: ListeningSimulator;
let provider: DirectoryProvider;
beforeAll(async () => {
  server = await simulator.listen();
  provider = createGraphProvider({
    endpoints: { graph: server.graph, login: server.login },
    limits: { maxAttempts: 2 },
  });
});
afterAll(() => server.close());

describe('the suite of core against the simulator over HTTP', () => {
  for (const guarantee of casesFor(providerConformance, ['refusals', 'many_pages']))
    it(guarantee.name, () =>
      guarantee.run({
        provider,
        access: accessTo('contoso'),
        tenant: { externalTenantId: idOf('contoso') },
        refused: accessTo('fabrikam'),
        secrets: [secret],
      }),
    );
});

async function rolesOf(name: string) {
  const { items, onItems } = collecting<RoleFact>();
  const evidence = await provider.roles(accessTo(name), onItems, call());
  return { evidence, holdings: items.filter((item): item is RoleHolding => item.kind === 'holding') };
}

async function policiesOf(name: string) {
  const { items, onItems } = collecting<ConfigurationItem>();
  return { evidence: await provider.configuration(accessTo(name), onItems, call()), items };
}

it('grants have the names that the tenant knows, of both types', async () => {
  const evidence = await provider.grants(accessTo('contoso'), call());
  expect(evidence).toMatchObject({ collection: 'collected' });
  const keys = evidence.collection === 'collected' ? evidence.value.map(({ type, key }) => `${type} ${key}`) : [];
  expect(keys.toSorted()).toEqual([
    'application DeviceManagementConfiguration.Read.All',
    'application Directory.Read.All',
    'application Policy.Read.All',
    'application PrivilegedAssignmentSchedule.Read.AzureADGroup',
    'application PrivilegedEligibilitySchedule.Read.AzureADGroup',
    'application RoleManagement.Read.Directory',
    'delegated User.Read',
  ]);
});

it('roles are held in every way that the simulated tenant has', async () => {
  const { evidence, holdings } = await rolesOf('contoso');
  expect(evidence.collection).toBe('collected');
  const ways = new Set(
    holdings.map(
      ({ principal, state, throughGroup }) => `${principal.kind} ${state}${throughGroup ? ' through a group' : ''}`,
    ),
  );
  expect([...ways].toSorted()).toEqual(
    expect.arrayContaining([
      'group assigned',
      'service_principal assigned',
      'service_principal assigned through a group',
      'user active',
      'user active through a group',
      'user assigned',
      'user assigned through a group',
      'user eligible',
      'user eligible through a group',
    ]),
  );
  expect(new Set(holdings.map((each) => JSON.stringify(each))).size).toBe(holdings.length);
});

describe('a tenant without licences', () => {
  it('has permanent administrators, and says why the rest is missing', async () => {
    const { evidence, holdings } = await rolesOf('basic');
    expect(evidence).toMatchObject({ collection: 'partial' });
    const parts = evidence.collection === 'partial' ? evidence.part : [];
    expect(parts.filter(({ collection }) => collection === 'not_licensed').map(({ part }) => part)).toEqual([
      'active',
      'eligible',
      'group_active',
      'group_eligible',
    ]);
    expect(holdings.some(({ state }) => state === 'assigned')).toBe(true);
  });

  it('has its conditional access, and no list of policies of devices', async () => {
    const { evidence, items } = await policiesOf('basic');
    expect(new Set(items.map(({ family }) => family))).toEqual(new Set(['conditional_access']));
    expect(evidence).toMatchObject({ collection: 'partial', part: [{ part: 'conditional_access' }, {}, {}, {}] });
    const parts = evidence.collection === 'partial' ? evidence.part : [];
    expect(parts.slice(1).map(({ collection }) => collection)).toEqual([
      'not_licensed',
      'not_licensed',
      'not_licensed',
    ]);
  });
});

it('a permission that was taken away is missing in the next reading with a new token', async () => {
  const { control } = simulator;
  control.revoke('contoso', clientId, 'Policy.Read.All');
  try {
    const evidence = await provider.grants(accessTo('contoso'), { ...call(), isFresh: true });
    expect(JSON.stringify(evidence)).not.toContain('Policy.Read.All');
    const { evidence: policies, items } = await policiesOf('contoso');
    expect(policies).toMatchObject({ collection: 'partial', reason: { code: 'provider_permission_missing' } });
    expect(items.some(({ family }) => family === 'conditional_access')).toBe(false);
  } finally {
    control.grant('contoso', clientId, 'Policy.Read.All');
    await provider.verify(accessTo('contoso'), { ...call(), isFresh: true });
  }
});

it('a delegated permission is granted and taken away by itself, and shows at once', async () => {
  const { control } = simulator;
  const held = async (): Promise<readonly string[]> => {
    const evidence = await provider.grants(accessTo('contoso'), call());
    const all = evidence.collection === 'collected' ? evidence.value : [];
    return all.filter(({ type }) => type === 'delegated').map(({ key }) => key);
  };
  expect(await held()).toEqual(['User.Read']);
  control.grant('contoso', clientId, 'User.Read.All', 'delegated');
  expect(await held()).toEqual(['User.Read', 'User.Read.All']);
  expect(() => control.grant('contoso', clientId, 'User.Read', 'delegated')).toThrow('is granted already');
  expect(() => control.grant('contoso', clientId, 'Policy.Read.All', 'delegated')).toThrow('does not offer it');
  control.revoke('contoso', clientId, 'User.Read', 'delegated');
  expect(await held()).toEqual(['User.Read.All']);
  control.revoke('contoso', clientId, 'User.Read.All', 'delegated');
  expect(await held()).toEqual([]);
  expect(() => control.revoke('contoso', clientId, 'User.Read', 'delegated')).toThrow('is not granted');
  control.grant('contoso', clientId, 'User.Read', 'delegated');
  expect(await held()).toEqual(['User.Read']);
});

it('a policy that is changed has another fingerprint, one that is renamed the same, and the others keep theirs', async () => {
  const before = (await policiesOf('contoso')).items;
  const [changed, renamed] = before.filter(({ family }) => family === 'conditional_access');
  const { control } = simulator;
  control.change('contoso', 'conditionalAccessPolicies', changed?.id ?? '', { state: 'somethingElse' });
  control.change('contoso', 'conditionalAccessPolicies', renamed?.id ?? '', {
    displayName: 'Renamed',
    modifiedDateTime: '2026-11-30T00:00:00Z',
  });
  const after = new Map((await policiesOf('contoso')).items.map((item) => [item.id, item]));
  const different = before.filter(({ id, fingerprint }) => after.get(id)?.fingerprint !== fingerprint);
  expect(different.map(({ id }) => id)).toEqual([changed?.id]);
  expect(after.get(renamed?.id ?? '')).toMatchObject({ displayName: 'Renamed', changedAt: '2026-11-30T00:00:00.000Z' });
});

/** An atlas with one tenant, whose connections are checked with the app. */
async function checking() {
  const atlas = createTenantAtlas({
    providers: [provider],
    credentials: {
      resolve: async ({ reference }) => (reference === 'app' ? { clientId, clientSecret: secret } : null),
    },
  });
  onTestFinished(() => atlas.close());
  atlas.worker.start();
  const system = atlas.as(systemActor('test'));
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await system.tenants.create({ workspaceId: 'w-1', tenantId: 't-1', name: 'Contoso' }));
  const check = async (connectionId: string) => {
    orThrow(await system.connections.verify({ workspaceId: 'w-1', connectionId }));
    await atlas.worker.idle();
    const { report, consentStatus } = orThrow(await system.connections.get({ workspaceId: 'w-1', connectionId }));
    const checks = report?.checks.map(({ key, status, reasonCode }) => `${key} ${status} ${reasonCode}`) ?? [];
    return { connectionId, checks, consentStatus };
  };
  const connect = async (displayName: string, externalTenantId: string) => {
    const { id } = orThrow(
      await system.connections.create({
        workspaceId: 'w-1',
        tenantId: 't-1',
        provider: 'microsoft',
        connectionType: 'dedicated',
        credentialReference: 'app',
        displayName,
        externalTenantId,
      }),
    );
    return check(id);
  };
  return { check, connect };
}
const allPass = ['connection', 'credential', 'consent', 'sign_in', 'tenant_identity', 'permissions'].map(
  (key) => `${key} pass ok`,
);

it('a check of a connection by core reads the tenant through the provider', async () => {
  const { connect } = await checking();
  const { checks } = await connect('By domain', simulator.control.tenants()[0]?.domain ?? '');
  expect(checks).toEqual(allPass);
  const refused = await connect('Without consent', idOf('fabrikam'));
  expect(refused.checks.find((each) => each.startsWith('sign_in'))).toMatch(
    /^sign_in fail (?:provider_consent_missing|platform_identity_missing)$/,
  );
});

describe('a check signs in, also where an earlier token is still good', () => {
  const { control } = simulator;

  it('and notices a secret that has ended', async () => {
    const { connect, check } = await checking();
    const { checks, connectionId } = await connect('Main', idOf('contoso'));
    expect(checks).toEqual(allPass);
    control.failLogin('contoso', 7000222);
    onTestFinished(() => control.failLogin('contoso', null));
    expect((await check(connectionId)).checks).toContain('sign_in fail dedicated_credential_invalid');
  });

  it('and notices a consent that was withdrawn', async () => {
    const { connect, check } = await checking();
    const { consentStatus, connectionId } = await connect('Main', idOf('contoso'));
    expect(consentStatus).toBe('granted');
    control.withdrawConsent('contoso', clientId);
    onTestFinished(() => control.consent('contoso', clientId));
    const after = await check(connectionId);
    expect(after.checks).toContain('sign_in fail provider_consent_missing');
    expect(after.consentStatus).toBe('revoked');
  });
});
