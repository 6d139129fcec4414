import { err } from '@tenantatlas/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { failure } from '../answers/failure.ts';
import { holdsAsync, scaled } from '../../test/support/seeds.ts';
import { graphOf, tokens, type Fake, type Told } from '../../test/support/graph-of.ts';
import type { TokenSource } from '../tokens/token-source.ts';
import type { BatchRequest } from './batch-plan.ts';

const shape = z.object({ id: z.string() });

interface Inner {
  readonly method: string;
  readonly id: string;
  readonly url: string;
  readonly dependsOn?: readonly string[];
}
type Reply = { readonly status: number; readonly headers?: Record<string, unknown>; readonly body?: unknown } | null;

/** A Graph that answers batches: `reply` says what becomes of a read at its nth try; null leaves it out. Reads whose dependency failed get 424. Answers are shuffled. */
function batching(
  reply: (path: string, attempt: number) => Reply,
  { headers = {}, ...more }: Parameters<typeof graphOf>[1] & Pick<Told, 'headers'> = {},
): Fake & { readonly tries: Map<string, number> } {
  const tries = new Map<string, number>();
  const fake = graphOf(({ body }): Told => {
    const { requests } = JSON.parse(body) as { readonly requests: readonly Inner[] };
    expect(requests.length).toBeLessThanOrEqual(20);
    // What changes something must not be repeated blindly.
    expect(requests.map(({ method }) => method)).toEqual(requests.map(() => 'GET'));
    const statuses = new Map<string, number>();
    const responses = requests.flatMap(({ id, url, dependsOn = [] }) => {
      const attempt = (tries.get(url) ?? 0) + 1;
      tries.set(url, attempt);
      const isBlocked = dependsOn.some((other) => (statuses.get(other) ?? 500) >= 400);
      const answer = isBlocked
        ? { status: 424, body: { error: { code: 'FailedDependency' } } }
        : reply(url.slice(1), attempt);
      if (answer) statuses.set(id, answer.status);
      return answer ? [{ id, ...answer }] : [];
    });
    return { body: { responses: responses.toReversed() }, headers };
  }, more);
  return { ...fake, tries };
}
const good = (path: string): Reply => ({ status: 200, body: { id: path } });
const refused = { status: 403, body: { error: { code: 'Authorization_RequestDenied' } } };
const reads = (count: number): BatchRequest[] =>
  Array.from({ length: count }, (_, index) => ({ path: `users/${String(index)}` }));

