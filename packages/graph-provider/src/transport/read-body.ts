import { err, ok, type Result } from '@tenantatlas/core';
import { tooLong, truncated, type GraphFailure } from '../answers/failure.ts';

/**
 * Reads a body as JSON; undefined where it is empty or not JSON, because whether that matters depends on the status. It stops at `maxBytes`, counted after
 * decompression, so that a small answer cannot fill the memory. A body that ends early is a failure.
 */
export async function readBody(response: Response, maxBytes: number): Promise<Result<unknown, GraphFailure>> {
  const { status, headers, body } = response;
  if (body === null) return ok(undefined);
  const announced = lengthIn(headers);
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let length = 0;
  let text = '';
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.byteLength;
      if (length > maxBytes) break;
      text += decoder.decode(part.value, { stream: true });
    }
  } catch {
    return err(truncated(status));
  }
  if (length > maxBytes) {
    // Nothing depends on how the rest of the answer ends.
    reader.cancel().catch(() => {});
    return err(tooLong(status));
  }
  if (announced !== null && length < announced) return err(truncated(status));
  return ok(parsed(text + decoder.decode()));
}

/** How many bytes follow; null where that is not said, or is said of the compressed form. */
function lengthIn(headers: Headers): number | null {
  const text = headers.get('content-length') ?? '';
  return /^\d{1,15}$/.test(text) && !headers.has('content-encoding') ? Number(text) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
