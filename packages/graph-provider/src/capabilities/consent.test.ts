import { describe, expect, it } from 'vitest';
import { endpointsOf } from '../clouds.ts';
import { guid } from '../../test/support/scripted-graph.ts';
import { consentAddress, readConsentAnswer } from './consent.ts';

const clientId = guid(1);
const request = {
  externalTenantId: null,
  redirectUri: 'https://console.example/back?x=1&y=a b',
  state: 'w-1.r-1.AbC_9',
};
const addressOf = (more: Partial<Omit<typeof request, 'externalTenantId'>> & { externalTenantId?: string | null }) =>
  consentAddress(endpointsOf('global'), clientId, { ...request, ...more });

describe('the address', () => {
  it('asks for every permission of the app, and returns state and address unchanged', () => {
    const { origin, pathname, searchParams } = new URL(addressOf({}));
    expect(origin + pathname).toBe('https://login.microsoftonline.com/organizations/v2.0/adminconsent');
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: clientId,
      scope: 'https://graph.microsoft.com/.default',
      redirect_uri: request.redirectUri,
      state: request.state,
    });
  });

  it.each([
    ['Contoso.Example', 'contoso.example'],
    [`{${guid(2)}}`, guid(2)],
  ])('names the expected tenant %s', (externalTenantId, segment) => {
    expect(new URL(addressOf({ externalTenantId })).pathname).toBe(`/${segment}/v2.0/adminconsent`);
  });

  it.each([
    ['us_gov_l4', 'https://login.microsoftonline.us', 'https://graph.microsoft.us/.default'],
    ['us_gov_l5', 'https://login.microsoftonline.us', 'https://dod-graph.microsoft.us/.default'],
    ['china', 'https://login.chinacloudapi.cn', 'https://microsoftgraph.chinacloudapi.cn/.default'],
  ] as const)('of %s belongs to that cloud', (cloud, origin, scope) => {
    const address = new URL(consentAddress(endpointsOf(cloud), clientId, request));
    expect([address.origin, address.searchParams.get('scope')]).toEqual([origin, scope]);
  });

  it.each([
    [{ externalTenantId: 'a/../../evil' }, /"externalTenantId" is a GUID or a domain name/],
    [{ externalTenantId: '' }, /"externalTenantId"/],
    [{ externalTenantId: 'contoso.example?x=1' }, /"externalTenantId"/],
    [{ redirectUri: 'http://console.example/back' }, /"redirectUri" is an absolute https address/],
    [{ redirectUri: 'javascript:alert(1)' }, /"redirectUri"/],
    [{ redirectUri: '/back' }, /"redirectUri"/],
    [{ state: '' }, /"state" is 1 to 500 characters/],
    [{ state: 'a b' }, /"state"/],
    [{ state: 'x'.repeat(501) }, /"state"/],
  ])('is not made for %j', (more, message) => {
    expect(() => addressOf(more)).toThrow(message);
  });

  it('may lead back to loopback', () => {
    expect(addressOf({ redirectUri: 'http://127.0.0.1:4310/back' })).toContain('127.0.0.1%3A4310');
  });
});

const tenant = guid(3);

describe('the answer', () => {
  it.each([
    [{ admin_consent: 'True', tenant, state: 'x', scope: '.default' }, 'granted', tenant, null],
    [{ admin_consent: 'true', tenant: tenant.toUpperCase() }, 'granted', tenant, null],
    [{ admin_consent: 'True' }, 'failed', null, null],
    [{ admin_consent: 'True', tenant: 'not a tenant' }, 'failed', null, null],
    [{ admin_consent: 'False', tenant }, 'failed', tenant, null],
    [{ admin_consent: '1', tenant }, 'failed', tenant, null],
    [{ tenant }, 'failed', tenant, null],
    [{}, 'failed', null, null],
    [{ error: 'access_denied', error_subcode: 'cancel', state: 'x' }, 'declined', null, 'access_denied'],
    [{ error: 'access_denied' }, 'declined', null, 'access_denied'],
    [{ error_subcode: 'cancel', admin_consent: 'True', tenant }, 'declined', tenant, null],
    [
      { error: 'access_denied', error_description: 'AADSTS65004: User declined to consent to access the app.' },
      'declined',
      null,
      'AADSTS65004',
    ],
    [
      {
        error: 'consent_required',
        error_description: 'AADSTS65004: ada@contoso.example declined',
        admin_consent: 'True',
        tenant,
      },
      'declined',
      tenant,
      'AADSTS65004',
    ],
    [
      { error: 'access_denied', error_description: 'AADSTS90094: an administrator has to' },
      'failed',
      null,
      'AADSTS90094',
    ],
    [{ error: 'invalid_client', error_description: 'AADSTS650051: exists' }, 'failed', null, 'AADSTS650051'],
    [{ error: 'server_error' }, 'failed', null, 'server_error'],
    [{ error: 'AADSTS700016' }, 'failed', null, 'AADSTS700016'],
    [{ error: '', admin_consent: 'True', tenant }, 'failed', tenant, null],
    [{ error: 'ada@contoso.example', admin_consent: 'True', tenant }, 'failed', tenant, null],
    [{ error_description: 'something', admin_consent: 'True', tenant }, 'failed', tenant, null],
  ])('%j is %s of %s with %s', (parameters, outcome, externalTenantId, providerCode) => {
    const answer = readConsentAnswer(new URLSearchParams(parameters));
    expect(answer).toEqual({ outcome, externalTenantId, providerCode });
  });

  it.each([
    [
      'a getter that throws',
      {
        get: () => {
          throw new Error('no');
        },
      },
    ],
    ['numbers', { get: () => 7 }],
    [
      'objects with a text that throws',
      {
        get: () => ({
          toString: () => {
            throw new Error('no');
          },
        }),
      },
    ],
    ['ten megabytes', { get: () => 'AADSTS'.repeat(1_700_000) }],
    ['nothing', { get: () => undefined }],
  ])('of %s is read without an error', (_, parameters) => {
    expect(['failed', 'declined']).toContain(readConsentAnswer(parameters).outcome);
  });
});
