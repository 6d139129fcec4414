import { ok, type Clock, type Result } from '@tenantatlas/core';
import type { GraphFailure } from '../answers/failure.ts';
import type { AccessToken, TokenCache, TokenRequest, TokenSource } from './token-source.ts';

/** A token is got anew when less of its life is left: a request under way must not outlive it. */
const marginMillis = 5 * 60_000;

/** Tokens kept at most; the oldest go first. */
const maxTokens = 10_000;

/**
 * Keeps tokens until shortly before they expire. Callers who ask for the same one at the same time share one request; a caller whose signal fires leaves, and the
 * others still get it.
 */
export function createTokenCache(clock: Clock): TokenCache {
  const kept = new Map<string, AccessToken>();
  const asked = new Map<string, Promise<Result<AccessToken, GraphFailure>>>();

  const ask = async (
    key: string,
    source: TokenSource,
    request: TokenRequest,
  ): Promise<Result<AccessToken, GraphFailure>> => {
    const answer = await source.get(request);
    if (answer.isErr()) return answer;
    kept.delete(key);
    kept.set(key, answer.value);
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
      const isGood = known !== undefined && known.expiresAt - clock.epochMillis() > marginMillis;
      if (isGood && !isFresh && request.claims === null) return ok(known);
      const line = JSON.stringify([key, isFresh, request.claims]);
      const shared = asked.get(line) ?? share(asked, line, ask(key, source, { ...request, signal: neverAborted }));
      return untilAborted(shared, signal);
    },
    forget(source, request, token) {
      const key = keyOf(source, request);
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

function keyOf({ app }: TokenSource, { loginOrigin, tenant, scope }: Pick<TokenRequest, 'tenant' | 'loginOrigin' | 'scope'>): string {
  return JSON.stringify([loginOrigin, app, tenant.toLowerCase(), scope]);
}

/** A request that others wait for too must not end with one of them. It has a time limit of its own. */
const neverAborted = new AbortController().signal;

function untilAborted<T>(work: Promise<T>, signal: TokenRequest['signal']): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const leave = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
