import { describe, expect, it } from 'vitest';
import { loginFailure } from './login-error.ts';

const numbered = (number: number, error = 'invalid_client'): object => ({
  error,
  error_codes: [number],
  error_description: `AADSTS${String(number)}: of ada@contoso.example. Trace ID: 1`,
});

describe('a refusal of the token endpoint', () => {
  it.each([
    [400, numbered(65001, 'invalid_grant'), 'forbidden', 'provider_consent_missing', 'AADSTS65001'],
    [400, numbered(650051), 'forbidden', 'provider_consent_missing', 'AADSTS650051'],
    [400, numbered(650052), 'forbidden', 'provider_consent_missing', 'AADSTS650052'],
    [400, numbered(7000229), 'forbidden', 'provider_consent_missing', 'AADSTS7000229'],
    [400, numbered(65004), 'forbidden', 'provider_consent_failed', 'AADSTS65004'],
    [401, numbered(7000215), 'forbidden', 'provider_credential_invalid', 'AADSTS7000215'],
    [401, numbered(7000222), 'forbidden', 'provider_credential_invalid', 'AADSTS7000222'],
    [401, numbered(700027), 'forbidden', 'provider_credential_invalid', 'AADSTS700027'],
    [400, numbered(700016, 'unauthorized_client'), 'forbidden', 'tenant_target_mismatch', 'AADSTS700016'],
    [400, numbered(90002, 'invalid_request'), 'forbidden', 'tenant_target_mismatch', 'AADSTS90002'],
    [400, numbered(90038), 'forbidden', 'provider_connection_invalid', 'AADSTS90038'],
    [400, numbered(900382), 'forbidden', 'provider_connection_invalid', 'AADSTS900382'],
    [400, numbered(53003, 'access_denied'), 'forbidden', 'provider_auth_failed', 'AADSTS53003'],
    [400, numbered(50076), 'forbidden', 'provider_auth_failed', 'AADSTS50076'],
    [400, numbered(50079), 'forbidden', 'provider_auth_failed', 'AADSTS50079'],
    [400, numbered(7000112), 'forbidden', 'provider_auth_failed', 'AADSTS7000112'],
    [
      400,
      { error: 'interaction_required', claims: '{"access_token":{}}' },
      'forbidden',
      'provider_auth_failed',
      'interaction_required',
    ],
    [400, { ...numbered(99999), claims: '{}' }, 'forbidden', 'provider_auth_failed', 'AADSTS99999'],
    [
      400,
      { error: 'invalid_grant', error_description: 'AADSTS65001: text' },
      'forbidden',
      'provider_consent_missing',
      'AADSTS65001',
    ],
    [400, { error: 'consent_required' }, 'forbidden', 'provider_consent_missing', 'consent_required'],
    [401, { error: 'invalid_client' }, 'forbidden', 'provider_credential_invalid', 'invalid_client'],
    [400, { error: 'unauthorized_client' }, 'forbidden', 'platform_identity_missing', 'unauthorized_client'],
    [400, { error: 'interaction_required' }, 'forbidden', 'provider_auth_failed', 'interaction_required'],
    [429, undefined, 'throttled', 'rate_limited', 'http_429'],
    [503, { error: 'temporarily_unavailable' }, 'failed', 'provider_unavailable', 'temporarily_unavailable'],
    [400, numbered(90033), 'failed', 'provider_unavailable', 'AADSTS90033'],
    [500, undefined, 'failed', 'provider_unavailable', 'http_500'],
    [400, numbered(99999, 'invalid_grant'), 'failed', 'unknown_error', 'AADSTS99999'],
    [400, { error: 'constructor' }, 'failed', 'unknown_error', 'constructor'],
    [400, { error: 'A text, with a name' }, 'failed', 'unknown_error', 'http_400'],
    [302, undefined, 'failed', 'unknown_error', 'http_302'],
    [400, 'text', 'failed', 'unknown_error', 'http_400'],
  ] as const)('%i %j is %s, %s', (status, answer, collection, code, providerCode) => {
    const found = loginFailure(status, answer, null);
    expect(found).toEqual({ collection, reason: { code, providerCode, retryAt: null }, status, path: null });
    expect(JSON.stringify(found)).not.toContain('ada@');
  });
});
