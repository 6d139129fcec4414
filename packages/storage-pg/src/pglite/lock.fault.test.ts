import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { atLeast, below, exactly } from '../../../../bench/lib/figures.ts';
import { keepFigures } from '../../../../bench/lib/keep-figures.ts';
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
  /** The longest wait for a refusal, in milliseconds; 0 before it holds. */
  slowestRefusal: number;
  readonly ended: Promise<void>;
}

function contend(useLock: boolean): Contender {
  const child = spawn(
    process.execPath,
    ['--conditions=tenantatlas-source', '--no-warnings', '--expose-gc', holder, directory, useLock ? 'yes' : 'no'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const contender: Contender = { child, said: '', slowestRefusal: 0, ended };
  child.stdin.on('error', () => {});
  child.stdout.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().trim().split('\n')) {
      const [word = '', millis] = line.split(' ');
      contender.said = word;
      contender.slowestRefusal = Number(millis ?? contender.slowestRefusal);
    }
  });
  return contender;
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('Waited for 20 seconds.');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** The results of all rounds. */
interface Seen {
  rounds: number;
  contenders: number;
  twoHolders: number;
  killed: number;
  slowestRefusal: number;
}

/** Lets four processes contend; each that holds is killed or let go, until all have held once. Returns whether two ever held at once. */
async function round(useLock: boolean, kill: (turn: number) => boolean, seen?: Seen): Promise<boolean> {
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
      if (seen && kill(turn)) seen.killed += 1;
      waiting.delete(first);
    }
    return false;
  } finally {
    if (seen) {
      seen.contenders += contenders.length;
      seen.slowestRefusal = Math.max(seen.slowestRefusal, ...contenders.map(({ slowestRefusal }) => slowestRefusal));
    }
    for (const { child } of contenders) child.kill('SIGKILL');
    await Promise.all(contenders.map(({ ended }) => ended));
    await rm(join(directory, 'held'), { force: true });
  }
}

/** The marker of a killed holder is removed before it ends, so that the next one, which may be faster than we are, finds it free. */
async function end({ child, ended }: Contender, kill: boolean): Promise<void> {
  if (kill) {
    await rm(join(directory, 'held'));
    child.kill('SIGKILL');
  } else {
    child.stdin.end();
  }
  await ended;
}

it('never has two holders, and SIGKILL releases it', async () => {
  const seen: Seen = { rounds: 0, contenders: 0, twoHolders: 0, killed: 0, slowestRefusal: 0 };
  keepFigures('faults', () => [
    atLeast('contenders for a data directory: rounds', seen.rounds, 30, 'rounds'),
    atLeast('contenders for a data directory: processes', seen.contenders, 120, 'processes'),
    atLeast('contenders for a data directory: holders killed', seen.killed, 60, 'kills'),
    exactly('contenders for a data directory: rounds with two holders', seen.twoHolders, 0, 'rounds'),
    below('contenders for a data directory: slowest refusal', seen.slowestRefusal, 1_000, 'ms'),
  ]);
  for (let count = 0; count < scaled(30, 3); count += 1) {
    const hadTwo = await round(true, (turn) => (turn + count) % 2 === 0, seen);
    seen.rounds += 1;
    seen.twoHolders += Number(hadTwo);
    expect(hadTwo).toBe(false);
  }
}, 600_000);

it('is necessary: without it two processes hold at once', async () => {
  expect(await round(false, () => true)).toBe(true);
}, 600_000);
