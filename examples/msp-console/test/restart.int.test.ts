import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SessionView } from '../server/session/session.ts';
import { cookieOf, temporaryFolder } from './support/site.ts';
import { start, type Running } from './support/source-console.ts';

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
