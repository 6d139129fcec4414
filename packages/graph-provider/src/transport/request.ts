import { err, ok, type AbortSignalLike, type Clock, type Result, type Scheduler } from '@tenantatlas/core';
import { epochMillis, toInstant } from '@tenantatlas/core/ports';
import { claimsIn } from '../answers/claims-challenge.ts';
import { failure, unreachable, type GraphFailure } from '../answers/failure.ts';
import { graphFailure } from '../answers/graph-error.ts';
import type { TokenCache } from '../tokens/token-cache.ts';
import type { AccessToken, TokenSource } from '../tokens/token-source.ts';
import type { Endpoints } from '../clouds.ts';
import type { Budget } from './budget.ts';
import type { Http, HttpAnswer } from './http.ts';
import { before, pause, type Patience } from './patience.ts';
import { backoffMillis, retryAfterMillis, retryAt } from './retry-after.ts';

/** Who is read, and with what. One for each call of the provider. */
export interface GraphSession {
  /** A GUID or a domain name. */
  readonly tenant: string;
  readonly source: TokenSource;
  /** Signs in anew for the first request of the session. */
  readonly isFresh: boolean;
  readonly signal: AbortSignalLike;
}

/** A request to Graph, at an address that was judged before. */
export interface GraphRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
  /** How many requests Graph counts for it. @default 1 */
  readonly weight?: number;
}

/** A successful answer. */
export interface GraphAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What a requester is made of. */
export interface RequesterParts {
  readonly http: Http;
  readonly tokens: TokenCache;
  readonly budget: Budget;
  readonly endpoints: Endpoints;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: () => number;
  readonly patience: Patience;
}

/**
 * Sends a request until it is answered, its attempts are used up, or its time is over.
 *
 * Guarantees: no request of a tenant starts inside a `Retry-After` that this tenant was told; a wait that would end after the time of the request ends it at once,
 * `throttled`, with the instant; only requests that change nothing are repeated; a refused token is got anew once. Rejects only with the reason of the signal.
 */
export type Requester = (
  session: GraphSession,
  request: GraphRequest,
  more?: {
    /** When its time is over, in milliseconds since 1970. @default now and the patience of the provider */
    readonly until?: number;
    /** @default that of the session */
    readonly signal?: AbortSignalLike;
  },
) => Promise<Result<GraphAnswer, GraphFailure>>;

/** Statuses after which the same request may succeed. */
const passing: readonly number[] = [408, 429, 500, 502, 503, 504];

/** Whether asking again may help. */
export function isPassing(status: number | null): boolean {
  return status === null || passing.includes(status);
}

