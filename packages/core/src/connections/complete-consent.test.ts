import { describe, expect, it } from 'vitest';
import { at, contoso, foreign, home, platform, world } from '../../test/support/consent-world.ts';
import { systemActor } from '../access/actor.ts';
import { scriptedProvider } from '../conformance/provider/scripted-provider.ts';
import { orThrow } from '../kernel/result.ts';
import type { DirectoryProvider } from '../ports/directory-provider.ts';
import { consentLifeMillis } from './consent-rules.ts';

declare const URLSearchParams: new (init: Record<string, string>) => { get(name: string): string | null };
declare const AbortController: new () => { readonly signal: never; abort(reason: unknown): void };

describe('an answer that grants', () => {
  it('counts once, is recorded under the person who asked, and queues the check that proves it', async () => {
    const { ask, stateIn, answer, get, settled, trail, rows, system } = await world();
    const state = stateIn(await ask());
    expect(await answer(state)).toMatchObject({ outcome: 'granted', reasonCode: 'ok' });
    const queued = await get();
    expect(queued).toMatchObject({ consentStatus: 'granted', verificationStatus: 'pending', version: 2 });
    expect(await trail()).toMatchObject([
      {
        actor: { kind: 'user', id: 'u-1', label: { text: 'Mo' } },
        outcome: 'success',
        metadata: { from: 'unknown', to: 'granted', consent_outcome: 'granted' },
      },
    ]);
    const before = await rows();
    expect(await answer(state)).toMatchObject({ outcome: 'replayed' });
    expect(await rows()).toEqual(before);
    expect(before.runs).toHaveLength(1);
    const run = orThrow(await system.operations.get({ workspaceId: 'w-1', runId: queued.checkRunId ?? '' }));
    expect(run.initiator).toMatchObject({ id: 'u-1' });
    expect(await settled(run.id)).toMatchObject({ readiness: 'ready', verificationStatus: 'healthy' });
  });

  it('of 64 at once exactly one counts', async () => {
    const { ask, stateIn, answer, trail, rows } = await world();
    const state = stateIn(await ask());
    const outcomes = (await Promise.all(Array.from({ length: 64 }, () => answer(state)))).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'granted')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'replayed')).toHaveLength(63);
    expect([(await trail()).length, (await rows()).runs.length]).toEqual([1, 1]);
  });

  it('proves nothing: the check blocks where the sign-in reaches another tenant', async () => {
    const inner = scriptedProvider({ tenants: [{ ...contoso, externalTenantId: foreign }] });
    const verify: DirectoryProvider['verify'] = (access, call) =>
      inner.verify({ ...access, externalTenantId: foreign }, call);
    const { ask, stateIn, answer, get, settled } = await world({ verify });
    await answer(stateIn(await ask()));
    expect(await settled((await get()).checkRunId ?? '')).toMatchObject({
      verificationStatus: 'blocked',
      lastErrorReason: { diagnosticCode: 'tenant_target_mismatch' },
    });
  });

  it('makes a check possible that was blocked before, also while an older check is running', async () => {
    const { ask, stateIn, answer, manager, it: one, get, settled, system, clock } = await world();
    const early = orThrow(await manager.connections.verify(one)).run;
    clock.advance(1_000);
    await answer(stateIn(await ask()));
    const { checkRunId } = await get();
    expect(checkRunId).not.toBe(early.id);
    expect(orThrow(await manager.connections.verify(one))).toMatchObject({
      disposition: 'joined',
      run: { id: checkRunId },
    });
    expect(await settled(checkRunId ?? '')).toMatchObject({ readiness: 'ready' });
    orThrow(await system.operations.get({ workspaceId: 'w-1', runId: early.id }));
  });

  it('is checked again, and a check of the earlier state that ends later does not replace its report', async () => {
    const inner = scriptedProvider({ tenants: [contoso] });
    const { promise, resolve } = Promise.withResolvers<void>();
    const began = Promise.withResolvers<void>();
    let calls = 0;
    const verify: DirectoryProvider['verify'] = async (access, call) => {
      calls += 1;
      if (calls > 1) return inner.verify(access, call);
      began.resolve();
      await promise;
      return inner.verify({ ...access, externalTenantId: foreign }, call);
    };
    const { atlas, ask, stateIn, answer, manager, it: one, get, completed, clock } = await world({ verify });
    orThrow(await manager.connections.update({ ...one, connectionType: 'dedicated', credentialReference: 'known' }));
    clock.advance(1_000);
    const old = orThrow(await manager.connections.verify(one)).run;
    atlas.worker.start();
    await began.promise;
    clock.advance(1_000);
    await answer(stateIn(await ask()));
    const { checkRunId } = await get();
    await completed(checkRunId ?? '');
    const checked = await get();
    expect(checked).toMatchObject({ readiness: 'ready', report: { runId: checkRunId } });
    resolve();
    await completed(old.id);
    await atlas.worker.stop();
    expect(await get()).toEqual(checked);
  });

  it('renews a consent: what was agreed to is asked anew', async () => {
    const { ask, stateIn, answer, get, settled, clock, rows } = await world();
    await answer(stateIn(await ask()));
    await settled((await get()).checkRunId ?? '');
    expect((await rows()).connection?.consentedTo).toEqual([]);
    clock.advance(60_000);
    await answer(stateIn(await ask()));
    expect((await rows()).connection).toMatchObject({
      consentStatus: 'granted',
      consentedTo: null,
      verificationStatus: 'unknown',
    });
  });
});

