import { constants, createHash, verify } from 'node:crypto';
import { inspect } from 'node:util';
import { err, ok, type Result } from '@tenantatlas/core';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../../test/support/certificate.ts';
import { unreachable, type GraphFailure } from '../answers/failure.ts';
import { clientCertificate } from './client-certificate.ts';
import { clientSecret } from './client-secret.ts';
import { tokenCredential, type TokenCredentialLike } from './token-credential.ts';
import type { AccessToken, TokenAnswer, TokenRequest, TokenSource } from './token-source.ts';

const clientId = '11111111-2222-3333-4444-555555555555';
const secret = 'x8Q~planted.secret_of-the-app';
const now = Date.parse('2026-11-21T10:00:00.250Z');
const good = { access_token: 'token-1', expires_in: 3_599, token_type: 'Bearer' };
const request: TokenRequest = {
  tenant: 'contoso.example',
  scope: 'https://graph.microsoft.com/.default',
  loginOrigin: 'https://login.microsoftonline.com',
  claims: null,
  signal: new AbortController().signal,
};

type Form = { readonly [parameter: string]: string };

/** Asks a source for a token over a token endpoint that answers `answer`. */
async function ask(
  source: TokenSource,
  answer: Partial<TokenAnswer> | Result<never, GraphFailure> = { body: good },
  changed: Partial<TokenRequest> = {},
): Promise<{ result: Result<AccessToken, GraphFailure>; posts: { url: string; form: Form }[] }> {
  const posts: { url: string; form: Form }[] = [];
  const result = await source.get(
    { ...request, ...changed },
    {
      now: () => now,
      async post(url, form) {
        posts.push({ url, form });
        if ('isErr' in answer) return answer;
        return ok({ status: 200, body: undefined, retryAfter: null, date: null, ...answer });
      },
    },
  );
  return { result, posts };
}

const bySecret = (): TokenSource => clientSecret({ clientId, clientSecret: secret });
const thrown = (work: () => unknown): Error => {
  try {
    work();
  } catch (reason) {
    if (reason instanceof Error) return reason;
  }
  throw new Error('nothing was thrown');
};

describe('a client secret', () => {
  it('is posted to the token endpoint of the tenant, once', async () => {
    const { result, posts } = await ask(bySecret());
    expect(result._unsafeUnwrap()).toEqual({ token: 'token-1', expiresAt: now + 3_599_000 });
    expect(posts).toEqual([
      {
        url: 'https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token',
        form: { grant_type: 'client_credentials', scope: request.scope, client_id: clientId, client_secret: secret },
      },
    ]);
  });

  it('is posted with the claims that Graph asked for', async () => {
    const { posts } = await ask(bySecret(), undefined, { claims: '{"access_token":{}}' });
    expect(posts[0]?.form['claims']).toBe('{"access_token":{}}');
  });

  it('goes to no other path, whatever the tenant is called', async () => {
    const { posts } = await ask(bySecret(), undefined, { tenant: '../@evil.example/#?' });
    const { origin, pathname } = new URL(posts[0]?.url ?? '');
    expect([origin, pathname]).toEqual([request.loginOrigin, '/..%2F%40evil.example%2F%23%3F/oauth2/v2.0/token']);
  });

  it.each<[string, Partial<TokenAnswer> | Result<never, GraphFailure>, string, string]>([
    ['not reached', err(unreachable), 'failed', 'network_unreachable'],
    ['a wrong secret', { status: 401, body: { error_codes: [7000215] } }, 'forbidden', 'provider_credential_invalid'],
    ['no consent', { status: 400, body: { error_codes: [65001] } }, 'forbidden', 'provider_consent_missing'],
    ['a limit', { status: 429, retryAfter: '7' }, 'throttled', 'rate_limited'],
    ['a fault', { status: 503 }, 'failed', 'provider_unavailable'],
    ['no JSON', { body: undefined }, 'failed', 'unknown_error'],
    ['a success with another status', { status: 201, body: good }, 'failed', 'unknown_error'],
    ['no token', { body: { expires_in: 3_599 } }, 'failed', 'unknown_error'],
    ['an empty token', { body: { ...good, access_token: '' } }, 'failed', 'unknown_error'],
    ['a token that is a number', { body: { ...good, access_token: 7 } }, 'failed', 'unknown_error'],
    ['a life of no time', { body: { ...good, expires_in: 0 } }, 'failed', 'unknown_error'],
    ['a life that is negative', { body: { ...good, expires_in: -1 } }, 'failed', 'unknown_error'],
    ['a life that has no end', { body: { ...good, expires_in: 1e12 } }, 'failed', 'unknown_error'],
    ['a life that is a word', { body: { ...good, expires_in: 'soon' } }, 'failed', 'unknown_error'],
    ['no life', { body: { access_token: 'token-1' } }, 'failed', 'unknown_error'],
  ])('that is answered with %s is a failure', async (_, answer, collection, code) => {
    const { result } = await ask(bySecret(), answer);
    expect(result._unsafeUnwrapErr()).toMatchObject({ collection, reason: { code } });
  });

  it('names the member of another shape, and the instant of a limit', async () => {
    const wrong = await ask(bySecret(), { body: { ...good, expires_in: 'soon' } });
    expect(wrong.result._unsafeUnwrapErr().path).toBe('expires_in');
    const limited = await ask(bySecret(), { status: 429, retryAfter: '7' });
    expect(limited.result._unsafeUnwrapErr().reason.retryAt).toBe('2026-11-21T10:00:07.250Z');
    const [date, retryAfter] = ['Sat, 21 Nov 2026 12:00:00 GMT', 'Sat, 21 Nov 2026 12:00:07 GMT'];
    const ahead = await ask(bySecret(), { status: 429, retryAfter, date });
    expect(ahead.result._unsafeUnwrapErr().reason.retryAt).toBe('2026-11-21T10:00:07.250Z');
  });

  it('may be answered with seconds as a text, as older endpoints do', async () => {
    const { result } = await ask(bySecret(), { body: { ...good, expires_in: '3599' } });
    expect(result._unsafeUnwrap().expiresAt).toBe(now + 3_599_000);
  });

  it.each([
    ['no id', { clientId: 'app', clientSecret: secret }, '"clientId"'],
    ['an id with more around', { clientId: `${clientId} `, clientSecret: secret }, '"clientId"'],
    ['an empty secret', { clientId, clientSecret: '' }, '"clientSecret"'],
    ['a secret of spaces', { clientId, clientSecret: '  ' }, '"clientSecret"'],
    ['a secret that is not text', { clientId, clientSecret: [secret] }, '"clientSecret"'],
    ['an option that it does not know', { clientId, clientSecret: secret, tenant: 'x' }, 'tenant'],
  ])('is refused with %s, and the secret is in no error', (_, options, named) => {
    const error = thrown(() => clientSecret(options as { clientId: string; clientSecret: string }));
    expect(error.message).toContain(named);
    expect(inspect(error)).not.toContain(secret);
  });

  it('is distinct from another one of the same app, by a key without it', () => {
    const [one, other] = [bySecret(), clientSecret({ clientId, clientSecret: `${secret}2` })];
    expect(one.key).toBe(bySecret().key);
    expect(one.key).not.toBe(other.key);
    expect(inspect(one, { showHidden: true, depth: 9 }) + JSON.stringify(one)).not.toContain(secret);
  });
});