/** Makes a {@link Requester}. */
export function createRequester(parts: RequesterParts): Requester {
  const { http, budget, clock, scheduler, random, patience } = parts;
  const signIn = createSignIn(parts);
  const now = (): number => clock.epochMillis();

  /** Sends once: a token first, because getting one may take longer than it takes another request of the tenant to be told to wait. */
  const sendOnce = async (
    session: GraphSession,
    request: GraphRequest,
    until: number,
    signal: AbortSignalLike,
  ): Promise<Sent> => {
    const token = await signIn.token(session, signal);
    if (token.isErr()) return { token: null, result: token.map(() => null) };
    const held = budget.heldUntil(session.tenant);
    if (held > until) return { token: null, result: err(throttledUntil(held)), isFinal: true };
    const permit = await before(until, parts, signal, (limited) =>
      budget.enter(session.tenant, limited, request.weight),
    );
    if (permit === null)
      return { token: null, result: err(throttledUntil(budget.heldUntil(session.tenant))), isFinal: true };
    try {
      const answer = await http({
        method: request.method,
        url: request.url,
        headers: {
          ...request.headers,
          authorization: `Bearer ${token.value.token}`,
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: request.body === undefined ? undefined : JSON.stringify(request.body),
        signal,
      });
      const wait = answer && retryAfterMillis(answer.retryAfter, now());
      // Before the place is given back: the next request of the tenant must not start in between.
      if (answer && isThrottle(answer) && wait !== null) budget.holdUntil(session.tenant, now() + wait);
      return { token: token.value, result: answer === null ? err(unreachable) : ok(answer) };
    } finally {
      permit.release();
    }
  };

  return async (session, request, more = {}) => {
    const { until = now() + patience.totalMillis, signal = session.signal } = more;
    let last: GraphFailure = unreachable;
    let renewals = 0;
    for (let attempt = 1; attempt <= patience.maxAttempts; attempt += 1) {
      const { token, result, isFinal } = await sendOnce(session, request, until, signal);
      const answer = result.unwrapOr(null);
      if (result.isErr()) {
        last = result.error;
        if (isFinal === true) return err(last);
        if (!isPassing(last.status)) return err(last);
      } else if (answer !== null) {
        if (answer.status >= 200 && answer.status < 300) return judged(answer);
        last = refusal(answer, now());
        if (answer.status === 401 && token && renewals === 0) {
          renewals += 1;
          signIn.renew(session, token, claimsIn(answer.wwwAuthenticate));
          continue;
        }
        if (!isPassing(answer.status)) return err(last);
      }
      if (attempt === patience.maxAttempts) break;
      const hinted = last.reason.retryAt === null ? null : Math.max(0, epochMillis(last.reason.retryAt) - now());
      const wait = hinted ?? backoffMillis(attempt, random());
      if (now() + wait > until) return err(withRetryAt(last, now() + wait));
      // Graph counts what is sent while it throttles. Without a hint the whole tenant waits for as long as this request.
      if (hinted === null && answer?.status === 429) budget.holdUntil(session.tenant, now() + wait);
      await pause(wait, scheduler, signal);
    }
    return err(last);
  };
}

interface Sent {
  readonly token: AccessToken | null;
  readonly result: Result<HttpAnswer | null, GraphFailure>;
  /** Whether no time is left for another attempt. */
  readonly isFinal?: boolean;
}

function isThrottle({ status }: HttpAnswer): boolean {
  return status === 429 || status === 503 || status === 504;
}

/** A success with a body that is cut off or is not JSON is no answer. */
function judged({ status, body, isJson }: HttpAnswer): Result<GraphAnswer, GraphFailure> {
  if (isJson) return ok({ status, body });
  return err(failure('failed', 'unknown_error', { providerCode: 'invalid_response', status, path: '' }));
}

/** Redirects are not followed: Graph sends none for what is read here. */
function refusal({ status, body, retryAfter }: HttpAnswer, now: number): GraphFailure {
  return graphFailure(status, body, retryAt(retryAfter, now));
}

function throttledUntil(held: number): GraphFailure {
  return failure('throttled', 'rate_limited', { retryAt: held > 0 ? toInstant(held) : null, status: 429 });
}

function withRetryAt(last: GraphFailure, at: number): GraphFailure {
  if (last.collection !== 'throttled') return last;
  return Object.freeze({ ...last, reason: Object.freeze({ ...last.reason, retryAt: toInstant(at) }) });
}

/** The tokens of sessions: anew once where a session asks for it, or Graph refused the one that was kept. */
function createSignIn({ tokens, endpoints }: RequesterParts) {
  const renewed = new WeakSet<GraphSession>();
  const claimed = new WeakMap<GraphSession, string>();
  const addressOf = ({ tenant }: GraphSession) => ({
    tenant,
    loginOrigin: endpoints.login,
    scope: `${endpoints.graph}/.default`,
  });
  return {
    async token(session: GraphSession, signal: AbortSignalLike): Promise<Result<AccessToken, GraphFailure>> {
      const claims = claimed.get(session) ?? null;
      const isFresh = session.isFresh && !renewed.has(session);
      const token = await tokens.get(session.source, {
        ...addressOf(session),
        claims,
        isFresh,
        signal,
      });
      if (token.isOk()) {
        renewed.add(session);
        claimed.delete(session);
      }
      return token;
    },
    renew(session: GraphSession, { token }: AccessToken, claims: string | null): void {
      tokens.forget(session.source, addressOf(session), token);
      if (claims !== null) claimed.set(session, claims);
    },
  };
}
