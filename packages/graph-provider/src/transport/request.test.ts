import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { clientSecret } from '../tokens/client-secret.ts';
import { graphOf, tokens, type Seen, type Told } from '../../test/support/graph-of.ts';

const anything = z.object({ id: z.string() });
const good = { body: { id: '1' } };

/** Answers in order, and then always with the last one. */
function inOrder(...answers: readonly Told[]): (seen: Seen) => Told {
  let next = 0;
  return () => answers[Math.min((next += 1) - 1, answers.length - 1)] ?? {};
}

describe('a request', () => {
  it('carries the token, and the answer is read by its shape', async () => {
    const { client, session, seen, time } = graphOf(() => ({ body: { id: '1', more: true } }));
    expect((await time.run(client.get(session(), 'organization', anything)))._unsafeUnwrap()).toEqual({ id: '1' });
    expect(seen).toMatchObject([
      { url: 'https://graph.microsoft.com/v1.0/organization', authorization: 'Bearer token-of-a-test' },
    ]);
  });

  it.each([
    ['429', { status: 429 }, 5, 'throttled', 'rate_limited'],
    ['503', { status: 503 }, 5, 'throttled', 'provider_unavailable'],
    ['504', { status: 504 }, 5, 'throttled', 'provider_unavailable'],
    ['500', { status: 500 }, 5, 'throttled', 'provider_unavailable'],
    ['501', { status: 501 }, 1, 'failed', 'provider_unavailable'],
    [
      '403',
      { status: 403, body: { error: { code: 'Authorization_RequestDenied' } } },
      1,
      'forbidden',
      'provider_permission_missing',
    ],
    [
      '403 without a licence',
      { status: 403, body: { error: { code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant' } } },
      1,
      'not_licensed',
      'unknown_error',
    ],
    ['404', { status: 404, body: { error: { code: 'Request_ResourceNotFound' } } }, 1, 'failed', 'unknown_error'],
    ['a redirection', { status: 302, headers: { location: 'https://evil.example/' } }, 1, 'failed', 'unknown_error'],
    [
      'a body that is cut off',
      { text: '{"id":"1', headers: { 'content-length': '99' } },
      5,
      'failed',
      'network_unreachable',
    ],
    ['a body that is not JSON', { text: '<html>' }, 1, 'failed', 'unknown_error'],
    ['another shape', { body: { id: 7 } }, 1, 'failed', 'unknown_error'],
  ] as const)('that is answered %s is sent and ends so', async (_, told, times, collection, code) => {
    const { client, session, seen, time } = graphOf(() => told);
    const answer = await time.run(client.get(session(), 'organization', anything));
    expect(answer._unsafeUnwrapErr()).toMatchObject({ collection, reason: { code } });
    expect(seen).toHaveLength(times);
  });

  it('names the member of another shape, and nothing of its value', async () => {
    const { client, session, time } = graphOf(() => ({ body: { id: { secret: 'hunter2-hunter2' } } }));
    const failure = (await time.run(client.get(session(), 'organization', anything)))._unsafeUnwrapErr();
    expect(failure).toMatchObject({ path: 'id', reason: { providerCode: 'invalid_response' } });
    expect(inspect(failure)).not.toContain('hunter2');
  });

  describe('of a session that waits for two seconds at most', () => {
    const limited = (told: Told, more: Parameters<typeof graphOf>[1] = {}) => {
      const fake = graphOf(() => told, more);
      const begun = fake.time.epochMillis();
      const ask = async (longestWaitMillis = 2_000) => {
        const session = { ...fake.session(), longestWaitMillis };
        const failure = (await fake.time.run(fake.client.get(session, 'organization', anything)))._unsafeUnwrapErr();
        return { failure, millis: fake.time.epochMillis() - begun };
      };
      return { ...fake, ask, begun };
    };

    it.each([429, 503])('ends at once where %i asks for more, with the instant', async (status) => {
      const { ask, seen, begun } = limited({ status, headers: { 'retry-after': '60' } });
      const { failure, millis } = await ask();
      expect(failure).toMatchObject({ collection: 'throttled', status });
      expect(failure.reason.retryAt).toBe(new Date(begun + 20 + 60_000).toISOString());
      expect([millis, seen.length]).toEqual([20, 1]);
      // The tenant waits: what is asked meanwhile is not sent.
      expect((await ask()).failure).toMatchObject({ collection: 'throttled', status: null });
      expect(seen).toHaveLength(1);
    });

    it('waits as long as the answer says where that is less', async () => {
      const { ask, seen } = limited({ status: 429, headers: { 'retry-after': '1' } });
      const { millis } = await ask();
      expect([millis, seen.length]).toEqual([5 * 20 + 4 * 1_000, 5]);
    });

    it('makes the tenant wait also where a limit names no time', async () => {
      const { ask, seen, session, client, time } = limited({ status: 429 });
      // A request that has attempts left, and must not wait.
      const { failure } = await ask(1);
      expect([failure.collection, seen.length]).toEqual(['throttled', 1]);
      const before = seen.length;
      const other = client.get(session(), 'organization', anything);
      await time.run(other);
      expect(seen[before]?.at).toBeGreaterThanOrEqual(Date.parse(failure.reason.retryAt ?? ''));
    });

    it('tries as often as others where no answer comes, because no instant is known', async () => {
      const { ask, seen } = limited({ text: '{"id":"1', headers: { 'content-length': '99' } });
      expect((await ask()).failure).toMatchObject({ collection: 'failed', reason: { code: 'network_unreachable' } });
      expect(seen).toHaveLength(5);
    });
  });

  it('succeeds after passing failures', async () => {
    const { client, session, seen, time } = graphOf(inOrder({ status: 503 }, { status: 429 }, { status: 504 }, good));
    expect((await time.run(client.get(session(), 'organization', anything))).isOk()).toBe(true);
    expect(seen).toHaveLength(4);
  });

  it.each([
    ['7', 7_000],
    ['0.249', 249],
    ['0', 0],
    ['Sat, 21 Nov 2026 10:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 11:00:30 +0100', 30_000],
    ['Sat, 21 Nov 2026 09:00:00 GMT', 0],
  ])('that has to wait %s waits %i ms, and so does every other of the tenant', async (header, wait) => {
    const { client, session, seen, time } = graphOf(inOrder({ status: 429, headers: { 'retry-after': header } }, good));
    const first = client.get(session(), 'organization', anything);
    await time.run(time.sleep(30));
    const other = client.get(session(), 'users/1', anything);
    await time.run(Promise.all([first, other]));
    const told = (seen[0] as Seen).at + 20; // the answer arrives after the latency
    const from = header.includes(',') ? Math.max(told, Date.parse(header)) : told + wait;
    for (const { at } of seen.slice(1)) expect(at).toBeGreaterThanOrEqual(from);
    expect(seen).toHaveLength(3);
  });

  it.each([
    ['ahead', 'Sat, 21 Nov 2026 12:00:00 GMT', 'Sat, 21 Nov 2026 12:00:30 GMT'],
    ['behind', 'Sat, 21 Nov 2026 08:00:00 GMT', 'Sat, 21 Nov 2026 08:00:30 GMT'],
  ])('waits as long as Graph means where its clock is two hours %s', async (_, date, retryAfter) => {
    const told = { status: 429, headers: { date, 'retry-after': retryAfter } };
    const { client, session, seen, time } = graphOf(inOrder(told, good));
    await time.run(client.get(session(), 'organization', anything));
    // The answer arrives after the latency.
    expect((seen[1]?.at ?? 0) - (seen[0]?.at ?? 0)).toBe(30_020);
  });

  it.each(['86400', 'Sun, 22 Nov 2026 10:00:00 GMT'])(
    'that has to wait %s ends at once, with the instant',
    async (header) => {
      const { client, session, seen, time } = graphOf(() => ({ status: 429, headers: { 'retry-after': header } }));
      const began = time.epochMillis();
      const failure = (await time.run(client.get(session(), 'organization', anything)))._unsafeUnwrapErr();
      expect(failure).toMatchObject({ collection: 'throttled', reason: { code: 'rate_limited' } });
      expect(failure.reason.retryAt?.slice(0, 10)).toBe('2026-11-22');
      expect(time.epochMillis()).toBe(began + 20);
      // The next one of the tenant is not even sent.
      const next = (await time.run(client.get(session(), 'organization', anything)))._unsafeUnwrapErr();
      expect([next.collection, seen.length]).toEqual(['throttled', 1]);
      // Another tenant is not concerned.
      await time.run(client.get(session('fabrikam.example'), 'organization', anything));
      expect(seen).toHaveLength(2);
    },
  );

  it('ends by its time, however often it may be sent', async () => {
    const { client, session, time } = graphOf(() => ({ status: 503, headers: { 'retry-after': '50' } }), {
      maxAttempts: 100,
    });
    const began = time.epochMillis();
    await time.run(client.get(session(), 'organization', anything));
    expect(time.epochMillis() - began).toBeLessThanOrEqual(120_000);
  });

  it('that is not answered in its time did not reach the provider', async () => {
    const { client, session, time } = graphOf(() => good, { latency: 60_000, maxAttempts: 2, totalMillis: 300_000 });
    const failure = (await time.run(client.get(session(), 'organization', anything)))._unsafeUnwrapErr();
    expect(failure).toMatchObject({ collection: 'failed', status: null, reason: { code: 'network_unreachable' } });
  });

  it('is answered with nothing that is larger than the limit', async () => {
    const { client, session, time } = graphOf(() => ({ body: { id: 'x'.repeat(2_000) } }), { maxBytes: 1_000 });
    expect((await time.run(client.get(session(), 'organization', anything))).isErr()).toBe(true);
  });

  it.each(['before it is sent', 'while it is answered', 'while it waits'])(
    'that is aborted %s rejects with the reason within 100 ms',
    async (when) => {
      const leave = new AbortController();
      const { client, session, seen, time } = graphOf(() => ({ status: 429, headers: { 'retry-after': '60' } }), {
        latency: 1_000,
      });
      if (when === 'before it is sent') leave.abort(new Error('left'));
      const work = client.get(session('contoso.example', leave.signal), 'organization', anything);
      const outcome = work.then(
        () => 'answered',
        (reason: Error) => reason.message,
      );
      await time.run(time.sleep(when === 'while it waits' ? 5_000 : 500));
      leave.abort(new Error('left'));
      const at = time.epochMillis();
      expect(await time.run(outcome)).toBe('left');
      expect(time.epochMillis()).toBe(at);
      await time.run(time.sleep(200_000));
      expect(seen.length).toBeLessThanOrEqual(1);
    },
  );
});

describe('a token', () => {
  const claims = btoa(JSON.stringify({ access_token: { nbf: { essential: true, value: '1' } } }));
  const challenge = {
    status: 401,
    headers: { 'www-authenticate': `Bearer error="insufficient_claims", claims="${claims}"` },
  };

  it('that is challenged is got anew once, with the claims', async () => {
    const source = tokens();
    const { client, session, time } = graphOf(inOrder(challenge, good), { source });
    expect((await time.run(client.get(session(), 'organization', anything))).isOk()).toBe(true);
    expect(source.asked).toEqual([null, atob(claims)]);
  });

  it('that is challenged once more at a later attempt is not got anew a second time', async () => {
    const source = tokens();
    const { client, session, seen, time } = graphOf(inOrder(challenge, { status: 503 }, challenge), { source });
    const failure = (await time.run(client.get(session(), 'organization', anything)))._unsafeUnwrapErr();
    expect(failure).toMatchObject({ collection: 'forbidden', reason: { code: 'provider_auth_failed' } });
    expect([source.asked.length, seen.length]).toEqual([2, 3]);
  });

  it('that is challenged again and again is got anew once, and ends so', async () => {
    const source = tokens();
    const { client, session, seen, time } = graphOf(() => challenge, { source });
    const failure = (await time.run(client.get(session(), 'organization', anything)))._unsafeUnwrapErr();
    expect(failure).toMatchObject({ collection: 'forbidden', reason: { code: 'provider_auth_failed' } });
    expect([source.asked.length, seen.length]).toEqual([2, 2]);
  });

  it('does not use up the pace of Graph, which does not count sign-ins', async () => {
    const clientId = '00000000-0000-4000-8000-000000000001';
    const source = clientSecret({ clientId, clientSecret: 'secret of a test' });
    const told = ({ url }: Seen): Told =>
      url.includes('/oauth2/') ? { body: { access_token: 'token', expires_in: 3_599 } } : good;
    const hour = { requests: 1, perMillis: 3_600_000 };
    const { client, session, seen, time } = graphOf(told, { source, perTenant: hour, overall: hour });
    const began = time.epochMillis();
    expect((await time.run(client.get(session(), 'organization', anything))).isOk()).toBe(true);
    expect(seen).toHaveLength(2);
    expect(time.epochMillis() - began).toBeLessThan(hour.perMillis / 2);
  });

  it('is got once for callers at the same time, and kept', async () => {
    const source = tokens();
    const { client, session, time } = graphOf(() => good, { source });
    await time.run(Promise.all(Array.from({ length: 20 }, () => client.get(session(), 'organization', anything))));
    await time.run(client.get(session(), 'organization', anything));
    expect(source.asked).toHaveLength(1);
    await time.run(client.get(session('fabrikam.example'), 'organization', anything));
    expect(source.asked).toHaveLength(2);
  });

  it('is got anew shortly before it expires', async () => {
    const source = tokens();
    const { client, session, time } = graphOf(() => good, { source });
    await time.run(client.get(session(), 'organization', anything));
    await time.run(time.sleep(54 * 60_000));
    await time.run(client.get(session(), 'organization', anything));
    expect(source.asked).toHaveLength(1);
    await time.run(time.sleep(2 * 60_000));
    await time.run(client.get(session(), 'organization', anything));
    expect(source.asked).toHaveLength(2);
  });

  it('of a session that asks for a fresh one is got anew once for all of its requests', async () => {
    const source = tokens();
    const { client, session, time } = graphOf(() => good, { source });
    await time.run(client.get(session(), 'organization', anything));
    const fresh = { ...session(), isFresh: true };
    await time.run(client.get(fresh, 'organization', anything));
    await time.run(client.get(fresh, 'users/1', anything));
    expect(source.asked).toHaveLength(2);
  });
});

describe('the name of a tenant', () => {
  const throttled = { status: 429, headers: { 'retry-after': '30' } };

  it('has any case: the spellings share the waits and the tokens', async () => {
    const source = tokens();
    const { client, session, seen, time } = graphOf(inOrder(throttled, good), { source });
    const first = client.get(session('Contoso.Example'), 'organization', anything);
    await time.run(time.sleep(1_000));
    await time.run(Promise.all([first, client.get(session('contoso.EXAMPLE'), 'organization', anything)]));
    expect(seen.slice(1).map(({ at }) => at - (seen[0]?.at ?? 0) >= 30_000)).toEqual([true, true]);
    expect(source.asked).toHaveLength(1);
  });

  it('is one of two where a GUID and a domain name are used: each has its own waits and tokens', async () => {
    const source = tokens();
    const { client, session, seen, time } = graphOf(inOrder(throttled, good), { source });
    const first = client.get(session('contoso.example'), 'organization', anything);
    await time.run(time.sleep(1_000));
    const guid = '00000000-0000-4000-8000-000000000001';
    await time.run(client.get(session(guid), 'organization', anything));
    expect(seen.map(({ at }) => at - (seen[0]?.at ?? 0) < 30_000)).toEqual([true, true]);
    await time.run(first);
    expect(source.asked).toHaveLength(2);
  });
});
