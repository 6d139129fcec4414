import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { acceptedCoding, compress, isCompressible, type Coding } from './compress.ts';

const types: { readonly [extension: string]: string } = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** A file in every coding in which it is smaller. */
export interface StaticFile {
  readonly codings: ReadonlyMap<Coding | null, Uint8Array<ArrayBuffer>>;
  readonly etag: string;
  readonly headers: { readonly [name: string]: string };
}

/** A file at an address. What the build has not compressed is compressed here, once. */
export function staticFile(
  address: string,
  bytes: Uint8Array,
  built: ReadonlyMap<Coding, Uint8Array> = new Map(),
): StaticFile {
  const isHashed = /^\/(?:assets|brand)\//.test(address);
  const codings = new Map<Coding | null, Uint8Array<ArrayBuffer>>([[null, new Uint8Array(bytes)]]);
  if (isCompressible(address))
    for (const coding of ['br', 'gzip'] as const) {
      const smaller = new Uint8Array(built.get(coding) ?? compress(bytes, coding, 'once'));
      if (smaller.length < bytes.length) codings.set(coding, smaller);
    }
  return {
    codings,
    etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    headers: {
      'content-type': types[extname(address)] ?? 'application/octet-stream',
      'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(codings.size > 1 ? { vary: 'accept-encoding' } : {}),
    },
  };
}

/** Answers a file, in the best coding that the browser takes; without a body when the browser has it. */
export function answerFile({ codings, etag, headers }: StaticFile, request: Request): Response {
  const accepted = acceptedCoding(request.headers.get('accept-encoding'));
  const coding = codings.has(accepted) ? accepted : null;
  const bytes = codings.get(coding) ?? new Uint8Array();
  // A tag names bytes, so each coding has its own.
  const tag = `"${etag}${coding === null ? '' : `-${coding}`}"`;
  const all = { ...headers, etag: tag };
  if (isKnown(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers: all });
  return new Response(request.method === 'HEAD' ? null : bytes, {
    headers: {
      ...all,
      'content-length': String(bytes.length),
      ...(coding === null ? {} : { 'content-encoding': coding }),
    },
  });
}

function isKnown(header: string | null, tag: string): boolean {
  if (header === null) return false;
  return header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}
