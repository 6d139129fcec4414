import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsAsync, scaled } from '../../test/support/seeds.ts';
import { fingerprintOf } from './fingerprint.ts';

const policy = {
  '@odata.type': '#microsoft.graph.windows10GeneralConfiguration',
  '@odata.etag': 'W/"1"',
  id: 'p-1',
  displayName: 'Windows',
  description: 'For all',
  version: 3,
  createdDateTime: '2024-01-01T00:00:00Z',
  lastModifiedDateTime: '2024-02-01T00:00:00Z',
  roleScopeTagIds: ['0', '7'],
  passwordRequired: true,
  passwordRequiredType: 'alphanumeric',
  passwordMinimumLength: 12,
  defenderScanType: null,
  edgeHomepageUrls: [],
  rules: [
    { id: 'r-1', version: 1, value: { app: 'a', groups: ['g-1', 'g-2'] } },
    { id: 'r-2', version: 1, value: { app: 'b', groups: [] } },
  ],
  'rules@odata.context': 'https://graph.microsoft.com/v1.0/$metadata',
};
const original = fingerprintOf(policy);

describe('a policy that does the same has the same fingerprint', () => {
  it.each<[string, object]>([
    ['another id', { id: 'p-2' }],
    ['another name', { displayName: 'Windows 11', description: '' }],
    ['a later version', { version: 4, lastModifiedDateTime: '2025-01-01T00:00:00Z' }],
    ['other annotations', { '@odata.etag': 'W/"2"', 'rules@odata.context': 'elsewhere', '@odata.nextLink': 'x' }],
    ['a list in another order', { roleScopeTagIds: ['7', '0'] }],
    ['a list of objects in another order', { rules: policy.rules.toReversed() }],
    ['other ids inside', { rules: policy.rules.map((rule) => ({ ...rule, id: 'new' })) }],
    ['no member in place of null', { defenderScanType: undefined }],
    ['a new member that is not set', { somethingOfNextYear: null, others: [], more: {} }],
    ['a secret beside it', { preSharedKey: 'hunter2', sharedSecret: 'hunter2', adminPassword: 'hunter2' }],
  ])('%s', (_, change) => {
    expect(fingerprintOf({ ...policy, ...change })).toBe(original);
  });

  it('members in another order', () => {
    expect(fingerprintOf(Object.fromEntries(Object.entries(policy).toReversed()))).toBe(original);
  });

  it('text that is composed in another way', () => {
    expect(fingerprintOf({ rule: 'Gera\u0308t' })).toBe(fingerprintOf({ rule: 'Ger\u00e4t' }));
  });
});

describe('a policy that does something else has another one', () => {
  it.each<[string, object]>([
    ['a rule that is on', { passwordRequired: false }],
    ['a rule about passwords', { passwordRequiredType: 'numeric' }],
    ['a number', { passwordMinimumLength: 8 }],
    ['a rule that was not set', { defenderScanType: 'full' }],
    ['an entry of a list', { roleScopeTagIds: ['0'] }],
    ['a group that is named', { rules: [{ value: { app: 'a', groups: ['g-1', 'g-3'] } }, policy.rules[1]] }],
    ['a version deeper down', { rules: policy.rules.map((rule) => ({ ...rule, version: 2 })) }],
    ['the kind of policy', { '@odata.type': '#microsoft.graph.windows10CompliancePolicy' }],
    ['a number as text', { passwordMinimumLength: '12' }],
    ['an object in place of a list', { roleScopeTagIds: { 0: '0', 1: '7' } }],
  ])('%s', (_, change) => {
    expect(fingerprintOf({ ...policy, ...change })).not.toBe(original);
  });

  it('a list whose order is the rule', () => {
    const page = (...icons: string[]) => fingerprintOf({ homeScreenPages: [{ icons }] });
    expect(page('mail', 'maps')).not.toBe(page('maps', 'mail'));
  });
});

