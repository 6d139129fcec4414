// Builds the app of examples/msp-console with Vite, unless nothing that goes into it has changed since. The packages have to be built before.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, hashFiles, isTestFile, publicPackages, root, run } from './workspace.ts';

const folder = 'examples/msp-console';
const dir = join(root, folder);
const cache = join(root, '.cache', 'build');
const stampFile = join(cache, 'msp-console');

const stamp = inputs();
const isBuilt =
  existsSync(join(dir, 'dist', 'index.html')) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
if (!isBuilt) {
  const started = performance.now();
  const vite = join(dir, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, output } = await run(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: dir,
    capture: true,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (code !== 0) {
    console.error(`${folder}: build failed\n${output}`);
    process.exit(1);
  }
  mkdirSync(cache, { recursive: true });
  writeFileSync(stampFile, stamp);
  console.error(`${folder}: built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** The sources of the app, and what the packages were last built of. */
function inputs(): string {
  const hash = createHash('sha256').update(process.version);
  for (const one of publicPackages()) {
    const built = join(cache, one.folder);
    if (existsSync(built)) hash.update(readFileSync(built));
  }
  const sources = filesBelow(folder).filter((file) => !isTestFile(file) && !file.startsWith(`${folder}/test/`));
  return hashFiles(['pnpm-lock.yaml', 'scripts/build-console.ts', ...sources], hash);
}
