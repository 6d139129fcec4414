import { err, ok, type Result } from '@tenantatlas/core';
import { failure, type GraphFailure } from '../answers/failure.ts';
import { createSharedWork } from './shared-work.ts';
import type { AccessToken, TokenRequest, TokenSource } from './token-source.ts';

/** A token is got anew this long before it expires, or after half of its life where that is shorter: a request in progress must not outlive it. */
const marginMillis = 5 * 60_000;

/** Tokens kept at most; the oldest go first. */
const maxTokens = 10_000;

/** Which token: by cloud, credential and tenant. */
export type TokenAddress = Pick<TokenRequest, 'tenant' | 'loginOrigin' | 'scope'>;

/** Who asks for a token. */
export interface TokenDemand extends TokenRequest {
  /** Who needs one that was asked for after it began; null takes one that is kept. */
  readonly freshFor: object | null;
}

/**
 * Tokens that were got before. The name of a tenant may have any case. A tenant that is named by its GUID and by a domain name has a token for each: a token is
 * never used under a name that it was not asked for with.
 */
export interface TokenCache {
  /** A token, got once for all who ask for the same one at the same time. A caller whose signal fires leaves; the request ends with its last caller. */
  get(source: TokenSource, demand: TokenDemand): Promise<Result<AccessToken, GraphFailure>>;
  /** The token that is kept, without asking for one. Where `claims` are given, only one that was asked for with them. */
  kept(source: TokenSource, address: TokenAddress, claims: string | null): AccessToken | null;
  /** Removes a token that Graph refused, if it is still the one that is kept. */
  forget(source: TokenSource, address: TokenAddress, token: string): void;
}

/** What the cache is made of. */
export interface TokenCacheParts {
  /** Gets a token from a source, with repetitions. */
  readonly acquire: (source: TokenSource, request: TokenRequest) => Promise<Result<AccessToken, GraphFailure>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface Kept extends AccessToken {
  readonly askedAt: number;
  readonly claims: string | null;
  readonly renewAt: number;
  readonly order: number;
}

/** Makes a {@link TokenCache}. */
export function createTokenCache({ acquire, now }: TokenCacheParts): TokenCache {
  const known = new Map<string, Kept>();
  const shared = createSharedWork<Result<AccessToken, GraphFailure>>();
  const { numberOf, keyOf } = createKeys();
  let asked = 0;

  const ask = async (
    key: string,
    source: TokenSource,
    request: TokenRequest,
  ): Promise<Result<AccessToken, GraphFailure>> => {
    const order = (asked += 1);
    const began = now();
    const answer = await acquire(source, request);
    if (answer.isErr()) return answer;
    const { token, expiresAt } = answer.value;
    if (!isSendable(token)) return err(unsendable);
    // One that was asked for earlier does not replace one that was asked for later: a consent may be between the two.
    if ((known.get(key)?.order ?? 0) > order) return answer;
    known.delete(key);
    const margin = Math.min(marginMillis, Math.max(0, expiresAt - began) / 2);
    known.set(key, { token, expiresAt, askedAt: began, claims: request.claims, renewAt: expiresAt - margin, order });
    const [oldest] = known.keys();
    if (known.size > maxTokens && oldest !== undefined) known.delete(oldest);
    return answer;
  };

  const current = (key: string): Kept | null => {
    const found = known.get(key);
    // A clock that was set back would keep it for as long again.
    const isCurrent = found && found.renewAt > now() && found.askedAt - marginMillis <= now();
    return isCurrent ? found : null;
  };

  return {
    kept(source, address, claims) {
      const found = current(keyOf(source, address));
      return claims === null || found?.claims === claims ? found : null;
    },
    async get(source, { freshFor, ...request }) {
      const { signal, claims } = request;
      if (signal.aborted) throw signal.reason;
      const key = keyOf(source, request);
      const found = current(key);
      if (found && freshFor === null && claims === null) return ok(found);
      const line = JSON.stringify([key, freshFor && numberOf(freshFor), claims]);
      return shared.join(line, signal, (ended) => ask(key, source, { ...request, signal: ended }));
    },
    forget(source, address, token) {
      const key = keyOf(source, address);
      if (known.get(key)?.token === token) known.delete(key);
    },
  };
}

/** The platform refuses a header with another character, and quotes it in its error. */
function isSendable(token: unknown): boolean {
  return typeof token === 'string' && /^[\u0021-\u007e]{1,65536}$/.test(token);
}

const unsendable = failure('failed', 'provider_auth_failed', { providerCode: 'invalid_token' });

/** Credential objects and sessions have no name of their own: they get a number here. */
function createKeys() {
  const numbers = new WeakMap<object, number>();
  let last = 0;
  const numberOf = (key: object): number => {
    const number = numbers.get(key) ?? (last += 1);
    numbers.set(key, number);
    return number;
  };
  const keyOf = ({ key }: TokenSource, { loginOrigin, tenant, scope }: TokenAddress): string =>
    JSON.stringify([loginOrigin, typeof key === 'string' ? key : numberOf(key), tenant.toLowerCase(), scope]);
  return { numberOf, keyOf };
}
