// A process that contends for the lock of a data directory. What it holds, it proves by a file that only one process can create.
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockWriter } from '../../src/pglite/lock.ts';

const [directory = '', useLock = 'yes'] = process.argv.slice(2);
const marker = `${directory}/held`;

/** Says what happened, without a buffer that a SIGKILL could lose. */
function say(word: string): void {
  writeSync(1, `${word}\n`);
}

function enter(): boolean {
  if (useLock !== 'yes') return true;
  try {
    lockWriter(`${directory}/writer.lock`);
    return true;
  } catch (error) {
    if (error instanceof Error && 'kind' in error && error.kind === 'locked') return false;
    throw error;
  }
}

say('ready');
let slowestRefusal = 0;
for (let since = performance.now(); !enter(); since = performance.now()) {
  slowestRefusal = Math.max(slowestRefusal, performance.now() - since);
  await sleep(1);
}
try {
  closeSync(openSync(marker, 'wx'));
} catch {
  say('overlap');
  process.exit(3);
}
// The lock is meant to be held although we keep no reference to it.
globalThis.gc?.();
say(`holding ${slowestRefusal.toFixed(2)}`);
// Parent ends us: either politely, by closing our input, or with SIGKILL. A killed holder leaves its marker; the parent removes it.
process.stdin.on('end', () => {
  rmSync(marker, { force: true });
  process.exit(0);
});
process.stdin.resume();
