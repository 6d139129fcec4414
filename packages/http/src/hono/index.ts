// Mounts a handler in a Hono application.
import type { AtlasHandler } from '../server/index.ts';

/**
 * A Hono handler.
 *
 * @example
 * const app = new Hono();
 * app.all('/atlas/*', honoHandler(createAtlasHandler({ atlas, authenticate, basePath: '/atlas' })));
 */
export function honoHandler(
  handler: AtlasHandler,
): (context: { readonly req: { readonly raw: Request } }) => Promise<Response> {
  return ({ req }) => handler(req.raw);
}
