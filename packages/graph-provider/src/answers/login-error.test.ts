import type { ReasonCode } from '@tenantatlas/core';
import { toInstant } from '@tenantatlas/core/ports';
import { describe, expect, it } from 'vitest';
import { loginFailure, numberIn } from './login-error.ts';

const retryAt = toInstant(Date.parse('2026-11-21T10:00:07.000Z'));
const text = 'Ada Lovelace (ada@contoso.example), trace 7f9c2ba4-e88f-427f-9ad8-1a2b3c4d5e6f';

describe('a refusal of the token endpoint', () => {
  it.each<[number, string, ReasonCode]>([
    [65001, 'invalid_grant', 'provider_consent_missing'],
    [650051, 'invalid_grant', 'provider_consent_missing'],
    [650052, 'invalid_client', 'provider_consent_missing'],
    [7000229, 'invalid_client', 'provider_consent_missing'],
    [65004, 'access_denied', 'provider_consent_failed'],
    [7000215, 'invalid_client', 'provider_credential_invalid'],
    [7000222, 'invalid_client', 'provider_credential_invalid'],
    [700027, 'invalid_client', 'provider_credential_invalid'],
    [700016, 'unauthorized_client', 'tenant_target_mismatch'],
    [90002, 'invalid_request', 'tenant_target_mismatch'],
    [90038, 'invalid_request', 'provider_connection_invalid'],
    [900382, 'invalid_request', 'provider_connection_invalid'],
    [53003, 'access_denied', 'provider_auth_failed'],
    [50076, 'interaction_required', 'provider_auth_failed'],
    [50079, 'interaction_required', 'provider_auth_failed'],
    [7000112, 'unauthorized_client', 'provider_auth_failed'],
  ])('AADSTS%d with %s means %s, by its number and by its text', (number, error, code) => {
    const expected = {
      collection: 'forbidden',
      reason: { code, providerCode: `AADSTS${String(number)}`, retryAt: null },
      status: 400,
      path: null,
    };
    const description = `AADSTS${String(number)}: ${text}`;
    expect(loginFailure(400, { error, error_codes: [number], error_description: description }, null)).toEqual(expected);
    expect(loginFailure(400, { error, error_description: description }, null)).toEqual(expected);
    // A number that is known counts before one that is not.
    expect(loginFailure(400, { error, error_codes: [50000, number] }, null)).toEqual(expected);
  });

  it.each<[string, number, object | string | undefined, string, ReasonCode, string]>([
    ['90006', 400, { error_codes: [90006] }, 'failed', 'provider_unavailable', 'AADSTS90006'],
    ['90033', 400, { error_codes: [90033] }, 'failed', 'provider_unavailable', 'AADSTS90033'],
    [
      'an unknown number',
      400,
      { error: 'invalid_scope', error_codes: [70011] },
      'failed',
      'unknown_error',
      'AADSTS70011',
    ],
    ['429', 429, { error: 'temporarily_unavailable' }, 'throttled', 'rate_limited', 'temporarily_unavailable'],
    ['429 without a body', 429, undefined, 'throttled', 'rate_limited', 'http_429'],
    ['429 with a number', 429, { error_codes: [90055] }, 'throttled', 'rate_limited', 'AADSTS90055'],
    [
      'temporarily_unavailable',
      400,
      { error: 'temporarily_unavailable' },
      'failed',
      'provider_unavailable',
      'temporarily_unavailable',
    ],
    ['408', 408, undefined, 'failed', 'provider_unavailable', 'http_408'],
    ['500', 500, '<html>', 'failed', 'provider_unavailable', 'http_500'],
    ['503', 503, undefined, 'failed', 'provider_unavailable', 'http_503'],
    [
      'claims',
      400,
      { error: 'invalid_grant', claims: '{"access_token":{}}' },
      'forbidden',
      'provider_auth_failed',
      'invalid_grant',
    ],
    [
      'consent_required',
      400,
      { error: 'consent_required' },
      'forbidden',
      'provider_consent_missing',
      'consent_required',
    ],
    ['invalid_client', 401, { error: 'invalid_client' }, 'forbidden', 'provider_credential_invalid', 'invalid_client'],
    [
      'unauthorized_client',
      400,
      { error: 'unauthorized_client' },
      'forbidden',
      'platform_identity_missing',
      'unauthorized_client',
    ],
    [
      'interaction_required',
      400,
      { error: 'interaction_required' },
      'forbidden',
      'provider_auth_failed',
      'interaction_required',
    ],
    ['invalid_grant', 400, { error: 'invalid_grant' }, 'failed', 'unknown_error', 'invalid_grant'],
    ['a sentence', 400, { error: text }, 'failed', 'unknown_error', 'http_400'],
    ['the name of what every object has', 400, { error: 'constructor' }, 'failed', 'unknown_error', 'constructor'],
    ['the prototype of every object', 400, { error: '__proto__' }, 'failed', 'unknown_error', '__proto__'],
    ['no body', 400, undefined, 'failed', 'unknown_error', 'http_400'],
    ['a text', 400, 'AADSTS65001', 'failed', 'unknown_error', 'http_400'],
    ['a list', 400, [], 'failed', 'unknown_error', 'http_400'],
    ['numbers as texts', 400, { error_codes: ['65001'] }, 'failed', 'unknown_error', 'http_400'],
    ['no numbers', 400, { error_codes: [] }, 'failed', 'unknown_error', 'http_400'],
    ['a redirection', 302, undefined, 'failed', 'unknown_error', 'http_302'],
  ])('with %s', (_, status, answer, collection, code, providerCode) => {
    expect(loginFailure(status, answer, null)).toEqual({
      collection,
      reason: { code, providerCode, retryAt: null },
      status,
      path: null,
    });
  });

  it('says when asking again may help, and no text', () => {
    const found = loginFailure(429, { error: text, error_description: text, correlation_id: text }, retryAt);
    expect(found.reason.retryAt).toBe(retryAt);
    expect(JSON.stringify(found)).not.toMatch(/Ada|contoso|7f9c2ba4/);
  });
});

it.each([
  ['AADSTS65001: The user or administrator has not consented', 65001],
  ['ClientSecretCredential: invalid_client: Error(s): 7000215 - AADSTS7000215: Invalid client secret', 7000215],
  ['aadsts65001', undefined],
  ['AADSTS1234', undefined],
  ['AADSTS12345678', undefined],
  ['XAADSTS65001', undefined],
  ['', undefined],
  [undefined, undefined],
])('the number in %j is %j', (given, number) => {
  expect(numberIn(given)).toBe(number);
});
