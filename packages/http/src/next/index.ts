// Route handlers for the Next.js app router.
import type { AtlasHandler } from '../server/index.ts';

/** What a `route.ts` exports. */
export interface NextRouteHandlers {
  readonly GET: AtlasHandler;
  readonly HEAD: AtlasHandler;
  readonly POST: AtlasHandler;
  readonly PUT: AtlasHandler;
  readonly DELETE: AtlasHandler;
  readonly PATCH: AtlasHandler;
  readonly OPTIONS: AtlasHandler;
}

/**
 * Route handlers for `app/atlas/[...path]/route.ts`, all of which call the handler: it also answers verbs that a route does not have.
 *
 * @example
 * export const { GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS } = nextRouteHandlers(createAtlasHandler({ atlas, authenticate, basePath: '/atlas' }));
 */
export function nextRouteHandlers(handler: AtlasHandler): NextRouteHandlers {
  // Next hands over a second argument with the parameters of its own route.
  const handle: AtlasHandler = (request) => handler(request);
  return { GET: handle, HEAD: handle, POST: handle, PUT: handle, DELETE: handle, PATCH: handle, OPTIONS: handle };
}
