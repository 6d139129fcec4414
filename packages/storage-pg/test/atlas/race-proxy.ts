import { connect, createServer, type Socket } from 'node:net';

/** A way to the server on which commits get lost. */
export interface CommitBreaker {
  readonly port: number;
  /** The next COMMIT breaks its connection: before it reaches the server, or behind, so that only its answer is lost. */
  breakNext(when: 'before' | 'behind'): void;
  /** Commits that were broken so far. */
  readonly broken: number;
  close(): Promise<void>;
}

/** Puts a proxy before the server on `serverPort`. */
export async function startCommitBreaker(serverPort: number): Promise<CommitBreaker> {
  const sockets = new Set<Socket>();
  let armed: 'before' | 'behind' | null = null;
  let broken = 0;
  const server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1');
    let isDeaf = false;
    let unheard = '';
    const drop = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        drop();
      });
    }
    client.on('data', (chunk) => {
      const when = armed !== null && /\bcommit\b/i.test(chunk.toString('latin1')) ? armed : null;
      if (when === null) return void upstream.write(chunk);
      armed = null;
      broken += 1;
      if (when === 'before') return drop();
      isDeaf = true;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!isDeaf) return void client.write(chunk);
      // Answers to earlier messages may still be under way. Only that to the commit says that it is done.
      unheard += chunk.toString('latin1');
      if (unheard.includes('COMMIT\0')) drop();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    breakNext: (when) => (armed = when),
    get broken() {
      return broken;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
