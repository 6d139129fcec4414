/** What came over the wire for one call. */
export interface Exchange {
  readonly verb: string;
  readonly path: string;
  readonly status: number;
  /** Every header but `date`, as one text. */
  readonly headers: string;
  readonly body: string;
}

/** A `fetch` that keeps what it has seen. */
export interface Recorder {
  readonly exchanges: readonly Exchange[];
  fetch(request: Request): Promise<Response>;
}

/** Sends requests with the platform's own `fetch` and keeps the bytes of the answers, which the client reads only in part. */
export function createRecorder(): Recorder {
  const exchanges: Exchange[] = [];
  return {
    exchanges,
    async fetch(request) {
      const response = await fetch(request);
      const body = await response.text();
      const headers = [...response.headers].filter(([name]) => name !== 'date');
      exchanges.push({
        verb: request.method,
        path: new URL(request.url).pathname,
        status: response.status,
        headers: headers.map(([name, value]) => `${name}: ${value}`).join('\n'),
        body,
      });
      return new Response(body, response);
    },
  };
}
