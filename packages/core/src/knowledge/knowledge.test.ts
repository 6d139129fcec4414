import { afterEach, describe, expect, it } from 'vitest';
import { platformOperator, systemActor, workspaceUser } from '../access/actor.ts';
import { createTenantAtlas } from '../atlas.ts';
import { failure, value } from '../conformance/client/answers.ts';
import { scriptedProvider } from '../conformance/provider/scripted-provider.ts';
import type { AccessPolicy } from '../ports/access-policy.ts';
import { defineTopics } from './define-topics.ts';
import type { HelpTenant } from './link-resolvers.ts';
import { defineReasons } from './reasons.ts';
import { knowledgeFormats, knowledgeText } from './source-texts.ts';

const here = { workspaceId: 'w-planted', tenantId: 't-planted' } as const;
const bo = workspaceUser({ id: 'u-planted', label: 'Planted Bo' });
const out = workspaceUser({ id: 'u-out', label: 'Out' });
const operator = platformOperator({
  id: 'op-planted',
  label: 'Planted Ada',
  capabilities: ['platform.access_system_panel'],
});

/** What belongs to a tenant or a person, and must not be in the source. */
const planted = [
  ...[here.workspaceId, here.tenantId, 'u-planted', 'op-planted', 'Planted Bo', 'Planted Ada', 'Planted Workspace'],
  ...['Planted Contoso', 'planted-contoso.example', 'Planted connection', 'vault/planted', 'click-planted'],
  ...['Planted headline', 'Planted explanation', 'Planted action', 'Planted step', 'planted_provider_code'],
  ...['ext.planted_reason', '/planted/consent', '/planted/permissions', 'https://planted.example/consent'],
  ...['planted-session', 'Planted Other', 't-planted-2', 'w-planted-2'],
];

const topics = defineTopics({
  'ext.contract_ended': {
    surfaceFamilies: ['onboarding'],
    headline: 'Contract ended',
    shortExplanation: 'The contract of the customer has ended.',
    safeNextAction: 'Ask the account manager.',
  },
});
const reasons = defineReasons({
  'ext.contract_ended': { label: 'Contract ended', explanation: 'It has ended.', topic: 'ext.contract_ended' },
});

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const atlas of opened.splice(0)) await atlas.close();
});

async function world(access?: AccessPolicy) {
  const asked: HelpTenant[] = [];
  const atlas = createTenantAtlas({
    ...(access ? { access } : {}),
    providers: [scriptedProvider()],
    catalogs: { topics: [topics], reasons: [reasons] },
    knowledge: {
      resolvers: {
        admin_consent_primary: (tenant) => (asked.push(tenant), 'https://planted.example/consent'),
        required_permissions: async (tenant) => (asked.push(tenant), '/planted/permissions'),
      },
    },
  });
  opened.push(atlas);
  const system = atlas.as(systemActor('setup'));
  for (const [workspaceId, tenantId] of [
    [here.workspaceId, here.tenantId],
    ['w-planted-2', 't-planted-2'],
  ] as const) {
    await value(system.workspaces.create({ workspaceId, name: 'Planted Workspace' }));
    const more = { name: 'Planted Contoso', externalTenantId: null, lifecycle: 'active' } as const;
    await value(system.tenants.create({ workspaceId, tenantId, ...more }));
  }
  if (!access) {
    await value(system.workspaces.addMember({ workspaceId: here.workspaceId, userId: bo.id, role: 'owner' }));
    await value(system.workspaces.grantTenant({ ...here, userId: bo.id }));
  }
  return { atlas, asked, system, user: atlas.as(bo) };
}

describe('links and reasons of a tenant', () => {
  it('are resolved after access, with the ids of the tenant', async () => {
    const { user, asked } = await world();
    const request = { ...here, topicKey: 'required-permissions-missing', reasonCode: 'provider_permission_missing' };
    const { help } = await value(user.knowledge.resolve(request));
    expect(help!.links).toMatchObject([{ url: '/planted/permissions', resolver: 'required_permissions' }]);
    expect(help!.reasonLabel!.text).toBe('Permission missing');
    expect(asked).toEqual([here]);
  });

  it('are not asked for by a person who may not see the tenant, and the answer is that of an absent one', async () => {
    const { atlas, asked, system, user } = await world();
    const request = { ...here, topicKey: 'admin-consent-required', reasonCode: 'provider_consent_missing' };
    const hidden = await failure(atlas.as(out).knowledge.resolve(request));
    const absent = await failure(user.knowledge.resolve({ ...request, tenantId: 't-404' }));
    expect(hidden).toEqual(absent);
    expect(hidden.code).toBe('not_found');
    await value(system.workspaces.revokeTenant({ ...here, userId: bo.id }));
    expect((await failure(user.knowledge.resolve(request))).code).toBe('not_found');
    expect(asked).toEqual([]);
  });

  it('are left out without a tenant', async () => {
    const { user, asked } = await world();
    const request = {
      workspaceId: here.workspaceId,
      surface: 'onboarding',
      reasonCode: 'provider_consent_missing',
    } as const;
    const { help } = await value(user.knowledge.resolve(request));
    expect(help).toMatchObject({ topicKey: 'admin-consent-required', reasonLabel: null, diagnosticCode: null });
    expect(help!.links[0]).toMatchObject({ url: null, resolver: 'admin_consent_primary' });
    expect(asked).toEqual([]);
  });

  it('a reason of the host leads to its topic, and an unknown one to none', async () => {
    const { user } = await world();
    const resolve = async (surface: 'onboarding' | 'support_diagnostics', reasonCode: string) =>
      (await value(user.knowledge.resolve({ ...here, surface, reasonCode }))).help?.topicKey ?? null;
    expect(await resolve('onboarding', 'ext.contract_ended')).toBe('ext.contract_ended');
    expect(await resolve('support_diagnostics', 'ext.contract_ended')).toBeNull();
    expect(await resolve('support_diagnostics', 'ext.unheard_of')).toBeNull();
  });

  it.each([
    [{ surface: 'onboarding', freshness: 'stale', reasonCode: 'provider_consent_missing' }, 'verification-stale'],
    [{ surface: 'onboarding', verification: 'blocked' }, 'verification-failed'],
    [{ surface: 'onboarding', outcome: 'partially_succeeded' }, 'verification-failed'],
    [{ surface: 'onboarding', verification: 'ready', outcome: 'succeeded', freshness: 'current' }, null],
    [{ surface: 'support_diagnostics', reasonCode: 'rate_limited' }, 'retryable-provider-failure'],
    [{ surface: 'support_diagnostics', outcome: 'failed' }, 'verification-failed'],
    [{ surface: 'support_diagnostics', evidence: 'incomplete' }, 'diagnostic-evidence-incomplete'],
    [{ surface: 'support_diagnostics', evidence: 'complete' }, null],
    [{ surface: 'onboarding', topicKey: 'manual-handoff-required' }, 'manual-handoff-required'],
  ] as const)('the topic follows the facts of the request: %j', async (facts, key) => {
    const { user } = await world();
    expect((await value(user.knowledge.resolve({ ...here, ...facts }))).help?.topicKey ?? null).toBe(key);
  });
});

