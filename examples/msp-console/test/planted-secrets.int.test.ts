import { inspect } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { createTenantAtlas, orThrow, systemActor, workspaceUser, type CredentialSource } from '@tenantatlas/core';
import { createGraphProvider } from '@tenantatlas/graph-provider';
import { createAtlasHandler } from '@tenantatlas/http/server';
import { createPgStorage } from '@tenantatlas/storage-pg';
import { pglite } from '@tenantatlas/storage-pg/pglite';
import { expect, it, onTestFinished } from 'vitest';

// A secret that Microsoft, a credential or a vault holds, followed through all that the product keeps and shows.
const guid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const clientId = guid(1);
const graphAppId = '00000003-0000-0000-c000-000000000000';
const planted = (number: number): string => `x8Q~planted.${String(number)}_hunter2`;
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const error = (members: object, status = 403, headers = {}): Response => json(status, { error: members }, headers);

interface Situation {
  readonly credential?: unknown;
  /** In place of the usual answer of the token endpoint. */
  readonly token?: () => Response;
  /** In place of the usual answer of Graph. */
  readonly graph?: () => Response;
  /** The part of a path of Graph that `graph` answers. @default all */
  readonly at?: string;
}

/** Where a secret can be, one in each situation. */
const situations: readonly (readonly [string, (secret: string) => Situation])[] = [
  ['a client secret that works', (clientSecret) => ({ credential: { clientId, clientSecret } })],
  [
    'a client secret that is refused',
    (clientSecret) => ({
      credential: { clientId, clientSecret },
      token: () => json(401, { error: 'invalid_client', error_codes: [7000215] }),
    }),
  ],
  ['a certificate', (certificate) => ({ credential: { clientId, certificate, privateKey: 'x' } })],
  ['a private key', (privateKey) => ({ credential: { clientId, certificate: 'x', privateKey } })],
  ['a credential of another shape', (secret) => ({ credential: { [secret]: secret } })],
  ['a credential that is a text', (credential) => ({ credential })],
  ['a client id', (secret) => ({ credential: { clientId: secret, clientSecret: 'x' } })],
  ['the token', (token) => ({ token: () => json(200, { access_token: token, expires_in: 3_600 }) })],
  ['a token of another shape', (token) => ({ token: () => json(200, { access_token: [token], expires_in: token }) })],
  ['a token beside a text', (token) => ({ token: () => new Response(`token=${token}`) })],
  [
    'the description of a sign-in',
    (text) => ({ token: () => json(400, { error: 'invalid_grant', error_description: `AADSTS65001: ${text}` }) }),
  ],
  ['the error of a sign-in', (text) => ({ token: () => json(400, { error: text }) })],
  ['the suberror of a sign-in', (text) => ({ token: () => json(400, { error: 'invalid_grant', suberror: text }) })],
  ['the address of an error', (text) => ({ token: () => json(400, { error: 'x', error_uri: text }) })],
  ['the claims of a sign-in', (text) => ({ token: () => json(400, { error: 'interaction_required', claims: text }) })],
  ['a page of a proxy', (text) => ({ token: () => new Response(text, { status: 502 }) })],
  [
    'a redirection',
    (text) => ({ token: () => new Response(null, { status: 302, headers: { location: `/${text}` } }) }),
  ],
  ['the message of an error', (message) => ({ graph: () => error({ code: 'Authorization_RequestDenied', message }) })],
  ['the code of an error', (code) => ({ graph: () => error({ code }) })],
  ['the code inside of an error', (code) => ({ graph: () => error({ code: 'x', innerError: { code } }) })],
  [
    'a code in the message',
    (text) => ({ graph: () => error({ code: 'UnknownError', message: `{"errorCode":"${text}"}` }) }),
  ],
  [
    'the claims of a challenge',
    (text) => ({
      graph: () =>
        error({ code: 'x' }, 401, {
          'www-authenticate': `Bearer error="insufficient_claims", claims="${btoa(`{"${text}":1}`)}"`,
        }),
    }),
  ],
  ['an answer that is not JSON', (text) => ({ graph: () => new Response(text) })],
  ['an answer of another shape', (text) => ({ graph: () => json(200, { value: { [text]: text } }) })],
  ['the name of a permission', (value) => ({ graph: () => principals(value), at: '$batch' })],
  [
    'a message in a batch',
    (message) => ({ graph: () => batchOf(403, { error: { code: 'x', message } }), at: '$batch' }),
  ],
  [
    'a link to another page',
    (text) => ({
      graph: () => json(200, { value: [], '@odata.nextLink': `https://elsewhere.example/${text}` }),
      at: 'appRoleAssignments',
    }),
  ],
  ['a Retry-After', (text) => ({ graph: () => error({ code: 'x' }, 400, { 'retry-after': text }) })],
];

function batchOf(status: number, ...bodies: readonly unknown[]): Response {
  const [first, second = first] = bodies;
  return json(200, { responses: [first, second].map((body, id) => ({ id: String(id), status, body })) });
}

function principals(value = 'Directory.Read.All'): Response {
  const microsoft = { id: guid(3), appId: graphAppId, appRoles: [{ id: guid(4), value }] };
  return batchOf(200, { value: [{ id: guid(2), appId: clientId }] }, { value: [microsoft] });
}

