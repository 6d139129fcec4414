import { nextRouteHandlers } from '@tenantatlas/http/next';
import { createAtlasHandler } from '@tenantatlas/http/server';
import { atlas, operator } from '../../../lib/atlas.js';

// Next cuts its own basePath off before it calls a route.
export const { GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS } = nextRouteHandlers(async () =>
  createAtlasHandler({
    atlas: await atlas(),
    basePath: '/atlas',
    publicPath: '/app/atlas',
    authenticate: () => operator,
  }),
);
