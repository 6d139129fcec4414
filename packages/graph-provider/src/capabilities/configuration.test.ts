import { configurationFamilies, type ConfigurationItem } from '@tenantatlas/core';
import { describe, expect, it } from 'vitest';
import { failure } from '../answers/failure.ts';
import {
  collecting,
  forbidden,
  guid,
  malformed,
  noConsent,
  notLicensed,
  scriptedGraph,
  throttled,
  type Scripted,
} from '../../test/support/scripted-graph.ts';
import { readConfiguration } from './configuration.ts';
import { maxDepth } from './shapes/policies.ts';

const paths = {
  conditional_access: 'identity/conditionalAccess/policies',
  device_configuration: 'deviceManagement/deviceConfigurations',
  device_compliance: 'deviceManagement/deviceCompliancePolicies',
  settings_catalog: 'beta/deviceManagement/configurationPolicies',
} as const;
const settingsOf = (id: string): string => `${paths.settings_catalog}/${id}/settings`;
const policy = (number: number, more: object = {}) => ({
  id: guid(number),
  displayName: `Policy ${String(number)}`,
  createdDateTime: '2024-01-01T00:00:00Z',
  modifiedDateTime: null,
  state: 'enabled',
  ...more,
});
const catalog = (number: number) => ({
  id: guid(number),
  name: `Catalog ${String(number)}`,
  lastModifiedDateTime: '2024-05-01T00:00:00Z',
  platforms: 'windows10',
});
const setting = (value: string, id = '0') => ({
  id,
  settingInstance: { settingDefinitionId: 'a', choiceSettingValue: { value } },
});
const one = (value: string): Scripted => ({ body: { value: [setting(value)] } });

const everything: { readonly [path: string]: Scripted } = {
  [paths.conditional_access]: {
    pages: [[policy(1)], [], [policy(2, { modifiedDateTime: '2024-03-01T00:00:00+01:00' })]],
  },
  [paths.device_configuration]: { pages: [[policy(3)]] },
  [paths.device_compliance]: { pages: [[policy(4)]] },
  [paths.settings_catalog]: { pages: [[catalog(5), catalog(6)]] },
  [settingsOf(guid(5))]: one('on'),
  [settingsOf(guid(6))]: one('off'),
};

async function reading(more: { readonly [path: string]: Scripted } = {}) {
  const { items, onItems } = collecting<ConfigurationItem>();
  const graph = scriptedGraph({ ...everything, ...more });
  return { evidence: await readConfiguration(graph, onItems), items, asked: graph.asked };
}

it('policies of every family are answered with their fingerprints, and counted by family', async () => {
  const { evidence, items } = await reading();
  expect(evidence).toMatchObject({
    collection: 'collected',
    value: [
      { part: 'conditional_access', items: 2 },
      { part: 'device_configuration', items: 1 },
      { part: 'device_compliance', items: 1 },
      { part: 'settings_catalog', items: 2 },
    ],
  });
  expect(items.map(({ family, displayName, changedAt }) => [family, displayName, changedAt])).toEqual([
    ['conditional_access', 'Policy 1', '2024-01-01T00:00:00.000Z'],
    ['conditional_access', 'Policy 2', '2024-02-29T23:00:00.000Z'],
    ['device_configuration', 'Policy 3', '2024-01-01T00:00:00.000Z'],
    ['device_compliance', 'Policy 4', '2024-01-01T00:00:00.000Z'],
    ['settings_catalog', 'Catalog 5', '2024-05-01T00:00:00.000Z'],
    ['settings_catalog', 'Catalog 6', '2024-05-01T00:00:00.000Z'],
  ]);
  // Policies of one content have one fingerprint; a setting that differs makes two.
  expect(new Set(items.slice(0, 4).map(({ fingerprint }) => fingerprint)).size).toBe(1);
  expect(items[4]?.fingerprint).not.toBe(items[5]?.fingerprint);
});

