// Programs that an evening starts, and what it waits for. All of them end with it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { run } from '../workspace.ts';

const started: ChildProcess[] = [];

/** Ends everything that `begin` has started. */
export function endAll(): void {
  for (const child of started) child.kill('SIGKILL');
}

/** Starts a program that goes on until the evening ends. */
export function begin(
  project: string,
  program: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): ChildProcess {
  const child = spawn(program, args, {
    cwd: project,
    env: { ...process.env, ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  return child;
}

/** Starts a program of Node that prints its address. */
export async function listening(project: string, args: readonly string[]): Promise<string> {
  const [line] = (await once(begin(project, process.execPath, args).stdout ?? process.stdin, 'data')) as [Buffer];
  return line.toString().trim();
}

/** The first answer of a server that is starting. */
export async function answering(address: string): Promise<Response> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await fetch(address).catch(() => null);
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${address} did not answer.`);
}

/** A port on which nothing listens at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Runs a program to its end, which has to be a good one. */
export async function must(program: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await run(program, args, { cwd, capture: true });
  if (code !== 0) throw new Error(`${[program, ...args].join(' ')} ended with ${code}:\n${output}`);
}
