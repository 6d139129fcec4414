import * as fc from 'fast-check';
import { routes } from '../../src/contract/routes.ts';
import { actors } from './served-world.ts';

/** One request as random tests send it. */
export interface RandomRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: Uint8Array | null;
}

const ascii = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 12,
});
const junkSegment = fc.oneof(
  ascii,
  fc.constantFrom(
    '%00',
    '%',
    '%2F',
    '%252F',
    '~.',
    '~..',
    '..',
    '.',
    '%2e%2e',
    '%ff',
    '%C3%A4',
    '__proto__',
    '*',
    ';',
    'a'.repeat(121),
  ),
);
const members: { readonly [member: string]: readonly string[] } = {
  workspaceId: ['w-1', 'w-1', 'w-1', 'w-2', 'a%2Fb', 'w-none'],
  tenantId: ['t-1', 't-1', 't-2'],
  userId: ['u-1', 'u-2', 'u-owner'],
  control: ['acme.sweep', 'restore.execute', 'acme.none'],
  runId: ['r-1'],
  activationId: ['a-1'],
};

const often = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, weight = 6): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight }, { arbitrary: rare, weight: 1 });

const filled = (path: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      ...path.split('/').map((segment) => {
        const name = /^\{(\w+)\}$/.exec(segment)?.[1];
        return name === undefined
          ? fc.constant(segment)
          : often(fc.constantFrom(...(members[name] ?? ['x'])), junkSegment, 12);
      }),
    )
    .map((segments) => segments.join('/'));

const known: { readonly [name: string]: unknown } = {
  workspaceId: 'w-9',
  name: 'A name',
  role: 'operator',
  tenantId: 't-1',
  to: 'archived',
  lifecycle: 'active',
  expectedVersion: 1,
  scope: { type: 'global' },
  reason: 'Planned work',
  type: 'acme.sweep',
  inputs: { list: 'l-1' },
  idempotencyKey: 'click-1',
};

/** The members that each write needs, so that some writes succeed. */
const wanted: { readonly [method: string]: readonly string[] } = {
  'workspaces.create': ['workspaceId', 'name'],
  'workspaces.addMember': ['role'],
  'workspaces.grantTenant': ['role'],
  'tenants.create': ['tenantId', 'name', 'lifecycle'],
  'tenants.changeLifecycle': ['to'],
  'controls.pause': ['scope', 'reason'],
  'controls.resume': ['scope'],
  'controls.rescope': ['scope', 'reason'],
  'operations.start': ['type', 'tenantId', 'inputs'],
};
const rightBody = (method: string): object =>
  Object.fromEntries((wanted[method] ?? []).map((name) => [name, known[name]]));

/** Who may call a method, so that half of the calls come from a permitted actor. */
const callers: { readonly [group: string]: string } = {
  controls: 'operator',
  operations: 'owner',
  surfaces: 'owner',
  knowledge: 'owner',
  audit: 'owner',
};
const callerOf = (method: string): string => callers[method.split('.')[0] ?? ''] ?? 'system';

const anyJson = fc.oneof(
  fc.json({ maxDepth: 5 }),
  fc.constantFrom('null', '[]', '42', '""', '{"__proto__":{}}', '{"constructor":1}', '[1e400]'),
);

/** Half of these parse as JSON. */
const bodyOf = (method: string): fc.Arbitrary<Uint8Array> => {
  const right = JSON.stringify(rightBody(method));
  const mutated = fc
    .tuple(fc.constantFrom(...Object.keys(known)), anyJson)
    .map(([name, value]) => JSON.stringify({ ...rightBody(method), [name]: JSON.parse(value) as unknown }));
  const json = fc.oneof(
    { arbitrary: fc.constant(right), weight: 6 },
    { arbitrary: mutated, weight: 2 },
    { arbitrary: anyJson, weight: 1 },
  );
  const broken = fc.oneof(
    fc.tuple(json, fc.nat({ max: 200 })).map(([text, at]) => `${text.slice(0, at % (text.length + 1))}\u0000`),
    json.map((text) => `${text},`),
    json.map((text) => `\ufeff${text}`),
    fc.constantFrom('{"a":1,"a":2}x', "{'a':1}", 'reason=Planned+work', '['.repeat(40_000), `"${'x'.repeat(70_000)}`),
  );
  const encoder = new TextEncoder();
  return fc.oneof(
    { arbitrary: json.map((text) => encoder.encode(text)), weight: 5 },
    { arbitrary: broken.map((text) => encoder.encode(text)), weight: 4 },
    {
      arbitrary: fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Uint8Array.from([0xff, ...bytes])),
      weight: 1,
    },
  );
};

const names = [
  'status',
  'limit',
  'cursor',
  'tenant_id',
  'action',
  'window',
  'from',
  'scope',
  'workspace_id',
  'format',
  'type',
  '__proto__',
];
const parameter = fc.tuple(
  fc.oneof(fc.constantFrom(...names), ascii),
  fc.oneof(fc.constantFrom('', '1', '0', 'x', '24h', 'csv', 'global'), ascii),
);
const query = often(
  fc.constant(''),
  fc.array(parameter, { maxLength: 4 }).map((given) => `?${given.map((pair) => pair.join('=')).join('&')}`),
  2,
);

const strangeHeaders = fc.record(
  {
    'x-request-id': fc.oneof(ascii, fc.constant('x'.repeat(200))),
    origin: fc.constantFrom('null', 'https://evil.example', 'http://127.0.0.1', '%', '', 'https://admin.example.com'),
    'sec-fetch-site': fc.constantFrom('same-origin', 'none', 'cross-site', 'same-site', ''),
    'content-type': fc.constantFrom(
      'text/plain',
      'application/json; charset=x',
      'multipart/form-data; boundary=y',
      'application/json-patch+json',
    ),
    accept: fc.constantFrom('text/html', '*/*', ''),
    cookie: ascii,
    'x-forwarded-host': fc.constantFrom('evil.example', ''),
    'content-encoding': fc.constantFrom('gzip', 'br'),
  },
  { requiredKeys: [] },
);
const headers = often(fc.constant({}), strangeHeaders, 2);
const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'];

/** Requests of every kind: right ones, nearly right ones and garbage. */
export const randomRequest: fc.Arbitrary<RandomRequest> = fc.constantFrom(...routes).chain((route) =>
  fc
    .record({
      method: often(fc.constant<string>(route.verb), fc.constantFrom(...verbs), 9),
      path: often(
        filled(route.path).map((path) => path.replace('/w-1/archive', '/v1/archive')), // w-1 is needed in service
        fc.array(junkSegment, { maxLength: 5 }).map((segments) => `/${segments.join('/')}`),
        12,
      ),
      query,
      headers,
      actor: fc.oneof(
        { arbitrary: fc.constant(callerOf(route.method)), weight: 5 },
        { arbitrary: fc.constantFrom(...Object.keys(actors)), weight: 4 },
        { arbitrary: fc.constantFrom('', 'nobody'), weight: 1 },
      ),
      body: bodyOf(route.method),
    })
    .map(({ method, path, query: asked, headers: given, actor, body }) => {
      const bears = !['GET', 'HEAD', 'OPTIONS'].includes(method);
      return {
        method,
        target: encodeTarget(path + (method === 'GET' || method === 'HEAD' ? asked : '')),
        headers: { 'x-actor': actor, ...(bears ? { 'content-type': 'application/json' } : {}), ...given },
        body: bears ? body : null,
      };
    }),
);

/** What Node's own client refuses to send is escaped; a fragment never travels. */
function encodeTarget(target: string): string {
  return target.replaceAll('#', '%23').replaceAll('\\', '%5C');
}
