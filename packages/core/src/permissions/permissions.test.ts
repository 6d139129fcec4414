import { describe, expect, it } from 'vitest';
import {
  collected,
  collectionStates,
  neverCollected,
  type CollectionState,
  type Evidence,
} from '../kernel/evidence.ts';
import { plusMillis, toInstant } from '../kernel/instant.ts';
import type { Grant, PermissionManifest, PermissionType } from '../ports/directory-provider.ts';
import { definePermissions, manifestDifference, mergeManifests } from './catalog.ts';
import { comparePermissions, summarizePermissions } from './rules.ts';

const now = toInstant(Date.UTC(2026, 10, 30));
const day = 24 * 60 * 60 * 1000;
const manifest = definePermissions({
  provider: 'microsoft',
  version: 2,
  permissions: [
    { key: 'User.Read', type: 'delegated', features: ['Sign-in'], since: 1 },
    { key: 'Organization.Read.All', type: 'application', features: ['Verification'], since: 1 },
    { key: 'Policy.Read.All', type: 'application', features: ['Configuration', 'Reports'], since: 2 },
  ],
});
const app = (key: string): Grant => ({ key, type: 'application' });
const delegated = (key: string): Grant => ({ key, type: 'delegated' });
const everything = [app('Organization.Read.All'), app('Policy.Read.All'), delegated('User.Read')];
const reason = { code: 'provider_permission_denied', providerCode: null, retryAt: null } as const;
const lastKnown = { value: everything, observedAt: plusMillis(now, -1000) };

function evidence(collection: CollectionState, known: typeof lastKnown | null = lastKnown): Evidence<readonly Grant[]> {
  if (collection === 'collected') return collected(everything, now);
  if (collection === 'never') return neverCollected;
  if (collection === 'partial')
    return { collection, part: [app('Organization.Read.All')], lastKnown: known, observedAt: now, reason };
  return { collection, lastKnown: known, observedAt: now, reason };
}

function summaryOf(grants: Evidence<readonly Grant[]>, at = now) {
  return summarizePermissions(comparePermissions(manifest, grants), at);
}

describe('collected grants', () => {
  it.each([
    ['all', everything, 'ready', [3, 0, 0, 0, 0]],
    ['no delegated one', everything.slice(0, 2), 'needs_attention', [2, 0, 1, 0, 0]],
    ['one application permission less', [everything[0], everything[2]], 'blocked', [2, 1, 0, 0, 0]],
    ['none', [], 'blocked', [0, 2, 1, 0, 0]],
    ['one more', [...everything, app('Mail.Send')], 'ready', [3, 0, 0, 0, 1]],
    [
      'all in another spelling',
      everything.map(({ key, type }) => ({ key: key.toUpperCase(), type })),
      'ready',
      [3, 0, 0, 0, 0],
    ],
    ['one name with the other type', [...everything.slice(0, 2), app('User.Read')], 'needs_attention', [2, 0, 1, 0, 1]],
    ['one twice', [...everything, app('mail.send'), app('Mail.Send')], 'ready', [3, 0, 0, 0, 1]],
  ] as const)('%s: %s', (_, grants, overall, [granted, missingApplication, missingDelegated, error, unexpected]) => {
    const summary = summaryOf(collected(grants as readonly Grant[], now));
    expect(summary.overall).toBe(overall);
    expect(summary.counts).toEqual({ granted, missingApplication, missingDelegated, error, unexpected });
  });

  it('name what is missing by type, and the features that do not work', () => {
    const summary = summaryOf(collected([app('Organization.Read.All')], now));
    expect(summary.missingKeys).toEqual({ application: ['Policy.Read.All'], delegated: ['User.Read'] });
    expect(summary.featuresAffected).toEqual(['Configuration', 'Reports', 'Sign-in']);
  });

  it('name a feature once that lacks several permissions', () => {
    const both = ['Policy.Read.All', 'Policy.Write.All'].map((key) => ({
      ...app(key),
      features: ['Policies'],
      since: 1,
    }));
    const needed = definePermissions({ provider: 'microsoft', version: 1, permissions: both });
    const { missingKeys, featuresAffected } = summarizePermissions(comparePermissions(needed, collected([], now)), now);
    expect([missingKeys.application.length, featuresAffected]).toEqual([2, ['Policies']]);
  });

  it.each([
    ['all', 30 * day, 'ready', false, everything],
    ['all', 30 * day + 1, 'unknown', true, everything],
    ['no delegated one', 30 * day, 'needs_attention', false, everything.slice(0, 2)],
    ['no delegated one', 30 * day + 1, 'unknown', true, everything.slice(0, 2)],
    ['none', 30 * day + 1, 'blocked', true, []],
  ])('%s, %i milliseconds ago: %s', (_, age, overall, isStale, grants) => {
    const summary = summaryOf(collected(grants, now), plusMillis(now, age));
    expect(summary).toMatchObject({ overall, freshness: { lastRefreshedAt: now, isStale } });
  });
});

