// The built app: a handful of files, read once. Nothing of a request is ever turned into a path of the disk.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { contentSecurityPolicy } from './headers.ts';

/** Where Vite writes the nonce; see vite.config.ts. */
export const noncePlaceholder = '__CSP_NONCE__';

const types: { readonly [extension: string]: string } = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: { readonly [name: string]: string };
}

/** Answers requests for the app: its files, and its page for every other address. Throws when it is not built. */
export function loadPages(folder: string): (request: Request) => Response {
  const files = new Map(filesIn(folder).map((path) => [path, staticFile(folder, path)]));
  const template = files.get('/index.html');
  if (!template) throw new Error(`${folder} holds no index.html. "npm start" builds the app first.`);
  files.delete('/index.html');
  const html = new TextDecoder().decode(template.bytes);
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
    const { pathname } = new URL(request.url);
    const file = files.get(pathname);
    if (file) return new Response(request.method === 'HEAD' ? null : file.bytes, { headers: file.headers });
    // A file of an earlier build must not be answered with a page.
    if (pathname.startsWith('/assets/')) return new Response(null, { status: 404 });
    return page(html, request);
  };
}

function page(html: string, request: Request): Response {
  const nonce = randomBytes(16).toString('base64');
  return new Response(request.method === 'HEAD' ? null : html.replaceAll(noncePlaceholder, nonce), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store', // a kept page would come with a used nonce
      'content-security-policy': contentSecurityPolicy(nonce),
    },
  });
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length).replaceAll('\\', '/'));
  } catch {
    return [];
  }
}

function staticFile(folder: string, path: string): StaticFile {
  const hashed = path.startsWith('/assets/');
  return {
    bytes: new Uint8Array(readFileSync(join(folder, path))),
    headers: {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  };
}
