// Mounts a handler in a Node server.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServerHttp2Stream } from 'node:http2';
import { getRequestListener } from '@hono/node-server';
import { invariant } from '@tenantatlas/core';
import type { AtlasHandler } from '../server/index.ts';

/**
 * A request listener for `node:http`, and for frameworks that pass Node's own objects on. It answers every request that it is given.
 *
 * Express and Connect cut the prefix of a mounted handler off `url` and keep the whole in `originalUrl`: that one counts here, so `basePath` includes the
 * prefix. Mount it before anything that reads bodies (`express.json()`): a body can be read once.
 *
 * Throws an invariant for anything but a handler.
 *
 * @example
 * createServer(nodeListener(createAtlasHandler({ atlas, authenticate }))).listen(4310, '127.0.0.1');
 * @example
 * const app = express();
 * app.use('/atlas', nodeListener(createAtlasHandler({ atlas, authenticate, basePath: '/atlas' })));
 */
export function nodeListener(handler: AtlasHandler): (request: IncomingMessage, response: ServerResponse) => void {
  invariant(typeof handler === 'function', 'nodeListener: pass the handler that createAtlasHandler makes.');
  const listener = getRequestListener(handler, { overrideGlobalObjects: false });
  return (request, response) => {
    const { originalUrl } = request as { readonly originalUrl?: unknown };
    if (typeof originalUrl === 'string') request.url = originalUrl;
    announceBody(request);
    void listener(request, response);
  };
}

/**
 * Over HTTP/2 a body needs no header that announces it: the frame with the headers says whether more follows. The handler has to know, so that a body that was
 * read before it does not count as an empty one. It gets the header that HTTP/1.1 has for it.
 *
 * @see RFC 9113 section 8.1
 */
function announceBody(request: IncomingMessage): void {
  const { stream } = request as { readonly stream?: ServerHttp2Stream };
  if (request.httpVersionMajor < 2 || stream?.endAfterHeaders !== false) return;
  if (request.headers['content-length'] === undefined) request.rawHeaders.push('transfer-encoding', 'chunked');
}
