import { err, ok, type Result } from '@tenantatlas/core';
import { describe, expect, it } from 'vitest';
import { unreachable, type GraphFailure } from '../answers/failure.ts';
import { createTokenCache, type TokenDemand } from './token-cache.ts';
import type { AccessToken, TokenRequest, TokenSource } from './token-source.ts';

const minute = 60_000;
const start = Date.parse('2026-11-30T10:00:00Z');
const sourceOf = (key: string | object): TokenSource => ({
  key,
  clientId: null,
  get: () => Promise.reject(new Error('The cache asks by "acquire" only.')),
});
const app = sourceOf('app');
const demandOf = (more: Partial<TokenDemand> = {}): TokenDemand => ({
  tenant: 'contoso.example',
  scope: 'https://graph.microsoft.com/.default',
  loginOrigin: 'https://login.microsoftonline.com',
  claims: null,
  signal: new AbortController().signal,
  freshFor: null,
  ...more,
});

interface Asked {
  readonly request: TokenRequest;
  answer(result?: Result<AccessToken, GraphFailure>): Promise<void>;
}

/** A cache whose requests wait until the test answers them. Each token has the number of its request. */
function cacheOf(life = 60 * minute) {
  const clock = { now: start };
  const asked: Asked[] = [];
  const cache = createTokenCache({
    now: () => clock.now,
    acquire: (_, request) =>
      new Promise((resolve, reject) => {
        const token = `token-${String(asked.length + 1)}`;
        request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
        asked.push({
          request,
          async answer(result = ok({ token, expiresAt: clock.now + life })) {
            resolve(result);
            await new Promise((done) => setImmediate(done));
          },
        });
      }),
  });
  const get = (more: Partial<TokenDemand> = {}, source = app): Promise<string> =>
    cache.get(source, demandOf(more)).then((result) =>
      result.match(
        ({ token }) => token,
        ({ reason }) => reason.code,
      ),
    );
  /** Gets a token whose request, if there is one, is answered at once. */
  const got = async (more: Partial<TokenDemand> = {}, source = app): Promise<string> => {
    const before = asked.length;
    const token = get(more, source);
    await asked[before]?.answer();
    return token;
  };
  return { cache, clock, asked, get, got };
}

describe('a token is kept', () => {
  it.each([
    ['until five minutes before it expires', 60 * minute, 55 * minute],
    ['for half of a short life', 4 * minute, 2 * minute],
    ['for half of a life of ten minutes', 10 * minute, 5 * minute],
  ])('%s', async (_, life, keptFor) => {
    const { clock, got } = cacheOf(life);
    expect(await got()).toBe('token-1');
    clock.now += keptFor - 1;
    expect(await got()).toBe('token-1');
    clock.now += 1;
    expect(await got()).toBe('token-2');
  });

  it('not at all when it has expired before it came', async () => {
    const { got } = cacheOf(-minute);
    expect([await got(), await got()]).toEqual(['token-1', 'token-2']);
  });

  it.each([
    ['forward beyond its end', 2 * 60 * minute, 'token-2'],
    ['back by a little, as clocks are corrected', -minute, 'token-1'],
    ['back by a day: it would be kept for a day', -24 * 60 * minute, 'token-2'],
  ])('when the clock jumps %s', async (_, jump, token) => {
    const { clock, got } = cacheOf();
    await got();
    clock.now += jump;
    expect(await got()).toBe(token);
  });

  it('for the last 10,000 tenants', async () => {
    const { got, asked } = cacheOf();
    for (let count = 0; count <= 10_000; count += 1) await got({ tenant: `t-${String(count)}` });
    await got({ tenant: 't-10000' });
    expect(asked).toHaveLength(10_001);
    await got({ tenant: 't-0' });
    expect(asked).toHaveLength(10_002);
  });
});

