import { orThrow, silentLogger, systemActor, type Actor } from '@tenantatlas/core';
import { createMemoryStorage } from '@tenantatlas/core/memory';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConsoleAtlas } from '../server/atlas.ts';
import { bo, cleo, dov } from '../server/people.ts';
import { createSimulationHandler } from '../server/provider/simulation-handler.ts';
import { startMicrosoft } from '../server/provider/microsoft.ts';
import { referenceOf } from '../server/provider/vault.ts';
import { makePlace } from '../server/seed/places.ts';
import { workspaces } from '../server/seed/plan.ts';
import { request } from './support/site.ts';

/** The simulated Microsoft with the customers of the demonstration, and its handler for one person. */
async function world() {
  const microsoft = await startMicrosoft();
  const atlas = createConsoleAtlas(createMemoryStorage(), silentLogger, microsoft);
  onTestFinished(async () => {
    await atlas.close();
    await microsoft.close();
  });
  for (const workspace of workspaces) await makePlace(atlas.as(systemActor('test')), workspace);
  const handlerOf = (actor: Actor | null) =>
    createSimulationHandler({
      demonstration: microsoft.demonstration,
      actorOf: () => actor,
      clientOf: (one) => atlas.as(one),
    });
  return { microsoft, atlas, handlerOf };
}

const post = (workspace: string, body: object, headers: Record<string, string> = {}): Request =>
  request(`/simulation/${workspace}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const throttle = { action: 'throttle', tenantId: 'acme-production' };

describe('the secret store', () => {
  it('has one secret for each customer, and hands it to no other one', async () => {
    const { microsoft } = await world();
    const ask = (workspaceId: string, reference: string) =>
      microsoft.credentials.resolve({
        reference,
        workspaceId,
        tenantId: 't-1',
        provider: 'microsoft',
        signal: new AbortController().signal,
      });
    expect(await ask('acme', referenceOf('acme'))).toMatchObject({ clientSecret: expect.any(String) as string });
    expect(await ask('nordwind', referenceOf('acme'))).toBeNull();
    expect(await ask('acme', '../acme/directory-app')).toBeNull();
    expect(await ask('elsewhere', referenceOf('elsewhere'))).toBeNull();
  });
});

it('an own app of a customer is onboarded also where no person can be asked for consent', async () => {
  const { atlas } = await world(); // without an address to which administrators are sent back
  const client = atlas.as(cleo);
  const tenant = { workspaceId: 'nordwind', tenantId: 'nordwind-netz' } as const;
  const { id: connectionId } = orThrow(
    await client.connections.create({
      ...tenant,
      provider: 'microsoft',
      connectionType: 'dedicated',
      displayName: 'Main',
      externalTenantId: 'nordwind-netz.onmicrosoft.com',
      credentialReference: referenceOf('nordwind'),
    }),
  );
  const { id: onboardingId } = orThrow(await client.onboarding.start({ ...tenant, connectionId }));
  const named = { workspaceId: 'nordwind', onboardingId } as const;
  const next = async () => orThrow(await client.onboarding.readiness(named)).nextAction;
  expect(await next()).toMatchObject({
    action: 'grant_consent',
    url: null,
    obstacle: { id: 'onboarding.obstacle.own_app' },
  });
  expect((await client.connections.consentUrl({ workspaceId: 'nordwind', connectionId })).isErr()).toBe(true);
  atlas.worker.start();
  orThrow(await client.connections.verify({ workspaceId: 'nordwind', connectionId }));
  await atlas.worker.idle();
  expect(await next()).toMatchObject({ action: 'complete', obstacle: null });
});

describe('the endpoint of the simulation', () => {
  it.each([
    ['no session', null, post('acme', throttle), 401],
    ['a reader', dov, post('acme', throttle), 403],
    ['a person of another customer', cleo, post('acme', throttle), 404],
    ['a tenant of another customer', cleo, post('nordwind', throttle), 404],
    ['another site', bo, post('acme', throttle, { 'sec-fetch-site': 'cross-site' }), 403],
    ['an action that is not one', bo, post('acme', { ...throttle, action: 'erase' }), 422],
    [
      'a permission that is not one',
      bo,
      post('acme', { action: 'remove_permission', tenantId: 'acme-emea', permission: 'All' }),
      422,
    ],
    ['a form of another site', bo, post('acme', throttle, { 'content-type': 'text/plain' }), 415],
  ] as const)('refuses %s, and changes nothing', async (_, actor, sent, status) => {
    const { microsoft, handlerOf } = await world();
    const before = microsoft.demonstration.tenants();
    expect((await handlerOf(actor)(sent)).status).toBe(status);
    expect(microsoft.demonstration.tenants()).toEqual(before);
  });

  it('changes the tenant, so that the next check notices it, and takes the change back', async () => {
    const { atlas, handlerOf } = await world();
    const handler = handlerOf(bo);
    const client = atlas.as(bo);
    const { id: connectionId } = orThrow(
      await client.connections.create({
        workspaceId: 'acme',
        tenantId: 'acme-production',
        provider: 'microsoft',
        connectionType: 'dedicated',
        displayName: 'Main',
        externalTenantId: 'acme-production.onmicrosoft.com',
        credentialReference: referenceOf('acme'),
      }),
    );
    atlas.worker.start();
    const check = async (): Promise<string> => {
      orThrow(await client.connections.verify({ workspaceId: 'acme', connectionId }));
      await atlas.worker.idle();
      return orThrow(await client.connections.get({ workspaceId: 'acme', connectionId })).readiness;
    };
    expect(await check()).toBe('ready');
    const remove = { action: 'remove_permission', tenantId: 'acme-production', permission: 'Policy.Read.All' };
    expect((await handler(post('acme', remove))).status).toBe(200);
    expect(await check()).toBe('blocked');
    expect((await handler(post('acme', { action: 'restore', tenantId: 'acme-production' }))).status).toBe(200);
    expect(await check()).toBe('ready');
    // A limit is no verdict: what was granted before stays known.
    expect((await handler(post('acme', throttle))).status).toBe(200);
    expect(await check()).toBe('pending');
    const { overall, permissions } = orThrow(
      await client.connections.permissions({ workspaceId: 'acme', connectionId }),
    );
    expect(overall).toBe('unknown');
    expect(permissions.every(({ status, wasGranted }) => status === 'unreadable' && wasGranted === true)).toBe(true);
  });
});
