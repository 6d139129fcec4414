import { describe, expect, it } from 'vitest';
import { platformOperator, systemActor, workspaceUser } from '../access/actor.ts';
import { createTenantAtlas } from '../atlas.ts';
import { scriptedProvider, type ScriptedTenant } from '../conformance/provider/scripted-provider.ts';
import { manualClock } from '../kernel/clock.ts';
import { toInstant } from '../kernel/instant.ts';
import { orThrow } from '../kernel/result.ts';
import { createMemoryStorage } from '../memory/index.ts';
import { definePermissions } from '../permissions/catalog.ts';
import { inProcess } from '../runs/worker.ts';

const permissions = definePermissions({
  provider: 'scripted',
  version: 1,
  permissions: [{ key: 'A.Read', type: 'application', features: ['Verification'], since: 1 }],
});
const contoso: ScriptedTenant = {
  externalTenantId: 'contoso.example',
  displayName: 'Contoso',
  verifiedDomains: ['contoso.example'],
  grants: [{ key: 'A.Read', type: 'application' }],
};
const place = { workspaceId: 'w-1', tenantId: 't-1' };
const wanted = {
  ...place,
  provider: 'scripted',
  connectionType: 'dedicated',
  credentialReference: 'vault/contoso',
  displayName: 'Main',
  externalTenantId: 'Contoso.Example',
} as const;

async function world() {
  const clock = manualClock(toInstant(Date.UTC(2026, 10, 30)));
  const provider = scriptedProvider({ permissions, tenants: [contoso], now: () => toInstant(clock.epochMillis()) });
  const asked: string[] = [];
  const atlas = createTenantAtlas({
    storage: createMemoryStorage(),
    clock,
    providers: [provider],
    credentials: {
      async resolve({ reference, workspaceId }) {
        asked.push(`${workspaceId} ${reference}`);
        return reference === 'vault/contoso' ? 's3cret' : null;
      },
    },
    dispatcher: inProcess({ pollMillis: 5 }),
  });
  const system = atlas.as(systemActor('seed'));
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await system.tenants.create({ ...place, name: 'Contoso' }));
  for (const [userId, role] of [
    ['u-manager', 'manager'],
    ['u-readonly', 'readonly'],
    ['u-operator', 'operator'],
  ] as const) {
    orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId, role }));
    orThrow(await system.workspaces.grantTenant({ ...place, userId }));
  }
  const as = (id: string) => atlas.as(workspaceUser({ id, label: id }));
  const checked = async (connectionId: string) => {
    const { run } = orThrow(await as('u-operator').connections.verify({ workspaceId: 'w-1', connectionId }));
    atlas.worker.start();
    for (;;) {
      const { status } = orThrow(await system.operations.get({ workspaceId: 'w-1', runId: run.id }));
      if (status === 'completed') break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await atlas.worker.stop();
    return orThrow(await system.connections.get({ workspaceId: 'w-1', connectionId }));
  };
  return { atlas, clock, provider, system, as, checked, asked, manager: as('u-manager') };
}

declare function setTimeout(task: (value?: unknown) => void, millis: number): unknown;

