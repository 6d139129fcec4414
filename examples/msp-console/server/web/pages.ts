// The built app: a handful of files, read once. Nothing of a request is ever turned into a path of the disk.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brandPage } from '../brand/brand-page.ts';
import type { Brands, LoadedBrand } from '../brand/load-brands.ts';
import { acceptedCoding, codings, compress, type Coding } from './compress.ts';
import { contentSecurityPolicy } from './headers.ts';
import { noncePlaceholder } from './nonce.ts';
import { answerFile, staticFile, type StaticFile } from './static-file.ts';

/** Answers requests for the app: its files, and for every other address its page, in the brand of the host. Throws when it is not built. */
export function loadPages(folder: string, brands: Brands): (request: Request) => Response {
  const files = new Map<string, StaticFile>([...filesOf(folder), ...brands.all.flatMap((one) => [...one.files])]);
  const template = files.get('/index.html')?.codings.get(null);
  if (!template) throw new Error(`${folder} holds no index.html. "npm start" builds the app first.`);
  files.delete('/index.html');
  const html = new TextDecoder().decode(template);
  const pageOf = pagesOf(html);
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
    const { pathname, hostname } = new URL(request.url);
    const file = files.get(pathname);
    if (file) return answerFile(file, request);
    // A file of an earlier build, or of an earlier brand, must not be answered with a page.
    if (/^\/(?:assets|brand)\//.test(pathname)) return new Response(null, { status: 404 });
    return page(pageOf(brands.of(hostname), languageOf(request)), request);
  };
}

/** The page of each brand and language, made once. */
function pagesOf(template: string): (brand: LoadedBrand, language: 'en' | 'de') => string {
  const made = new Map<LoadedBrand, Map<string, string>>();
  return (brand, language) => {
    const own = made.get(brand) ?? new Map<string, string>();
    made.set(brand, own);
    const text = own.get(language) ?? brandPage(template, brand, language, noncePlaceholder);
    own.set(language, text);
    return text;
  };
}

/** The language of what is readable before the scripts run; they know the reader's choice. */
function languageOf(request: Request): 'en' | 'de' {
  return /^\s*de\b/i.test(request.headers.get('accept-language') ?? '') ? 'de' : 'en';
}

function page(html: string, request: Request): Response {
  const nonce = randomBytes(16).toString('base64');
  const bytes = new TextEncoder().encode(html.replaceAll(noncePlaceholder, nonce));
  const coding = acceptedCoding(request.headers.get('accept-encoding'));
  const body = coding === null ? bytes : compress(bytes, coding, 'often');
  return new Response(request.method === 'HEAD' ? null : body, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-length': String(body.length),
      ...(coding === null ? {} : { 'content-encoding': coding }),
      vary: 'accept-encoding, accept-language',
      'cache-control': 'no-store', // a kept page would come with a used nonce
      'content-security-policy': contentSecurityPolicy(nonce),
    },
  });
}

/** The files of the build, each with what the build has compressed of it. */
function filesOf(folder: string): readonly (readonly [string, StaticFile])[] {
  const paths = new Set(pathsIn(folder));
  const isCompressed = (path: string): boolean =>
    Object.values(codings).some((end) => path.endsWith(end) && paths.has(path.slice(0, -end.length)));
  return [...paths]
    .filter((path) => !isCompressed(path))
    .map((path) => {
      const built = (Object.entries(codings) as [Coding, string][])
        .filter(([, end]) => paths.has(path + end))
        .map(([coding, end]) => [coding, readFileSync(join(folder, path + end))] as const);
      return [path, staticFile(path, readFileSync(join(folder, path)), new Map(built))];
    });
}

function pathsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length).replaceAll('\\', '/'));
  } catch {
    return [];
  }
}
