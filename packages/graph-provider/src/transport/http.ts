import { err, type AbortSignalLike, type Clock, type Result, type Scheduler } from '@tenantatlas/core';
import ky from 'ky';
import { networkFailure, timedOut, type GraphFailure } from '../answers/failure.ts';
import type { RetryHint } from '../answers/retry-after.ts';
import { readBody } from './read-body.ts';
import { before } from './timing.ts';

/** One request. The address was judged before: nothing here decides where a token may go. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string | undefined;
  /** When its time is over, in milliseconds since 1970, where that is earlier than the limit of one request. */
  readonly until?: number | undefined;
  readonly signal: AbortSignalLike;
}

/** An answer that came completely, whatever its status. */
export interface HttpAnswer extends RetryHint {
  readonly status: number;
  readonly wwwAuthenticate: string | null;
  readonly location: string | null;
  /** Parsed JSON; undefined where the body is empty or not JSON. */
  readonly body: unknown;
}

/** Options of {@link createHttp}. */
export interface HttpOptions {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** @default the platform's `fetch` */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** How long one request may take, its body included. */
  readonly requestMillis: number;
  /** The longest body that is read. */
  readonly maxBytes: number;
}

/**
 * Sends one request, once. A failure where no whole answer came: DNS, TLS, a connection that ended, a time limit, a body that is too long.
 *
 * Follows no redirect, repeats nothing, keeps no cookie, sends no header that the request does not name, and lets no error of ky out: it holds the request with its
 * token. The one rejection is the reason of the signal.
 */
export type Http = (request: HttpRequest) => Promise<Result<HttpAnswer, GraphFailure>>;

/** Makes an {@link Http}. Repetitions and `Retry-After` are done around it: ky knows neither tenants nor budgets. */
export function createHttp({ clock, scheduler, fetch, requestMillis, maxBytes }: HttpOptions): Http {
  const client = ky.create({
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    ...(fetch ? { fetch: async (input, init) => fetch(input, init) } : {}),
  });
  const send = async (
    { method, url, headers, body }: HttpRequest,
    signal: AbortSignal,
  ): Promise<Result<HttpAnswer, GraphFailure>> => {
    const options = { method, headers: { accept: 'application/json', ...headers }, signal };
    const response = await client(url, body === undefined ? options : { ...options, body });
    return (await readBody(response, maxBytes)).map((json) => ({
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      date: response.headers.get('date'),
      wwwAuthenticate: response.headers.get('www-authenticate'),
      location: response.headers.get('location'),
      body: json,
    }));
  };
  return async (request) => {
    const { signal } = request;
    try {
      const until = Math.min(clock.epochMillis() + requestMillis, request.until ?? Infinity);
      const answer = await before(until, { clock, scheduler }, signal, (limited) => send(request, limited));
      return answer ?? err(timedOut);
    } catch (cause) {
      if (signal.aborted) throw signal.reason;
      return err(networkFailure(cause));
    }
  };
}
