import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { checkBrowserSafe } from './browser-safe.ts';
import { checkBundleTargets } from './bundle-targets.ts';
import { changesSinceMain, existing, testsBeyondImports } from './changed.ts';
import { cpuSeconds } from './cpu-time.ts';
import { inLanes } from './lanes.ts';
import { inOnePiece, print } from './output.ts';
import * as tarballs from './tarballs.ts';
import { checkTypesAndLint } from './types.ts';
import type { Counts, Failure } from './vitest-counts.ts';
import { root, run, stopChildren } from './workspace.ts';

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly reason?: string;
  readonly failures?: readonly Failure[];
  readonly slowest?: Counts['slowest'];
}

interface Step {
  readonly title: string;
  /** Answers what is wrong, or nothing; may throw instead. Test steps answer their counts. */
  readonly run: () => Promise<string | Outcome | undefined>;
}

const temporary = mkdtempSync(join(tmpdir(), 'tenantatlas-check-'));
process.on('exit', () => {
  rmSync(temporary, { recursive: true, force: true });
});
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => {
    stopChildren(signal);
    process.exit(code);
  });
}

// Several steps start the same tools more than once. The cache keeps what Node compiled of them.
process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules/.cache/node-compile');

const scale = (process.env['TA_SCALE'] ??= '0.05');
const fixedSeed = (process.env['TA_FIXED_SEED'] = '20261121');
const seed = (process.env['TA_SEED'] ??= String(randomInt(1, 2 ** 31)));

/** What changed since main, when only that is to be checked; null when everything is. */
const changes = process.argv.includes('--changed') ? changesSinceMain() : null;
const only = changes && !changes.isEverything ? changes : null;

const build = once(async () => {
  if ((await node('scripts/build.ts')) !== 0) throw new Error('the packages could not be built');
});
const pack = once(async () => {
  await build();
  return tarballs.pack(temporary);
});

const steps = {
  node: { title: 'Node', run: async () => void print(`Node ${process.version}, as pinned`) },
  format: {
    title: 'Format (oxfmt)',
    run: () => bin('oxfmt/bin/oxfmt', '--check', '--no-error-on-unmatched-pattern', ...(only ? existing(only) : [])),
  },
  types: { title: 'Types (TypeScript 7) and lint (oxlint), each file once', run: checkTypesAndLint },
  knip: { title: 'Unused files, exports, dependencies (knip)', run: () => bin('knip/bin/knip.js', '--no-progress') },
  build: { title: 'Build', run: () => build().then(() => undefined) },
  pack: { title: 'Contents of the tarballs', run: async () => tarballs.checkContents(await pack()) },
  publint: { title: 'Manifests (publint)', run: async () => tarballs.checkPublint(await pack()) },
  attw: { title: 'Types as hosts resolve them (attw)', run: async () => tarballs.checkAttw(await pack()) },
  consumer: {
    title: 'A host compiles against the tarballs',
    run: async () => tarballs.checkConsumerTypes(temporary, await pack(), { all: Number(scale) >= 1 }),
  },
  node22: {
    title: 'Every entry loads on Node 22.13, each class of core once',
    run: async () => tarballs.checkConsumerRuntime(temporary, await pack()),
  },
  size: {
    title: 'Size budgets (size-limit, and the targets of the benchmarks)',
    run: async () => {
      await build();
      const wrong = [await bin('size-limit/bin.js'), await checkBundleTargets()];
      return wrong.filter((each) => each !== undefined).join('\n') || undefined;
    },
  },
  browser: { title: 'Loads in browsers, or refuses to', run: () => build().then(checkBrowserSafe) },
  api: {
    title: 'API reports (api-extractor) and the page of the components',
    run: async () => {
      await build();
      // In programs of their own: compilers in this one would keep it from starting the next step.
      const wrong = [await script('scripts/api.ts'), await script('scripts/components.ts')];
      return wrong.filter((each) => each !== undefined).join('\n') || undefined;
    },
  },
  unit: { title: 'Unit tests', run: () => vitest(40, 'unit', 'react', 'react-18') },
  integration: { title: 'Integration tests (databases)', run: () => vitest(60, 'integration') },
  'browser-tests': { title: 'Browser tests', run: () => build().then(() => vitest(40, 'browser')) },
  fault: { title: 'Fault tests', run: () => vitest(40, 'fault') },
} as const satisfies Record<string, Step>;

type StepName = keyof typeof steps;

/**
 * The longest first, but `unit` last: it never waits, and so it leaves no core without work while the others end. Tests wait a lot, for processes, timers and browsers, so that
 * two steps beside each other leave a quarter of two cores unused. Three take up to 10 GB.
 */
