// The whole check. Every step runs, also after a failure; the last line of stdout is `N passed, N failed`.
//   --only=step,step   run these steps only
//   --changed          run only what a change since main can affect, and say what was left out
//   TA_SCALE           fraction of the full counts that randomised tests run (default 0.05; 1 is the soak)
//   TA_SEED            the random seed, to repeat a run
import { readFileSync } from 'node:fs';

// The check itself is TypeScript, which another Node might not even read.
const manifest = readFileSync(new URL('../pnpm-workspace.yaml', import.meta.url), 'utf8');
const pinned = /^ {2}node: (\S+)$/m.exec(manifest)?.[1];
if (process.version === `v${pinned}`) {
  await import('./check.ts');
} else {
  console.log(`This needs Node ${pinned}, but runs on ${process.version}. Use "npm test".\n0 passed, 1 failed`);
  process.exitCode = 1;
}
