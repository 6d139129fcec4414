import { inspect } from 'node:util';
import { err, type Instrumentation, type Logger } from '@tenantatlas/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { limits, tokens } from '../../test/support/graph-of.ts';
import { makeCertificate } from '../../test/support/certificate.ts';
import { VirtualTime } from '../../test/support/virtual-time.ts';
import { failure } from '../answers/failure.ts';
import { endpointsOf } from '../clouds.ts';
import { clientCertificate } from '../tokens/client-certificate.ts';
import { clientSecret } from '../tokens/client-secret.ts';
import { tokenCredential } from '../tokens/token-credential.ts';
import type { TokenSource } from '../tokens/token-source.ts';
import { createGraphClient } from './client.ts';

const clientId = '11111111-2222-3333-4444-555555555555';

/** One place where a secret can be. What is left out answers as Graph does when all is well. */
interface Situation {
  readonly source?: TokenSource;
  readonly tenant?: string;
  /** What follows the collection in each path that is read. */
  readonly path?: string;
  readonly token?: () => Response;
  readonly graph?: (request: Request) => Response | Promise<Response>;
  readonly instrumentation?: Instrumentation;
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });
const refusal = (status: number, error: object, headers: Record<string, string> = {}): Situation => ({
  graph: () => json(status, { error }, headers),
});
const login = (status: number, body: unknown): Situation => ({
  source: clientSecret({ clientId, clientSecret: 'another~secret' }),
  token: () => json(status, body),
});
const credential = (getToken: () => Promise<never>): Situation => ({ source: tokenCredential({ getToken }) });
const broken = (error: unknown): Situation => ({
  graph: () => {
    AbortSignal.abort(error).throwIfAborted();
    return json(200, {});
  },
});
const users = (more: object): Situation => ({ graph: () => json(200, { value: [{ id: '1' }], ...more }) });

const situations: readonly (readonly [string, (planted: string) => Situation])[] = [
  [
    'the client secret of a sign-in that works',
    (planted) => ({ source: clientSecret({ clientId, clientSecret: planted }) }),
  ],
  [
    'the client secret of a sign-in that is refused',
    (planted) => ({
      source: clientSecret({ clientId, clientSecret: planted }),
      token: () =>
        json(401, { error: 'invalid_client', error_codes: [7000215], error_description: `AADSTS7000215 ${planted}` }),
    }),
  ],
  ['the description of a sign-in', (planted) => login(400, { error: 'invalid_grant', error_description: planted })],
  ['the error of a sign-in', (planted) => login(400, { error: planted })],
  [
    'the claims and the suberror of a sign-in',
    (planted) => login(400, { error: 'invalid_grant', claims: planted, suberror: planted }),
  ],
  ['a token of another shape', (planted) => login(200, { access_token: [planted], expires_in: planted })],
  ['a token with a line break, which the platform quotes', (planted) => ({ source: tokens(`${planted}\nx`) })],
  ['a token that works', (planted) => ({ source: tokens(planted) })],
  [
    'a token that Graph refuses',
    (planted) => ({
      source: tokens(planted),
      ...refusal(401, { code: 'InvalidAuthenticationToken', message: planted }),
    }),
  ],
  [
    'a token in the error of the platform',
    (planted) => ({
      source: tokens(planted),
      graph: (request) =>
        Promise.reject(new TypeError('fetch failed', { cause: { request, headers: [...request.headers] } })),
    }),
  ],
  ['the message of a credential', (planted) => credential(() => Promise.reject(new Error(planted)))],
  [
    'the members of the error of a credential',
    (planted) =>
      credential(() =>
        Promise.reject(Object.assign(new Error('x'), { code: planted, details: { planted }, name: planted })),
      ),
  ],
  [
    'a source of the host that answers with a secret inside',
    (planted) => ({ source: { key: planted, clientId, get: async () => err(failure('failed', 'unknown_error')) } }),
  ],
  ['the message of Graph', (planted) => refusal(403, { code: 'Authorization_RequestDenied', message: planted })],
  ['the code of Graph', (planted) => refusal(400, { code: planted, innerError: { code: planted, message: planted } })],
  ['a text that is not JSON', (planted) => ({ graph: () => new Response(`<html>${planted}</html>`, { status: 502 }) })],
  [
    'the headers of a refusal',
    (planted) =>
      refusal(
        401,
        {},
        {
          'www-authenticate': `Bearer realm="${planted}", error="insufficient_claims", claims="${Buffer.from(`{"a":"${planted}"}`).toString('base64')}"`,
          'retry-after': planted,
          'request-id': planted,
        },
      ),
  ],
  [
    'a Location',
    (planted) => ({
      graph: () => new Response(null, { status: 302, headers: { location: `https://x.example/?code=${planted}` } }),
    }),
  ],
  [
    'a member of another type',
    (planted) => ({ graph: () => json(200, { id: { planted }, value: [{ id: [planted] }] }) }),
  ],
  [
    'a nextLink that is refused',
    (planted) => users({ '@odata.nextLink': `https://u:${planted}@graph.microsoft.com/v1.0/users` }),
  ],
  [
    'a nextLink that is followed and fails',
    (planted) => ({
      graph: ({ url }) =>
        url.includes('skiptoken')
          ? json(404, { error: { code: 'Gone', message: url } })
          : json(200, {
              value: [],
              '@odata.nextLink': `https://graph.microsoft.com/v1.0/users?$skiptoken=${encodeURIComponent(planted)}`,
            }),
    }),
  ],
  [
    'a deltaLink that is refused',
    (planted) => users({ '@odata.deltaLink': `https://evil.example/v1.0/users/delta?token=${planted}` }),
  ],
  [
    'the query and the id of a path',
    (planted) => ({
      path: `/${planted}/memberOf?$filter=mail eq '${planted}'`,
      ...refusal(404, { code: 'Request_ResourceNotFound', message: planted }),
    }),
  ],
  [
    'the name of a tenant',
    (planted) => ({
      tenant: planted,
      source: clientSecret({ clientId, clientSecret: 'another~secret' }),
      graph: () => json(500, {}),
    }),
  ],
  [
    'the error of an address that the platform cannot reach',
    (planted) => broken(Object.assign(new Error(planted), { code: planted, cause: new Error(planted) })),
  ],
  ['a thrown text', (planted) => broken(planted)],
  [
    'a body that breaks off',
    (planted) => ({
      graph: () =>
        new Response(
          new ReadableStream({
            start(controller) {
              controller.enqueue(new TextEncoder().encode(`{"id":"${planted}`));
              controller.error(new Error(planted));
            },
          }),
        ),
    }),
  ],
  [
    'the answers in a batch',
    (planted) => ({
      graph: ({ method }) =>
        method === 'POST'
          ? json(200, {
              responses: [
                {
                  id: '0',
                  status: 403,
                  headers: { 'x-planted': planted },
                  body: { error: { code: planted, message: planted } },
                },
                { id: '1', status: 200, body: planted },
              ],
            })
          : json(403, {}),
    }),
  ],
  [
    'the error of an instrumentation that throws',
    (planted) => ({
      instrumentation: {
        control: () => {},
        request: () => {
          throw new Error(planted);
        },
      },
    }),
  ],
];