const inRank = ['integration', 'browser-tests', 'fault', 'unit'] as const satisfies readonly StepName[];
const lanes = totalmem() < 12 * 2 ** 30 ? 2 : 3;

const wanted = selection(process.argv.slice(2).filter((arg) => arg !== '--changed'));
const selected = wanted.filter((name) => !isLeftOut(name));
print(`TA_SCALE=${scale}, seeds ${fixedSeed} (fixed) and ${seed} (random; repeat it with TA_SEED=${seed})`);

if (changes) {
  print(`${changes.files.length} files changed since ${changes.base.slice(0, 10)}, where this work left main`);
  const leftOut = wanted.filter((name) => !selected.includes(name));
  if (!only) print('Nothing is left out: what changed is something that everything depends on.');
  else {
    print(`Left out, because nothing changed that they depend on: ${leftOut.join(', ') || 'no step'}.`);
    print(
      'Left out as well: the format of files that did not change, and tests that neither import a changed file, nor read the tree, nor start programs.',
    );
  }
}

const results = new Map<StepName, Outcome & { readonly seconds: string }>();
const checks = selected.filter((name) => !isTests(name));
const tests = selected.filter(isTests);
const isSoak = Number(scale) >= 1;
if (isSoak || checks.length === 0 || tests.length === 0) {
  await Promise.all([drain(checks), drain(checks)]); // two at a time: most of them keep one core busy
  for (const name of tests) await perform(name); // the soak measures, so each has the machine to itself
} else {
  // The checks keep one lane busy, one after the other. The first lane prints as it goes.
  const [first, ...others] = inRank.filter((name) => tests.includes(name));
  const stepIn = (name: StepName) => (lane: number) => (lane === 0 ? perform(name) : inPiece(name));
  await inLanes(lanes, [...(first ? [stepIn(first)] : []), () => drain(checks), ...others.map(stepIn)]);
}

print('\n=== Summary');
for (const name of selected) {
  const { seconds, passed, failed } = outcomeOf(name);
  const counts = isTests(name) ? `   ${count(passed, failed)}` : '';
  print(`${failed > 0 ? 'FAILED' : 'ok    '}  ${name.padEnd(13)}  ${seconds.padStart(6)} s${counts}`);
}
const slowest = selected.flatMap((name) => outcomeOf(name).slowest ?? []);
if (slowest.length > 0) print('\nSlowest files');
for (const one of slowest.sort((a, b) => b.seconds - a.seconds).slice(0, 10))
  print(`${one.seconds.toFixed(1).padStart(6)} s  ${one.file}`);
for (const name of selected) {
  const { failed, reason, failures = [] } = outcomeOf(name);
  if (failed === 0) continue;
  print(`\n${name} FAILED${reason ? `: ${reason}` : ''}`);
  for (const failure of failures.slice(0, 50)) print(`  ${failure.name}\n    ${failure.reason}`);
}
const total = (key: 'passed' | 'failed'): number => selected.reduce((sum, name) => sum + outcomeOf(name)[key], 0);
process.exitCode = total('failed') > 0 ? 1 : 0;
print(
  `\nTook ${(performance.now() / 1000).toFixed(0)} s, and ${cpuSeconds()?.toFixed(0) ?? 'an unknown number of'} CPU seconds`,
);
print(`\n${count(total('passed'), total('failed'))}`);

function count(passed: number, failed: number): string {
  return `${passed} passed, ${failed} failed`;
}

function isTests(name: StepName): boolean {
  return (inRank as readonly StepName[]).includes(name);
}

/** Whether nothing changed that the step depends on. */
function isLeftOut(name: StepName): boolean {
  if (!only) return false;
  if (name === 'format') return existing(only).length === 0;
  if (['build', 'pack', 'publint', 'attw', 'consumer', 'node22', 'size', 'browser', 'api'].includes(name))
    return !only.isPublished && !only.files.some((file) => file.startsWith('examples/quickstart/'));
  return name === 'browser-tests' && !only.isConsole;
}

function outcomeOf(name: StepName): Outcome & { readonly seconds: string } {
  return results.get(name) ?? { passed: 0, failed: 1, seconds: '0', reason: 'it never ran' };
}

/** Performs what is waiting, one after the other. Another drain of the same queue takes the rest. */
async function drain(waiting: StepName[]): Promise<void> {
  for (let name = waiting.shift(); name; name = waiting.shift()) await inPiece(name);
}