describe('an answer without consent', () => {
  it.each([
    ['declined', { error: 'access_denied' }, 'provider_consent_failed'],
    ['failed', { error: 'server_error' }, 'provider_consent_failed'],
    ['failed', { tenant: 'not a tenant' }, 'provider_consent_failed'],
    ['wrong_tenant', { tenant: foreign }, 'tenant_target_mismatch'],
  ] as const)('is %s, uses the request up and queues nothing', async (outcome, parameters, reasonCode) => {
    const { ask, stateIn, answer, get, trail, rows } = await world();
    const state = stateIn(await ask());
    expect(await answer(state, parameters)).toMatchObject({ outcome, reasonCode });
    expect(await get()).toMatchObject({ consentStatus: 'failed', readiness: 'consent_failed', checkRunId: null });
    expect((await rows()).runs).toEqual([]);
    expect(await trail()).toMatchObject([{ outcome: 'failed', metadata: { to: 'failed', consent_outcome: outcome } }]);
    expect(await answer(state)).toMatchObject({ outcome: 'replayed' });
  });

  it('does not change a connection that has its consent', async () => {
    const { ask, stateIn, answer, get, settled, trail } = await world();
    await answer(stateIn(await ask()));
    const ready = await settled((await get()).checkRunId ?? '');
    expect(await answer(stateIn(await ask()), { error: 'access_denied' })).toMatchObject({ outcome: 'declined' });
    expect(await get()).toEqual(ready);
    expect((await trail()).at(-1)).toMatchObject({
      summary: { text: 'Consent for connection Main failed' },
      metadata: { from: 'granted', to: 'granted', consent_outcome: 'declined', provider_code: 'access_denied' },
    });
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('secret');
      },
    ],
    ['answers nothing', () => null as never],
    ['answers another word', () => ({ outcome: 'maybe' }) as never],
    ['names a tenant that is none', () => ({ outcome: 'granted', externalTenantId: {} }) as never],
    ['answers a promise', () => Promise.resolve({ outcome: 'granted' }) as never],
  ])('where the adapter %s has failed', async (_, readConsent) => {
    const { ask, stateIn, answer, get } = await world({ readConsent });
    expect(await answer(stateIn(await ask()))).toMatchObject({ outcome: 'failed' });
    expect((await get()).consentStatus).toBe('failed');
  });
});