describe('a connection', () => {
  it('is the default when it is the first of its tenant, and waits for consent', async () => {
    const { manager } = await world();
    const first = orThrow(await manager.connections.create(wanted));
    expect(first).toMatchObject({
      isDefault: true,
      externalTenantId: 'contoso.example',
      targetScope: { text: 'Contoso (contoso.example)' },
      readiness: 'consent_required',
      verificationStatus: 'unknown',
      hasCredential: true,
      report: null,
    });
    const second = orThrow(await manager.connections.create({ ...wanted, displayName: 'Second' }));
    expect(second.isDefault).toBe(false);
    const third = orThrow(await manager.connections.create({ ...wanted, displayName: 'Third', isDefault: true }));
    const { items } = orThrow(await manager.connections.list({ workspaceId: 'w-1' }));
    expect(items.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([third.id]);
    expect(
      orThrow(await manager.connections.create({ ...wanted, provider: 'scripted', isDefault: false })).isDefault,
    ).toBe(false);
  });

  it('never shows the name of its credential', async () => {
    const { manager, as } = await world();
    const created = orThrow(await manager.connections.create({ ...wanted, credentialReference: 'vault/contoso' }));
    const seen = [
      created,
      orThrow(await as('u-readonly').connections.list({ workspaceId: 'w-1' })),
      orThrow(await as('u-readonly').connections.get({ workspaceId: 'w-1', connectionId: created.id })),
    ];
    expect(created.hasCredential).toBe(true);
    expect(JSON.stringify(seen)).not.toContain('vault');
  });

  it('names a provider that is installed', async () => {
    const { manager } = await world();
    const refused = await manager.connections.create({ ...wanted, provider: 'microsoft' });
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'invalid_input', issues: [{ path: 'provider' }] });
    const bare = createTenantAtlas().as(systemActor('seed'));
    orThrow(await bare.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
    orThrow(await bare.tenants.create({ ...place, name: 'Contoso' }));
    expect((await bare.connections.create(wanted))._unsafeUnwrapErr()).toMatchObject({ code: 'invalid_input' });
  });

  it('leaves entries in the trail that name what changed, and no credential', async () => {
    const { manager, system } = await world();
    const { id } = orThrow(await manager.connections.create({ ...wanted, credentialReference: 'vault/contoso' }));
    orThrow(
      await manager.connections.update({
        workspaceId: 'w-1',
        connectionId: id,
        displayName: 'Renamed',
        credentialReference: null,
      }),
    );
    const { items } = orThrow(await system.audit.list({ workspaceId: 'w-1', targetType: 'provider_connection' }));
    expect(items.map(({ action, summary }) => [action, summary.text])).toEqual([
      ['provider_connection.updated', 'Connection Renamed updated'],
      ['provider_connection.created', 'Connection Main created'],
    ]);
    expect(items[0]?.metadata).toMatchObject({ changed: 'displayName, credentialReference' });
    expect(JSON.stringify(items)).not.toContain('vault');
  });
});

describe('an update', () => {
  it.each([
    [{ displayName: 'Other' }, false, 'granted', 'ready'],
    [{ isEnabled: false }, true, 'granted', 'disabled'],
    [{ credentialReference: 'vault/other' }, true, 'granted', 'pending'],
    [{ externalTenantId: 'fabrikam.example' }, true, 'unknown', 'consent_required'],
    [{ connectionType: 'platform' }, true, 'unknown', 'consent_required'],
    [{ connectionType: 'platform', credentialReference: null }, true, 'unknown', 'consent_required'],
  ] as const)('with %j', async (change, isStale, consentStatus, readiness) => {
    const { manager, system, clock, checked } = await world();
    const { id } = orThrow(await manager.connections.create(wanted));
    await checked(id);
    clock.advance(1_000);
    const after = orThrow(await manager.connections.update({ workspaceId: 'w-1', connectionId: id, ...change }));
    expect(after).toMatchObject({ consentStatus, readiness, version: 2 });
    expect(after.report?.staleBecause).toBe(isStale ? 'connection_changed' : null);
    // A consent that goes is in the trail, under the person whose change takes it.
    const actions = ['provider_connection.consent_changed'];
    const { items } = orThrow(await system.audit.list({ workspaceId: 'w-1', actions, actorId: 'u-manager' }));
    const gone = { metadata: { from: 'granted', to: 'unknown' } };
    expect(items).toMatchObject(consentStatus === 'granted' ? [] : [gone]);
  });

  it('without a change is refused, and so is one upon an older version', async () => {
    const { manager } = await world();
    const { id } = orThrow(await manager.connections.create(wanted));
    const update = (change: object) => manager.connections.update({ workspaceId: 'w-1', connectionId: id, ...change });
    expect((await update({ displayName: 'Main', isDefault: true }))._unsafeUnwrapErr()).toMatchObject({
      code: 'conflict',
      reason: 'nothing_to_do',
    });
    orThrow(await update({ displayName: 'Other', expectedVersion: 1 }));
    expect((await update({ displayName: 'Third', expectedVersion: 1 }))._unsafeUnwrapErr()).toMatchObject({
      code: 'conflict',
      reason: 'version',
    });
  });
});

