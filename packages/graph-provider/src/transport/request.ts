import { err, ok, type AbortSignalLike, type Result } from '@tenantatlas/core';
import { claimsIn } from '../answers/claims-challenge.ts';
import { malformed, timedOut, type GraphFailure } from '../answers/failure.ts';
import { graphFailure } from '../answers/graph-error.ts';
import { retryAt } from '../answers/retry-after.ts';
import type { AccessToken } from '../tokens/token-source.ts';
import type { HttpAnswer } from './http.ts';
import { sendInPlace, type SendResult } from './place.ts';
import { repeat, type Attempt } from './repeat.ts';
import type { GraphSession } from './session.ts';
import { createSignIn, type SignInParts } from './sign-in.ts';
import { createSilence } from './silence.ts';
import { before } from './timing.ts';

/** A read of Graph, at an address that was judged before. A POST is a batch of reads: nothing that this package sends changes anything, so that all of it may be repeated. */
export interface GraphRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: unknown;
  /** How many requests Graph counts for it. @default 1 */
  readonly weight?: number;
}

/** A successful answer. */
export interface GraphAnswer {
  readonly status: number;
  readonly body: unknown;
  /** The header `Date`. */
  readonly date: string | null;
  /** Gets a token in place of the one that it was asked for with, for what Graph refused inside of it. The requests of the session after it use that one. A failure where there is none. */
  readonly renewToken: (claims: string | null) => Promise<GraphFailure | null>;
}

/** An answer that is not a success, with the address that it names. */
export interface GraphRefusal {
  readonly failure: GraphFailure;
  readonly location: string | null;
}

/** What a request may be told besides its session. */
export interface RequestOptions {
  /** When its time is over, in milliseconds since 1970. @default now and the limit of the provider */
  readonly until?: number;
  /** @default that of the session */
  readonly signal?: AbortSignalLike;
  /** Called with the last answer when that is not a success. */
  readonly onRefusal?: (refusal: GraphRefusal) => void;
}

/**
 * Sends a request until it is answered, its attempts are used up, or its time is over.
 *
 * Guarantees: no request of a tenant starts inside a `Retry-After` that this tenant was told; a wait that would end after the time of the request ends it at once,
 * `throttled`, with the instant; a refused token is got anew once. A session whose requests are not answered at all ends as a whole: once they have used up the time of one
 * request, the next ones have the same failure and are not sent. Any answer of Graph begins that time anew. Rejects only with the reason of the signal.
 */
export type Requester = (
  session: GraphSession,
  request: GraphRequest,
  options?: RequestOptions,
) => Promise<Result<GraphAnswer, GraphFailure>>;

/** Makes a {@link Requester}. */
export function createRequester(parts: SignInParts): Requester {
  const { budget, clock, limits } = parts;
  const signIn = createSignIn(parts);
  const silence = createSilence(clock, limits.totalMillis);

  return async (session, request, options = {}) => {
    const { signal = session.signal } = options;
    if (signal.aborted) throw signal.reason;
    const given = silence.begin(session);
    if (given.failure !== null) return err(given.failure);
    const until = Math.min(options.until ?? Infinity, given.until);
    const line = session.tenant.toLowerCase();
    const { longestWaitMillis } = session;
    const { weight = 1 } = request;
    const send = (token: AccessToken): Promise<SendResult> =>
      sendInPlace({ line, weight, until, longestWaitMillis, request: httpRequestOf(request, token, signal) }, parts);
    const inTime = async (work: (signal: AbortSignalLike) => Promise<Result<AccessToken, GraphFailure>>) =>
      (await before(until, parts, signal, work)) ?? err(timedOut);
    const renewed = (refused: AccessToken, claims: string | null) =>
      inTime((limited) => signIn.renewed(session, refused, claims, limited));
    let isRenewed = false;

    // The token comes first: getting one may take longer than it takes another request of the tenant to be told to wait.
    const attempt = async (): Promise<Attempt<GraphAnswer>> => {
      const token = await inTime((limited) => signIn.token(session, limited));
      if (token.isErr()) return { result: err(token.error), isFinal: true };
      let used = token.value;
      let sent = await send(used);
      if (sent.isOk() && sent.value.status === 401 && !isRenewed) {
        isRenewed = true;
        const claims = claimsIn(sent.value.wwwAuthenticate);
        const again = await renewed(used, claims);
        if (again.isErr()) return { result: err(again.error), isFinal: true };
        used = again.value;
        sent = await send(used);
      }
      if (sent.isOk() || sent.error.failure.status !== null) silence.heard(session);
      if (sent.isErr()) return { result: err(sent.error.failure), isFinal: sent.error.isFinal };
      const result = judged(sent.value, clock.epochMillis());
      if (result.isErr()) options.onRefusal?.({ failure: result.error, location: sent.value.location });
      const renewToken: GraphAnswer['renewToken'] = async (claims) => {
        const again = await renewed(used, claims);
        return again.isErr() ? again.error : null;
      };
      return { result: result.map((answer) => ({ ...answer, renewToken })) };
    };
    const onThrottled = (at: number): void => budget.holdUntil(line, at);
    const result = await repeat({ attempt, until, signal, longestWaitMillis, onThrottled }, parts);
    if (result.isErr()) silence.ended(session, given.from, result.error);
    return result;
  };
}

function httpRequestOf({ method, url, body }: GraphRequest, { token }: AccessToken, signal: AbortSignalLike) {
  const headers = { authorization: `Bearer ${token}` };
  if (body === undefined) return { method, url, headers, signal };
  return {
    method,
    url,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  };
}

/** A success is one with JSON. Redirects are refusals: Graph sends none for what is read here, and none is followed. */
function judged(
  { status, body, ...hint }: HttpAnswer,
  now: number,
): Result<Omit<GraphAnswer, 'renewToken'>, GraphFailure> {
  if (status < 200 || status >= 300) return err(graphFailure(status, body, retryAt(hint, now)));
  return body === undefined ? err(malformed(status)) : ok({ status, body, date: hint.date });
}
