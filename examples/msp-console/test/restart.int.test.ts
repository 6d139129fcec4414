import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SessionView } from '../server/session/session.ts';
import { quickWasm } from './support/quick-wasm.ts';
import { builtPages, cookieOf, temporaryFolder } from './support/site.ts';

const main = fileURLToPath(new URL('../server/main.ts', import.meta.url));

interface Running {
  readonly child: ChildProcess;
  readonly address: string;
  /** Everything on stdout so far. */
  readonly said: () => string;
}

async function start(data: string, port = '0'): Promise<Running> {
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

async function stop({ child }: Running, signal: NodeJS.Signals): Promise<unknown> {
  const ended = once(child, 'exit');
  child.kill(signal);
  return (await ended)[0];
}

const json = { 'content-type': 'application/json' };

describe('the console', { timeout: 240_000 }, () => {
  it('shuts down cleanly and continues with the same data and sessions', async () => {
    const data = temporaryFolder();
    const first = await start(data);
    expect(first.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const signedIn = await fetch(`${first.address}/session`, {
      method: 'POST',
      headers: json,
      body: '{"personId":"op-ada"}',
    });
    const headers = { ...json, cookie: cookieOf(signedIn) };
    const workspace = { workspaceId: 'fabrikam', name: 'Fabrikam' };
    const body = JSON.stringify(workspace);
    const made = await fetch(`${first.address}/atlas/v1/workspaces`, { method: 'POST', headers, body });
    expect(made.status).toBe(201);
    await expect(start(data)).rejects.toThrow('The database is open already');
    expect(await stop(first, 'SIGTERM')).toBe(0);
    expect(first.said()).toBe(`${first.address}\n`);

    const copy = join(temporaryFolder(), 'data'); // a new directory would be seeded first
    cpSync(data, copy, { recursive: true });

    const { port } = new URL(first.address);
    const second = await start(data, port);
    await expect(start(copy, port)).rejects.toThrow('is taken');
    const { person } = (await (await fetch(`${second.address}/session`, { headers })).json()) as SessionView;
    expect(person?.id).toBe('op-ada');
    const list = await fetch(`${second.address}/atlas/v1/workspaces`, { headers });
    const { items } = (await list.json()) as { items: { name: string }[] };
    expect(items.map(({ name }) => name)).toContain('Fabrikam');
    expect(items).toHaveLength(4);
    expect(await stop(second, 'SIGINT')).toBe(0);
  });
});