describe('one request', () => {
  it('serves all who ask for the same token at the same time, however a tenant is written', async () => {
    const { asked, get } = cacheOf();
    const all = [get(), get(), get({ tenant: 'CONTOSO.example' })];
    await asked[0]?.answer();
    expect(await Promise.all(all)).toEqual(['token-1', 'token-1', 'token-1']);
    expect(asked).toHaveLength(1);
  });

  it.each<[string, Partial<TokenDemand>, TokenSource]>([
    ['another tenant', { tenant: 'fabrikam.example' }, app],
    ['another cloud', { loginOrigin: 'https://login.microsoftonline.us' }, app],
    ['another scope', { scope: 'https://graph.microsoft.us/.default' }, app],
    ['another app', {}, sourceOf('another')],
    ['another credential object', {}, sourceOf({})],
    ['claims', { claims: '{"access_token":{}}' }, app],
    ['a session that needs a new one', { freshFor: {} }, app],
  ])('does not serve %s', async (_, more, source) => {
    const { asked, get } = cacheOf();
    const both = [get(), get(more, source)];
    await Promise.all(asked.map((each) => each.answer()));
    expect((await Promise.all(both)).toSorted()).toEqual(['token-1', 'token-2']);
  });

  it('ends for one caller who leaves, and continues for the others', async () => {
    const { asked, get } = cacheOf();
    const leaving = new AbortController();
    const [left, stays] = [get({ signal: leaving.signal }).catch((reason: Error) => reason.message), get()];
    leaving.abort(new Error('left'));
    expect(await left).toBe('left');
    expect(asked[0]?.request.signal.aborted).toBe(false);
    await asked[0]?.answer();
    expect(await stays).toBe('token-1');
  });

  it('is aborted once the last caller has left, and the next caller begins anew', async () => {
    const { asked, get, got } = cacheOf();
    const callers = [new AbortController(), new AbortController()];
    const left = callers.map(({ signal }) => get({ signal }).catch((reason: Error) => reason.message));
    for (const caller of callers) caller.abort(new Error('left'));
    expect(await Promise.all(left)).toEqual(['left', 'left']);
    expect(asked[0]?.request.signal.aborted).toBe(true);
    expect(await got()).toBe('token-2');
  });

  it('is not begun by a caller who has left, even where a token is kept', async () => {
    const { asked, get, got } = cacheOf();
    await got();
    await expect(get({ signal: AbortSignal.abort(new Error('left')) })).rejects.toThrow('left');
    expect(asked).toHaveLength(1);
  });
});

describe('what is not kept', () => {
  it('a failure: all who waited get it, and the next one asks again', async () => {
    const { asked, get, got } = cacheOf();
    const all = [get(), get()];
    await asked[0]?.answer(err(unreachable));
    expect(await Promise.all(all)).toEqual(['network_unreachable', 'network_unreachable']);
    expect(await got()).toBe('token-2');
  });

  it('a rejection', async () => {
    let count = 0;
    const cache = createTokenCache({
      now: () => start,
      acquire: async () => {
        if ((count += 1) === 1) throw new Error('a bug of a source');
        return ok({ token: 'token', expiresAt: start + minute });
      },
    });
    await expect(cache.get(app, demandOf())).rejects.toThrow('a bug of a source');
    expect((await cache.get(app, demandOf())).isOk()).toBe(true);
  });

  it.each(['', 'a b', 'a\r\nx-injected: 1', 'tökén', 'x'.repeat(70_000)])(
    'a token that no header can carry: %j',
    async (token) => {
      const { asked, get, got } = cacheOf();
      const first = get();
      await asked[0]?.answer(ok({ token, expiresAt: start + 60 * minute }));
      expect(await first).toBe('provider_auth_failed');
      expect(await got()).toBe('token-2');
    },
  );
});

describe('a token that Graph refused', () => {
  const claims = '{"access_token":{"nbf":{"essential":true}}}';

  it('is forgotten, and not one that came after it', async () => {
    const { cache, got } = cacheOf();
    const [first, address] = [await got(), demandOf()];
    cache.forget(app, address, first);
    expect(cache.kept(app, address, null)).toBeNull();
    const second = await got();
    cache.forget(app, address, first);
    expect(cache.kept(app, address, null)?.token).toBe(second);
  });

  it('is replaced by one with the claims, which serves every later request', async () => {
    const { asked, got } = cacheOf();
    await got();
    expect(await got({ claims })).toBe('token-2');
    expect(await got()).toBe('token-2');
    expect(asked.map(({ request }) => request.claims)).toEqual([null, claims]);
  });

  it('is not replaced by one without the claims that it lacked', async () => {
    const { cache, got } = cacheOf();
    await got();
    expect(cache.kept(app, demandOf(), claims)).toBeNull();
    await got({ claims });
    expect(cache.kept(app, demandOf(), claims)?.token).toBe('token-2');
    expect(cache.kept(app, demandOf(), '{"access_token":{}}')).toBeNull();
  });
});

it('a token that was asked for later stays when an earlier request is answered after it: a consent may be between the two', async () => {
  const { asked, get } = cacheOf();
  const [earlier, later] = [get(), get({ freshFor: {} })];
  await asked[1]?.answer();
  await asked[0]?.answer();
  expect(await Promise.all([earlier, later])).toEqual(['token-1', 'token-2']);
  expect(await get()).toBe('token-2');
});
