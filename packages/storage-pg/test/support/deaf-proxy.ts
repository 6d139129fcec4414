import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that breaks at the worst moment. */
export interface DeafProxy {
  readonly port: number;
  /** The next COMMIT reaches the server; its answer, and the connection, are lost. */
  loseNextCommit(): void;
  /** How many commits were lost so far. */
  readonly lost: number;
  /** Resets every connection, as a firewall or a server that died does: the client gets ECONNRESET. */
  reset(): void;
  close(): Promise<void>;
}

/** Puts a proxy before the server on `serverPort`. */
export async function startDeafProxy(serverPort: number): Promise<DeafProxy> {
  const sockets = new Set<Socket>();
  const clients = new Set<Socket>();
  let armed = false;
  let lost = 0;
  const server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1');
    let deaf = false;
    clients.add(client);
    client.on('close', () => clients.delete(client));
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (armed && /\bcommit\b/i.test(chunk.toString('latin1'))) {
        armed = false;
        deaf = true;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!deaf) return client.write(chunk);
      lost += 1;
      return client.destroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    loseNextCommit() {
      armed = true;
    },
    get lost() {
      return lost;
    },
    reset() {
      for (const client of clients) client.resetAndDestroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
