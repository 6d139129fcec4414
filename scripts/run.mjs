#!/usr/bin/env node
// The one way in: `node scripts/run.mjs <command> [...args]`. Runs on the host's Node (20 or newer) without any
// dependency, installs the workspace when it has to, and then runs everything with the Node the workspace pins.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const pnpm = 'pnpm@12.21.0';
const windows = process.platform === 'win32';
const quickstart = 'examples/quickstart/src/main.ts';
const mspConsole = 'examples/msp-console/server/main.ts';

/**
 * Each command is a list of programs, run one after the other until one fails. `node` is the workspace's own.
 *
 * @type {Record<string, { about: string, env?: Record<string, string>, steps: (args: string[]) => string[][] }>}
 */
const commands = {
  start: {
    about: 'build if needed, then serve the MSP console',
    steps: (args) => [build(), node('scripts/build-console.ts'), node(mspConsole, ...args)],
  },
  quickstart: {
    about: 'build if needed, then tell the story in the terminal',
    steps: (args) => [build(), node(quickstart, ...args)],
  },
  test: { about: 'the whole check, tests included', steps: (args) => [node('scripts/check.mjs', ...args)] },
  soak: {
    about: 'test with the full counts',
    env: { TA_SCALE: '1' },
    steps: (args) => [node('scripts/check.mjs', ...args), ...(args.length > 0 ? [] : [node('scripts/evening.mjs')])],
  },
  evening: {
    about:
      'install the packed packages into empty projects for Node, Vite and Next, and use them; needs the npm registry',
    steps: (args) => [node('scripts/evening.mjs', ...args)],
  },
  shots: {
    about:
      'keep a picture of every page and state of the console, in every width, theme, language and brand, and an index.html of them',
    env: { TA_SHOTS: '1' },
    steps: (args) => [
      node(
        'node_modules/vitest/vitest.mjs',
        'run',
        '--project=browser',
        ...(args.length > 0
          ? args
          : ['pages.browser', 'states.browser', 'brand.browser', 'empty.browser', 'at-scale.browser']),
      ),
    ],
  },
  bench: { about: 'bench -- <row>', steps: (args) => [build(), node('bench/run.ts', ...args)] },
  build: { about: 'build the packages whose inputs changed', steps: (args) => [node('scripts/build.ts', ...args)] },
  'api:update': {
    about:
      'rewrite the matrix of surfaces, the API reports in etc/api, and the pages of the hooks and of the components',
    steps: () => [
      node('scripts/surface-matrix.ts', '--update'),
      build(),
      node('scripts/api.ts', '--update'),
      node('scripts/hooks.ts', '--update'),
      node('scripts/components.ts', '--update'),
    ],
  },
  pin: { about: "install, and print the version of the workspace's Node", steps: () => [node('--version')] },
};

await main();

/** @param {string[]} args */
function node(...args) {
  return ['node', ...args];
}

function build() {
  return node('scripts/build.ts', '--quiet');
}

async function main() {
  const [name = '', ...rest] = process.argv.slice(2);
  const args = rest[0] === '--' ? rest.slice(1) : rest; // npm drops the `--` itself, a direct call does not
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    console.error(`usage: node scripts/run.mjs <command> [...args]\n`);
    for (const [key, { about }] of Object.entries(commands)) console.error(`  ${key.padEnd(12)}${about}`);
    process.exit(2);
  }
  install();
  const env = { ...cleanEnvironment(), ...command.env };
  env['PATH'] = [join(root, 'node_modules', '.bin'), env['PATH']].join(delimiter);
  assertPinnedNode(env);
  for (const [program = '', ...programArgs] of command.steps(args)) {
    const end = await runForwardingSignals(program, programArgs, env);
    if (end.signal) exitLike(end.signal);
    if (end.code !== 0) process.exit(end.code ?? 1);
  }
}

/** Installs exactly the lockfile, unless a stamp says that this was already done for these very files. */
function install() {
  const stampFile = join(root, 'node_modules', '.tenantatlas-install');
  const stamp = installInputs();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp && pinnedNodeBinary()) return;
  console.error('Installing dependencies ...');
  // pnpm judges "engines" by the Node that everything will run on, not by the host's, which only has to start it.
  const args = ['-y', pnpm, 'install', '--frozen-lockfile', `--config.node-version=${pinnedNodeVersion()}`];
  const { status, error } = spawnSync(windows ? 'npx.cmd' : 'npx', args, {
    cwd: root,
    env: cleanEnvironment(),
    stdio: ['ignore', process.stderr, process.stderr], // stdout belongs to the command
    shell: windows,
  });
  if (status !== 0) {
    console.error(
      `\nInstalling the dependencies failed${error ? ` (${error.message})` : ''}. It needs npm's registry; see above.`,
    );
    process.exit(status || 1);
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

function installInputs() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${pnpm}\n`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests(root)]) {
    hash
      .update(`${file}\n`)
      .update(readFileSync(join(root, file)))
      .update('\n');
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function manifests(folder) {
  /** @type {string[]} */
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name) && !entry.name.startsWith('.')) {
      found.push(...manifests(join(folder, entry.name)));
    } else if (entry.name === 'package.json') {
      found.push(relative(root, join(folder, entry.name)));
    }
  }
  return found.sort();
}

/**
 * Without this, a failed install script of the `node` package would let everything run on the host's Node unnoticed.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function assertPinnedNode(env) {
  const wanted = pinnedNodeVersion();
  const { stdout, error } = spawnSync('node', ['--version'], { cwd: root, env, encoding: 'utf8' });
  const used = stdout?.trim();
  if (wanted && used === `v${wanted}`) return;
  console.error(
    `The workspace pins Node ${wanted ?? '(no version found in pnpm-workspace.yaml)'}, but "node" is ${used || error?.message}.\n` +
      `Remove node_modules and run this again; the install script of the npm package "node" has to be allowed to run.`,
  );
  process.exit(1);
}

function pinnedNodeVersion() {
  return /^ {2}node: (\S+)$/m.exec(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8'))?.[1];
}

function pinnedNodeBinary() {
  return existsSync(join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node'));
}

/**
 * npm hands its own settings to scripts as npm_* variables. pnpm and nested npm calls misread them.
 *
 * @returns {NodeJS.ProcessEnv}
 */
function cleanEnvironment() {
  const wanted = /^npm_config_(registry|userconfig|cache|ca|cafile|strict_ssl|proxy|https_proxy|noproxy)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('npm_') || wanted.test(key)));
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null }>}
 */
function runForwardingSignals(program, args, env) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env, stdio: 'inherit' });
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      // Ctrl-C at a terminal already reaches the child; a second one would skip its orderly shutdown.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, forward);
    /** @param {{ code: number | null, signal: NodeJS.Signals | null }} end */
    const done = (end) => {
      for (const signal of signals) process.off(signal, forward);
      resolve(end);
    };
    child.on('error', (error) => {
      console.error(error.message);
      done({ code: 1, signal: null });
    });
    child.on('exit', (code, signal) => done({ code, signal }));
  });
}

/** @param {NodeJS.Signals} signal */
function exitLike(signal) {
  process.exit(128 + (constants.signals[signal] ?? 0));
}
