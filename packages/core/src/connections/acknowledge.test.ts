import { describe, expect, it } from 'vitest';
import { systemActor, workspaceUser } from '../access/actor.ts';
import { createTenantAtlas } from '../atlas.ts';
import { scriptedProvider, type ScriptedTenant } from '../conformance/provider/scripted-provider.ts';
import { manualClock } from '../kernel/clock.ts';
import type { ConnectionId, WorkspaceId } from '../kernel/ids.ts';
import { toInstant } from '../kernel/instant.ts';
import { orThrow } from '../kernel/result.ts';
import { createMemoryStorage } from '../memory/index.ts';
import { definePermissions } from '../permissions/catalog.ts';
import type { ConnectionStore, StoredConnection } from '../ports/connection-store.ts';
import { StorageFault } from '../ports/storage-fault.ts';
import type { Storage } from '../ports/storage.ts';
import type { VerificationReportView } from './client.ts';

const application = { key: 'A.Read', type: 'application' } as const;
const delegated = { key: 'B.Read', type: 'delegated' } as const;
/** A tenant that lacks a delegated permission: its check fails and does not block. */
const lacking: ScriptedTenant = {
  externalTenantId: 'contoso.example',
  displayName: 'Contoso',
  verifiedDomains: ['contoso.example'],
  grants: [application],
};
const whole: ScriptedTenant = { ...lacking, grants: [application, delegated] };
const empty: ScriptedTenant = { ...lacking, grants: [] };

/** A connection that was checked, unless `isChecked` is false. */
async function world({ isChecked = true } = {}) {
  const clock = manualClock(toInstant(Date.UTC(2026, 10, 30)));
  const provider = scriptedProvider({
    permissions: definePermissions({
      provider: 'scripted',
      version: 1,
      permissions: [application, delegated].map((each) => ({ ...each, features: ['Verification'], since: 1 })),
    }),
    tenants: [lacking],
    now: () => toInstant(clock.epochMillis()),
  });
  const inner = createMemoryStorage();
  /** What the next readings of the connection answer in place of the row: what another process had read before. */
  const readBefore: StoredConnection[] = [];
  const broken = { platform: false };
  const storage: Storage = {
    ...inner,
    unit: (scope, work) =>
      broken.platform && scope.plane === 'platform'
        ? Promise.reject(new StorageFault('unavailable', 'no'))
        : inner.unit(scope, (unit) => work({ ...unit, connections: lagging(unit.connections) })),
  };
  const lagging = (store: ConnectionStore): ConnectionStore => ({
    ...store,
    get: async (at, id) => readBefore.shift() ?? store.get(at, id),
  });
  const atlas = createTenantAtlas({
    storage,
    clock,
    providers: [provider],
    credentials: { resolve: async () => 's3cret' },
  });
  const system = atlas.as(systemActor('seed'));
  const place = { workspaceId: 'w-1', tenantId: 't-1' };
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await system.tenants.create({ ...place, name: 'Contoso' }));
  for (const userId of ['u-ada', 'u-bo']) {
    orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId, role: 'manager' }));
    orThrow(await system.workspaces.grantTenant({ ...place, userId }));
  }
  const { id: connectionId } = orThrow(
    await system.connections.create({
      ...place,
      provider: 'scripted',
      connectionType: 'dedicated',
      credentialReference: 'vault/contoso',
      displayName: 'Main',
      externalTenantId: 'contoso.example',
    }),
  );
  const one = { workspaceId: 'w-1', connectionId };
  const [ada, bo] = [workspaceUser({ id: 'u-ada', label: 'Ada' }), workspaceUser({ id: 'u-bo', label: 'Bo' })];
  const read = async () => orThrow(await system.connections.get(one));
  const stored = () =>
    inner.unit({ plane: 'platform', actor: null }, async ({ connections }) => {
      const scope = { workspaceId: 'w-1' as WorkspaceId };
      return (await connections.get(scope, connectionId as ConnectionId)) as StoredConnection;
    });
  const check = async (tenant: ScriptedTenant = lacking) => {
    provider.set(tenant);
    clock.advance(60_000);
    orThrow(await system.connections.verify(one));
    atlas.worker.start();
    await atlas.worker.idle();
    await atlas.worker.stop();
    return (await read()).report as VerificationReportView;
  };
  const { fingerprint } = isChecked ? await check() : { fingerprint: 'none' };
  const acknowledge = (change: object = {}, actor = ada) =>
    atlas
      .as(actor)
      .connections.acknowledge({ ...one, check: 'permissions', fingerprint, reason: 'Not needed here', ...change });
  const entries = async () =>
    orThrow(await system.audit.list({ workspaceId: 'w-1', actions: ['verification.acknowledged'] })).items;
  const acknowledged = async () => (await read()).report?.checks.find(({ key }) => key === 'permissions');
  return {
    ...{ atlas, clock, system, bo, one, read, stored, check },
    ...{ acknowledge, acknowledged, entries, readBefore, broken },
  };
}

