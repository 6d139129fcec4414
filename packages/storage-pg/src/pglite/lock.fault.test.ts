import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scaled } from '../../test/support/scale.ts';

const holder = fileURLToPath(new URL('../../test/support/lock-holder.ts', import.meta.url));

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tenantatlas-lock-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

interface Contender {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  /** What it said last: `ready`, `holding`, `overlap`. */
  said: string;
  readonly ended: Promise<void>;
}

function contend(useLock: boolean): Contender {
  const child = spawn(
    process.execPath,
    ['--conditions=tenantatlas-source', '--no-warnings', '--expose-gc', holder, directory, useLock ? 'yes' : 'no'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const contender: Contender = { child, said: '', ended: new Promise((resolve) => child.on('exit', () => resolve())) };
  child.stdin.on('error', () => {});
  child.stdout.on('data', (chunk: Buffer) => (contender.said = chunk.toString().trim().split('\n').at(-1) ?? ''));
  return contender;
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('Waited for 20 seconds.');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Lets four processes contend; each that holds is killed or let go, until all have held once. Returns whether two ever held at once. */
async function round(useLock: boolean, kill: (turn: number) => boolean): Promise<boolean> {
  const contenders = Array.from({ length: 4 }, () => contend(useLock));
  try {
    await until(() => contenders.every(({ said }) => said !== ''));
    const waiting = new Set(contenders);
    for (let turn = 0; waiting.size > 0; turn += 1) {
      await until(() => [...waiting].some(({ said }) => said === 'holding' || said === 'overlap'));
      const holding = [...waiting].filter(({ said }) => said === 'holding');
      const [first] = holding;
      if (!first || holding.length > 1 || [...waiting].some(({ said }) => said === 'overlap')) return true;
      await end(first, kill(turn));
      waiting.delete(first);
    }
    return false;
  } finally {
    for (const { child } of contenders) child.kill('SIGKILL');
    await Promise.all(contenders.map(({ ended }) => ended));
    await rm(join(directory, 'held'), { force: true });
  }
}

/** The marker of a killed holder is removed before it dies, so that the next one, which may be faster than we are, finds it free. */
async function end({ child, ended }: Contender, kill: boolean): Promise<void> {
  if (kill) {
    await rm(join(directory, 'held'));
    child.kill('SIGKILL');
  } else {
    child.stdin.end();
  }
  await ended;
}

it('never has two holders, and SIGKILL frees it', async () => {
  for (let count = 0; count < scaled(30, 3); count += 1) {
    expect(await round(true, (turn) => (turn + count) % 2 === 0)).toBe(false);
  }
}, 600_000);

it('is what keeps them apart: without it two hold at once', async () => {
  expect(await round(false, () => true)).toBe(true);
}, 60_000);