describe('a client certificate', () => {
  const made = makeCertificate();
  const source = clientCertificate({ clientId, certificate: made.certificate, privateKey: made.privateKey });
  const assertionIn = (form: Form | undefined): readonly string[] => form?.['client_assertion']?.split('.') ?? [];
  const read = (part: string | undefined): unknown => JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

  it('signs an assertion that the certificate proves', async () => {
    const { result, posts } = await ask(source);
    expect(result.isOk()).toBe(true);
    const { client_assertion: _, ...rest } = posts[0]?.form ?? {};
    expect(rest).toEqual({
      grant_type: 'client_credentials',
      scope: request.scope,
      client_id: clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });
    const [head, claims, signature = ''] = assertionIn(posts[0]?.form);
    expect(read(head)).toEqual({
      alg: 'PS256',
      typ: 'JWT',
      'x5t#S256': createHash('sha256').update(made.der).digest('base64url'),
    });
    const seconds = Math.floor(now / 1_000);
    expect(read(claims)).toEqual({
      aud: 'https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token',
      iss: clientId,
      sub: clientId,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      nbf: seconds,
      iat: seconds,
      exp: seconds + 600,
    });
    const key = { key: made.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    const isValid = (text: string): boolean =>
      verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64url'));
    expect([isValid(`${head}.${claims}`), isValid(`${head}.${claims}x`)]).toEqual([true, false]);
  });

  it('signs a new one for each request, for the endpoint of its cloud', async () => {
    const first = await ask(source);
    const second = await ask(source, undefined, { loginOrigin: 'https://login.microsoftonline.us' });
    const [one, two] = [first, second].map(({ posts }) => read(assertionIn(posts[0]?.form)[1]));
    expect(two).toMatchObject({ aud: 'https://login.microsoftonline.us/contoso.example/oauth2/v2.0/token' });
    expect((one as { jti: string }).jti).not.toBe((two as { jti: string }).jti);
  });

  it.each([
    ['another key', { privateKey: makeCertificate().privateKey }, 'does not belong'],
    ['a short key', makeCertificate(1_024), '2,048 bits'],
    ['no key', { privateKey: 'planted key' }, '"privateKey"'],
    ['no certificate', { certificate: 'planted certificate' }, '"certificate"'],
    ['the two exchanged', { certificate: made.privateKey, privateKey: made.certificate }, '"certificate"'],
  ])('is refused with %s, and the key is in no error', (_, changed, named) => {
    const { certificate, privateKey } = { ...made, ...changed };
    const error = thrown(() => clientCertificate({ clientId, certificate, privateKey }));
    expect(error.message).toContain(named);
    expect(inspect(error, { depth: 9 })).not.toMatch(/planted|PRIVATE KEY-----\n/);
  });

  it('shows nothing of the key', () => {
    const lines = made.privateKey.split('\n').filter((line) => line.length === 64);
    const shown = inspect(source, { showHidden: true, depth: 9 }) + JSON.stringify(source);
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => shown.includes(line))).toEqual([]);
  });
});

