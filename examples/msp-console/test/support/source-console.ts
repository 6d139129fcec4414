import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { quickWasm } from './quick-wasm.ts';
import { builtPages } from './site.ts';

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

/** A console that runs from its sources, until the test ends. */
export interface Running {
  readonly child: ChildProcess;
  readonly address: string;
  /** Everything on stdout so far. */
  readonly said: () => string;
}

/** Starts a console on an empty folder, which it fills first, or on data that it has left. */
export async function start(data: string, port = '0'): Promise<Running> {
  const child = spawn(process.execPath, [quickWasm, '--conditions=tenantatlas-source', main], {
    env: { ...process.env, TENANTATLAS_DATA: data, TENANTATLAS_PAGES: builtPages(), PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  let trouble = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (trouble += text));
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('\n')) resolve(output.trim());
    });
    child.on('exit', (code) => reject(new Error(`ended with ${String(code)}: ${trouble}`)));
  });
  return { child, address, said: () => output };
}
