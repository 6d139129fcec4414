import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { quickWasm } from './quick-wasm.ts';

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

/** The console as a separate process. */
export interface RunningServer {
  readonly address: string;
  /** Ends it in order. */
  end(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** Starts the server that `npm start` starts, on a free port unless one is named, and resolves once it listens. */
export async function startServer(
  data: string,
  port = '0',
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const child = spawn(process.execPath, [quickWasm, main], {
    env: { ...process.env, ...environment, TENANTATLAS_DATA: data, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.on('exit', killWithUs);
  const exited = once(child, 'exit').finally(() => process.off('exit', killWithUs));
  let trouble = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (trouble += text));
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
    void exited.then(() => reject(new Error(`The server ended before it listened: ${trouble}`)));
  });
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await exited;
  };
  return { address, end: () => stop('SIGTERM'), kill: () => stop('SIGKILL') };
}
