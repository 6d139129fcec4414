import type { HandlerLimits } from './limits.ts';
import { readJson } from './read-json.ts';
import type { ReadJson } from './transport-problem.ts';
import { withinTime } from './within-time.ts';

type BodyLimits = Pick<HandlerLimits, 'bodyBytes' | 'bodyMillis'>;

/** Whether the media type of a body, or its character set, is not accepted. A request without a body has no type. */
export function isOtherType({ headers }: Request): boolean {
  return headers.has('content-type') && !isJson(headers);
}

/**
 * The JSON body of a write; an absent one is an empty object. Only `application/json` is read: a form of another site cannot send that without a
 * preflight request.
 *
 * A body that was announced has to arrive whole. A parser that ran before the handler leaves an empty one behind, which would otherwise count as a
 * request without members, and every default would apply. Code that makes a new request of what it has read may leave out the length: then only the type
 * tells that there was a body. So an empty body of a type is refused, unless the length says zero. A DELETE is excepted, because many clients give it the type
 * of their other requests.
 */
export async function readBody(request: Request, limits: BodyLimits): Promise<ReadJson> {
  if (Number(request.headers.get('content-length') ?? 0) > limits.bodyBytes) return { problem: 'tooLarge' };
  if (request.bodyUsed || request.body?.locked) return { problem: 'bodyRead' };
  const reader = request.body?.getReader();
  if (!reader) return valueOf(new Uint8Array(), request);
  const read = await withinTime(limits.bodyMillis, () => readBytes(reader, limits.bodyBytes));
  if (read instanceof Uint8Array) return valueOf(read, request);
  reader.cancel().catch(() => {});
  return { problem: read ?? 'bodyTimeout' };
}

function valueOf(bytes: Uint8Array, { headers, method }: Request): ReadJson {
  if (!isLength(headers)) return { problem: 'bodyBroken' };
  if (bytes.length === 0) {
    if (isAnnounced(headers)) return { problem: 'bodyRead' };
    const isTyped = method !== 'DELETE' && headers.has('content-type') && !headers.has('content-length');
    return isTyped ? { problem: 'bodyMissing' } : { value: {} };
  }
  if (isShort(bytes, headers)) return { problem: 'bodyBroken' };
  return isJson(headers) ? readJson(bytes) : { problem: 'notJsonType' };
}

/** @see RFC 9112 section 6: a request has a body when it has one of these fields. */
function isAnnounced(headers: Headers): boolean {
  return headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 0;
}

/** Whether the length, where there is one, is a number of bytes. */
function isLength(headers: Headers): boolean {
  return /^\d+$/.test(headers.get('content-length') ?? '0');
}

/** Whether another number of bytes arrived than was announced. A server that decodes a content coding may keep the length of the coded body. */
function isShort(bytes: Uint8Array, headers: Headers): boolean {
  const announced = headers.get('content-length');
  return announced !== null && !headers.has('content-encoding') && Number(announced) !== bytes.length;
}

function isJson(headers: Headers): boolean {
  const [mediaType = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';');
  return mediaType.trim() === 'application/json' && parameters.every(isUtf8OrOther);
}

/** JSON is UTF-8 (RFC 8259 section 8.1). Bytes that were meant as another character set would be read as other text. */
function isUtf8OrOther(parameter: string): boolean {
  const [name = '', value = ''] = parameter.split('=');
  return name.trim() !== 'charset' || ['utf-8', 'utf8', 'us-ascii'].includes(value.trim().replace(/^"(.*)"$/, '$1'));
}

/** The bytes; or why not, as soon as it is known. */
async function readBytes(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array | 'tooLarge' | 'bodyBroken'> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    // The connection broke, which is not a bug.
    const part = await reader.read().catch(() => null);
    if (part === null) return 'bodyBroken';
    if (part.done) return joined(chunks, length);
    length += part.value.byteLength;
    if (length > maxBytes) return 'tooLarge';
    chunks.push(part.value);
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
