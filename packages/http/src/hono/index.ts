// Mounts a handler in a Hono application.
import { invariant } from '@tenantatlas/core';
import type { AtlasHandler } from '../server/index.ts';

/**
 * A Hono handler. Throws an invariant for anything but a handler.
 *
 * @example
 * const app = new Hono();
 * app.all('/atlas/*', honoHandler(createAtlasHandler({ atlas, authenticate, basePath: '/atlas' })));
 */
export function honoHandler(
  handler: AtlasHandler,
): (context: { readonly req: { readonly raw: Request } }) => Promise<Response> {
  invariant(typeof handler === 'function', 'honoHandler: pass the handler that createAtlasHandler makes.');
  return ({ req }) => handler(req.raw);
}
