import { expect, it } from 'vitest';
import { dedicated, inW1, onboardingWorld, t1 } from '../../test/support/onboarding-world.ts';
import { orThrow } from '../kernel/result.ts';
import type { HelpTenant } from '../knowledge/link-resolvers.ts';
import { createMemoryStorage } from '../memory/index.ts';
import type { Storage } from '../ports/storage.ts';
import type { UsageEvent } from '../ports/usage-store.ts';

it('the addresses of the host are asked for with the identified tenant, and never before there is one', async () => {
  const asked: (readonly [string, HelpTenant])[] = [];
  const asking = (name: string) => (tenant: HelpTenant) => {
    asked.push([name, tenant]);
    return `/${name}/${tenant.tenantId}`;
  };
  const { mia, system } = await onboardingWorld({
    resolvers: { admin_consent_primary: asking('consent'), own: asking('own') },
    links: {
      'admin-consent-required': [
        { label: 'Consent', kind: 'action', resolver: 'admin_consent_primary' },
        { label: 'Own page', kind: 'action', resolver: 'own' },
      ],
    },
  });
  const { id: onboardingId } = orThrow(await mia.onboarding.start(inW1));
  const named = { ...inW1, onboardingId };
  orThrow(await mia.onboarding.readiness(named));
  expect(asked).toEqual([]);
  const { id: connectionId } = orThrow(await system.connections.create(dedicated));
  orThrow(await mia.onboarding.update({ ...named, ...t1, expectedVersion: 1 }));
  orThrow(await mia.onboarding.update({ ...named, connectionId, expectedVersion: 2 }));
  const { nextAction, contextualHelp } = orThrow(await mia.onboarding.readiness(named));
  expect(asked.toSorted()).toEqual([
    ['consent', t1],
    ['own', t1],
  ]);
  // A function that only a link of the shown topic names is asked as well.
  expect(contextualHelp?.links.map(({ url }) => url)).toEqual(['/consent/t-1', '/own/t-1']);
  expect(nextAction).toMatchObject({ kind: 'grant_consent', url: '/consent/t-1' });
});

it('a person who acknowledges a failed check is shown by name', async () => {
  const { mia, bo, provider, connect } = await onboardingWorld();
  provider.set({
    externalTenantId: 'contoso.example',
    displayName: 'Contoso',
    verifiedDomains: ['contoso.example'],
    grants: [{ key: 'A.Read', type: 'application' }],
  });
  const connectionId = await connect();
  const { id: onboardingId } = orThrow(await mia.onboarding.start({ ...t1, connectionId }));
  const named = { ...inW1, onboardingId };
  const { verification } = orThrow(await mia.onboarding.readiness(named));
  const fingerprint = verification.report?.fingerprint ?? '';
  const goingOn = { check: 'permissions', fingerprint, reason: 'Asked for' };
  orThrow(await bo.connections.acknowledge({ ...inW1, connectionId, ...goingOn }));
  // Mia neither started it nor is asked for: the name comes from the directory.
  const { nextAction, verification: after } = orThrow(await mia.onboarding.readiness(named));
  const check = after.report?.checks.find(({ key }) => key === 'permissions');
  expect(check?.acknowledgement?.by.label.text).toBe('Bo');
  expect(nextAction?.kind).toBe('complete');
});

it('each completed checkpoint counts with its key, the state that it was found in, and its instant', async () => {
  const inner = createMemoryStorage();
  const added: UsageEvent[] = [];
  const storage: Storage = {
    ...inner,
    unit: (scope, work) =>
      inner.unit(scope, (unit) => {
        const add: typeof unit.usage.add = (events, options) => {
          added.push(...events.filter(({ featureArea }) => featureArea === 'onboarding'));
          return unit.usage.add(events, options);
        };
        return work({ ...unit, usage: { ...unit.usage, add } });
      }),
  };
  const { mia, ready } = await onboardingWorld({ storage });
  const { id: onboardingId, version, startedAt } = await ready();
  const { endedAt } = orThrow(await mia.onboarding.complete({ ...inW1, onboardingId, expectedVersion: version }));
  expect(added.map(({ metadata, occurredAt }) => [...Object.values(metadata), occurredAt])).toEqual([
    ...['identify', 'connect_provider', 'verify_access'].map((key) => [
      key,
      'ready_for_activation',
      startedAt,
      startedAt,
    ]),
    ['complete', 'completed', endedAt, endedAt],
  ]);
  for (const { subjectType, subjectId, user } of added)
    expect([subjectType, subjectId, user]).toEqual([
      'tenant_onboarding_session',
      onboardingId,
      { kind: 'user', personId: 'u-mia' },
    ]);
});
