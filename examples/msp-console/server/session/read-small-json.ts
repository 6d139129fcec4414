const maxBytes = 1_024;

/** A small JSON body, or the status to refuse it with. */
export async function readSmallJson(
  request: Request,
): Promise<{ readonly value: unknown } | { readonly status: 400 | 413 | 415; readonly title: string }> {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  // A form of another site can send text, and cannot send this without being asked first.
  if (type !== 'application/json') return { status: 415, title: 'Send application/json' };
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of request.body ?? []) {
    text += decoder.decode(part, { stream: true });
    if (text.length > maxBytes) return { status: 413, title: 'The body is too large' };
  }
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { status: 400, title: 'Not JSON' };
  }
}