describe.each([forbidden, notLicensed, throttled, malformed])('$collection $reason.code', (failure) => {
  it.each(configurationFamilies)('of %s keeps the other families, and the part says why', async (family) => {
    const { evidence, items } = await reading({ [paths[family]]: { failure } });
    expect(evidence).toMatchObject({ collection: 'partial', reason: failure.reason });
    const parts = evidence.collection === 'partial' ? evidence.part : [];
    expect(parts.find(({ part }) => part === family)).toEqual({
      part: family,
      items: 0,
      collection: failure.collection,
      reason: failure.reason,
    });
    expect(parts.filter(({ collection }) => collection === undefined)).toHaveLength(3);
    expect(items.some((item) => item.family === family)).toBe(false);
  });

  it('of every family is not a list', async () => {
    const { evidence, items } = await reading(
      Object.fromEntries(Object.values(paths).map((path) => [path, { failure }])),
    );
    expect(items).toEqual([]);
    expect(evidence).toMatchObject({ collection: failure.collection, reason: failure.reason });
    expect(evidence).not.toHaveProperty('value');
  });

  it('of the settings of one policy omits that policy, and reports it', async () => {
    const { evidence, items } = await reading({ [settingsOf(guid(5))]: { failure } });
    expect(items.filter(({ family }) => family === 'settings_catalog').map(({ id }) => id)).toEqual([guid(6)]);
    expect(evidence).toMatchObject({ collection: 'partial', reason: failure.reason });
  });
});

it('after a refused sign-in nothing more is asked', async () => {
  const { evidence, asked } = await reading({ [paths.conditional_access]: { failure: noConsent } });
  expect(asked).toEqual([paths.conditional_access]);
  expect(evidence).toMatchObject({ collection: 'forbidden', reason: noConsent.reason });
});

describe('a bad request', () => {
  const badRequest = failure('failed', 'unknown_error', { providerCode: 'BadRequest', status: 400 });
  const states = async (...families: readonly (keyof typeof paths)[]) => {
    const { evidence } = await reading(
      Object.fromEntries(families.map((family) => [paths[family], { failure: badRequest }])),
    );
    return evidence.collection === 'partial' ? evidence.part.map(({ collection }) => collection ?? 'collected') : [];
  };

  it.each([...configurationFamilies])('of %s is a failure and not a missing licence', async (family) => {
    expect((await states(family)).filter((state) => state !== 'collected')).toEqual(['failed']);
  });

  it('of every list of Intune does not prove a missing licence', async () => {
    expect(await states('device_configuration', 'device_compliance', 'settings_catalog')).toEqual([
      'collected',
      'failed',
      'failed',
      'failed',
    ]);
  });

  it('of a second page is a failure, because a link has ended', async () => {
    const { evidence } = await reading({ [paths.device_configuration]: { pages: [[policy(3)]], failure: badRequest } });
    expect(evidence).toMatchObject({ collection: 'partial', reason: badRequest.reason });
  });
});

describe('settings of the catalog', () => {
  const next = '@odata.nextLink';
  const first = { body: { value: [setting('on')], [next]: 'https://graph.microsoft.com/v1.0/next' } };

  it('of several pages all count', async () => {
    const path = settingsOf(guid(5));
    const fingerprint = async (last: string) => {
      // The batch answers the first page, the list all of them.
      const { items, onItems } = collecting<ConfigurationItem>();
      const graph = scriptedGraph({
        ...everything,
        [path]: { ...first, pages: [[setting('on')], [setting(last, '1')]] },
      });
      expect((await readConfiguration(graph, onItems)).collection).toBe('collected');
      return items.find(({ id }) => id === guid(5))?.fingerprint;
    };
    expect(await fingerprint('a')).not.toBe(await fingerprint('b'));
  });

  it('whose second page fails leave the policy out', async () => {
    const { evidence, items } = await reading({
      [settingsOf(guid(5))]: { ...first, pages: [[setting('on')]], failure: throttled } as Scripted,
    });
    expect(items.some(({ id }) => id === guid(5))).toBe(false);
    expect(evidence).toMatchObject({ collection: 'partial', reason: throttled.reason });
  });

  it('of a policy that was deleted a moment ago do not make the answer partial', async () => {
    const { evidence, items } = await reading({ [settingsOf(guid(5))]: { failure: { ...malformed, status: 404 } } });
    expect(evidence.collection).toBe('collected');
    expect(items.some(({ id }) => id === guid(5))).toBe(false);
  });
});

describe('a policy of another shape is a failure and never a policy', () => {
  const deep = (levels: number): object => JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels)) as object;
  it.each([
    ['no id', { ...policy(1), id: undefined }],
    ['no name', { ...policy(1), displayName: null }],
    ['a text', 'policy'],
    ['one that is nested too deep', { ...policy(1), rule: deep(50_000) }],
  ])('%s', async (_, row) => {
    const { evidence } = await reading({ [paths.conditional_access]: { pages: [[row]] } });
    expect(evidence).toMatchObject({ collection: 'partial', reason: { providerCode: 'invalid_response' } });
  });

  it('one that is nested as deep as may be has a fingerprint', async () => {
    const row = { ...policy(1), rule: deep(maxDepth - 1) };
    expect((await reading({ [paths.conditional_access]: { pages: [[row]] } })).evidence.collection).toBe('collected');
  });
});
