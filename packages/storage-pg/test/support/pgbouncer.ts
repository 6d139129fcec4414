import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

/** PgBouncer in transaction mode before a server. */
export interface PgBouncer {
  /** `url` with the pooler in the server's place. */
  before(url: string): string;
  stop(): Promise<void>;
}

/** The binary that `PGBOUNCER_PATH` names, or the one on the PATH; null when there is none. */
export function findPgBouncer(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  const candidates = [process.env['PGBOUNCER_PATH'], ...folders.map((folder) => join(folder, 'pgbouncer'))];
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;
}

const unprivileged = 65534;
const identity = process.getuid?.() === 0 ? { uid: unprivileged, gid: unprivileged } : {};

/** Starts it before the server of `serverUrl`, with so many connections to each database. */
export async function startPgBouncer(binary: string, serverUrl: string, connections: number): Promise<PgBouncer> {
  const home = await mkdtemp(join(tmpdir(), 'tenantatlas-bouncer-'));
  await chmod(home, 0o755);
  const port = await freePort();
  const config = join(home, 'pgbouncer.ini');
  await writeFile(
    config,
    `[databases]
* = host=127.0.0.1 port=${new URL(serverUrl).port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(home, 'users.txt')}
pool_mode = transaction
default_pool_size = ${connections}
max_client_conn = 200
server_round_robin = 1
`,
  );
  await writeFile(join(home, 'users.txt'), '"postgres" ""\n"ta_app" ""\n"eraser" ""\n');
  const child = spawn(binary, ['-q', config], { cwd: home, stdio: ['ignore', 'ignore', 'pipe'], ...identity });
  const before = (url: string): string => url.replace(`:${new URL(serverUrl).port}/`, `:${port}/`);
  await ready(child, before(serverUrl));
  return {
    before,
    async stop() {
      await ended(child);
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`PgBouncer did not start: ${said}`);
    if (await answers(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGQUIT');
  throw new Error(`PgBouncer did not answer within 30 seconds: ${said}`);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGQUIT');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No free port.')),
      );
    });
  });
}
