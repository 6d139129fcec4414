import { createTenantAtlas, platformCapabilities, platformOperator } from '@tenantatlas/core';
import { createAtlasHandler, type AtlasHandler } from '../../src/server/index.ts';

/** An atlas under a path, for one operator who is always signed in. */
export function createMounted(basePath = '/atlas', publicPath = basePath) {
  const operator = platformOperator({ id: 'op-1', label: 'Ada', capabilities: platformCapabilities });
  const atlas = createTenantAtlas();
  const bugs: string[] = [];
  const logger = { warn: (event: string) => void bugs.push(event), error: (event: string) => void bugs.push(event) };
  const handler: AtlasHandler = createAtlasHandler({
    atlas,
    authenticate: () => operator,
    basePath,
    publicPath,
    logger,
  });
  return { client: atlas.as(operator), handler, bugs };
}

/** A workspace as a request body. */
export const newWorkspace = JSON.stringify({ workspaceId: 'w-1', name: 'Northwind' });
export const json = { 'content-type': 'application/json' };
