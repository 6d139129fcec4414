import type { AtlasHandler } from '@tenantatlas/http/server';
import type { Sessions } from '../session/session.ts';
import { withCommonHeaders } from './headers.ts';

/** The parts of the site. */
export interface SiteParts {
  /** Serves the atlas below `/atlas`. */
  readonly atlasHandler: AtlasHandler;
  readonly sessions: Sessions;
  /** Serves everything else. */
  readonly pages: (request: Request) => Response;
}

/** The names by which a browser on this machine may call us. Another name is a foreign page's, pointed at this address. */
const ownHosts = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/;

/** The whole site as one function. */
export function createSite({ atlasHandler, sessions, pages }: SiteParts): AtlasHandler {
  const route = async (request: Request): Promise<Response> => {
    if (!ownHosts.test(request.headers.get('host') ?? '')) return new Response(null, { status: 421 });
    const { pathname } = new URL(request.url);
    if (pathname === '/atlas' || pathname.startsWith('/atlas/')) return atlasHandler(request);
    if (pathname === '/session') return sessions.handle(request);
    return pages(request);
  };
  return async (request) => withCommonHeaders(await route(request));
}