describe('a batch', () => {
  it('of any size is sent in twenties, and answered in its order', async () => {
    const { client, session, seen, time } = batching(good);
    const results = await time.run(client.batch(session(), reads(45), shape));
    expect(results.map((result) => result._unsafeUnwrap().id)).toEqual(reads(45).map(({ path }) => path));
    expect(seen.map(({ url, method }) => [url, method])).toEqual(
      Array.from({ length: 3 }, () => ['https://graph.microsoft.com/v1.0/$batch', 'POST']),
    );
  });

  it('has a state for each read: only the throttled and the missing one are asked again', async () => {
    const { client, session, tries, time } = batching((path, attempt) => {
      if (path === 'users/1') return { status: 404, body: { error: { code: 'Request_ResourceNotFound' } } };
      if (path === 'users/2') return refused;
      if (path === 'users/3' && attempt === 1) return { status: 429, headers: { 'rEtRy-AfTeR': '0.249' } };
      if (path === 'users/4' && attempt === 1) return null;
      if (path === 'users/5') return { status: 200, body: 'no JSON' };
      return good(path);
    });
    const results = await time.run(client.batch(session(), reads(20), shape));
    const states = results.map((result) =>
      result.match(
        () => 'ok',
        ({ collection, path }) => `${collection} ${path ?? ''}`.trim(),
      ),
    );
    expect(states.slice(0, 6)).toEqual(['ok', 'failed', 'forbidden', 'ok', 'ok', 'failed']);
    expect(states.slice(6).every((state) => state === 'ok')).toBe(true);
    expect([...tries].filter(([, times]) => times > 1).map(([url]) => url)).toEqual(['/users/3', '/users/4']);
  });

  it.each([[0.249], ['7'], [7]])('waits for a Retry-After of %j', async (header) => {
    const { client, session, seen, time } = batching((path, attempt) =>
      attempt === 1 ? { status: 429, headers: { 'Retry-After': header } } : good(path),
    );
    await time.run(client.batch(session(), reads(1), shape));
    expect((seen[1]?.at ?? 0) - (seen[0]?.at ?? 0)).toBe(Number(header) * 1_000 + 20);
  });

  it.each([
    ['of the batch', { 'Retry-After': 'Sat, 21 Nov 2026 12:00:30 GMT' }],
    ['of the read', { 'Retry-After': 'Sat, 21 Nov 2026 07:00:30 GMT', Date: 'Sat, 21 Nov 2026 07:00:00 GMT' }],
  ])('compares a date in Retry-After with the Date %s', async (_, inner) => {
    const { client, session, seen, time } = batching(
      (path, attempt) => (attempt === 1 ? { status: 429, headers: inner } : good(path)),
      { headers: { date: 'Sat, 21 Nov 2026 12:00:00 GMT' } },
    );
    await time.run(client.batch(session(), reads(1), shape));
    expect((seen[1]?.at ?? 0) - (seen[0]?.at ?? 0)).toBe(30_020);
  });

  it.each([{}, { 'Retry-After': '0' }])('that is throttled with %j holds the other requests too', async (headers) => {
    const { client, session, seen, time } = batching((path, attempt) =>
      attempt === 1 ? { status: 429, headers } : good(path),
    );
    const batch = client.batch(session(), reads(1), shape);
    await time.run(time.sleep(21));
    const [first] = seen;
    const other = client.batch(session(), [{ path: 'groups/1' }], shape);
    await time.run(Promise.all([batch, other]));
    const [again, ...rest] = seen.slice(1).toSorted((one, two) => one.at - two.at);
    expect(rest.length).toBeGreaterThan(0);
    // No request of the tenant is sent within the backoff.
    expect((again?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(21);
  });

  it('that is throttled for longer than its time ends throttled, with the instant', async () => {
    const { client, session, time } = batching(() => ({ status: 429, headers: { 'retry-after': 86_400 } }));
    const [result] = await time.run(client.batch(session(), reads(1), shape));
    expect(result?._unsafeUnwrapErr()).toMatchObject({
      collection: 'throttled',
      reason: { retryAt: expect.stringContaining('2026-11-22') as string },
    });
  });

  it('asks a read that fails for a reason that passes as often as the limit says', async () => {
    const { client, session, tries, time } = batching(() => ({ status: 429, headers: { 'retry-after': '1' } }), {
      maxAttempts: 3,
    });
    const [result] = await time.run(client.batch(session(), reads(1), shape));
    expect(result?._unsafeUnwrapErr()).toMatchObject({ collection: 'throttled', reason: { code: 'rate_limited' } });
    expect([...tries.values()]).toEqual([3]);
  });

  it('reports a read that was not tried like its dependency', async () => {
    const { client, session, time } = batching((path) => (path === 'users/0' ? refused : good(path)));
    const results = await time.run(
      client.batch(session(), [{ path: 'users/0' }, { path: 'users/1', dependsOn: [0] }], shape),
    );
    expect(results.map((result) => result._unsafeUnwrapErr().reason.code)).toEqual([
      'provider_permission_missing',
      'provider_permission_missing',
    ]);
  });

  it('tries a read again when its dependency is, without asking twice for what was answered', async () => {
    const { client, session, tries, time } = batching((path, attempt) =>
      path === 'users/0' && attempt < 3 ? { status: 503 } : good(path),
    );
    const requests = [{ path: 'users/0' }, { path: 'users/1', dependsOn: [0] }, { path: 'users/2' }];
    const results = await time.run(client.batch(session(), requests, shape));
    expect(results.every((result) => result.isOk())).toBe(true);
    expect(tries.get('/users/2')).toBe(1);
  });

  it.each([408, 429, 500, 502, 503, 504])(
    'asks a read again that was answered %i, as one without a batch',
    async (status) => {
      const { client, session, tries, time } = batching((path, attempt) => (attempt === 1 ? { status } : good(path)));
      const [result] = await time.run(client.batch(session(), reads(1), shape));
      expect([result?.isOk(), tries.get('/users/0')]).toEqual([true, 2]);
    },
  );

  it.each([400, 403, 404, 501])('does not ask a read again that was answered %i', async (status) => {
    const { client, session, tries, time } = batching(() => ({ status }));
    const [result] = await time.run(client.batch(session(), reads(1), shape));
    expect([result?.isErr(), tries.get('/users/0')]).toEqual([true, 1]);
  });

  it('of a session that asks for a new token gets one for all of its twenties', async () => {
    const source = tokens();
    const { client, session, time } = graphOf(
      ({ body }) => {
        const { requests } = JSON.parse(body) as { readonly requests: readonly Inner[] };
        return { body: { responses: requests.map(({ id }) => ({ id, status: 200, body: { id } })) } };
      },
      { source },
    );
    await time.run(client.batch({ ...session(), isFresh: true }, reads(100), shape));
    expect(source.asked).toHaveLength(1);
  });

  it.each([
    ['an answer that is none', { text: '{"responses":[' }],
    ['another shape', { body: { responses: 'x' } }],
    ['a refusal', { status: 403, body: { error: { code: 'Authorization_RequestDenied' } } }],
  ] as const)('as a whole answered with %s fails every read', async (_, told) => {
    const { client, session, time } = graphOf(() => told);
    const results = await time.run(client.batch(session(), reads(3), shape));
    expect(results.map((result) => result.isErr())).toEqual([true, true, true]);
  });

  it.each([
    [[{ path: 'a', dependsOn: [0] }]],
    [[{ path: 'a', dependsOn: [1] }, { path: 'b' }]],
    [[{ path: 'a' }, { path: 'b', dependsOn: [-1] }]],
    [[{ path: 'a' }, { path: 'b', dependsOn: [0.5] }]],
  ])('with dependencies that cannot be is refused, and nothing is sent: %j', async (requests) => {
    const { client, session, seen, time } = batching(good);
    await expect(time.run(client.batch(session(), requests, shape))).rejects.toThrow(
      'names places of earlier requests',
    );
    expect(seen).toEqual([]);
  });

  it('may have dependencies across its twenties: each is sent after the one it needs', async () => {
    const { client, session, seen, tries, time } = batching((path) => (path === 'users/1' ? refused : good(path)));
    const requests = reads(50).map(({ path }, index) => ({ path, ...(index < 2 ? {} : { dependsOn: [index % 2] }) }));
    const results = await time.run(client.batch(session(), requests, shape));
    expect(results.map((result) => result.isOk())).toEqual(requests.map((_, index) => index % 2 === 0));
    // Those of later twenties that need the refused one are not sent at all.
    expect([seen.length, tries.has('/users/21'), tries.has('/users/22')]).toEqual([3, false, true]);
    expect(results[49]?._unsafeUnwrapErr().reason.code).toBe('provider_permission_missing');
  });

  it('of random answers ends with the one answer that each read has in the end', async () => {
    // What a read gets at each try; then the last one.
    const script = fc.array(
      fc.constantFrom<Reply>({ status: 429 }, { status: 429, headers: { 'Retry-After': 0.5 } }, { status: 503 }, null),
      { maxLength: 3 },
    );
    const end = fc.constantFrom(200, 200, 200, 403, 404);
    const read = fc.record({ script, end });
    await holdsAsync(
      fc.asyncProperty(fc.array(read, { minLength: 1, maxLength: 50 }), async (some) => {
        const { client, session, tries, time } = batching((path, attempt) => {
          const { script: told, end: status } = some[Number(path.slice(6))] ?? { script: [], end: 404 };
          const early = told[attempt - 1];
          return early === undefined
            ? { status, body: status === 200 ? { id: path } : { error: { code: 'Forbidden' } } }
            : early;
        });
        const results = await time.run(client.batch(session(), reads(some.length), shape));
        expect(results).toHaveLength(some.length);
        results.forEach((result, index) => {
          const { script: told, end: status } = some[index] ?? { script: [], end: 404 };
          expect(tries.get(`/users/${String(index)}`)).toBe(told.length + 1);
          expect(result.isOk()).toBe(status === 200);
          if (result.isOk()) expect(result.value.id).toBe(`users/${String(index)}`);
        });
      }),
      { numRuns: scaled(5_000) },
    );
  });
});

describe('a token that is refused for a read of a batch', () => {
  const claims = JSON.stringify({ access_token: { nbf: { essential: true, value: '1' } } });
  const challenge = {
    status: 401,
    headers: { 'wWw-AuThEnTiCaTe': `Bearer error="insufficient_claims", claims="${btoa(claims)}"` },
    body: { error: { code: 'InvalidAuthenticationToken' } },
  };

  it.each([
    ['with the claims', challenge, claims],
    ['without a challenge', { ...challenge, headers: {} }, null],
  ])('is got anew once, %s, and only the refused reads are asked again', async (_, refusal, asked) => {
    const source = tokens();
    const isRefused = (path: string): boolean => ['users/1', 'users/2'].includes(path);
    const { client, session, seen, tries, time } = batching(
      (path, attempt) => (isRefused(path) && attempt === 1 ? refusal : good(path)),
      { source, maxAttempts: 1 },
    );
    const results = await time.run(client.batch(session(), reads(4), shape));
    expect(results.map((result) => result._unsafeUnwrap().id)).toEqual(reads(4).map(({ path }) => path));
    expect(source.asked).toEqual([null, asked]);
    expect(seen).toHaveLength(2);
    expect([...tries].filter(([, times]) => times > 1).map(([url]) => url)).toEqual(['/users/1', '/users/2']);
  });

  it('again and again is got anew once, and the read ends so', async () => {
    const source = tokens();
    const { client, session, seen, time } = batching((path) => (path === 'users/0' ? challenge : good(path)), {
      source,
    });
    const [refusedRead, other] = await time.run(client.batch(session(), reads(2), shape));
    expect(refusedRead?._unsafeUnwrapErr()).toMatchObject({
      collection: 'forbidden',
      reason: { code: 'provider_auth_failed' },
    });
    expect(other?.isOk()).toBe(true);
    expect([source.asked.length, seen.length]).toEqual([2, 2]);
  });

  it('that cannot be got anew leaves what was answered, and those that depend on the refused read have its failure', async () => {
    const source = tokens();
    const first = source.get.bind(source);
    const { client, session, time } = batching((path) => (path === 'users/0' ? challenge : good(path)), {
      source: {
        ...source,
        get: (request, means) =>
          request.claims === null
            ? first(request, means)
            : Promise.resolve(err(failure('forbidden', 'provider_auth_failed', { providerCode: 'AADSTS53003' }))),
      },
    });
    const results = await time.run(
      client.batch(session(), [{ path: 'users/0' }, { path: 'users/1' }, { path: 'users/2', dependsOn: [0] }], shape),
    );
    expect(
      results.map((result) =>
        result.match(
          () => 'ok',
          ({ reason }) => reason.providerCode,
        ),
      ),
    ).toEqual(['AADSTS53003', 'ok', 'AADSTS53003']);
  });

  it('with reads that depend on it, and a read that is throttled: all are answered, after the wait', async () => {
    const source = tokens();
    const { client, session, seen, time } = batching(
      (path, attempt) => {
        if (attempt > 1) return good(path);
        if (path === 'users/0') return challenge;
        return path === 'users/2' ? { status: 429, headers: { 'Retry-After': 7 } } : good(path);
      },
      { source, maxAttempts: 2 },
    );
    const results = await time.run(
      client.batch(session(), [{ path: 'users/0' }, { path: 'users/1', dependsOn: [0] }, { path: 'users/2' }], shape),
    );
    expect(results.every((result) => result.isOk())).toBe(true);
    expect(source.asked).toHaveLength(2);
    expect((seen[1]?.at ?? 0) - (seen[0]?.at ?? 0)).toBeGreaterThanOrEqual(7_000);
  });

  it('is fetched again without a request of the tenant inside a wait that another read was given', async () => {
    const source = tokens();
    const slow: TokenSource = {
      ...source,
      async get(request, means) {
        if (request.claims !== null) await fake.time.sleep(5_000);
        return source.get(request, means);
      },
    };
    const fake = batching(
      (path, attempt) => {
        if (attempt > 1 || path === 'groups/1') return good(path);
        return path === 'users/0' ? challenge : { status: 429, headers: { 'Retry-After': 7 } };
      },
      { source: slow },
    );
    const { client, session, seen, time } = fake;
    const batch = client.batch(session(), reads(2), shape);
    await time.run(time.sleep(1_000));
    await time.run(Promise.all([batch, client.batch(session(), [{ path: 'groups/1' }], shape)]));
    expect(seen.slice(1).every(({ at }) => at - (seen[0]?.at ?? 0) >= 7_000)).toBe(true);
    expect(seen).toHaveLength(3);
  });

  it('of four batches at the same time is got anew once for all', async () => {
    const asked: (string | null)[] = [];
    const source: TokenSource = {
      ...tokens(),
      get: (request, means) => tokens(`token-${String(asked.push(request.claims))}`).get(request, means),
    };
    const { client, session, time } = batching((path, attempt) => (attempt === 1 ? challenge : good(path)), { source });
    const results = await time.run(client.batch(session(), reads(80), shape));
    expect(results.every((result) => result.isOk())).toBe(true);
    expect(asked).toEqual([null, claims]);
  });
});
