const maxBytes = 1_024;
const maxMillis = 5_000;

/** A small JSON body, or the status to refuse it with. */
export async function readSmallJson(
  request: Request,
): Promise<{ readonly value: unknown } | { readonly status: 400 | 408 | 413 | 415; readonly title: string }> {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  // A form of another site can send text, and cannot send this without being asked first.
  if (type !== 'application/json') return { status: 415, title: 'Send application/json' };
  const body = await withinTime(bytesOf(request));
  if (body === 'late') return { status: 408, title: 'The body took too long' };
  if (body === 'large') return { status: 413, title: 'The body is too large' };
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown };
  } catch {
    return { status: 400, title: 'Not JSON' };
  }
}

async function bytesOf(request: Request): Promise<Uint8Array | 'large'> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    parts.push(part);
    size += part.length;
    if (size > maxBytes) return 'large';
  }
  return Buffer.concat(parts);
}

async function withinTime<T>(work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), maxMillis)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
