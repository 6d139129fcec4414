import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { certificateOf } from './certificate.ts';
import { ask, askToken, beta, clientId, login, start, tokenOf, worldOf } from './support.ts';

describe('the token endpoint', () => {
  const { simulator } = worldOf();

  it.each([
    ['an unknown tenant', 'nowhere', {}, 90002, 400, 'invalid_request'],
    ['a tenant that is not a name', 'no tenant!', {}, 900023, 400, 'invalid_request'],
    [
      'an unknown app',
      'contoso',
      { client_id: '00000000-0000-4000-8000-000000000000' },
      700016,
      400,
      'unauthorized_client',
    ],
    ['a bad secret', 'contoso', { client_secret: 'wrong' }, 7000215, 401, 'invalid_client'],
    ['an expired secret', 'contoso', { client_secret: 'an old secret' }, 7000222, 401, 'invalid_client'],
    ['no credential', 'contoso', { client_secret: '' }, 7000218, 400, 'invalid_client'],
    ['no scope', 'contoso', { scope: '' }, 900144, 400, 'invalid_request'],
    ['another grant type', 'contoso', { grant_type: 'password' }, 70003, 400, 'unsupported_grant_type'],
    ['a scope without .default', 'contoso', { scope: 'User.Read' }, 70011, 400, 'invalid_scope'],
    [
      'the Graph of another cloud',
      'contoso',
      { scope: 'https://graph.microsoft.us/.default' },
      500011,
      400,
      'invalid_resource',
    ],
    ['a tenant that has not consented', 'fabrikam', {}, 65001, 400, 'invalid_grant'],
  ] as const)('refuses %s', async (_, tenant, form, code, status, error) => {
    const told = await askToken(simulator, form, encodeURIComponent(tenant));
    expect(told).toMatchObject({ status, body: { error, error_codes: [code], timestamp: '2026-11-30 08:00:00Z' } });
    expect(told.body.error_description).toMatch(
      new RegExp(
        `^AADSTS${code}: .* Trace ID: ${told.body.trace_id} Correlation ID: ${told.body.correlation_id} Timestamp: `,
      ),
    );
  });

  it.each([53003, 50049, 65001, 90033, 90038, 650051, 7000229])(
    'answers AADSTS%i when the control asks for it',
    async (code) => {
      const own = worldOf().simulator;
      own.control.failLogin('contoso', code);
      expect((await askToken(own)).body).toMatchObject({ error_codes: [code] });
      own.control.failLogin('contoso', null);
      expect((await askToken(own)).status).toBe(200);
    },
  );

  it('issues a token for a tenant by id, name or domain, which expires', async () => {
    const { simulator: own, time } = worldOf({ tokenSeconds: 60 });
    const [tenant] = own.control.tenants();
    for (const name of ['contoso', tenant!.id, tenant!.id.toUpperCase(), tenant!.domain]) {
      const { body } = await askToken(own, {}, name);
      expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 60 });
      expect((await ask(own, body.access_token, '/organization')).body.value[0].id).toBe(tenant!.id);
    }
    const token = await tokenOf(own);
    time.now += 60_000;
    expect(await ask(own, token, '/organization')).toMatchObject({
      status: 401,
      body: { error: { code: 'InvalidAuthenticationToken' } },
    });
  });

  it('shows a consent in tokens only after its delay', async () => {
    const { simulator: own, time } = worldOf({ consentDelayMillis: 60_000 });
    own.control.consent('fabrikam', clientId);
    expect((await ask(own, await tokenOf(own, 'fabrikam'), '/users')).status).toBe(403);
    time.now += 60_000;
    expect((await ask(own, await tokenOf(own, 'fabrikam'), '/users')).status).toBe(200);
  });
});

describe('client assertions', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = certificateOf(privateKey, publicKey);
  const der = Buffer.from(pem.replace(/-----.*?-----|\s/g, ''), 'base64');
  const { simulator } = worldOf({
    apps: [
      { clientId, displayName: 'Atlas', certificates: [pem], consentedBy: ['contoso'], permissions: ['User.Read.All'] },
    ],
  });
  const seconds = start / 1000;
  const good = {
    iss: clientId,
    sub: clientId,
    aud: `${login}/contoso/oauth2/v2.0/token`,
    nbf: seconds,
    exp: seconds + 600,
    jti: 'one',
  };
  const named = { alg: 'RS256', typ: 'JWT', 'x5t#S256': createHash('sha256').update(der).digest('base64url') };
  const assert = (claims: object, key: KeyObject = privateKey, header: object = named): string => {
    const [head, body] = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    return `${head}.${body}.${createSign('RSA-SHA256').update(`${head}.${body}`).sign(key).toString('base64url')}`;
  };
  const send = async (client_assertion: string): Promise<unknown> => {
    const form = {
      client_secret: '',
      client_assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    };
    const { status, body } = await askToken(simulator, form);
    return status === 200 ? 200 : body.error_codes[0];
  };

  it.each([
    ['a right one', () => assert(good), 200],
    ['a signature of another key', () => assert(good, other.privateKey), 700027],
    ['an unknown thumbprint', () => assert(good, privateKey, { ...named, 'x5t#S256': 'AAAA' }), 700027],
    ['no signature', () => assert(good, privateKey, { ...named, alg: 'none' }), 700027],
    ['another issuer', () => assert({ ...good, iss: 'another' }), 700021],
    ['another audience', () => assert({ ...good, aud: 'https://elsewhere.example/' }), 700023],
    ['one that has expired', () => assert({ ...good, exp: seconds - 301 }), 700024],
    ['one of the future', () => assert({ ...good, nbf: seconds + 301 }), 700024],
    ['one without an end', () => assert({ ...good, exp: undefined }), 700024],
    ['what is not a JWT', () => 'a.b.c', 50027],
  ])('%s', async (_, make, expected) => {
    expect(await send(make())).toBe(expected);
  });
});

