import { ok, type AbortSignalLike, type Result } from '@tenantatlas/core';
import type { GraphFailure } from '../answers/failure.ts';
import type { AccessToken, TokenMeans, TokenRequest, TokenSource } from './token-source.ts';

/** A token is got anew this long before it expires, or after half of its life where that is shorter: a request under way must not outlive it. */
const marginMillis = 5 * 60_000;

/** Tokens kept at most; the oldest go first. */
const maxTokens = 10_000;

/** Which token: by cloud, app and tenant. */
export type TokenAddress = Pick<TokenRequest, 'tenant' | 'loginOrigin' | 'scope'>;

/** Tokens that were got before. */
export interface TokenCache {
  /** A token, got once for all who ask for the same one at the same time. A caller whose signal fires leaves, and the others still get it. */
  get(
    source: TokenSource,
    request: TokenRequest & { readonly isFresh: boolean },
  ): Promise<Result<AccessToken, GraphFailure>>;
  /** Forgets a token that Graph refused, if it is still the one that is kept. */
  forget(source: TokenSource, address: TokenAddress, token: string): void;
}

interface Kept extends AccessToken {
  readonly renewAt: number;
}

/** Makes a {@link TokenCache}. */
export function createTokenCache(means: TokenMeans): TokenCache {
  const kept = new Map<string, Kept>();
  const asked = new Map<string, Promise<Result<AccessToken, GraphFailure>>>();
  const keyOf = createKeys();

  const ask = async (
    key: string,
    source: TokenSource,
    request: TokenRequest,
  ): Promise<Result<AccessToken, GraphFailure>> => {
    const now = means.now();
    const answer = await source.get(request, means);
    if (answer.isErr()) return answer;
    const { token, expiresAt } = answer.value;
    const life = Math.max(0, expiresAt - now);
    kept.delete(key);
    kept.set(key, { token, expiresAt, renewAt: expiresAt - Math.min(marginMillis, life / 2) });
    const [oldest] = kept.keys();
    if (kept.size > maxTokens && oldest !== undefined) kept.delete(oldest);
    return answer;
  };

  return {
    async get(source, { isFresh, ...request }) {
      const { signal } = request;
      if (signal.aborted) throw signal.reason;
      const key = keyOf(source, request);
      const known = kept.get(key);
      if (known && known.renewAt > means.now() && !isFresh && request.claims === null) return ok(known);
      const line = JSON.stringify([key, isFresh, request.claims]);
      const shared = asked.get(line) ?? share(asked, line, ask(key, source, { ...request, signal: neverAborted }));
      return untilAborted(shared, signal);
    },
    forget(source, address, token) {
      const key = keyOf(source, address);
      if (kept.get(key)?.token === token) kept.delete(key);
    },
  };
}

function share<T>(asked: Map<string, Promise<T>>, line: string, work: Promise<T>): Promise<T> {
  asked.set(line, work);
  const forget = (): void => void asked.delete(line);
  work.then(forget, forget);
  return work;
}

/** Credential objects have no name of their own: they get a number here. */
function createKeys(): (source: TokenSource, address: TokenAddress) => string {
  const numbers = new WeakMap<object, number>();
  let last = 0;
  const numberOf = (key: object): number => {
    const number = numbers.get(key) ?? (last += 1);
    numbers.set(key, number);
    return number;
  };
  return ({ key }, { loginOrigin, tenant, scope }) =>
    JSON.stringify([loginOrigin, typeof key === 'string' ? key : numberOf(key), tenant.toLowerCase(), scope]);
}

/** A request that others wait for too must not end with one of them. It has a time limit of its own. */
const neverAborted = new AbortController().signal;

function untilAborted<T>(work: Promise<T>, signal: AbortSignalLike): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const leave = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', leave, { once: true });
    const done = (): void => signal.removeEventListener('abort', leave);
    work.then(resolve, reject).then(done, done);
  });
}