/** Everything that leaves the transport in a situation, as text: what is answered, rejected with, logged, observed and printed. */
async function outputOf({
  source = tokens(),
  tenant = 'contoso.example',
  path = '',
  ...more
}: Situation): Promise<{ text: string; spans: number; failed: number }> {
  const time = new VirtualTime();
  const out: unknown[] = [];
  let spans = 0;
  const note = (...given: readonly unknown[]): void => void out.push(given);
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation(note);
  const logger: Logger = { warn: note, error: note, debug: note };
  const instrumentation: Instrumentation = {
    control: note,
    request(event) {
      spans += 1;
      note(event);
      more.instrumentation?.request?.(event);
    },
  };
  const client = createGraphClient({
    endpoints: endpointsOf('global'),
    clock: time,
    scheduler: time,
    logger,
    instrumentation,
    random: () => 0.5,
    limits: { ...limits, maxAttempts: 2 },
    async fetch(input, init) {
      const request = new Request(input, init);
      if (request.url.endsWith('/oauth2/v2.0/token'))
        return more.token?.() ?? json(200, { access_token: 'token-1', expires_in: 3_600 });
      return (await more.graph?.(request)) ?? json(200, { id: '1', value: [{ id: '1' }] });
    },
  });
  const session = { tenant, source, isFresh: false, signal: new AbortController().signal };
  const item = z.object({ id: z.string() });
  const work = [
    client.get(session, `users${path}`, item),
    client.pages(session, `users${path}`, item, note),
    client.delta(session, `users${path}`, item, note),
    client.batch(session, [{ path: `users${path}` }, { path: 'users/2' }], item),
  ];
  // Failures that are expected are answered: a rejection would be noted, and would fail the test too.
  const ends = await time.run(Promise.allSettled(work));
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']);
  note(ends, client);
  const shown = inspect(out, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null });
  const failed = shown.split("collection: '").length - 1;
  return { text: `${shown}\n${JSON.stringify(out)}`, spans, failed };
}

/** How a secret may be written. */
const formsOf = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(4, -4),
];

describe('a planted secret', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('is in 25 places and more', () => expect(situations.length).toBeGreaterThanOrEqual(25));

  it.each(situations.map(([where, situation], index) => [where, situation, index] as const))(
    'is in no failure, log, span or print: %s',
    async (_, situation, index) => {
      const planted = `x8Q~planted-${String(index)}-hunter2`;
      const { text, spans, failed } = await outputOf(situation(planted));
      for (const form of formsOf(planted)) expect(text).not.toContain(form);
      expect(text).not.toMatch(/planted|hunter2|Bearer (?!of)/);
      // A request was sent, or the source ended the sign-in before one was.
      expect(spans + failed).toBeGreaterThan(0);
    },
  );

  it('is found where a failure holds it, so that the silence above is a proof', async () => {
    const planted = 'x8Q~planted';
    const get = async () => err({ ...failure('failed', 'unknown_error'), leak: planted });
    const { text } = await outputOf({ source: { key: 'x', clientId, get } });
    expect(text).toContain(planted);
  });
});

describe('a private key', () => {
  afterEach(() => void vi.restoreAllMocks());

  it.each([200, 401, 500])('is in no failure, log, span or print of a sign-in answered with %d', async (status) => {
    const { certificate, privateKey } = makeCertificate();
    const source = clientCertificate({ clientId, certificate, privateKey });
    const { text } = await outputOf({
      source,
      token: () =>
        json(status, status === 200 ? { access_token: 'token-1', expires_in: 60 } : { error: 'invalid_client' }),
    });
    const lines = privateKey.split('\n').filter((line) => line.length === 64);
    expect(lines.filter((line) => (text + inspect(source, { depth: 20, showHidden: true })).includes(line))).toEqual(
      [],
    );
    expect(text).not.toContain('eyJ');
  });
});