describe('a check', () => {
  it('leads to a report, a status and entries, and the secret goes to the provider only', async () => {
    const { manager, checked, system, asked } = await world();
    const { id } = orThrow(await manager.connections.create({ ...wanted, credentialReference: 'vault/contoso' }));
    const connection = await checked(id);
    expect(connection).toMatchObject({
      readiness: 'ready',
      consentStatus: 'granted',
      verificationStatus: 'healthy',
      version: 1,
    });
    expect(connection.report).toMatchObject({
      overall: 'ready',
      staleBecause: null,
      change: { kind: 'first' },
      primaryReason: null,
    });
    expect(connection.lastHealthCheckAt).toBe(connection.report?.createdAt);
    expect(asked).toEqual(['w-1 vault/contoso']);
    const { items } = orThrow(await system.audit.list({ workspaceId: 'w-1', targetType: 'provider_connection' }));
    expect(items.map(({ action, metadata }) => [action, metadata['overall'] ?? metadata['to']])).toEqual(
      expect.arrayContaining([
        ['provider_connection.verified', 'ready'],
        ['provider_connection.consent_changed', 'granted'],
      ]),
    );
    const everything = [connection, items, orThrow(await system.operations.list({ workspaceId: 'w-1' }))];
    expect(JSON.stringify(everything)).not.toMatch(/s3cret|vault/);
  });

  it('that is queued makes the status pending, and a second one joins it', async () => {
    const { manager, as } = await world();
    const { id } = orThrow(await manager.connections.create(wanted));
    const verify = () => as('u-operator').connections.verify({ workspaceId: 'w-1', connectionId: id });
    const first = orThrow(await verify());
    const second = orThrow(await verify());
    expect([first.disposition, second.disposition]).toEqual(['created', 'joined']);
    expect(second.run.id).toBe(first.run.id);
    expect(orThrow(await manager.connections.get({ workspaceId: 'w-1', connectionId: id }))).toMatchObject({
      verificationStatus: 'pending',
      checkRunId: first.run.id,
    });
  });

  it('that finds a permission removed names it, names what changed, and shows it in the overview', async () => {
    const { manager, checked, provider, clock } = await world();
    const { id } = orThrow(await manager.connections.create(wanted));
    await checked(id);
    provider.set({ ...contoso, grants: [] });
    clock.advance(60_000);
    const connection = await checked(id);
    expect(connection).toMatchObject({
      verificationStatus: 'blocked',
      lastErrorReason: { diagnosticCode: 'provider_permission_missing', mapped: true },
    });
    expect(connection.report).toMatchObject({
      overall: 'blocked',
      change: { kind: 'changed', changedKeys: ['permissions'] },
    });
    const overview = orThrow(await manager.connections.permissions({ workspaceId: 'w-1', connectionId: id }));
    expect(overview).toMatchObject({
      overall: 'blocked',
      missingKeys: { application: ['A.Read'] },
      featuresAffected: ['Verification'],
    });
  });

  it('that is throttled has not enough evidence, and the overview keeps what was known', async () => {
    const { manager, checked, provider, clock } = await world();
    const { id } = orThrow(await manager.connections.create(wanted));
    await checked(id);
    const retryAt = toInstant(clock.epochMillis() + 120_000);
    provider.answerNext('grants', {
      collection: 'throttled',
      reason: { code: 'rate_limited', providerCode: '429', retryAt },
    });
    clock.advance(60_000);
    const connection = await checked(id);
    expect(connection.report?.checks.at(-1)).toMatchObject({
      status: 'unknown',
      evidence: [{ collection: 'throttled', retryAt, reason: { providerCode: '429' } }],
    });
    expect(connection).toMatchObject({ consentStatus: 'granted', readiness: 'pending' });
    // The provider's own code is beside ours, in the list too.
    const reason = { diagnosticCode: 'rate_limited', providerCode: '429' };
    expect(connection.lastErrorReason).toMatchObject(reason);
    const { items } = orThrow(await manager.connections.list({ workspaceId: 'w-1' }));
    expect(items.map(({ lastErrorReason }) => lastErrorReason)).toMatchObject([reason]);
    const overview = orThrow(await manager.connections.permissions({ workspaceId: 'w-1', connectionId: id }));
    expect(overview).toMatchObject({
      overall: 'unknown',
      collection: 'throttled',
      missingKeys: { application: [] },
      permissions: [{ status: 'unreadable', wasGranted: true }],
    });
  });

  it.each(['verify', 'grants'] as const)(
    'that is refused without a licence names the licence wherever the reason of its %s is read, and no permission is missing',
    async (call) => {
      const { manager, checked, provider } = await world();
      const { id } = orThrow(await manager.connections.create(wanted));
      const reason = { code: 'provider_permission_denied', providerCode: 'NonPremiumTenant', retryAt: null } as const;
      provider.answerNext(call, { collection: 'not_licensed', reason });
      const connection = await checked(id);
      const check = connection.report?.checks.find(({ status }) => status === 'unknown');
      const overview = orThrow(await manager.connections.permissions({ workspaceId: 'w-1', connectionId: id }));
      const reasons = [
        connection.lastErrorReason,
        connection.report?.primaryReason,
        check?.reason,
        check?.evidence[0]?.reason,
        overview.reason,
      ];
      expect(reasons.map((one) => one?.label.text)).toEqual(reasons.map(() => 'Licence missing'));
      expect(check?.message).toEqual(check?.reason?.explanation);
      expect(overview).toMatchObject({ overall: 'unknown', counts: { missingApplication: 0 } });
    },
  );

  it('whose adapter fails has not enough evidence, and the next success clears it', async () => {
    const { manager, checked, provider } = await world();
    const { id } = orThrow(await manager.connections.create(wanted));
    const { verify } = provider;
    Object.assign(provider, { verify: () => Promise.reject(new Error('the adapter is broken')) });
    expect(await checked(id)).toMatchObject({
      verificationStatus: 'unknown',
      lastErrorReason: { diagnosticCode: 'unknown_error' },
      report: { overall: 'unknown' },
    });
    Object.assign(provider, { verify });
    expect(await checked(id)).toMatchObject({ readiness: 'ready', lastErrorReason: null });
  });

  it('of a changed manifest asks for the difference and blocks nothing', async () => {
    const { manager, checked, provider, clock } = await world();
    const { id } = orThrow(await manager.connections.create(wanted));
    expect(await checked(id)).toMatchObject({ readiness: 'ready' });
    const more = { key: 'B.Read', type: 'application', features: ['Reports'], since: 2 } as const;
    const { permissions: before } = permissions;
    Object.assign(provider, {
      permissions: definePermissions({ provider: 'scripted', version: 2, permissions: [...before, more] }),
    });
    clock.advance(60_000);
    const after = await checked(id);
    expect(after).toMatchObject({ readiness: 'degraded', consentStatus: 'granted' });
    expect(after.report?.checks.at(-1)).toMatchObject({ status: 'fail', blocking: false, isAcknowledgeable: true });
    const overview = orThrow(await manager.connections.permissions({ workspaceId: 'w-1', connectionId: id }));
    expect(overview.permissions.filter(({ isNew }) => isNew).map(({ key }) => key)).toEqual(['B.Read']);
  });

  it('of a connection that another tenant replaced meanwhile changes no status and is stale', async () => {
    const { manager, checked, provider, clock } = await world();
    const { id } = orThrow(await manager.connections.create(wanted));
    const { grants } = provider;
    Object.assign(provider, {
      async grants(...asked: Parameters<typeof grants>) {
        clock.advance(1_000);
        orThrow(
          await manager.connections.update({
            workspaceId: 'w-1',
            connectionId: id,
            externalTenantId: 'fabrikam.example',
          }),
        );
        clock.advance(1_000);
        return grants(...asked);
      },
    });
    expect(await checked(id)).toMatchObject({
      verificationStatus: 'unknown',
      consentStatus: 'unknown',
      report: { overall: 'ready', staleBecause: 'connection_changed' },
    });
    const overview = orThrow(await manager.connections.permissions({ workspaceId: 'w-1', connectionId: id }));
    expect(overview).toMatchObject({ overall: 'unknown', collection: 'never' });
  });

  it('names its connection in the context of the run', async () => {
    const { manager } = await world();
    const { id } = orThrow(await manager.connections.create(wanted));
    const { run } = orThrow(await manager.connections.verify({ workspaceId: 'w-1', connectionId: id }));
    expect(run.context).toMatchObject({ provider_connection_id: id, source: 'api' });
  });
});

