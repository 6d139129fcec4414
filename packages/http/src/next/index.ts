// Route handlers for the Next.js app router.
import { invariant } from '@tenantatlas/core';
import type { AtlasHandler } from '../server/index.ts';
import { once } from './once.ts';

export { oncePerProcess } from './once.ts';

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
 * `make` is called at the first request and not before: `next build` evaluates route files, and must not open a database. Its handler serves all later
 * requests. If it fails, the request rejects and the next one calls it again.
 * Throws an invariant for anything but a function.
 *
 * @example
 * export const { GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS } = nextRouteHandlers(() => createAtlasHandler({ atlas, authenticate, basePath: '/atlas' }));
 */
export function nextRouteHandlers(make: () => AtlasHandler | Promise<AtlasHandler>): NextRouteHandlers {
  checkFunction(make);
  const handler = once(async () => {
    const made: unknown = await make();
    checkFunction(made);
    return made as AtlasHandler;
  });
  // Next hands over a second argument with the parameters of its own route.
  const handle: AtlasHandler = async (request) => (await handler())(request);
  return { GET: handle, HEAD: handle, POST: handle, PUT: handle, DELETE: handle, PATCH: handle, OPTIONS: handle };
}

function checkFunction(value: unknown): void {
  invariant(
    typeof value === 'function',
    'nextRouteHandlers: pass a function that makes the handler, as in nextRouteHandlers(() => createAtlasHandler({ ... })).',
  );
}
