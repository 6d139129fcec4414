import { describe, expect, it } from 'vitest';
import { at, home, redirectUri, world } from '../../test/support/consent-world.ts';
import { workspaceUser } from '../access/actor.ts';
import { createTenantAtlas } from '../atlas.ts';
import { scriptedProvider } from '../conformance/provider/scripted-provider.ts';
import { toInstant } from '../kernel/instant.ts';
import { orThrow } from '../kernel/result.ts';
import { consentLifeMillis, maxConsentRequests } from './consent-rules.ts';

declare const URLSearchParams: new (init: string) => { get(name: string): string | null };
declare const atob: (text: string) => string;

describe('an address for consent', () => {
  it('is that of the provider, for the tenant of the connection, and ends after 30 minutes', async () => {
    const { ask, clock, stateIn } = await world();
    const link = await ask();
    expect(link.expiresAt).toBe(toInstant(clock.epochMillis() + consentLifeMillis));
    expect(link.url).toContain(`https://scripted.example/consent?tenant=${home}`);
    expect(link.url).toContain(encodeURIComponent(redirectUri));
    expect(stateIn(link)).toMatch(/^[A-Za-z0-9._-]{1,500}$/);
    expect(stateIn(await ask())).not.toBe(stateIn(link));
  });

  it('leaves no secret behind: neither in the store nor in the log', async () => {
    const { ask, stateIn, storage, log, answer } = await world();
    const state = stateIn(await ask());
    const [, requestId = '', secret = ''] = state.split('.');
    const stored = await storage.unit({ plane: 'platform', actor: null }, (unit) =>
      unit.consents.get(
        { workspaceId: 'w-1' as never },
        atob(requestId.replace(/-/g, '+').replace(/_/g, '/')) as never,
      ),
    );
    expect(stored).toMatchObject({ requestedBy: { kind: 'user', personId: 'u-1' }, usedAt: null });
    await answer(state, { error: 'server_error' });
    expect(JSON.stringify([stored, log])).not.toContain(secret);
  });

  it.each([
    ['a disabled connection', { isEnabled: false }, 'connection_enabled'],
    ['a connection without a tenant', { externalTenantId: null }, 'external_tenant_known'],
    ['an app of the customer without its credential', { connectionType: 'dedicated' }, 'credential_named'],
    ['a credential that is not there', { credentialReference: 'lost' }, 'credential_found'],
  ] as const)('is refused for %s', async (_, change, rule) => {
    const { manager, it: one } = await world();
    orThrow(await manager.connections.update({ ...one, ...change }));
    expect((await manager.connections.consentUrl(one))._unsafeUnwrapErr()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'connectionId', rule }],
    });
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('password=hunter2');
      },
    ],
    ['answers no text', () => 7 as never],
    ['answers an address of another scheme', () => 'javascript:alert(1)'],
    ['answers plain http', () => 'http://scripted.example/consent'],
  ])('is refused where the adapter %s', async (_, consentUrl) => {
    const { manager, it: one, log } = await world({ consentUrl });
    expect((await manager.connections.consentUrl(one))._unsafeUnwrapErr()).toMatchObject({
      issues: [{ rule: 'consent_address' }],
    });
    expect(JSON.stringify(log)).not.toContain('hunter2');
    expect(log).toHaveLength(1);
  });

  it('needs the option with the return address, and names it', async () => {
    const { storage, it: one } = await world();
    const bare = createTenantAtlas({ storage, providers: [scriptedProvider()] });
    const refused = await bare.as(workspaceUser({ id: 'u-1', label: 'Mo' })).connections.consentUrl(one);
    const [problem] =
      (refused._unsafeUnwrapErr() as { issues?: readonly { rule: string; fix: { text: string } }[] }).issues ?? [];
    expect(problem?.rule).toBe('consent_configured');
    expect(problem?.fix.text).toContain('`consent.redirectUri`');
  });

  it('is not made in an archived tenant', async () => {
    const { manager, system, it: one } = await world();
    orThrow(await system.tenants.changeLifecycle({ ...at, to: 'archived' }));
    expect((await manager.connections.consentUrl(one))._unsafeUnwrapErr()).toMatchObject({ code: 'immutable' });
  });
});

it('refuses an option that does not exist', async () => {
  const { atlas } = await world();
  expect(() => atlas.completeConsent(new URLSearchParams(''), { timeout: 1 } as never)).toThrow(
    /"timeout" is not an option/,
  );
  expect(() => createTenantAtlas({ consent: { redirectUri: 'http://console.example/x' } })).toThrow(
    /"consent.redirectUri" is an absolute https address/,
  );
  expect(() => createTenantAtlas({ consent: {} as never })).toThrow(/"consent.redirectUri"/);
  // A provider adds `state` behind it, and the first of two would be read.
  for (const query of ['?state=1', '?tab=2&state=', '?st%61te=1', '?STATE=1&state'])
    expect(() => createTenantAtlas({ consent: { redirectUri: `${redirectUri}${query}` } })).toThrow(/without "state"/);
  expect(() => createTenantAtlas({ consent: { redirectUri: `${redirectUri}?tab=state&restate=1` } })).not.toThrow();
  expect(() => createTenantAtlas({ consent: { redirectUri, redirect: 1 } as never })).toThrow(
    /"redirect" is not a member of "consent"/,
  );
});

describe('requests beyond the limit', () => {
  it('are those of the person who asks: many links of one do not end the link of another', async () => {
    const { ask, stateIn, answer, system, atlas, it: one } = await world();
    orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-2', role: 'manager' }));
    orThrow(await system.workspaces.grantTenant({ ...at, userId: 'u-2' }));
    const [first, second] = [stateIn(await ask()), stateIn(await ask())];
    const flood = atlas.as(workspaceUser({ id: 'u-2', label: 'Flo' }));
    for (let n = 0; n < maxConsentRequests * 2; n += 1) orThrow(await flood.connections.consentUrl(one));
    expect(await answer(first)).toMatchObject({ outcome: 'granted' });
    for (let n = 0; n < maxConsentRequests; n += 1) await ask();
    expect(await answer(second)).toMatchObject({ outcome: 'unknown' });
  });
});