/** Microsoft, as a check of a connection asks it. The tenant of a request is in the address of its sign-in, and then in its token. */
function microsoft(made: readonly Situation[]): typeof globalThis.fetch {
  const tokens = new Map<string, number>();
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    const named = /\/t-(\d+)\.example\//.exec(pathname)?.[1];
    if (named !== undefined) {
      const answer = made[Number(named)]?.token?.() ?? json(200, { access_token: `token-${named}`, expires_in: 3_600 });
      const { access_token: token } = (await answer
        .clone()
        .json()
        .catch(() => ({}))) as { access_token?: unknown };
      if (typeof token === 'string') tokens.set(token, Number(named));
      return answer;
    }
    const number = tokens.get(request.headers.get('authorization')?.replace('Bearer ', '') ?? '') ?? -1;
    const { graph, at = '' } = made[number] ?? {};
    if (graph && pathname.includes(at)) return graph();
    if (pathname.endsWith('$batch')) return principals();
    if (pathname.endsWith('/appRoleAssignments'))
      return json(200, { value: [{ id: 'a', appRoleId: guid(4), principalId: guid(2), resourceId: guid(3) }] });
    if (pathname.endsWith('/oauth2PermissionGrants')) return json(200, { value: [] });
    const verifiedDomains = [{ name: `t-${String(number)}.example` }];
    return json(200, { value: [{ id: guid(100 + number), displayName: 'Contoso', verifiedDomains }] });
  };
}

/** All rows of all tables. */
async function dumpOf(database: PGlite): Promise<string> {
  const tables = await database.query<{ readonly name: string }>(
    "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  const rows: string[] = [];
  for (const { name } of tables.rows) {
    const found = await database.query<{ readonly row: string }>(`select row_to_json(t)::text as row from ${name} t`);
    rows.push(...found.rows.map(({ row }) => `${name} ${row}`));
  }
  return rows.join('\n');
}

it('a secret is in no row, report, audit entry, HTTP answer, log, span or print', async () => {
  expect(situations.length).toBeGreaterThanOrEqual(25);
  const made = situations.map(([, make], number) => make(planted(number)));
  const database = await PGlite.create('memory://');
  onTestFinished(() => database.close());
  const storage = orThrow(await createPgStorage({ database: pglite(database) }));
  orThrow(await storage.migrate());

  const told: unknown[] = [];
  const note = (...values: readonly unknown[]): void => void told.push(values);
  const logger = { warn: note, error: note, debug: note };
  const instrumentation = { control: note, request: note };
  const credentials: CredentialSource = {
    async resolve({ reference }) {
      if (reference === 'vault-throws') throw new Error(planted(situations.length));
      const { credential = { clientId, clientSecret: 'x' } } = made[Number(reference.replace('ref-', ''))] ?? {};
      return credential;
    },
  };
  const limits = { maxAttempts: 1 };
  const provider = createGraphProvider({ fetch: microsoft(made), logger, instrumentation, limits });
  const atlas = createTenantAtlas({ storage, providers: [provider], credentials, logger, instrumentation });
  onTestFinished(() => atlas.close());
  atlas.worker.start();

  const system = atlas.as(systemActor('test'));
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-1', role: 'owner' }));
  const outcomes = new Map<string, string>();
  const ids: string[] = [];
  for (const [number, name] of [...situations.map(([where]) => where), 'a vault that throws'].entries()) {
    const tenantId = `t-${String(number)}`;
    orThrow(await system.tenants.create({ workspaceId: 'w-1', tenantId, name }));
    orThrow(await system.workspaces.grantTenant({ workspaceId: 'w-1', userId: 'u-1', tenantId }));
    const { id } = orThrow(
      await system.connections.create({
        workspaceId: 'w-1',
        tenantId,
        provider: 'microsoft',
        connectionType: 'dedicated',
        credentialReference: number < situations.length ? `ref-${String(number)}` : 'vault-throws',
        displayName: name,
        externalTenantId: `${tenantId}.example`,
      }),
    );
    orThrow(await system.connections.verify({ workspaceId: 'w-1', connectionId: id }));
    ids.push(id);
  }
  await atlas.worker.idle();
  for (const id of ids) {
    const { displayName, report } = orThrow(await system.connections.get({ workspaceId: 'w-1', connectionId: id }));
    outcomes.set(displayName, report?.checks.find(({ key }) => key === 'sign_in')?.status ?? 'none');
  }
  // Every check ran to its end, and with the secret that is right the tenant was reached.
  expect([...outcomes.values()].filter((status) => status === 'none')).toEqual([]);
  expect(outcomes.get('a client secret that works')).toBe('pass');
  expect(outcomes.get('a client secret that is refused')).toBe('fail');

  const handler = createAtlasHandler({ atlas, logger, authenticate: () => workspaceUser({ id: 'u-1', label: 'Ada' }) });
  const asked = [
    '/connections',
    '/audit?limit=200',
    '/audit/export?format=csv',
    '/audit/export?format=ndjson',
    '/operations?limit=200',
    ...ids.flatMap((id) => [`/connections/${id}`, `/connections/${id}/permissions`]),
  ];
  for (const path of asked) {
    const answer = await handler(new Request(`http://localhost/v1/workspaces/w-1${path}`));
    const text = await answer.text();
    expect(answer.ok ? '' : `${path} ${text}`).toBe('');
    note(text, Object.fromEntries(answer.headers));
  }
  const dump = await dumpOf(database);
  expect(dump).toContain('a vault that throws');

  const shown = inspect(told, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null });
  for (const text of [
    dump,
    shown,
    JSON.stringify(told),
    inspect([atlas, provider, storage], { depth: 6, showHidden: true }),
  ])
    for (const [number, where] of [...situations.map(([name]) => name), 'a vault that throws'].entries()) {
      const secret = planted(number);
      for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').slice(4, -4)])
        expect(text.includes(form), where).toBe(false);
    }
  // The provider was observed, so that its silence is a proof.
  expect(shown).toContain('provider.request');
});
