import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { examplesIn, printedBy, type Example } from './docs.ts';
import type {} from '../packages/storage-pg/test/support/global-setup.ts';
import { quickWasm } from '../packages/storage-pg/test/support/quick-wasm.ts';
import { root, sourceCondition } from './workspace.ts';

// The code of guide pages, run as it stands. What it imports is installed beside the pages. Nothing that reads the tree meanwhile looks into `.cache`.
const guide = join(root, 'docs', 'guide');
mkdirSync(join(guide, '.cache'), { recursive: true });
const folder = mkdtempSync(join(guide, '.cache', 'run-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const page = (name: string): readonly Example[] => examplesIn(readFileSync(join(guide, name), 'utf8'));
const sources = [`--conditions=${sourceCondition}`];

/** Writes the examples of a page below `into`, where their imports are found; those without a name get one. */
function write(
  name: string,
  into: string = join(folder, name),
): readonly { readonly path: string; readonly example: Example }[] {
  return page(name).map((example) => {
    const path = join(into, example.file ?? `line-${example.line}.${example.language}`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, example.text);
    return { path, example };
  });
}

/**
 * PGlite as the pages import it. Its databases are copies of an empty one unless they name a directory: they have the same content, and making one takes ten times as long.
 */
const copyingPglite = join(folder, 'pglite.mjs');
const realPglite = createRequire(join(guide, 'package.json'))
  .resolve('@electric-sql/pglite')
  .replace(/\.cjs$/, '.js');
writeFileSync(
  copyingPglite,
  `import { readFileSync } from 'node:fs';
  import { PGlite as Real } from ${JSON.stringify(pathToFileURL(realPglite).href)};
  const loadDataDir = new Blob([readFileSync(${JSON.stringify(inject('pgliteFiles').empty)})]);
  // A database that is opened again tells of its progress every ten seconds, with a timer that would keep a program from ending.
  const startParams = [...Real.defaultStartParams, '-c', 'log_startup_progress_interval=0'];
  export class PGlite extends Real {
    constructor(...given) {
      super(...(given.length > 0 ? given : [{ loadDataDir, startParams }]));
    }
    static async create(...given) {
      const made = new PGlite(...given);
      await made.waitReady;
      return made;
    }
  }`,
);
const withCopies = join(folder, 'with-copies.mjs');
writeFileSync(
  withCopies,
  `import { registerHooks } from 'node:module';
  const here = ${JSON.stringify(pathToFileURL(folder).href)};
  const url = ${JSON.stringify(pathToFileURL(copyingPglite).href)};
  registerHooks({
    resolve: (name, context, next) =>
      name === '@electric-sql/pglite' && context.parentURL?.startsWith(here) ? { url, shortCircuit: true } : next(name, context),
  });`,
);

/** Runs programs one after the other. In one process, because each would load the same packages; they have no global state. */
const runAll = `for (const path of process.argv.slice(1)) {
  console.log('=== ' + path);
  await import(path);
}`;

describe('a page prints what it says', () => {
  const pages = [
    'connect-a-real-tenant.md',
    'contextual-help.md',
    'graph-simulator.md',
    'help-for-assistants.md',
    'identity.md',
    'onboarding.md',
    'product-telemetry.md',
    'surfaces.md',
    'sync-many-tenants.md',
  ];
  it.each(pages)('%s', (name) => {
    const isProgram = ({ file, language }: Example): boolean => {
      if (language === 'tsx') return false; // for a page: it is compiled, and nothing here draws it
      // A file that another one imports runs with it.
      return file === undefined || !page(name).some(({ text }) => text.includes(`'./${file}'`));
    };
    // Each in a folder of its own, so that it shares no module with another one.
    const programs = page(name).flatMap((example, at) =>
      isProgram(example) ? write(name, join(folder, name, String(at))).slice(at, at + 1) : [],
    );
    const paths = programs.map(({ path }) => pathToFileURL(path).href);
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [
        quickWasm,
        ...sources,
        `--import=${pathToFileURL(withCopies).href}`,
        '--input-type=module',
        '--eval',
        runAll,
        ...paths,
      ],
      { encoding: 'utf8', cwd: folder },
    );
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout.trimEnd().split('\n')).toEqual(
      programs.flatMap(({ example }, at) => [`=== ${paths[at] ?? ''}`, ...printedBy(example)]),
    );
  });
});

it('the tests of testing.md pass', () => {
  const tests = write('testing.md').map(({ path }) => path);
  expect(tests.length).toBeGreaterThan(3);
  const conditions = JSON.stringify([sourceCondition, 'module', 'node', 'development|production']);
  const config = join(folder, 'testing.md', 'vitest.config.mjs');
  // Resolves the packages to their sources; a host needs no configuration.
  writeFileSync(
    config,
    `const alias = { '@electric-sql/pglite': ${JSON.stringify(copyingPglite)} };
    export default { resolve: { alias, conditions: ${conditions} }, ssr: { resolve: { conditions: ${conditions} } } };`,
  );
  const vitest = join(guide, 'node_modules', 'vitest', 'vitest.mjs');
  const report = join(folder, 'report.json');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      vitest,
      'run',
      '--no-isolate', // the files change nothing outside of themselves, and load the same modules
      '--maxWorkers=1',
      `--execArgv=${quickWasm}`,
      '--reporter=json',
      `--outputFile=${report}`,
      '--testTimeout=100000',
      '--hookTimeout=100000',
      `--root=${dirname(config)}`,
      `--config=${config}`,
    ],
    { encoding: 'utf8', cwd: dirname(config) },
  );
  expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: '' });
  const { numTotalTests, numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  expect(numPassedTests).toBe(numTotalTests);
  expect(testResults.map(({ name }) => name).sort()).toEqual(tests.sort());
});

interface Report {
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly testResults: readonly { readonly name: string }[];
}

describe('the servers of fastify.md', () => {
  const files = write('fastify.md');

  it.each(['fastify.ts', 'express.ts', 'hono.ts'])('%s serves the atlas, and reads bodies elsewhere', async (name) => {
    const path = files.find(({ example }) => example.file === name)?.path ?? '';
    const port = await freePort();
    const child = spawn(process.execPath, [...sources, path], {
      env: { ...process.env, PORT: String(port), DEMO_SESSION: 'for-this-test' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const origin = `http://127.0.0.1:${port}`;
    const post = (path: string, body: object, cookie = 'session=for-this-test') =>
      fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify(body),
      });
    expect((await answering(`${origin}/atlas/v1/controls`, child)).status).toBe(401);

    const echoed = await post('/echo', { a: [1] });
    expect(await echoed.json()).toEqual({ a: [1] });
    const pause = { scope: { type: 'global' }, reason: 'From a guide' };
    expect((await post('/atlas/v1/controls/restore.execute/pause', pause, 'session=other')).status).toBe(401);
    const paused = await post('/atlas/v1/controls/restore.execute/pause', pause);
    expect({ status: paused.status, body: await paused.json() }).toMatchObject({
      status: 200,
      body: { settled: true },
    });
    const described = await fetch(`${origin}/atlas/openapi.json`, { headers: { cookie: 'session=for-this-test' } });
    expect(await described.text()).toContain('/atlas/v1/controls');
  });
});

async function answering(address: string, child: ChildProcess): Promise<Response> {
  while (child.exitCode === null) {
    const answer = await fetch(address).catch(() => null);
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The server ended with ${child.exitCode} before it answered.`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