describe('access to Graph', () => {
  it.each([
    ['/users', 'User.Read.All', /^Authorization_RequestDenied$/, /Insufficient privileges/],
    ['/organization', 'Organization.Read.All', /^Authorization_RequestDenied$/, /Insufficient privileges/],
    ['/identity/conditionalAccess/policies', 'Policy.Read.All', /^AccessDenied$/, /required scopes are missing/],
    [
      '/roleManagement/directory/roleEligibilityScheduleInstances',
      'RoleManagement.Read.Directory',
      /^UnknownError$/,
      /PermissionScopeNotGranted/,
    ],
    [
      '/deviceManagement/deviceConfigurations',
      'DeviceManagementConfiguration.Read.All',
      /^Forbidden$/,
      /not authorized/,
    ],
  ])('%s needs %s in the token', async (path, permission, code, message) => {
    const { simulator } = worldOf();
    const before = await tokenOf(simulator);
    simulator.control.revoke('contoso', clientId, permission);
    expect((await ask(simulator, before, path)).status).toBe(200);
    const { status, body } = await ask(simulator, await tokenOf(simulator), path);
    expect([status, body.error.code]).toEqual([403, expect.stringMatching(code)]);
    expect(body.error.message).toMatch(message);
    simulator.control.grant('contoso', clientId, permission);
    expect((await ask(simulator, await tokenOf(simulator), path)).status).toBe(200);
  });

  it.each([
    ['/roleManagement/directory/roleEligibilityScheduleInstances', 400, 'AadPremiumLicenseRequired'],
    ['/roleManagement/directory/roleAssignmentScheduleInstances', 400, 'AadPremiumLicenseRequired'],
    [
      "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances?$filter=groupId eq 'x'",
      400,
      'AadPremiumLicenseRequired',
    ],
    [`${beta}/deviceManagement/configurationPolicies`, 400, 'BadRequest'],
    ['/users?$select=id,signInActivity', 403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'],
  ])('%s needs a licence', async (path, status, code) => {
    const { simulator } = worldOf();
    simulator.control.grant('contoso', clientId, 'AuditLog.Read.All');
    const token = await tokenOf(simulator);
    expect((await ask(simulator, token, path)).status).toBe(200);
    simulator.control.setLicences('contoso', []);
    const refused = await ask(simulator, token, path);
    expect([refused.status, refused.body.error.code]).toEqual([status, code]);
    expect((await ask(simulator, token, '/users')).status).toBe(200);
  });

  it('asks for a separate permission for sign-in activity, and answers it when it is selected only', async () => {
    const { simulator } = worldOf();
    const path = '/users?$select=id,signInActivity';
    const refused = await ask(simulator, await tokenOf(simulator), path);
    expect([refused.status, refused.body.error.code]).toEqual([403, 'Authentication_MSGraphPermissionMissing']);
    simulator.control.grant('contoso', clientId, 'AuditLog.Read.All');
    const token = await tokenOf(simulator);
    const { value } = (await ask(simulator, token, path)).body;
    expect(new Set(value.map(({ signInActivity }: { signInActivity: unknown }) => typeof signInActivity))).toEqual(
      new Set(['object']),
    );
    expect((await ask(simulator, token, '/users')).body.value[0]).not.toHaveProperty('signInActivity');
  });

  it('refuses tokens that are missing, made up, or changed', async () => {
    const { simulator } = worldOf();
    const token = await tokenOf(simulator);
    const [head, body = '', signature] = token.split('.');
    const known = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as object;
    const claims = Buffer.from(JSON.stringify({ ...known, exp: 9e9 })).toString('base64url');
    for (const one of ['', 'abc', 'a.b.c', `${head}.${claims}.${signature}`, `${token}x`])
      expect((await ask(simulator, one, '/users')).status, one).toBe(401);
    expect((await ask(worldOf({ seed: 'other' }).simulator, token, '/users')).status).toBe(401);
  });

  it('challenges for claims until a token carries them', async () => {
    const { simulator } = worldOf();
    simulator.control.challenge('contoso', '1764489600');
    const refused = await ask(simulator, await tokenOf(simulator), '/users');
    const header = refused.headers.get('www-authenticate') ?? '';
    expect([refused.status, header]).toEqual([401, expect.stringContaining('error="insufficient_claims"')]);
    const claims = Buffer.from(/claims="([^"]+)"/.exec(header)?.[1] ?? '', 'base64').toString('utf8');
    expect((await ask(simulator, await tokenOf(simulator), '/users')).status).toBe(401);
    expect((await ask(simulator, await tokenOf(simulator, 'contoso', { claims }), '/users')).status).toBe(200);
  });

  it('keeps tenants apart', async () => {
    const { simulator } = worldOf();
    simulator.control.consent('fabrikam', clientId);
    const [mine, other] = [await tokenOf(simulator), await tokenOf(simulator, 'fabrikam')];
    const [user] = (await ask(simulator, mine, '/users')).body.value;
    expect((await ask(simulator, other, `/users/${user.id}`)).status).toBe(404);
  });
});