describe.each(collectionStates.filter((state) => state !== 'collected'))('grants that are %s', (state) => {
  it.each([
    ['with earlier ones', lastKnown],
    ['with earlier ones that lack everything', { ...lastKnown, value: [] }],
    ['without earlier ones', null],
  ])('%s give no verdict and no missing permission', (_, known) => {
    const summary = summaryOf(evidence(state, known));
    expect(summary.overall).toBe('unknown');
    expect(summary.counts).toMatchObject({ missingApplication: 0, missingDelegated: 0 });
    expect(summary.missingKeys).toEqual({ application: [], delegated: [] });
    expect(summary.featuresAffected).toEqual([]);
    expect(summary.counts.error).toBe(state === 'partial' ? 2 : 3);
    // What was never read is as old as can be.
    const at = state === 'never' ? null : (known?.observedAt ?? null);
    expect(summary.freshness).toEqual({ lastRefreshedAt: at, isStale: at === null });
  });

  it('keep the last known ones with their instant', () => {
    const { permissions, lastRefreshedAt } = comparePermissions(manifest, evidence(state));
    expect(lastRefreshedAt).toBe(state === 'never' ? null : lastKnown.observedAt);
    expect(permissions.map(({ wasGranted }) => wasGranted)).toEqual(Array(3).fill(state === 'never' ? null : true));
  });
});

it('an empty manifest with collected grants is ready, and everything granted is unexpected', () => {
  const none = definePermissions({ provider: 'microsoft', version: 1, permissions: [] });
  const summary = summarizePermissions(comparePermissions(none, collected(everything, now)), now);
  expect(summary).toMatchObject({ overall: 'ready', counts: { unexpected: 3 } });
});

describe('manifests', () => {
  const host = definePermissions({
    provider: 'microsoft',
    version: 3,
    permissions: [
      { key: 'policy.read.all', type: 'application', features: ['Campaigns', 'Reports'], since: 1 },
      { key: 'Mail.Send', type: 'application', features: ['Campaigns'], since: 3 },
    ],
  });
  const google = definePermissions({ provider: 'google', version: 9, permissions: [] });

  it('of one provider become one', () => {
    const merged = mergeManifests('microsoft', [manifest, host, google]);
    expect(merged.version).toBe(5);
    expect(merged.permissions).toEqual([
      { key: 'Mail.Send', type: 'application', features: ['Campaigns'], since: 3 },
      { key: 'Organization.Read.All', type: 'application', features: ['Verification'], since: 1 },
      { key: 'policy.read.all', type: 'application', features: ['Configuration', 'Reports', 'Campaigns'], since: 1 },
      { key: 'User.Read', type: 'delegated', features: ['Sign-in'], since: 1 },
    ]);
  });

  it.each([[[manifest, host]], [[host, manifest]]])(
    'that name one permission ask for it since the earliest of them, in any order',
    (manifests) => {
      const { permissions } = mergeManifests('microsoft', manifests);
      expect(permissions.find(({ key }) => key.toLowerCase() === 'policy.read.all')?.since).toBe(1);
    },
  );

  it('differ by what is to be granted and what is no longer needed', () => {
    const difference = manifestDifference(manifest, mergeManifests('microsoft', [host]));
    expect(difference).toMatchObject({ from: 2, to: 3 });
    expect(difference.added.map(({ key }) => key)).toEqual(['Mail.Send']);
    expect(difference.removed.map(({ key }) => key)).toEqual(['Organization.Read.All', 'User.Read']);
  });

  const one = { key: 'A.Read', type: 'application', features: ['x'], since: 1 } as const;
  it.each([
    [{ provider: 'Microsoft', version: 1, permissions: [] }, /"provider"/],
    [{ provider: 'microsoft', version: 0, permissions: [] }, /"version"/],
    [{ provider: 'microsoft', version: 1, permissions: {} }, /"permissions" is a list/],
    [{ provider: 'microsoft', version: 1, permissions: [], extra: 1 }, /"extra" is not a member of a manifest/],
    [{ provider: 'microsoft', version: 1, permissions: [{ ...one, since: 2 }] }, /"since"/],
    [{ provider: 'microsoft', version: 1, permissions: [{ ...one, features: [] }] }, /"features"/],
    [{ provider: 'microsoft', version: 1, permissions: [{ ...one, key: 'a b' }] }, /"key"/],
    [{ provider: 'microsoft', version: 1, permissions: [{ ...one, type: 'app' as PermissionType }] }, /"type"/],
    [{ provider: 'microsoft', version: 1, permissions: [one, { ...one, key: 'a.read' }] }, /listed twice/],
  ])('%j is refused with the member and the rule', (wrong, message) => {
    expect(() => definePermissions(wrong as PermissionManifest)).toThrow(message);
  });
});
