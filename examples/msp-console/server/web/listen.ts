import { createServer, type RequestListener, type Server } from 'node:http';

/** The port of the console unless another is asked for. */
export const defaultPort = 4310;
const attempts = 20;

/** A server that listens. */
export interface Listening {
  readonly server: Server;
  readonly port: number;
  /** Answers requests from now on. Those before are told that the console is starting. */
  readonly serve: (listener: RequestListener) => void;
}

/**
 * Listens on the loopback address: on the port that was asked for, else on the first free one from the default on. Rejects with a sentence when there
 * is none.
 */
export async function listen(asked: string | undefined): Promise<Listening> {
  const wanted = wantedPort(asked);
  const last = wanted ?? defaultPort + attempts - 1;
  for (let port = wanted ?? defaultPort; port <= last; port += 1) {
    let current: RequestListener = starting;
    const server = createServer((request, response) => current(request, response));
    if (await isListening(server, port))
      return {
        server,
        port: (server.address() as { port: number }).port,
        serve: (listener) => (current = listener),
      };
  }
  throw new Error(
    wanted === null
      ? `Ports ${String(defaultPort)} to ${String(last)} are taken. Name a free one: PORT=8080 npm start`
      : `Port ${String(wanted)} is taken or not allowed. Name another one: PORT=8080 npm start`,
  );
}

const starting: RequestListener = (_, response) => {
  response.writeHead(503, { 'retry-after': '1' }).end();
};

/** The port that was asked for, null for any. Throws a sentence for an invalid port. */
export function wantedPort(asked: string | undefined): number | null {
  return asked === undefined || asked === '' ? null : portOf(asked);
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Error(`PORT is "${text}". It is a number from 0 to 65535.`);
  return port;
}

function isListening(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (reason: NodeJS.ErrnoException) => {
      if (reason.code === 'EADDRINUSE' || reason.code === 'EACCES') resolve(false);
      else reject(reason);
    });
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
}
