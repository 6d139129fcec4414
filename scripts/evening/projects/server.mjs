// Copied into projects that need a server: an atlas in memory with one workspace, and the files of a folder, over HTTP.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createTenantAtlas, orThrow, platformCapabilities, platformOperator, systemActor } from '@tenantatlas/core';
import { nodeListener } from '@tenantatlas/http/node';
import { createAtlasHandler } from '@tenantatlas/http/server';

const types = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

const operator = platformOperator({ id: 'op-1', label: 'Ada', capabilities: platformCapabilities });
const atlas = createTenantAtlas();
orThrow(await atlas.as(systemActor('setup')).workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
const api = nodeListener(createAtlasHandler({ atlas, basePath: '/atlas', authenticate: () => operator }));

const server = createServer((request, response) => {
  if (request.url.startsWith('/atlas/')) return api(request, response);
  const file = request.url === '/' ? '/index.html' : request.url;
  try {
    const body = readFileSync(join('dist', file));
    response.writeHead(200, { 'content-type': types[file.split('.').at(-1)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