describe('an acknowledgement', () => {
  it('names who continues with the check, since when and why, and changes no outcome', async () => {
    const { acknowledge, read, clock } = await world();
    const before = await read();
    clock.advance(1_000);
    const at = toInstant(clock.epochMillis());
    const answer = orThrow(await acknowledge({ reason: '  Not needed here ' }));
    const label = { id: 'people.named', params: { name: 'Ada' }, text: 'Ada' };
    const acknowledgement = { by: { kind: 'user', id: 'u-ada', label }, at, reason: 'Not needed here' };
    const { report } = before;
    const checks = report?.checks.map((one) => (one.key === 'permissions' ? { ...one, acknowledgement } : one));
    expect(answer).toEqual({ ...before, report: { ...report, checks } });
    expect(answer).toMatchObject({ readiness: 'degraded', report: { overall: 'needs_attention' }, version: 1 });
    expect(await read()).toEqual(answer);
  });

  it('leaves an entry in the trail that names the check, and not the reason', async () => {
    const { acknowledge, entries, one } = await world();
    orThrow(await acknowledge());
    const found = await entries();
    expect(found).toMatchObject([
      {
        actor: { id: 'u-ada' },
        tenantId: 't-1',
        target: { type: 'provider_connection', id: one.connectionId },
        summary: { text: 'Failed check of connection Main acknowledged' },
        metadata: {
          connection_id: one.connectionId,
          provider: 'scripted',
          check_key: 'permissions',
          reason_code: 'provider_permission_missing',
        },
      },
    ]);
    expect(JSON.stringify(found)).not.toContain('Not needed');
  });

  it('stays while the check fails for the same reason, and ends when it passes', async () => {
    const { acknowledge, acknowledged, check } = await world();
    orThrow(await acknowledge());
    await check();
    expect((await acknowledged())?.acknowledgement).toMatchObject({ reason: 'Not needed here' });
    await check(whole);
    expect(await acknowledged()).toMatchObject({ status: 'pass', acknowledgement: null });
    await check();
    expect(await acknowledged()).toMatchObject({ status: 'fail', acknowledgement: null });
  });

  it.each([
    ['another tenant ends it', { externalTenantId: 'fabrikam.example' }, null],
    ['another type of app ends it', { connectionType: 'platform' }, null],
    ['another credential leaves it', { credentialReference: 'vault/new' }, { reason: 'Not needed here' }],
  ] as const)('%s', async (_, change, left) => {
    const { system, one, acknowledge, acknowledged, clock } = await world();
    orThrow(await acknowledge());
    clock.advance(1_000);
    orThrow(await system.connections.update({ ...one, ...change }));
    const acknowledgement = (await acknowledged())?.acknowledgement;
    expect(left === null ? acknowledgement : { reason: acknowledgement?.reason }).toEqual(left);
  });

  it('is answered without names when they cannot be read after it was kept', async () => {
    const { acknowledge, bo, atlas, acknowledged, broken } = await world();
    orThrow(await acknowledge());
    orThrow(await atlas.maintenance.erasePerson({ actor: systemActor('eraser'), kind: 'user', personId: 'u-ada' }));
    broken.platform = true;
    const { report } = orThrow(await acknowledge({ reason: 'Taken over' }, bo));
    expect(report?.checks.at(-1)?.acknowledgement).toMatchObject({ by: { label: { text: 'Bo' } } });
    broken.platform = false;
    expect((await acknowledged())?.acknowledgement).toMatchObject({ reason: 'Taken over' });
  });
});

