import { describe, expect, it } from 'vitest';
import { forbidden, guid, noConsent, noon, scriptedGraph, throttled } from '../../test/support/scripted-graph.ts';
import { readOrganization } from './organization.ts';

const contoso = {
  id: guid(7).toUpperCase(),
  displayName: 'Contoso',
  verifiedDomains: [
    { name: 'Contoso.Example', isDefault: true },
    { name: 'contoso.example' },
    { name: 'not a domain' },
  ],
  city: null,
};

it('the identity is that of the token, with the domains in one spelling', async () => {
  const evidence = await readOrganization(scriptedGraph({ organization: { body: { value: [contoso] } } }));
  expect(evidence).toEqual({
    collection: 'collected',
    observedAt: noon,
    value: { externalTenantId: guid(7), displayName: 'Contoso', verifiedDomains: ['contoso.example'] },
  });
});

it('a tenant whose name shows nothing is named by its id', async () => {
  const body = { value: [{ ...contoso, displayName: '  ' }] };
  expect(await readOrganization(scriptedGraph({ organization: { body } }))).toMatchObject({
    value: { displayName: guid(7) },
  });
});

describe('another answer is a failure and never a tenant', () => {
  it.each([
    ['none', { value: [] }],
    ['two', { value: [contoso, contoso] }],
    ['no id', { value: [{ ...contoso, id: null }] }],
    ['an id that is not a GUID', { value: [{ ...contoso, id: 'contoso' }] }],
    ['no name', { value: [{ ...contoso, displayName: undefined }] }],
    ['no domains', { value: [{ ...contoso, verifiedDomains: undefined }] }],
    ['a list', []],
    ['null', null],
  ])('%s', async (_, body) => {
    expect(await readOrganization(scriptedGraph({ organization: { body } }))).toEqual({
      collection: 'failed',
      lastKnown: null,
      observedAt: noon,
      reason: { code: 'unknown_error', providerCode: 'invalid_response', retryAt: null },
    });
  });

  it.each([forbidden, noConsent, throttled])('$reason.code', async (failure) => {
    expect(await readOrganization(scriptedGraph({ organization: { failure } }))).toEqual({
      collection: failure.collection,
      lastKnown: null,
      observedAt: noon,
      reason: failure.reason,
    });
  });
});
