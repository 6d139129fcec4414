import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { honoHandler } from '../../src/hono/index.ts';
import { createMounted, json, newWorkspace } from './mounted-world.ts';

const { client, handler, bugs } = createMounted();
const app = new Hono();
app.use('*', async (context, next) => {
  await next();
  context.header('x-host', 'acme');
});
app.get('/', (context) => context.text('home'));
app.all('/atlas/*', honoHandler(handler));
app.get('/atlas-docs', (context) => context.text('docs'));

describe('a Hono application with an atlas under a path', () => {
  it('serves it, including what its middleware adds', async () => {
    const created = await app.request('/atlas/v1/workspaces', { method: 'POST', headers: json, body: newWorkspace });
    expect(created.status).toBe(201);
    expect(created.headers.get('x-host')).toBe('acme');
    expect(created.headers.get('x-request-id')).toMatch(/./);
    expect((await client.workspaces.get({ workspaceId: 'w-1' })).isOk()).toBe(true);
  });

  it.each([
    ['GET', '/', 200],
    ['GET', '/atlas-docs', 200],
    ['GET', '/elsewhere', 404],
    ['HEAD', '/atlas/v1/workspaces', 200],
    ['DELETE', '/atlas/v1/workspaces', 405],
    ['GET', '/atlas/v2/workspaces', 404],
    ['GET', '/v1/workspaces', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await app.request(path, { method })).status).toBe(status);
  });

  it('serves the page after a consent', async () => {
    const page = await app.request('/atlas/consent/callback?state=x');
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  });

  it('distinguishes its 404 from that of the host', async () => {
    expect((await app.request('/atlas/v2')).headers.get('content-type')).toBe('application/problem+json');
    expect((await app.request('/v2')).headers.get('content-type')).toMatch(/^text\/plain/);
  });

  it('keeps escaped ids of paths as they are', async () => {
    const answer = await app.request('/atlas/v1/workspaces/a%2Fb');
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'not_found']);
    expect(bugs).toEqual([]);
  });
});

// `mount` and proxies that strip a prefix pass on the rest of the path.
describe('an atlas behind something that cuts its prefix off', () => {
  it('is found under the rest, and described under the whole', async () => {
    const { handler: inner } = createMounted('', '/admin/atlas');
    const host = new Hono();
    host.mount('/admin/atlas', inner);
    const created = await host.request('/admin/atlas/v1/workspaces', {
      method: 'POST',
      headers: json,
      body: newWorkspace,
    });
    expect(created.status).toBe(201);
    const description = (await (await host.request('/admin/atlas/openapi.json')).json()) as { paths: object };
    expect(Object.keys(description.paths).every((path) => path.startsWith('/admin/atlas/v1/'))).toBe(true);
  });
});
