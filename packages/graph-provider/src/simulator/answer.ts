/** An answer before it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A value that becomes JSON, or a text that is sent as it is when `headers` name another type. Undefined: an empty body. */
  readonly body?: unknown;
}

/** An answer whose body is JSON. */
export function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body };
}

/** The text of an answer's body. */
export function textOf({ body, headers }: Answer): string {
  const isJson = headers['content-type']?.startsWith('application/json') ?? false;
  if (isJson) return JSON.stringify(body) ?? '';
  return typeof body === 'string' || typeof body === 'number' ? String(body) : '';
}
