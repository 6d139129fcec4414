import { describe, expect, it } from 'vitest';
import { ask, batch, clientId, controlToken, graph, login, tokenOf, worldOf } from './support.ts';

const { simulator } = worldOf({ tenants: [{ name: 'contoso', users: 30, groups: 4 }, { name: 'fabrikam' }] });
const token = await tokenOf(simulator);

const lists = [
  ...[
    '/organization',
    '/users',
    '/users/delta',
    '/groups',
    '/groups/delta',
    '/servicePrincipals',
    '/oauth2PermissionGrants',
  ],
  ...['/roleManagement/directory/roleDefinitions', '/roleManagement/directory/roleAssignments'],
  ...[
    '/roleManagement/directory/roleAssignmentScheduleInstances',
    '/roleManagement/directory/roleEligibilityScheduleInstances',
  ],
  '/identityGovernance/privilegedAccess/group/assignmentScheduleInstances',
  '/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances',
  ...['/identity/conditionalAccess/policies', '/deviceManagement/deviceConfigurations'],
  ...['/deviceManagement/deviceCompliancePolicies', '/deviceManagement/configurationPolicies'],
];
const texts = [
  ...[
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    "' or 1 eq 1 or '",
    "'",
    '((((((((((',
    '%',
    '%ZZ',
    '\u0000',
    '\ud800',
  ],
  ...[
    '\u202Eadmin',
    '../../etc/passwd',
    '..%2f..%2f',
    '<script>alert(1)</script>',
    '${7*7}',
    '$ref',
    '$value',
    'a'.repeat(9_000),
  ],
  ...[
    '-1',
    '1e309',
    'NaN',
    '99999999999999999999',
    'e30.e30',
    '.',
    '/',
    '//',
    '?',
    ';',
    '[]',
    '{}',
    '\r\nx-injected: 1',
  ],
];

