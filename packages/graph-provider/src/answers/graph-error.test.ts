import { parseInstant, type Instant } from '@tenantatlas/core';
import { describe, expect, it } from 'vitest';
import { exhausted, isPassing, networkFailure, timedOut, unreachable, wrongShape } from './failure.ts';
import { graphFailure } from './graph-error.ts';

const body = (code: string, inner?: string): object => ({
  error: { code, message: 'of ada@contoso.example', innerError: { code: inner } },
});
const at: Instant | null = parseInstant('2026-11-21T10:00:05.000Z');

describe('an answer of Graph', () => {
  it.each([
    [
      403,
      body('Authorization_RequestDenied'),
      'forbidden',
      'provider_permission_missing',
      'Authorization_RequestDenied',
    ],
    [403, body('accessDenied'), 'forbidden', 'provider_permission_missing', 'accessDenied'],
    [403, body('Forbidden'), 'forbidden', 'provider_permission_missing', 'Forbidden'],
    [
      403,
      body('Authentication_RequestFromUnsupportedUserRole'),
      'forbidden',
      'provider_permission_missing',
      'Authentication_RequestFromUnsupportedUserRole',
    ],
    [
      403,
      body('UnknownError', 'Authorization_RequestDenied'),
      'forbidden',
      'provider_permission_missing',
      'UnknownError',
    ],
    [403, body('PolicyBlocked'), 'forbidden', 'provider_permission_denied', 'PolicyBlocked'],
    [403, undefined, 'forbidden', 'provider_permission_denied', 'http_403'],
    [
      403,
      body('Authentication_RequestFromNonPremiumTenantOrB2CTenant'),
      'not_licensed',
      'provider_permission_denied',
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    ],
    [400, body('AadPremiumLicenseRequired'), 'not_licensed', 'provider_permission_denied', 'AadPremiumLicenseRequired'],
    [
      403,
      body('UnknownError', 'AadPremiumLicenseRequired'),
      'not_licensed',
      'provider_permission_denied',
      'UnknownError',
    ],
    [402, undefined, 'not_licensed', 'provider_permission_denied', 'http_402'],
    [401, body('InvalidAuthenticationToken'), 'forbidden', 'provider_auth_failed', 'InvalidAuthenticationToken'],
    [
      401,
      { error: { code: 'InvalidAuthenticationToken', message: 'Access token validation failure. Invalid audience.' } },
      'forbidden',
      'provider_connection_invalid',
      'InvalidAuthenticationToken',
    ],
    [401, body('InvalidAudience'), 'forbidden', 'provider_connection_invalid', 'InvalidAudience'],
    [429, body('TooManyRequests'), 'throttled', 'rate_limited', 'TooManyRequests'],
    [429, undefined, 'throttled', 'rate_limited', 'http_429'],
    [408, undefined, 'failed', 'provider_unavailable', 'http_408'],
    [500, body('InternalServerError'), 'failed', 'provider_unavailable', 'InternalServerError'],
    [503, undefined, 'failed', 'provider_unavailable', 'http_503'],
    [404, body('Request_ResourceNotFound'), 'failed', 'unknown_error', 'Request_ResourceNotFound'],
    [400, body('BadRequest'), 'failed', 'unknown_error', 'BadRequest'],
    [302, undefined, 'failed', 'unknown_error', 'http_302'],
    [400, body('a text with spaces'), 'failed', 'unknown_error', 'http_400'],
    [400, { error: 'text' }, 'failed', 'unknown_error', 'http_400'],
    [400, [], 'failed', 'unknown_error', 'http_400'],
  ] as const)('%i %j is %s, %s', (status, answer, collection, code, providerCode) => {
    const found = graphFailure(status, answer, at);
    expect(found).toEqual({ collection, reason: { code, providerCode, retryAt: at }, status, path: null });
    expect(JSON.stringify(found)).not.toContain('ada@');
  });
});

describe('a failure', () => {
  it.each([
    [unreachable, true],
    [timedOut, true],
    ...[408, 429, 500, 502, 503, 504].map((status) => [graphFailure(status, null, null), true] as const),
    ...[400, 401, 402, 403, 404, 410, 501, 505].map((status) => [graphFailure(status, null, null), false] as const),
    [wrongShape([], 200), false],
  ])('%j passes: %s', (found, passes) => expect(isPassing(found)).toBe(passes));

  it('whose repetitions are used up is throttled, with the instant', () => {
    const instant = Date.parse('2026-11-21T10:00:05.000Z');
    expect(exhausted(graphFailure(503, null, null), instant)).toMatchObject({
      collection: 'throttled',
      reason: { code: 'provider_unavailable', retryAt: '2026-11-21T10:00:05.000Z' },
      status: 503,
    });
    expect(exhausted(timedOut, instant)).toBe(timedOut);
  });

  it.each([
    [Object.assign(new Error('getaddrinfo ENOTFOUND secret.example'), { code: 'ENOTFOUND' }), 'ENOTFOUND'],
    [
      new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' }) }),
      'CERT_HAS_EXPIRED',
    ],
    [new Error('no code'), null],
    [Object.assign(new Error('x'), { code: 'a text' }), null],
    ['thrown text', null],
  ])('of the network keeps the code: %s', (cause, providerCode) => {
    expect(networkFailure(cause)).toMatchObject({
      collection: 'failed',
      reason: { code: 'network_unreachable', providerCode },
    });
  });

  it('of a shape names the path, and no text that the provider may have chosen', () => {
    expect(wrongShape(['value', 3, 'display Name<b>'], 200).path).toBe('value.3.display?Name?b?');
    expect(
      wrongShape(
        Array.from({ length: 99 }, () => 'x'.repeat(99)),
        200,
      ).path,
    ).toHaveLength(200);
  });
});
