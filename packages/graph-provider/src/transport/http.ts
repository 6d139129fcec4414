import type { AbortSignalLike, Scheduler } from '@tenantatlas/core';
import ky from 'ky';

/** One request. The address was judged before: nothing here decides where a token may go. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string | undefined;
  readonly signal: AbortSignalLike;
}

/** What came back. `body` is parsed JSON, or null where it is none. */
export interface HttpAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly wwwAuthenticate: string | null;
  readonly location: string | null;
  readonly body: unknown;
  /** Whether the body was complete and JSON. A truncated one is not, whatever its status. */
  readonly isJson: boolean;
}

/** Options of {@link createHttp}. */
export interface HttpOptions {
  readonly scheduler: Scheduler;
  /** @default the platform's `fetch` */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** How long one request may take, its body included. */
  readonly timeoutMillis: number;
  /** The longest body that is read. */
  readonly maxBytes: number;
}

/**
 * Sends one request, once. Null where the provider was not reached: DNS, TLS, a connection that ended, a time limit.
 *
 * Follows no redirect, keeps no cookie, and says nothing of request and answer in what it throws: the one rejection is the reason of the signal.
 */
export type Http = (request: HttpRequest) => Promise<HttpAnswer | null>;

/** Makes an {@link Http}. Repeats, waits and Retry-After are not ky's here: it knows neither tenants nor budgets. */
export function createHttp({ scheduler, fetch, timeoutMillis, maxBytes }: HttpOptions): Http {
  const client = ky.create({
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    ...(fetch ? { fetch: async (input, init) => fetch(input as Request, init) } : {}),
  });
  return async ({ method, url, headers, body, signal }) => {
    if (signal.aborted) throw signal.reason;
    const limit = new AbortController();
    const leave = (): void => limit.abort();
    const cancel = scheduler.after(timeoutMillis, leave);
    signal.addEventListener('abort', leave, { once: true });
    try {
      const response = await client(url, {
        method,
        headers: { accept: 'application/json', ...headers },
        signal: limit.signal,
        ...(body === undefined ? {} : { body }),
      });
      const text = await readText(response, maxBytes);
      return {
        status: response.status,
        retryAfter: response.headers.get('retry-after'),
        wwwAuthenticate: response.headers.get('www-authenticate'),
        location: response.headers.get('location'),
        ...parsed(text),
      };
    } catch {
      if (signal.aborted) throw signal.reason;
      return null;
    } finally {
      cancel();
      signal.removeEventListener('abort', leave);
    }
  };
}

/** The text of a body; null once it is longer than `maxBytes`. Rejects when it ends early. */
async function readText(response: Response, maxBytes: number): Promise<string | null> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let length = 0;
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

function parsed(text: string | null): Pick<HttpAnswer, 'body' | 'isJson'> {
  if (text === null || text === '') return { body: null, isJson: false };
  try {
    return { body: JSON.parse(text) as unknown, isJson: true };
  } catch {
    return { body: null, isJson: false };
  }
}
