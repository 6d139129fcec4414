import { toInstant } from '@tenantatlas/core/ports';
import { describe, expect, it } from 'vitest';
import type { GraphFailure } from './failure.ts';
import { graphFailure } from './graph-error.ts';

const error = (code?: unknown, more: object = {}): object => ({
  error: { code, message: 'Ada Lovelace, ada@contoso.example', ...more },
});
const premium = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';

describe('an answer of Graph that is not a success', () => {
  it.each<[string, number, unknown, GraphFailure['collection'], string, string]>([
    // Permissions.
    [
      '403 denied',
      403,
      error('Authorization_RequestDenied'),
      'forbidden',
      'provider_permission_missing',
      'Authorization_RequestDenied',
    ],
    [
      '403 for a role',
      403,
      error('Authentication_RequestFromUnsupportedUserRole'),
      'forbidden',
      'provider_permission_missing',
      'Authentication_RequestFromUnsupportedUserRole',
    ],
    ['403 AccessDenied', 403, error('AccessDenied'), 'forbidden', 'provider_permission_missing', 'AccessDenied'],
    ['403 accessDenied', 403, error('accessDenied'), 'forbidden', 'provider_permission_missing', 'accessDenied'],
    ['403 of Intune', 403, error('Forbidden'), 'forbidden', 'provider_permission_missing', 'Forbidden'],
    ['403 with another code', 403, error('UnknownError'), 'forbidden', 'provider_permission_denied', 'UnknownError'],
    ['403 without a body', 403, undefined, 'forbidden', 'provider_permission_denied', 'http_403'],
    [
      '403 of sign-in activity',
      403,
      error('Authentication_MSGraphPermissionMissing'),
      'forbidden',
      'provider_permission_missing',
      'Authentication_MSGraphPermissionMissing',
    ],
    [
      '403 of Privileged Identity Management, whose code is in its text',
      403,
      { error: { code: 'UnknownError', message: '{"errorCode":"PermissionScopeNotGranted","message":"Ada"}' } },
      'forbidden',
      'provider_permission_missing',
      'PermissionScopeNotGranted',
    ],
    [
      '403 with a code in its text that is none',
      403,
      { error: { code: 'UnknownError', message: '{"errorCode":"Ada Lovelace"}' } },
      'forbidden',
      'provider_permission_denied',
      'UnknownError',
    ],
    // Licences.
    [
      '400 of Intune in a tenant without it',
      400,
      { error: { code: 'BadRequest', message: 'Request not applicable to target tenant.' } },
      'not_licensed',
      'unknown_error',
      'BadRequest',
    ],
    [
      '403 with the sentence of a missing licence',
      403,
      { error: { code: 'Forbidden', message: 'Request not applicable to target tenant.' } },
      'forbidden',
      'provider_permission_missing',
      'Forbidden',
    ],
    ['403 without a licence', 403, error(premium), 'not_licensed', 'unknown_error', premium],
    [
      '403 without a licence, inside',
      403,
      error('Forbidden', { innerError: { code: premium } }),
      'not_licensed',
      'unknown_error',
      'Forbidden',
    ],
    [
      '400 without a licence',
      400,
      error('AadPremiumLicenseRequired'),
      'not_licensed',
      'unknown_error',
      'AadPremiumLicenseRequired',
    ],
    [
      '400 without a licence of the tenant',
      400,
      error('TenantHasNoPremiumLicense'),
      'not_licensed',
      'unknown_error',
      'TenantHasNoPremiumLicense',
    ],
    [
      '403 of a tenant without one',
      403,
      error('NonPremiumTenant'),
      'not_licensed',
      'unknown_error',
      'NonPremiumTenant',
    ],
    ['402', 402, undefined, 'not_licensed', 'unknown_error', 'http_402'],
    // Sign-in.
    [
      '401',
      401,
      error('InvalidAuthenticationToken'),
      'forbidden',
      'provider_auth_failed',
      'InvalidAuthenticationToken',
    ],
    ['401 without a body', 401, '', 'forbidden', 'provider_auth_failed', 'http_401'],
    [
      '401 of another cloud',
      401,
      error('InvalidAuthenticationToken', { message: 'Access token validation failure. Invalid audience.' }),
      'forbidden',
      'provider_connection_invalid',
      'InvalidAuthenticationToken',
    ],
    [
      '401 InvalidAudience',
      401,
      error('InvalidAudience'),
      'forbidden',
      'provider_connection_invalid',
      'InvalidAudience',
    ],
    // Limits and faults.
    ['429', 429, error('TooManyRequests'), 'throttled', 'rate_limited', 'TooManyRequests'],
    ['429 with the code of a licence', 429, error(premium), 'throttled', 'rate_limited', premium],
    ['408', 408, undefined, 'failed', 'provider_unavailable', 'http_408'],
    ['500', 500, error('InternalServerError'), 'failed', 'provider_unavailable', 'InternalServerError'],
    ['502', 502, '<html>', 'failed', 'provider_unavailable', 'http_502'],
    ['503', 503, error('serviceNotAvailable'), 'failed', 'provider_unavailable', 'serviceNotAvailable'],
    ['504', 504, error('UnknownError'), 'failed', 'provider_unavailable', 'UnknownError'],
    // The rest keeps its code.
    ['400', 400, error('BadRequest'), 'failed', 'unknown_error', 'BadRequest'],
    ['404', 404, error('Request_ResourceNotFound'), 'failed', 'unknown_error', 'Request_ResourceNotFound'],
    ['409', 409, error('Conflict'), 'failed', 'unknown_error', 'Conflict'],
    ['410', 410, error('syncStateNotFound'), 'failed', 'unknown_error', 'syncStateNotFound'],
    ['302', 302, undefined, 'failed', 'unknown_error', 'http_302'],
    ['304', 304, undefined, 'failed', 'unknown_error', 'http_304'],
  ])('%s', (_, status, body, collection, code, providerCode) => {
    const found = graphFailure(status, body, null);
    expect(found).toEqual({ collection, reason: { code, providerCode, retryAt: null }, status, path: null });
  });

  it('says when asking again may help', () => {
    const retryAt = toInstant(Date.parse('2026-11-21T10:00:07.000Z'));
    expect(graphFailure(429, undefined, retryAt).reason.retryAt).toBe(retryAt);
  });

  it.each([
    ['null', null],
    ['a number', 7],
    ['a list', [error('Forbidden')]],
    ['an error that is a text', { error: 'Forbidden' }],
    ['an error that is null', { error: null }],
    ['a code that is a number', error(403)],
    ['a code that is an object', error({ code: 'Forbidden' })],
    ['a code that is a sentence', error('Ada Lovelace has no access')],
    ['a code that is an address', error('ada@contoso.example')],
    ['a code that begins with a digit', error('7f9c2ba4-e88f-427f-9ad8-1a2b3c4d5e6f')],
    ['a code that is an id', error('af9c2ba4-e88f-427f-9ad8-1a2b3c4d5e6f')],
    ['a code that is a domain name', error('contoso.example')],
    ['an empty code', error('')],
    ['a code of 201 characters', error('A'.repeat(201))],
    ['a code of 121 characters', error('A'.repeat(121))],
    ['an inner error that is a text', error(undefined, { innerError: 'Forbidden' })],
    ['a code that an object inherits', JSON.parse('{"__proto__":{"error":{"code":"Forbidden"}}}') as unknown],
  ])('with a body without an error of Graph keeps its status: %s', (_, body) => {
    expect(graphFailure(403, body, null)).toMatchObject({
      collection: 'forbidden',
      reason: { code: 'provider_permission_denied', providerCode: 'http_403' },
    });
  });

  it('holds no text of the body', () => {
    expect(
      JSON.stringify(graphFailure(403, error('Forbidden', { innerError: { 'request-id': 'r-1' } }), null)),
    ).not.toMatch(/Ada|contoso|r-1/);
  });
});
