import { deepStrictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { run } from '../workspace.ts';
import { answering, begin, freePort } from './programs.ts';

/** What the program of the template says on every platform. */
const expected = {
  there: ['done', 'paused', 'done', 'enabled'],
  here: ['done', 'paused', 'done', 'enabled'],
  elsewhere: 'unreachable, not_written',
  nowhere: 'unreachable, not_written',
};

/** Versions of the platforms, from the npm registry. They are installed in the folder of the evening only. */
export const platforms = ['bun@1.4.5', 'deno@2.9.6', 'workerd@1.20261117.1'];

/** Runs the program of the template against a server in Node, Bun, Deno and workerd. */
export async function visitEverywhere(project: string, origin: string): Promise<void> {
  const bin = (name: string): string => join(project, 'node_modules/.bin', name);
  const programs = [
    { platform: 'Node', program: process.execPath, args: ['main.mjs', origin] },
    { platform: 'Bun', program: bin('bun'), args: ['run', 'main.mjs', origin] },
    { platform: 'Deno', program: bin('deno'), args: ['run', '--allow-all', 'main.mjs', origin] },
  ];
  for (const { platform, program, args } of programs) {
    const { code, output } = await run(program, args, { cwd: project, capture: true });
    if (code !== 0) throw new Error(`${platform} ended with ${code}:\n${output}`);
    judge(platform, JSON.parse(output.trim().split('\n').at(-1) ?? ''));
  }
  judge('workerd', await askWorker(project, bin('workerd'), origin));
}

function judge(platform: string, told: unknown): void {
  deepStrictEqual(told, expected, `On ${platform} the client says ${JSON.stringify(told)}.`);
  console.log(`  ${platform}: ok`);
}

/** Bundles the worker as wrangler does, and asks it once. */
async function askWorker(project: string, program: string, origin: string): Promise<unknown> {
  await build({
    absWorkingDir: project,
    entryPoints: ['worker.mjs'],
    outfile: join(project, 'bundle.mjs'),
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*'],
    logLevel: 'error',
  });
  const port = await freePort();
  writeFileSync(
    join(project, 'worker.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .visitor),
    (name = "internet", network = (allow = ["private", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const visitor :Workerd.Worker = (
  modules = [(name = "bundle.mjs", esModule = embed "bundle.mjs")],
  compatibilityDate = "2026-11-01",
  bindings = [(name = "ORIGIN", text = "${origin}")],
);
`,
  );
  begin(project, program, ['serve', 'worker.capnp']);
  const response = await answering(`http://127.0.0.1:${port}`);
  return response.json();
}
