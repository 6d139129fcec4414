import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { nodeListener } from '../../src/node/index.ts';
import type { AtlasHandler } from '../../src/server/index.ts';

/** Serves a handler on a separate port until the test ends. */
export async function listening(handler: AtlasHandler): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer(nodeListener(handler));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, server };
}

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** How a raw request is sent. */
export interface Sending {
  /** Parts that follow the first one, each after `pause` milliseconds. */
  readonly then?: readonly string[];
  readonly pause?: number;
  /** Closes the connection that many milliseconds after the last part. @default it stays open */
  readonly hangUpAfter?: number;
}

/** Writes bytes to a socket and reads until the other side closes, or until one answer of a known length is there. Null when nothing came back. */
export function sendRaw(
  port: number,
  first: string,
  { then = [], pause = 0, hangUpAfter }: Sending = {},
): Promise<RawAnswer | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    let ended = false;
    const end = (): void => {
      if (ended) return;
      ended = true;
      socket.destroy();
      resolve(answerOf(received));
    };
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => {
      received += part;
      if (isWhole(received)) end();
    });
    socket.on('close', end);
    socket.on('error', end);
    socket.setTimeout(20_000, () => {
      socket.destroy();
      reject(new Error(`No answer to ${first.slice(0, 200)}`));
    });
    const write = async (): Promise<void> => {
      socket.write(first, 'latin1');
      for (const part of then) {
        await new Promise((next) => setTimeout(next, pause));
        if (ended) return;
        if (socket.writable) socket.write(part, 'latin1');
      }
      if (hangUpAfter === undefined) return;
      await new Promise((next) => setTimeout(next, hangUpAfter));
      end();
    };
    socket.on('connect', () => void write());
  });
}

/** The head of a request: lines joined as HTTP wants them. */
export function headOf(...lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function isWhole(received: string): boolean {
  const [head = '', ...body] = received.split('\r\n\r\n');
  if (body.length === 0) return false;
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  const rest = body.join('\r\n\r\n');
  return length === undefined
    ? /^transfer-encoding: chunked$/im.test(head) && rest.endsWith('0\r\n\r\n')
    : rest.length >= Number(length);
}

function answerOf(received: string): RawAnswer | null {
  const at = received.indexOf('\r\n\r\n');
  const status = /^HTTP\/1\.1 (\d{3})/.exec(received)?.[1];
  return at < 0 || status === undefined
    ? null
    : { status: Number(status), head: received.slice(0, at), body: received.slice(at + 4) };
}