describe('a second acknowledgement', () => {
  it('in the same words of the same person changes nothing', async () => {
    const { acknowledge, entries, clock } = await world();
    const first = orThrow(await acknowledge());
    clock.advance(1_000);
    expect(orThrow(await acknowledge({ reason: ' Not needed here' }))).toEqual(first);
    expect(await entries()).toHaveLength(1);
  });

  it('in other words of the same person replaces the first', async () => {
    const { acknowledge, acknowledged, entries, clock } = await world();
    orThrow(await acknowledge());
    clock.advance(1_000);
    orThrow(await acknowledge({ reason: 'Agreed with the customer' }));
    const at = toInstant(clock.epochMillis());
    expect((await acknowledged())?.acknowledgement).toMatchObject({ at, reason: 'Agreed with the customer' });
    expect(await entries()).toHaveLength(2);
  });

  it('of another person is a conflict, and the first one stays', async () => {
    const { acknowledge, acknowledged, entries, bo } = await world();
    orThrow(await acknowledge());
    for (const reason of ['Not needed here', 'Taken over'])
      expect((await acknowledge({ reason }, bo))._unsafeUnwrapErr()).toMatchObject({
        code: 'conflict',
        reason: 'exists',
      });
    expect((await acknowledged())?.acknowledgement).toMatchObject({ by: { id: 'u-ada' }, reason: 'Not needed here' });
    expect(await entries()).toHaveLength(1);
  });

  it('is possible for another person once the first was erased with the reason', async () => {
    const { acknowledge, acknowledged, atlas, bo } = await world();
    orThrow(await acknowledge());
    orThrow(await atlas.maintenance.erasePerson({ actor: systemActor('eraser'), kind: 'user', personId: 'u-ada' }));
    expect((await acknowledged())?.acknowledgement).toMatchObject({
      by: { id: 'u-ada', label: { id: 'people.unknown_person' } },
      reason: null,
    });
    orThrow(await acknowledge({ reason: 'Taken over' }, bo));
    expect((await acknowledged())?.acknowledgement).toMatchObject({ by: { id: 'u-bo' }, reason: 'Taken over' });
  });
});

describe('a report that comes in between', () => {
  it('with the same content is acknowledged instead of the one that was seen', async () => {
    const { acknowledge, acknowledged, check } = await world();
    await check();
    orThrow(await acknowledge());
    expect((await acknowledged())?.acknowledgement).not.toBeNull();
  });

  it('with another content is a conflict', async () => {
    const { acknowledge, check } = await world();
    await check(empty);
    expect((await acknowledge())._unsafeUnwrapErr()).toMatchObject({ code: 'conflict', reason: 'version' });
  });

  it.each([
    ['and says the same, after the row was read, is acknowledged', lacking, null],
    ['and says something else, after the row was read, is a conflict', empty, { code: 'conflict', reason: 'version' }],
  ] as const)('%s', async (_, tenant, refusal) => {
    const { acknowledge, acknowledged, check, stored, readBefore, entries } = await world();
    const before = await stored();
    await check(tenant);
    // One reading finds the tenant of the connection, the other one is judged.
    readBefore.push(before, before);
    const answer = await acknowledge();
    expect(readBefore).toEqual([]);
    expect(answer.isErr() ? answer.error : null).toEqual(refusal && expect.objectContaining(refusal));
    expect((await acknowledged())?.acknowledgement === null).toBe(refusal !== null);
    expect(await entries()).toHaveLength(refusal ? 0 : 1);
  });
});

describe('what cannot be acknowledged', () => {
  it.each([
    ['a check of no report', { isChecked: false }, {}, 'connectionId', 'has_report'],
    ['a check that the report does not have', {}, { check: 'licences' }, 'check', 'check_exists'],
    ['a check that passed', {}, { check: 'sign_in' }, 'check', 'check_failed'],
    ['without a reason', {}, { reason: ' \n ' }, 'reason', 'text_length'],
    ['with a reason that is too long', {}, { reason: 'x'.repeat(501) }, 'reason', 'text_length'],
    ['with a reason that turns the direction of text', {}, { reason: 'Known \u202E fine' }, 'reason', 'text_plain'],
    ['with a key that is not a token', {}, { check: 'a b' }, 'check', 'id'],
  ] as const)('%s', async (_, given, change, path, rule) => {
    const { acknowledge, entries } = await world(given);
    const error = (await acknowledge(change))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'invalid_input', issues: [{ path, rule }] });
    expect(await entries()).toEqual([]);
  });

  it('a check that blocks', async () => {
    const { acknowledge, check } = await world();
    const { fingerprint } = await check(empty);
    expect((await acknowledge({ fingerprint }))._unsafeUnwrapErr()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'check', rule: 'check_not_blocking' }],
    });
  });

  it.each([
    ['too old', 8 * 24 * 60 * 60 * 1_000, {}],
    ['older than a change of the connection', 1_000, { credentialReference: 'vault/new' }],
  ])('a report that is %s', async (_, millis, change) => {
    const { acknowledge, system, one, clock } = await world();
    clock.advance(millis);
    if (Object.keys(change).length > 0) orThrow(await system.connections.update({ ...one, ...change }));
    expect((await acknowledge())._unsafeUnwrapErr()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'connectionId', rule: 'report_current' }],
    });
  });
});
