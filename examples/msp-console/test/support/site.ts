import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMemoryStorage } from '@tenantatlas/core/memory';
import { silentLogger } from '@tenantatlas/core';
import { createAtlasHandler, type AtlasHandler } from '@tenantatlas/http/server';
import { onTestFinished } from 'vitest';
import { createConsoleAtlas } from '../../server/atlas.ts';
import { loadBrands } from '../../server/brand/load-brands.ts';
import { createKnowledgeHandler } from '../../server/help/knowledge-handler.ts';
import { createSessions } from '../../server/session/session.ts';
import { sessionTokens } from '../../server/session/token.ts';
import { loadPages } from '../../server/web/pages.ts';
import { createSite } from '../../server/web/site.ts';

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'msp-console-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The brands of this console. */
export const brands = await loadBrands(fileURLToPath(new URL('../../brands', import.meta.url)));

/** The parts of an app build that the server uses. */
export function builtPages(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'assets'));
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html lang="en"><meta property="csp-nonce" nonce="__CSP_NONCE__"><!--brand-head--><div id="root"><!--brand-splash--></div><noscript><!--brand-noscript--></noscript><script nonce="__CSP_NONCE__" src="/assets/app-1a2b.js"></script>',
  );
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), `export {};\n${'// A line of this file.\n'.repeat(50)}`);
  writeFileSync(join(folder, 'robots.txt'), 'User-agent: *');
  return folder;
}

/** The site over an empty atlas in memory. `now` is the clock of its sessions. */
export function site(now?: () => number): AtlasHandler {
  const atlas = createConsoleAtlas(createMemoryStorage(), silentLogger);
  onTestFinished(() => atlas.close());
  const sessions = createSessions(sessionTokens(Buffer.alloc(32, 7), now));
  const authenticate = (request: Request) => sessions.actorOf(request);
  const atlasHandler = createAtlasHandler({ atlas, basePath: '/atlas', authenticate });
  const knowledge = createKnowledgeHandler({ knowledge: atlas.knowledgeBase(), atlasHandler });
  return createSite({
    atlasHandler,
    sessions,
    knowledge,
    pages: loadPages(builtPages(), brands),
    isBrandHost: brands.knows,
  });
}

const host = '127.0.0.1:4310';

/** A request as a browser on this machine sends it. */
export function request(path: string, { headers, ...init }: RequestInit & { headers?: Record<string, string> } = {}) {
  return new Request(`http://${host}${path}`, { ...init, headers: { host, ...headers } });
}

/** A request to sign in. */
export function signInAs(personId: unknown, headers: Record<string, string> = {}): Request {
  return request('/session', {
    method: 'POST',
    body: JSON.stringify({ personId }),
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** The cookie that an answer sets, as the next request sends it. */
export function cookieOf(response: Response): string {
  return (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
}