/** What must not be in an answer: words of JavaScript's errors and of a stack, and paths of files. */
const inside =
  /\bat \w+.*\(|node:internal|\.ts:\d|TypeError|RangeError|SyntaxError|Cannot read|is not a function|is not iterable/;

function checked(status: number, text: string): void {
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
  expect(text).not.toMatch(inside);
}

async function send(address: string, init: RequestInit = {}): Promise<void> {
  const response = await simulator.handle(new Request(address, init));
  checked(response.status, await response.text());
  expect(response.headers.get('x-injected')).toBeNull();
}

const authorization = { authorization: `Bearer ${token}` };

describe('hostile input never crashes an endpoint and never shows an error from inside', () => {
  it.each(lists)('%s', async (path) => {
    const version = path.endsWith('/configurationPolicies') ? 'beta' : 'v1.0';
    for (const text of texts) {
      const encoded = encodeURIComponent(text.toWellFormed());
      for (const option of [
        '$top',
        '$select',
        '$expand',
        '$filter',
        '$count',
        '$skiptoken',
        '$deltatoken',
        '$search',
        encoded,
      ])
        await send(`${graph}/${version}${path}?${option}=${encoded}`, { headers: authorization });
      for (const key of [encoded, `${encoded}/${encoded}`, `${encoded}/members`, `(${encoded})`])
        await send(`${graph}/${version}${path}/${key}`, { headers: authorization });
      await send(`${graph}/${version}${path}?$filter=${encodeURIComponent(`${text.toWellFormed()} eq 'x'`)}`, {
        headers: authorization,
      });
    }
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'])
      await send(`${graph}/${version}${path}`, { method, headers: authorization });
  });

  it('addresses with broken percent signs, and unknown versions', async () => {
    for (const path of [
      '/v1.0/users/%',
      '/v1.0/%E0%A4%A',
      '/v1.0',
      '/beta',
      '/',
      '/v2.0/users',
      '/v1.0/users//',
      '//v1.0',
    ])
      await send(`${graph}${path}`, { headers: authorization });
  });

  it('an address that is too long, and a query of many options', async () => {
    expect((await ask(simulator, token, `/users?$filter=${'x'.repeat(20_000)}`)).status).toBe(414);
    const many = Array.from({ length: 800 }, (_, at) => `o${String(at)}=1`).join('&');
    await send(`${graph}/v1.0/users?${many}`, { headers: authorization });
  });

  it('headers that are not a token', async () => {
    for (const text of [
      '',
      'Bearer',
      'Bearer ',
      'Basic YTpi',
      `Bearer ${'a.'.repeat(2_000)}`,
      `Bearer ${token}.x`,
      'Bearer a.b.c',
    ])
      expect(
        (await simulator.handle(new Request(`${graph}/v1.0/users`, { headers: { authorization: text } }))).status,
      ).toBe(401);
  });

  it('bodies of batches', async () => {
    const bodies = [
      ...[
        '',
        '{',
        'null',
        '[]',
        '"x"',
        '{"requests":null}',
        '{"requests":[null]}',
        '{"requests":[[]]}',
        '{"__proto__":{}}',
      ],
      '{"requests":[{"id":"1","method":"GET","url":"/users","dependsOn":["1"]}]}',
      '{"requests":[{"id":"__proto__","method":"GET","url":"/users"}]}',
      '{"requests":[{"id":"1","method":"GET","url":"/users","headers":{"a\\r\\nb":"c"}}]}',
      '{"requests":[{"id":"1","method":"GET","url":"/$batch"}]}',
      `${'['.repeat(50_000)}`,
    ];
    for (const body of bodies)
      await send(`${graph}/v1.0/$batch`, {
        method: 'POST',
        headers: { ...authorization, 'content-type': 'application/json' },
        body,
      });
  });

  it('addresses in batches stay on Graph', async () => {
    const urls = [
      'https://evil.example/users',
      '//evil.example/users',
      '/../../__simulator',
      '\\users',
      '?',
      '',
      'users',
      '/users/%',
    ];
    const { body } = await batch(
      simulator,
      token,
      urls.map((url, at) => ({ id: String(at), method: 'GET', url })),
    );
    const found = new Map<string, number>(
      body.responses.map(({ id, status }: { id: string; status: number }) => [id, status]),
    );
    // A path without a slash is one of Graph, and a backslash is a slash in an address.
    expect([found.get('3'), found.get('6')]).toEqual([200, 200]);
    const others = [...found].filter(([id]) => id !== '3' && id !== '6');
    expect(others.filter(([, status]) => status < 400 || status >= 500)).toEqual([]);
    expect(others).toHaveLength(6);
    expect(JSON.stringify(body)).not.toMatch(inside);
  });

  it('the token endpoint', async () => {
    for (const text of texts) {
      const value = text.toWellFormed();
      for (const name of ['grant_type', 'client_id', 'scope', 'client_secret', 'client_assertion', 'claims', value]) {
        const form = {
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: 'x',
          scope: `${graph}/.default`,
        };
        const assertion =
          name === 'client_assertion'
            ? { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' }
            : {};
        const body = new URLSearchParams({ ...form, ...assertion, [name]: value });
        await send(`${login}/contoso/oauth2/v2.0/token`, { method: 'POST', body });
      }
      await send(`${login}/${encodeURIComponent(value)}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
    }
  });

  it('the page for consent escapes what it shows', async () => {
    for (const text of texts)
      for (const name of ['client_id', 'redirect_uri', 'state', 'scope']) {
        const query = new URLSearchParams({
          client_id: clientId,
          redirect_uri: 'https://app.example/consented',
          [name]: text.toWellFormed(),
        });
        const response = await simulator.handle(
          new Request(`${login}/organizations/v2.0/adminconsent?${query.toString()}`),
        );
        const page = await response.text();
        checked(response.status, page.replace(/<style>[^]*<\/style>/, ''));
        expect(page).not.toMatch(/<script|\son\w+=/);
        expect(response.headers.get('location')).toBeNull();
      }
  });

  it('the control endpoint', async () => {
    const headers = { 'x-simulator-token': controlToken };
    for (const body of [
      '',
      '{',
      'null',
      '[]',
      '{"method":"__proto__","args":[]}',
      '{"method":"add","args":["contoso","users",{"__proto__":{"id":1}}]}',
      '['.repeat(50_000),
    ])
      await send('http://127.0.0.1/__simulator', { method: 'POST', headers, body });
    await send('http://127.0.0.1/__simulator/%', { method: 'POST', headers });
  });

  it('a value that the control set does not break the lists that have it', async () => {
    const own = worldOf().simulator;
    const mine = await tokenOf(own);
    own.control.add('contoso', 'users', { displayName: 5, userPrincipalName: null, constructor: 'x' });
    for (const query of [
      "$filter=displayName eq 'x'",
      "$filter=startswith(userPrincipalName,'a')",
      '$select=displayName',
      "$filter=constructor eq 'x'",
    ])
      expect((await ask(own, mine, `/users?${query}`)).status, query).toBe(200);
  });
});