describe('a tenant that is active under another entry', () => {
  const claim = async (
    { system }: Awaited<ReturnType<typeof world>>,
    workspaceId: string,
    externalTenantId: string,
  ) => {
    if (workspaceId !== 'w-1') orThrow(await system.workspaces.create({ workspaceId, name: `Secret ${workspaceId}` }));
    const taken = {
      workspaceId,
      tenantId: 't-secret',
      name: 'Secret name',
      lifecycle: 'active',
      externalTenantId,
    } as const;
    orThrow(await system.tenants.create(taken));
  };

  it('is described in the same words whichever workspace has it, and whichever of its ids', async () => {
    const said = [];
    for (const [workspaceId, id] of [
      ['w-2', home],
      ['w-3', home],
      ['w-1', home],
      ['w-2', home.toUpperCase()],
    ] as const) {
      const one = await world();
      await claim(one, workspaceId, id);
      said.push(await one.answer(one.stateIn(await one.ask())));
      expect(await one.get()).toMatchObject({ consentStatus: 'failed', checkRunId: null });
      expect(JSON.stringify(await one.trail())).not.toMatch(/secret/i);
    }
    expect(said[0]).toMatchObject({ outcome: 'already_claimed', reasonCode: 'tenant_target_mismatch' });
    expect(new Set(said.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it('is found by the check where the answer named it by another of its names', async () => {
    const one = await world();
    await claim(one, 'w-2', 'contoso.example');
    expect(await one.answer(one.stateIn(await one.ask()))).toMatchObject({ outcome: 'granted' });
    const checked = await one.settled((await one.get()).checkRunId ?? '');
    expect(checked).toMatchObject({
      verificationStatus: 'blocked',
      lastErrorReason: { diagnosticCode: 'tenant_target_mismatch' },
    });
    expect(JSON.stringify(checked)).not.toMatch(/secret|w-2/i);
  });

  it('does not conflict with itself', async () => {
    const one = await world();
    orThrow(
      await one.system.tenants.create({
        ...at,
        tenantId: 't-2',
        name: 'Own',
        lifecycle: 'active',
        externalTenantId: foreign,
      }),
    );
    orThrow(await one.system.workspaces.grantTenant({ workspaceId: 'w-1', tenantId: 't-2', userId: 'u-1' }));
    const { id } = orThrow(
      await one.manager.connections.create({ ...platform, tenantId: 't-2', externalTenantId: foreign }),
    );
    const link = orThrow(await one.manager.connections.consentUrl({ workspaceId: 'w-1', connectionId: id }));
    expect(await one.answer(one.stateIn(link), { tenant: foreign })).toMatchObject({ outcome: 'granted' });
  });
});

describe('a request that does not count any more', () => {
  it.each([
    ['is too late', 'expired', async ({ clock }) => void clock.advance(consentLifeMillis)],
    [
      'was disabled',
      'expired',
      async ({ manager, it: one }) => void orThrow(await manager.connections.update({ ...one, isEnabled: false })),
    ],
    [
      'names another tenant now',
      'expired',
      async ({ manager, it: one }) =>
        void orThrow(await manager.connections.update({ ...one, externalTenantId: foreign })),
    ],
    [
      'is of another app now',
      'expired',
      async ({ manager, it: one }) =>
        void orThrow(
          await manager.connections.update({ ...one, connectionType: 'dedicated', credentialReference: 'known' }),
        ),
    ],
    [
      'has another credential now',
      'expired',
      async ({ manager, it: one }) =>
        void orThrow(await manager.connections.update({ ...one, credentialReference: 'known' })),
    ],
    [
      'is of an archived tenant',
      'expired',
      async ({ system }) => void orThrow(await system.tenants.changeLifecycle({ ...at, to: 'archived' })),
    ],
    [
      'is of an archived workspace',
      'expired',
      async ({ system }) => void orThrow(await system.workspaces.archive({ workspaceId: 'w-1' })),
    ],
    [
      'was asked for by a person who left the workspace',
      'expired',
      async ({ system }) => void orThrow(await system.workspaces.removeMember({ workspaceId: 'w-1', userId: 'u-1' })),
    ],
    [
      'was asked for by a person who may not see the tenant any more',
      'expired',
      async ({ system }) => void orThrow(await system.workspaces.revokeTenant({ ...at, userId: 'u-1' })),
    ],
    [
      'was asked for by a person who may not manage connections any more',
      'expired',
      async ({ system }) =>
        void orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-1', role: 'operator' })),
    ],
    [
      'is of an erased tenant',
      'unknown',
      async ({ atlas }) =>
        void orThrow(
          await atlas.maintenance.eraseTenant({ actor: systemActor('eraser'), ...at, confirmTenantName: 'Contoso' }),
        ),
    ],
    [
      'is of an erased workspace',
      'unknown',
      async ({ atlas }) =>
        void orThrow(
          await atlas.maintenance.eraseWorkspace({
            actor: systemActor('eraser'),
            workspaceId: 'w-1',
            confirmWorkspaceName: 'Acme',
          }),
        ),
    ],
  ] as readonly (readonly [string, string, (one: Awaited<ReturnType<typeof world>>) => Promise<void>])[])(
    'because it %s is %s, and nothing is written',
    async (_, outcome, happens) => {
      const one = await world();
      const state = one.stateIn(await one.ask());
      await happens(one);
      const before = await one.rows();
      expect(await one.answer(state)).toMatchObject({ outcome });
      expect(await one.rows()).toEqual(before);
      if (outcome === 'expired') expect(await one.trail()).toEqual([]);
    },
  );

  it('counts again once the person who asked has their right back', async () => {
    const one = await world();
    const state = one.stateIn(await one.ask());
    orThrow(await one.system.workspaces.revokeTenant({ ...at, userId: 'u-1' }));
    expect(await one.answer(state)).toMatchObject({ outcome: 'expired' });
    orThrow(await one.system.workspaces.grantTenant({ ...at, userId: 'u-1' }));
    expect(await one.answer(state)).toMatchObject({ outcome: 'granted' });
  });

  it('stays open while its tenant is archived, and a renamed connection is still the same', async () => {
    const one = await world();
    const state = one.stateIn(await one.ask());
    orThrow(await one.manager.connections.update({ ...one.it, displayName: 'Renamed' }));
    orThrow(await one.system.tenants.changeLifecycle({ ...at, to: 'archived' }));
    expect(await one.answer(state)).toMatchObject({ outcome: 'expired' });
    orThrow(await one.system.tenants.changeLifecycle({ ...at, to: 'draft' }));
    expect(await one.answer(state)).toMatchObject({ outcome: 'granted' });
  });

  it('was given before it expired: a late second answer is replayed', async () => {
    const { ask, stateIn, answer, clock } = await world();
    const state = stateIn(await ask());
    await answer(state);
    clock.advance(consentLifeMillis * 2);
    expect(await answer(state)).toMatchObject({ outcome: 'replayed' });
  });

  it('is not the earlier one of two people', async () => {
    const { ask, stateIn, answer } = await world();
    const [first, second] = [stateIn(await ask()), stateIn(await ask())];
    expect(await answer(second)).toMatchObject({ outcome: 'granted' });
    expect(await answer(first)).toMatchObject({ outcome: 'granted' });
  });
});

describe('a state that was never given out', () => {
  it.each([
    ['nothing at all', () => ({})],
    ['another secret', (state: string) => ({ state: `${state.slice(0, -43)}${'A'.repeat(43)}` })],
    ['another workspace', (state: string) => ({ state: state.replace(/^[^.]+/, 'dy0y') })],
    ['a hostile text', () => ({ state: "' or 1=1; --" })],
    ['a long text', () => ({ state: 'A'.repeat(100_000) })],
  ])('with %s is unknown', async (_, parameters) => {
    const { ask, stateIn, atlas, rows } = await world();
    const state = stateIn(await ask());
    const before = await rows();
    const given = new URLSearchParams({ tenant: home, ...(parameters(state) as Record<string, string>) });
    expect(orThrow(await atlas.completeConsent(given)).outcome).toBe('unknown');
    expect(await rows()).toEqual(before);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'state=x'],
    [
      'a getter that throws',
      {
        get: () => {
          throw new Error('no');
        },
      },
    ],
    ['a getter of objects', { get: () => ({}) }],
  ])('in %s is unknown', async (_, parameters) => {
    const { atlas } = await world();
    expect(orThrow(await atlas.completeConsent(parameters as never)).outcome).toBe('unknown');
  });
});

it('writes nothing once its signal has fired, and then rejects with the reason', async () => {
  const controller = new AbortController();
  const reason = new Error('the caller has left');
  const { ask, stateIn, atlas, get, log, answer } = await world({
    readConsent() {
      controller.abort(reason);
      return { outcome: 'granted', externalTenantId: home, providerCode: null };
    },
  });
  const state = stateIn(await ask());
  const parameters = new URLSearchParams({ state });
  await expect(
    atlas.completeConsent(parameters, { signal: controller.signal }).match(
      () => null,
      () => null,
    ),
  ).rejects.toBe(reason);
  expect((await get()).consentStatus).toBe('unknown');
  expect(JSON.stringify(log)).not.toContain('"bug"');
  expect(await answer(state)).toMatchObject({ outcome: 'granted' });
});
