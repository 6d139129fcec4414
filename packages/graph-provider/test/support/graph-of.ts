import { ok, type AbortSignalLike } from '@tenantatlas/core';
import { endpointsOf } from '../../src/clouds.ts';
import {
  createGraphClient,
  type GraphClient,
  type GraphLimits,
  type GraphSession,
} from '../../src/transport/client.ts';
import type { TokenSource } from '../../src/tokens/token-source.ts';
import { VirtualTime } from './virtual-time.ts';

/** What Graph answers: a status, a body as JSON or as text, headers. */
export interface Told {
  readonly status?: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Record<string, string>;
}

/** One request that reached the fake Graph. */
export interface Seen {
  readonly url: string;
  readonly method: string;
  readonly authorization: string | null;
  readonly body: string;
  readonly at: number;
}

export const limits: GraphLimits = {
  maxAttempts: 5,
  totalMillis: 120_000,
  requestMillis: 30_000,
  maxBytes: 10_000_000,
  maxPages: 10_000,
  concurrency: 100,
  concurrencyPerTenant: 4,
  perTenant: null,
  overall: null,
};

export const graph = 'https://graph.microsoft.com/v1.0/';

/** A client over a fake Graph in virtual time. */
export interface Fake {
  readonly time: VirtualTime;
  readonly client: GraphClient;
  readonly seen: readonly Seen[];
  session(tenant?: string, signal?: AbortSignalLike): GraphSession;
}

/** A source that always has a token, and counts. */
export function tokens(token = 'token-of-a-test'): TokenSource & { readonly asked: (string | null)[] } {
  const asked: (string | null)[] = [];
  return {
    key: 'test',
    clientId: null,
    asked,
    async get({ claims }, { now }) {
      asked.push(claims);
      return ok({ token, expiresAt: now() + 3_600_000 });
    },
  };
}

/** See {@link Fake}. `answer` gets every request; an answer takes `latency` milliseconds of virtual time. */
export function graphOf(
  answer: (seen: Seen) => Told | Promise<Told>,
  more: Partial<GraphLimits> & { readonly latency?: number; readonly source?: TokenSource } = {},
): Fake {
  const { latency = 20, source = tokens(), ...changed } = more;
  const time = new VirtualTime();
  const seen: Seen[] = [];
  let random = 0.5;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const one = {
      url: request.url,
      method: request.method,
      authorization: request.headers.get('authorization'),
      body: await request.text(),
      at: time.epochMillis(),
    };
    seen.push(one);
    const aborted = new Promise<never>((_, reject) =>
      request.signal.addEventListener('abort', () => reject(request.signal.reason as Error)),
    );
    await Promise.race([time.sleep(latency), aborted]);
    const { status = 200, body, text = JSON.stringify(body ?? {}), headers = {} } = await answer(one);
    return new Response(status === 204 ? null : text, { status, headers });
  };
  const client = createGraphClient({
    endpoints: endpointsOf('global'),
    clock: time,
    scheduler: time,
    fetch,
    random: () => (random = (random * 7.13) % 1),
    limits: { ...limits, ...changed },
  });
  return {
    time,
    client,
    seen,
    session: (tenant = 'contoso.example', signal = new AbortController().signal) => ({
      tenant,
      source,
      isFresh: false,
      signal,
    }),
  };
}