/** Hosts reject with anything, errors or not. */
const rejecting = (reason: unknown) => async (): Promise<null> => {
  AbortSignal.abort(reason).throwIfAborted();
  return null;
};

describe('a credential of the host', () => {
  const credential = (getToken: TokenCredentialLike['getToken']): TokenSource =>
    tokenCredential({ getToken }, { clientId });

  it('is asked with the scope, the tenant, the claims and the signal, and no address is posted to', async () => {
    const asked: unknown[] = [];
    const source = credential(async (...given) => {
      asked.push(given);
      return { token: 'token-1', expiresOnTimestamp: now + 1_000 };
    });
    const { result, posts } = await ask(source, undefined, { claims: '{}' });
    expect(result._unsafeUnwrap()).toEqual({ token: 'token-1', expiresAt: now + 1_000 });
    expect(asked).toEqual([
      [request.scope, { tenantId: 'contoso.example', claims: '{}', abortSignal: request.signal }],
    ]);
    expect(posts).toEqual([]);
  });

  it.each([
    ['null', null],
    ['an empty token', { token: '', expiresOnTimestamp: now }],
    ['a token that is not text', { token: 7, expiresOnTimestamp: now }],
    ['no end', { token: 'token-1', expiresOnTimestamp: Number.NaN }],
    ['a text', 'token-1'],
  ])('that answers %s has no token', async (_, answer) => {
    const { result } = await ask(credential(async () => answer as { token: string; expiresOnTimestamp: number }));
    expect(result._unsafeUnwrapErr()).toMatchObject({
      reason: { code: 'platform_identity_incomplete', providerCode: 'no_token' },
    });
  });

  it.each([
    ['an AADSTS number', new Error(`AADSTS7000222: ${secret}`), 'provider_credential_invalid', 'AADSTS7000222'],
    ['no number', new Error(secret), 'platform_identity_incomplete', 'credential_failed'],
    ['no error', secret, 'platform_identity_incomplete', 'credential_failed'],
    ['nothing', null, 'platform_identity_incomplete', 'credential_failed'],
  ])('that rejects with %s is reported by codes', async (_, reason, code, providerCode) => {
    const { result } = await ask(credential(rejecting(reason)));
    expect(result._unsafeUnwrapErr().reason).toEqual({ code, providerCode, retryAt: null });
  });

  const wrapped = (code: string) => Object.assign(new Error(secret), { cause: Object.assign(new Error(), { code }) });
  const refused = (statusCode: number, error: string) =>
    Object.assign(new Error(secret), { statusCode, errorResponse: { error, errorDescription: secret } });

  it.each([
    ['DNS', Object.assign(new Error(secret), { code: 'ENOTFOUND' }), 'failed', 'network_unreachable', 'ENOTFOUND'],
    ['TLS', wrapped('CERT_HAS_EXPIRED'), 'failed', 'network_unreachable', 'CERT_HAS_EXPIRED'],
    ['a limit', refused(429, 'slow_down'), 'throttled', 'rate_limited', 'slow_down'],
    ['a fault of the service', refused(503, 'server_error'), 'failed', 'provider_unavailable', 'server_error'],
    ['a refusal', refused(401, 'invalid_client'), 'forbidden', 'provider_credential_invalid', 'invalid_client'],
    ['a file that was removed', wrapped('ENOENT'), 'failed', 'platform_identity_incomplete', 'credential_failed'],
    ['a mistake', wrapped('ERR_INVALID_ARG_TYPE'), 'failed', 'platform_identity_incomplete', 'credential_failed'],
    ['a status that is none', refused(200, 'ok'), 'failed', 'platform_identity_incomplete', 'credential_failed'],
  ])('that rejects because of %s says so', async (_, reason, collection, code, providerCode) => {
    const found = (await ask(credential(rejecting(reason)))).result._unsafeUnwrapErr();
    expect(found).toMatchObject({ collection, reason: { code, providerCode } });
    expect(JSON.stringify(found)).not.toContain(secret);
  });

  it('rejects with the reason of the signal, before and while it is asked', async () => {
    const controller = new AbortController();
    const reason = new Error('stop');
    const source = credential(async () => {
      controller.abort(reason);
      throw new Error('aborted by the signal');
    });
    await expect(ask(source, undefined, { signal: controller.signal })).rejects.toBe(reason);
    await expect(ask(source, undefined, { signal: controller.signal })).rejects.toBe(reason);
  });

  it.each([null, undefined, {}, { getToken: 'x' }])('is refused without getToken: %j', (given) => {
    expect(() => tokenCredential(given as unknown as TokenCredentialLike)).toThrow('getToken(scopes, options)');
  });
});