describe('the name of a credential', () => {
  it.each([
    '../w-2/secret',
    'w-1/../w-2',
    '/w-1',
    'w-1//x',
    '.hidden',
    'a b',
    'abc8Q~Zx9-Zx9-Zx9-Zx9-Zx9-Zx9-Zx9-Zx9-Zx9',
    'https://vault/x',
    // Secrets that have the form of a name.
    `ghp_${'a1B2'.repeat(9)}`,
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLXNpZ25hdHVyZQ',
  ])('is refused as %j', async (credentialReference) => {
    const { manager } = await world();
    const refused = await manager.connections.create({ ...wanted, credentialReference });
    expect(refused._unsafeUnwrapErr()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'credentialReference', rule: 'credential_reference' }],
    });
  });
});

it('a provider and its manifest have one name, and a host adds to a provider that is there', () => {
  const provider = scriptedProvider({ permissions });
  const other = definePermissions({ provider: 'other', version: 1, permissions: [] });
  expect(() => createTenantAtlas({ providers: [{ ...provider, permissions: other }] })).toThrow(
    /its permissions are those of "other"/,
  );
  expect(() => createTenantAtlas({ providers: [provider], catalogs: { permissions: [other] } })).toThrow(
    /there is no provider "other"/,
  );
  expect(() => createTenantAtlas({ providers: [provider, provider] })).toThrow(/defined twice/);
});

