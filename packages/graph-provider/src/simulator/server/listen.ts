import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SimulatorOrigins } from '../options.ts';
import { isLoopback } from './control-route.ts';
import { maximumBody } from './handle.ts';

/** A simulator that listens. */
export interface ListeningSimulator extends SimulatorOrigins {
  /** Stops listening and closes all connections. */
  close(): Promise<void>;
  /** Same as `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

type Handle = (request: Request) => Promise<Response>;

/** Listens on two ports of 127.0.0.1, one for Graph and one for sign-in, so that a client that mixes them up is noticed. */
export async function listen(
  handle: Handle,
  origins: { readonly graph: Set<string>; readonly login: Set<string> },
  ports: { readonly graph?: number; readonly login?: number },
): Promise<ListeningSimulator> {
  const graph = await start(handle, ports.graph ?? 0);
  const login = await start(handle, ports.login ?? 0).catch(async (cause: unknown) => {
    await stop(graph.server);
    throw cause;
  });
  origins.graph.add(graph.origin);
  origins.login.add(login.origin);
  const close = async (): Promise<void> => {
    origins.graph.delete(graph.origin);
    origins.login.delete(login.origin);
    await Promise.all([stop(graph.server), stop(login.server)]);
  };
  return { graph: graph.origin, login: login.origin, close, [Symbol.asyncDispose]: close };
}

async function start(handle: Handle, port: number): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((incoming, outgoing) => void serve(handle, incoming, outgoing));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: bound } = server.address() as AddressInfo; // an object for every server that listens on a port
  return { server, origin: `http://127.0.0.1:${String(bound)}` };
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

async function serve(handle: Handle, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const left = new AbortController();
    outgoing.once('close', () => {
      left.abort();
    });
    await send(await handle(await requestOf(incoming, left.signal)), outgoing);
  } catch {
    // A body that a fault cuts, a client that has left, or a request that the Web standard cannot express: only closing is left to do.
    outgoing.destroy();
  }
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  if (response.type === 'error') {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  for await (const chunk of response.body ?? []) outgoing.write(chunk);
  outgoing.end();
}

async function requestOf(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const { method = 'GET' } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, String(value));
  const body = ['GET', 'HEAD'].includes(method) ? null : await bodyOf(incoming);
  return new Request(addressOf(incoming), { method, headers, body, signal });
}

/** The body of a request, cut after what the simulator accepts: what is longer is refused later. */
async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    if (size <= maximumBody) chunks.push(chunk);
    size += chunk.length;
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** The address that was asked: the name of `Host` when it is one of this machine with this port, else the one that is listened on. */
function addressOf({ headers, socket, url = '/' }: IncomingMessage): URL {
  const port = String(socket.localPort);
  const asked = `http://${headers.host ?? ''}`;
  const own = `http://127.0.0.1:${port}`;
  const isOwn = URL.canParse(asked) && isLoopback(new URL(asked).hostname) && new URL(asked).port === port;
  const origin = isOwn ? new URL(asked).origin : own;
  return new URL(url.startsWith('/') ? `${origin}${url}` : own);
}
