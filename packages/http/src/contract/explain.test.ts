import { accessMatrix, createTenantAtlas, systemActor, type MethodName } from '@tenantatlas/core';
import { describe, expect, it } from 'vitest';
import { createAtlasClient } from '../client/index.ts';
import { openApi } from '../openapi/index.ts';
import { createAtlasHandler } from '../server/index.ts';
import { routes } from './routes.ts';

const atlas = createTenantAtlas();
const asSystem = () => systemActor('test');

/** An explanation tells what the order of refusal hides, so it stays in the process of the host. */
describe('atlas.explain never crosses HTTP', () => {
  it('no route has it: the routes are the methods of the access matrix', () => {
    expect([...new Set(routes.map(({ method }) => method))].toSorted()).toEqual(
      (Object.keys(accessMatrix) as MethodName[]).toSorted(),
    );
    expect(routes.filter(({ path }) => path.includes('explain'))).toEqual([]);
  });

  it('the description has no such operation', () => {
    const description = openApi(atlas.methods(), {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } },
      security: [{ session: [] }],
    });
    expect(JSON.stringify(description.paths)).not.toMatch(/explain/i);
  });

  it.each(['/v1/explain', '/v1/explain/tenants.get', '/v1/workspaces/w-1/explain'])(
    '%s is not an address',
    async (path) => {
      const handler = createAtlasHandler({ atlas, authenticate: asSystem });
      for (const method of ['GET', 'POST']) {
        const answer = await handler(new Request(`http://localhost${path}`, { method }));
        expect(answer.status).toBe(404);
      }
    },
  );

  it('no client has it', () => {
    const client = createAtlasClient({ baseUrl: 'https://example.com' });
    expect(Object.keys(client)).not.toContain('explain');
    for (const group of Object.values(client)) expect(Object.keys(group as object)).not.toContain('explain');
  });
});