it('is not for operators of the platform', async () => {
  const { atlas } = await world();
  const operator = atlas.as(
    platformOperator({ id: 'op', label: 'Ada', capabilities: ['platform.access_system_panel', 'platform.ops.view'] }),
  );
  expect((await operator.connections.list({ workspaceId: 'w-1' }))._unsafeUnwrapErr()).toMatchObject({
    code: 'not_found',
  });
});

describe('the texts of a connection', () => {
  const hostile = [
    'Main\u0000',
    'Main\ud800',
    'Eve \u202eadmin',
    'Main\u001b[2J',
    'Main\r\nAda',
    '\u200b',
    ' ',
    '',
    'x'.repeat(300),
  ];
  const members = ['displayName', 'credentialReference', 'externalTenantId'] as const;

  it.each(members)(
    '%s takes no text that could deceive or not be stored, from create and from update',
    async (member) => {
      const { as } = await world();
      const manager = as('u-manager');
      const { id: connectionId } = orThrow(await manager.connections.create(wanted));
      const before = orThrow(await manager.connections.get({ workspaceId: 'w-1', connectionId }));
      for (const text of hostile) {
        const asked = [
          await manager.connections.create({ ...wanted, [member]: text }),
          await manager.connections.update({ workspaceId: 'w-1', connectionId, [member]: text }),
        ];
        for (const one of asked)
          expect(one._unsafeUnwrapErr(), JSON.stringify(text)).toMatchObject({
            code: 'invalid_input',
            issues: [{ path: member }],
          });
      }
      const { items } = orThrow(await manager.connections.list({ workspaceId: 'w-1' }));
      expect(items).toHaveLength(1);
      expect(orThrow(await manager.connections.get({ workspaceId: 'w-1', connectionId }))).toEqual(before);
    },
  );

  it('have one spelling: composed, trimmed, and the external tenant in lower case', async () => {
    const { as } = await world();
    const made = await as('u-manager').connections.create({
      ...wanted,
      displayName: '  Zoe\u0308 ',
      externalTenantId: '{1B2C3D4E-AAAA-4BBB-8CCC-0123456789AB}',
    });
    expect(orThrow(made)).toMatchObject({
      displayName: 'Zoë',
      externalTenantId: '1b2c3d4e-aaaa-4bbb-8ccc-0123456789ab',
    });
  });
});

it('is checked by an adapter that is installed: without any, `verify` says which option to pass', async () => {
  const storage = createMemoryStorage();
  const installed = createTenantAtlas({ storage, providers: [scriptedProvider()] }).as(systemActor('seed'));
  orThrow(await installed.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await installed.tenants.create({ ...place, name: 'Contoso' }));
  const { id } = orThrow(await installed.connections.create(wanted));
  const bare = createTenantAtlas({ storage }).as(systemActor('seed'));
  expect((await bare.connections.verify({ workspaceId: 'w-1', connectionId: id }))._unsafeUnwrapErr()).toMatchObject({
    code: 'invalid_input',
    issues: [
      { path: 'connectionId', rule: 'provider_installed', fix: { text: expect.stringContaining('`providers`') } },
    ],
  });
});
