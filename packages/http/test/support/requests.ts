/** The base address of the tests' handler. */
export const site = 'https://atlas.example.com';

/** What a test asks for; a write of the operator's own program unless told otherwise. */
export interface Asked {
  readonly actor?: string | null;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: BodyInit | null;
}

/** A request as it reaches a handler. `body` without a type counts as JSON. */
export function asked(
  method: string,
  path: string,
  { actor = 'operator', headers = {}, body = null }: Asked = {},
): Request {
  const request = new Request(`${site}${path}`, { method, body, ...(body ? { duplex: 'half' } : {}) });
  request.headers.delete('content-type');
  for (const [name, value] of Object.entries({
    ...(body === null ? {} : { 'content-type': 'application/json' }),
    ...(actor === null ? {} : { 'x-actor': actor }),
    ...headers,
  }))
    if (value === '') request.headers.delete(name);
    else request.headers.set(name, value);
  return request;
}

/** A pause of a control: a write that any control takes at most once unless the reason changes. */
export const pause = JSON.stringify({ scope: { type: 'global' }, reason: 'Planned work' });
export const pausePath = '/v1/controls/acme.sweep/pause';

/** A problem in the form that tests compare. */
export interface SeenProblem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code?: string;
  readonly detail?: string;
  readonly retryAfter?: number;
  readonly issues?: readonly { readonly path: string; readonly rule: string }[];
}

/** The problem in an answer. */
export async function problemOf(answer: Response): Promise<SeenProblem> {
  return (await answer.json()) as SeenProblem;
}