/** Performs a step and prints what it says when it has ended, because another one prints meanwhile. */
async function inPiece(name: StepName): Promise<void> {
  await inOnePiece(() => perform(name));
}

async function perform(name: StepName): Promise<void> {
  const step: Step = steps[name];
  print(`\n=== ${step.title} [${name}]`);
  const started = performance.now();
  const outcome = await attempt(step);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (outcome.reason) print(outcome.reason);
  print(`--- ${outcome.failed > 0 ? 'FAILED' : 'ok'} after ${seconds} s`);
  results.set(name, { ...outcome, seconds });
}

async function attempt(step: Step): Promise<Outcome> {
  try {
    const answer = await step.run();
    if (typeof answer === 'object') return answer;
    return answer === undefined ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, reason: answer };
  } catch (error) {
    return { passed: 0, failed: 1, reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Runs projects of vitest. A run without tests fails, and so does one with skipped or todo tests. A test that never
 * yields cannot be timed out by vitest, so the run as a whole has a limit that only a run which hangs exceeds. It grows with TA_SCALE.
 */
async function vitest(minutes: number, ...projects: readonly [string, ...string[]]): Promise<Outcome> {
  if (!only || projects[0] === 'browser') return vitestRun(minutes, projects, []);
  const affected = await vitestRun(minutes, projects, [`--changed=${only.base}`, '--passWithNoTests']);
  const others = await vitestRun(minutes, projects, ['--passWithNoTests', ...testsBeyondImports()]);
  return {
    passed: affected.passed + others.passed,
    failed: affected.failed + others.failed,
    ...(affected.reason || others.reason
      ? { reason: [affected.reason, others.reason].filter(Boolean).join('; ') }
      : {}),
    failures: [...(affected.failures ?? []), ...(others.failures ?? [])],
    slowest: [...(affected.slowest ?? []), ...(others.slowest ?? [])],
  };
}

async function vitestRun(minutes: number, projects: readonly string[], more: readonly string[]): Promise<Outcome> {
  const file = join(temporary, `counts-${projects[0] ?? ''}.json`);
  rmSync(file, { force: true });
  const limit = minutes * Math.max(1, Number(scale) / 0.1);
  const args = [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=./scripts/vitest-counts.ts',
    '--reporter=./bench/lib/figures-reporter.ts',
    `--outputFile.counts=${file}`,
    ...more,
  ];
  const { code } = await run(process.execPath, args, { limitMillis: limit * 60_000 });
  if (!existsSync(file) && code === 0 && more.includes('--passWithNoTests')) return { passed: 0, failed: 0 };
  if (!existsSync(file))
    return { passed: 0, failed: 1, reason: `vitest ended with ${code} before it had run anything` };
  const { passed, failed, silent, failures, slowest, running, ended } = JSON.parse(
    readFileSync(file, 'utf8'),
  ) as Counts;
  if (!ended)
    return { passed: 0, failed: 1, reason: `ended early, or after ${limit} minutes, in ${running.join(', ')}` };
  if (silent > 0) {
    const reason = `${silent} tests were skipped, are todo or never ran; each counts as failed`;
    return { passed, failed: failed + silent, reason, failures };
  }
  if (passed + failed === 0 && !more.includes('--passWithNoTests'))
    return { passed, failed: 1, reason: 'no tests found' };
  if (code !== 0 && failed === 0) return { passed, failed: 1, reason: `vitest ended with ${code}, see above` };
  return { passed, failed, failures, slowest };
}

async function bin(file: string, ...args: readonly string[]): Promise<string | undefined> {
  const code = await node(join(root, 'node_modules', file), ...args);
  return code === 0 ? undefined : `${file.split('/', 1)[0] ?? file} ended with ${code}`;
}

async function script(file: string): Promise<string | undefined> {
  const code = await node(file);
  return code === 0 ? undefined : `${file} ended with ${code}, see above`;
}

async function node(...args: readonly string[]): Promise<number> {
  return (await run(process.execPath, args)).code;
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}

function selection(args: readonly string[]): readonly StepName[] {
  const all = Object.keys(steps) as StepName[];
  if (args.length === 0) return all;
  const names = args.flatMap((arg) => (arg.startsWith('--only=') ? arg.slice('--only='.length).split(',') : [arg]));
  const unknown = names.filter((name) => !Object.hasOwn(steps, name));
  if (unknown.length > 0) {
    console.error(`unknown: ${unknown.join(', ')}\nusage: npm test -- [--changed] [--only=${all.join(',')}]`);
    process.exit(2);
  }
  return all.filter((name) => names.includes(name));
}