describe('the knowledge source', () => {
  it('holds none of 25 planted values, for any caller and after any earlier request', async () => {
    const { atlas, system, user } = await world();
    await value(
      user.connections.create({
        ...here,
        provider: 'scripted',
        connectionType: 'dedicated',
        displayName: 'Planted connection',
        externalTenantId: 'planted-contoso.example',
        credentialReference: 'vault/planted',
      }),
    );
    await value(
      user.knowledge.resolve({
        ...here,
        topicKey: 'admin-consent-required',
        reasonCode: 'ext.planted_reason',
        providerCode: 'planted_provider_code',
        headline: 'Planted headline',
        shortExplanation: 'Planted explanation',
        safeNextAction: 'Planted action',
        steps: ['Planted step'],
      }),
    );
    expect(new Set(planted).size).toBe(25);
    for (const client of [system, user, atlas.as(operator)]) {
      const source = await value(client.knowledge.source());
      for (const format of knowledgeFormats) {
        const text = knowledgeText(source, format);
        expect(planted.filter((secret) => text.includes(secret))).toEqual([]);
        expect(text).not.toMatch(/tenant_id|provider_connection_id|raw_response_body|credential/i);
      }
      expect(source.topicCount).toBe(9);
      expect(JSON.stringify(source)).toBe(JSON.stringify(await value(client.knowledge.source())));
    }
  });
});

describe('a person without any workspace', () => {
  it('reads nothing, by the built-in policy', async () => {
    const { atlas } = await world();
    const { knowledge } = atlas.as(out);
    expect((await failure(knowledge.source())).code).toBe('not_found');
    expect((await failure(knowledge.topics())).code).toBe('not_found');
    expect((await failure(knowledge.glossary())).code).toBe('not_found');
    expect((await failure(knowledge.reasons())).code).toBe('not_found');
    const explained = await atlas.explain(out, 'knowledge.source');
    expect(explained._unsafeUnwrap().refusal).toMatchObject({ step: 'membership', reason: 'membership' });
  });

  it('or by the policy of the host, which is asked for the workspaces of the person', async () => {
    const asked: string[] = [];
    const policy: AccessPolicy = {
      resolve: async () => ({ member: false, entitled: false, capabilities: [] }),
      workspacesOf: async (userId) => (asked.push(userId), userId === bo.id ? [here.workspaceId] : []),
      tenantsOf: async () => [],
    };
    const { atlas, user } = await world(policy);
    expect((await value(user.knowledge.source())).topicCount).toBe(9);
    expect((await failure(atlas.as(out).knowledge.source())).code).toBe('not_found');
    expect(asked).toEqual([bo.id, out.id]);
    expect((await atlas.explain(bo, 'knowledge.source'))._unsafeUnwrap().refusal).toBeNull();
  });

  it('and a policy that does not answer refuses', async () => {
    const { user } = await world({
      resolve: async () => ({ member: true, entitled: true, capabilities: [] }),
      workspacesOf: () => Promise.reject(new Error('down')),
      tenantsOf: async () => [],
    });
    expect((await failure(user.knowledge.source())).code).toBe('storage_failure');
  });
});

it('an operator without the system panel is refused', async () => {
  const { atlas } = await world();
  const powerless = platformOperator({ id: 'op-2', label: 'Eve', capabilities: [] });
  expect(await failure(atlas.as(powerless).knowledge.source())).toMatchObject({
    code: 'forbidden',
    capability: 'platform.access_system_panel',
  });
});

it('reasons have their topics, and those without are null', async () => {
  const { user } = await world();
  const entries = await value(user.knowledge.reasons());
  expect(entries).toHaveLength(28);
  expect(entries.find(({ code }) => code === 'rate_limited')).toMatchObject({
    group: 'retryable',
    isRetryable: true,
    topicKey: 'retryable-provider-failure',
  });
  expect(entries.at(-1)).toMatchObject({ code: 'ext.contract_ended', group: null, topicKey: 'ext.contract_ended' });
});
