import type { AtlasHandler } from '@tenantatlas/http/server';
import { knowledgePath } from '../help/knowledge-handler.ts';
import type { Sessions } from '../session/session.ts';
import { withCommonHeaders } from './headers.ts';

/** The parts of the site. */
export interface SiteParts {
  /** Serves the atlas below `/atlas`. */
  readonly atlasHandler: AtlasHandler;
  readonly sessions: Sessions;
  /** Serves what a demonstration changes at the simulated Microsoft, below `/simulation`. Absent where nothing is simulated. */
  readonly simulation?: AtlasHandler;
  /** Serves the help to assistants, at `/help/mcp`. */
  readonly knowledge: AtlasHandler;
  /** Serves everything else. */
  readonly pages: (request: Request) => Response;
  /** Whether a brand is shown under this host name. */
  readonly isBrandHost: (hostname: string) => boolean;
}

/**
 * The names by which a browser on this machine may call us, besides those of the brands: every name below `localhost` is this machine. Another name is a foreign
 * page's, pointed at this address.
 */
const ownHosts = /^(?:127\.0\.0\.1|(?:[a-z\d-]+\.)*localhost)$/;

/** The whole site as one function. */
export function createSite({
  atlasHandler,
  sessions,
  simulation,
  knowledge,
  pages,
  isBrandHost,
}: SiteParts): AtlasHandler {
  const route = async (request: Request): Promise<Response> => {
    const hostname = (request.headers.get('host') ?? '').toLowerCase().replace(/:\d+$/, '');
    if (!ownHosts.test(hostname) && !isBrandHost(hostname)) return new Response(null, { status: 421 });
    const { pathname } = new URL(request.url);
    if (pathname === '/atlas' || pathname.startsWith('/atlas/')) return atlasHandler(request);
    if (pathname === knowledgePath) return knowledge(request);
    if (pathname === '/session') return sessions.handle(request);
    if (simulation && pathname.startsWith('/simulation/')) return simulation(request);
    return pages(request);
  };
  return async (request) => withCommonHeaders(await route(request));
}
