import {
  createServer,
  request as ask,
  type ClientRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAtlasClient } from '../../src/client/index.ts';
import { nodeListener } from '../../src/node/index.ts';
import { createMounted, json, newWorkspace } from './mounted-world.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;
const path = '/atlas/v1/workspaces';

const parsing =
  (listener: Listener): Listener =>
  (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      Object.assign(request, { body: JSON.parse(Buffer.concat(chunks).toString() || '{}') as unknown });
      listener(request, response);
    });
  };

describe('a Node server with an atlas', () => {
  it('answers a client over the wire', async () => {
    const { handler } = createMounted();
    const { origin } = await listening(nodeListener(handler));
    const client = createAtlasClient({ baseUrl: `${origin}/atlas` });
    const created = await client.workspaces.create({ workspaceId: 'a/b:c', name: 'Northwind' });
    expect(created.isOk()).toBe(true);
    expect((await client.workspaces.get({ workspaceId: 'a/b:c' }))._unsafeUnwrap()).toMatchObject(
      created._unsafeUnwrap(),
    );
  });

  it('serves the page after a consent', async () => {
    const { handler } = createMounted();
    const { origin } = await listening(nodeListener(handler));
    const page = await fetch(`${origin}/atlas/consent/callback?state=x`, { headers: { 'accept-language': 'de' } });
    expect([page.status, page.headers.get('content-language')]).toEqual([404, 'de']);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await page.text()).toContain('<h1>Link nicht bekannt</h1>');
  });

  it('reads a body that arrives in pieces', async () => {
    const { handler, client } = createMounted();
    const { open } = await listening(nodeListener(handler));
    const { sending, answer } = open('POST', path);
    for (const piece of newWorkspace) {
      sending.write(piece);
      await wait(1);
    }
    sending.end();
    expect((await answer).statusCode).toBe(201);
    expect((await client.workspaces.get({ workspaceId: 'w-1' })).isOk()).toBe(true);
  });

  it('stops reading a body that does not end', async () => {
    const { handler } = createMounted();
    const { open } = await listening(nodeListener(handler));
    const { sending, answer } = open('POST', path);
    sending.write('x'.repeat(100_000));
    expect((await answer).statusCode).toBe(413);
    sending.destroy();
  });

  it('writes nothing for a caller who disconnects midway, and serves the next one', async () => {
    const { handler, client, bugs } = createMounted();
    const { origin, open } = await listening(nodeListener(handler));
    const { sending, answer } = open('POST', path);
    sending.write(newWorkspace.slice(0, 20));
    await wait(50);
    sending.destroy();
    await expect(answer).rejects.toThrow(/hang up|ECONNRESET/);
    await wait(50);
    expect((await fetch(`${origin}${path}`)).status).toBe(200);
    expect((await client.workspaces.get({ workspaceId: 'w-1' })).isErr()).toBe(true);
    expect(bugs).toEqual([]);
  });
});

describe('a framework that strips the prefix, as Express does', () => {
  const mounted =
    (prefix: string, listener: Listener): Listener =>
    (request, response) => {
      const { url = '' } = request;
      if (!url.startsWith(prefix)) return void response.writeHead(404).end('host');
      // Express and Connect do exactly this.
      Object.assign(request, { originalUrl: url });
      request.url = url.slice(prefix.length) || '/';
      listener(request, response);
    };

  it('mounts it under the path that callers see', async () => {
    const { handler } = createMounted('/admin/atlas');
    const { origin } = await listening(mounted('/admin/atlas', nodeListener(handler)));
    const created = await fetch(`${origin}/admin${path}`, { method: 'POST', headers: json, body: newWorkspace });
    expect(created.status).toBe(201);
    expect((await fetch(`${origin}/admin${path}?limit=1`)).status).toBe(200);
    expect((await fetch(`${origin}/admin${path}?limit=x`)).status).toBe(422);
    expect(await (await fetch(`${origin}/elsewhere`)).text()).toBe('host');
  });
});

describe('a framework that reads bodies before the atlas, as express.json() does', () => {
  it.each([
    ['a length', newWorkspace],
    ['chunks', new Blob([newWorkspace]).stream()],
  ])('writes nothing of a body with %s, and says in the log and in the answer what to change', async (_, body) => {
    const { handler, client, bugs } = createMounted();
    const { origin } = await listening(parsing(nodeListener(handler)));
    const answer = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: json,
      body,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ title: expect.stringMatching(/mount the atlas before/) as string });
    expect(bugs).toEqual(['http_body_read_before']);
    expect((await client.workspaces.get({ workspaceId: 'w-1' })).isErr()).toBe(true);
  });
});

describe('over HTTP/2, where no header announces a body', () => {
  it.each([
    ['whole', (listener: Listener) => listener, 201],
    ['read before', parsing, 400],
  ] as const)('a body that is %s is answered with its status', async (_, mounted, status) => {
    const { handler, client } = createMounted();
    const ask = await listeningOverHttp2(mounted(nodeListener(handler)));
    expect(await ask(path, newWorkspace)).toBe(status);
    expect((await client.workspaces.get({ workspaceId: 'w-1' })).isOk()).toBe(status === 201);
  });

  it('a write without a body needs none, unless it has the type of one', async () => {
    const ask = await listeningOverHttp2(nodeListener(createMounted().handler));
    expect(await ask(`${path}/w-404/archive`, null, {})).toBe(404);
    expect(await ask(`${path}/w-404/archive`, null)).toBe(400);
  });
});

/** Asks a server over HTTP/2, until the test ends; answers the status. */
async function listeningOverHttp2(listener: Listener) {
  const server = http2.createServer((request, response) => listener(request as never, response as never));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const session = http2.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  onTestFinished(() => {
    session.destroy();
    server.close();
  });
  return (at: string, body: string | null, type: { readonly 'content-type'?: string } = json): Promise<unknown> => {
    const sending = session.request({ ':method': 'POST', ':path': at, ...type }, { endStream: body === null });
    if (body !== null) sending.end(body);
    return new Promise((resolve, reject) => {
      sending.on('response', (headers) => resolve(headers[':status'])).on('error', reject);
    });
  };
}

/** A server on a free port of this machine, until the test ends. */
async function listening(listener: Listener) {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const open = (method: string, at: string): { sending: ClientRequest; answer: Promise<IncomingMessage> } => {
    const sending = ask({ host: '127.0.0.1', port, method, path: at, headers: json });
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      sending.on('response', (response) => resolve(response.resume())).on('error', reject);
    });
    answer.catch(() => {});
    return { sending, answer };
  };
  return { origin: `http://127.0.0.1:${port}`, open };
}