describe('secrets do not count', () => {
  it.each([
    [
      'an encrypted custom setting',
      (value: string) => ({
        omaSettings: [{ omaUri: './x', isEncrypted: true, value, secretReferenceValueId: value }],
      }),
    ],
    [
      'a secret of the settings catalog',
      (value: string) => ({
        settingInstance: {
          settingDefinitionId: 'wifi_password',
          simpleSettingValue: {
            '@odata.type': '#microsoft.graph.deviceManagementConfigurationSecretSettingValue',
            value,
            valueState: value,
          },
        },
      }),
    ],
    ['a key of a network', (value: string) => ({ wiFi: { ssid: 'a', preSharedKey: value } })],
  ])('%s', (_, make) => {
    expect(fingerprintOf(make('one'))).toBe(fingerprintOf(make('two')));
  });

  it('a plain custom setting counts', () => {
    const make = (value: string) => ({ omaSettings: [{ omaUri: './x', isEncrypted: false, value }] });
    expect(fingerprintOf(make('one'))).not.toBe(fingerprintOf(make('two')));
  });
});

describe('hostile values have a fingerprint', () => {
  it.each([
    ['half of a pair', { rule: '\ud800' }],
    ['a name with half of a pair', { '\udc00': 1 }],
    ['names of prototypes', JSON.parse('{"__proto__":{"a":1},"constructor":2,"toString":null}') as object],
    ['numbers that JSON does not have', { a: Number.NaN, b: Number.POSITIVE_INFINITY }],
    ['functions', { a: () => 1 }],
    ['nothing', {}],
    ['nulls in lists', { a: [null, [null], {}] }],
  ])('%s', (_, value) => {
    expect(fingerprintOf(value)).toMatch(/^[0-9a-f]{64}$/);
  });
});

// A policy of any form, made of members that count, with lists that are sets.
const name = fc.stringMatching(/^[a-z]{1,6}[A-Z][a-z]{1,6}$/).map((text) => `x${text}`);
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
})).value;
const anyPolicy = fc.dictionary(name, value, { maxKeys: 6 });

/** The same, with members and lists in an order that `order` decides, other ids and instants, annotations and nulls, and text decomposed. */
function rewritten(given: unknown, order: () => number): unknown {
  if (typeof given === 'string') return given.normalize('NFD');
  if (Array.isArray(given))
    return shuffled(
      given.map((each: unknown) => rewritten(each, order)),
      order,
    );
  if (typeof given !== 'object' || given === null) return given;
  const members = Object.entries(given).map(([key, each]): [string, unknown] => [key, rewritten(each, order)]);
  const noise: [string, unknown][] = [
    ['id', String(order())],
    ['lastModifiedDateTime', new Date(Math.floor(order() * 1e12)).toISOString()],
    ['@odata.etag', String(order())],
    ['unset', null],
    ['password', String(order())],
  ];
  return Object.fromEntries(shuffled([...members, ...noise], order));
}

function shuffled<Item>(list: readonly Item[], order: () => number): readonly Item[] {
  return list
    .map((item) => [order(), item] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, item]) => item);
}

const numRuns = scaled(10_000, 200);

describe('any policy', () => {
  it('keeps its fingerprint when it is written in another way', async () => {
    const property = fc.asyncProperty(anyPolicy, fc.integer({ min: 1 }), async (given, start) => {
      let state = start;
      const order = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
      expect(fingerprintOf(Object(rewritten(given, order)) as object)).toBe(fingerprintOf(given));
    });
    await holdsAsync(property, { numRuns });
  });

  it('has another fingerprint when any of its values is another', async () => {
    const property = fc.asyncProperty(anyPolicy, fc.nat(), async (given, which) => {
      const places = placesIn(given);
      fc.pre(places.length > 0);
      const place = places[which % places.length] ?? [];
      expect(fingerprintOf(Object(changedAt(given, place)) as object)).not.toBe(fingerprintOf(given));
    });
    await holdsAsync(property, { numRuns });
  });
});

/** Where the simple values of a policy are. */
function placesIn(given: unknown): readonly (readonly string[])[] {
  if (typeof given !== 'object' || given === null) return [[]];
  return Object.entries(given).flatMap(([key, each]) => placesIn(each).map((place) => [key, ...place]));
}

function changedAt(given: unknown, [key, ...place]: readonly string[]): unknown {
  if (key === undefined) return typeof given === 'boolean' ? !given : `${String(given)} changed`;
  if (Array.isArray(given))
    return given.map((each: unknown, index) => (String(index) === key ? changedAt(each, place) : each));
  return Object.fromEntries(
    Object.entries(Object(given) as object).map(([name_, each]) => [
      name_,
      name_ === key ? changedAt(each, place) : each,
    ]),
  );
}
