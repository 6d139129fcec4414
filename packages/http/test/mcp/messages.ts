/** The address of the tests' handler. */
export const endpoint = 'https://help.example.com/mcp';

/** The headers that every client of the protocol sends. */
export const protocolHeaders = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
} as const;

/** A message of the protocol, as a request that reaches a handler. A header of null is left out. */
export function posted(message: unknown, headers: { readonly [name: string]: string | null } = {}): Request {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  const request = new Request(endpoint, { method: 'POST', body });
  for (const [name, value] of Object.entries({ ...protocolHeaders, ...headers }))
    if (value === null) request.headers.delete(name);
    else request.headers.set(name, value);
  return request;
}

/** A request of the protocol. */
export function asking(method: string, params?: unknown, id: string | number = 1): object {
  return { jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) };
}

/** An answer of the protocol, or a problem. */
export interface SeenAnswer {
  readonly id?: unknown;
  readonly result?: { readonly [member: string]: unknown };
  readonly error?: { readonly code: number; readonly message: string };
  readonly title?: string;
}

/** What a handler answered. */
export async function seenIn(response: Response): Promise<SeenAnswer> {
  return (await response.json()) as SeenAnswer;
}
