// Builds the public packages in dependency order: code by tsup, types by TypeScript 6, which leaves the check of the sources to `types.ts`. A package whose inputs did not change
// since its last build stays as it is. `--force` builds all, `--quiet` says nothing unless there is something to do.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  assetsOf,
  entriesOf,
  filesBelow,
  hashFiles,
  isTestFile,
  publicPackages,
  root,
  run,
  workspaceDependencies,
  type WorkspacePackage,
} from './workspace.ts';
import { pagesOf, writePackageDocs } from './package-docs.ts';
import { rewriteSpecifiers } from './rewrite-specifiers.ts';

const force = process.argv.includes('--force');
const quiet = process.argv.includes('--quiet');
const cache = join(root, '.cache', 'build');
const packages = publicPackages();
const stamps = new Map<WorkspacePackage, string>();

for (const one of packages) {
  const stamp = inputsOf(one);
  stamps.set(one, stamp);
  if (!force && isBuilt(one, stamp)) {
    if (!quiet) console.log(`${one.manifest.name}: unchanged`);
    continue;
  }
  const started = performance.now();
  const failure = await build(one);
  if (failure) {
    console.error(`${one.manifest.name}: build failed\n${failure}`);
    process.exit(1);
  }
  mkdirSync(cache, { recursive: true });
  writeFileSync(stampFile(one), stamp);
  const line = `${one.manifest.name}: built in ${((performance.now() - started) / 1000).toFixed(1)} s`;
  (quiet ? console.error : console.log)(line); // with --quiet, stdout belongs to the program that runs next
}

/** Answers what went wrong, or nothing. */
async function build(one: WorkspacePackage): Promise<string | undefined> {
  rmSync(stampFile(one), { force: true });
  rmSync(join(one.dir, 'dist'), { recursive: true, force: true });
  const node = process.execPath;
  const cli = join(root, 'node_modules', 'tsup', 'dist', 'cli-default.js');
  const bundling = run(node, [cli], { cwd: one.dir, capture: true });
  const { writeDeclarations } = await import('./declarations.ts'); // loads a compiler, which a build without work does not need
  const wrong = writeDeclarations(one.dir);
  const { code, output } = await bundling;
  if (code !== 0 || wrong) return [output, wrong].join('');
  rewriteSpecifiers(join(one.dir, 'dist'));
  const assets = assetsOf(one).filter(({ source }) => existsSync(join(one.dir, source)));
  for (const { source, target } of assets) copyFileSync(join(one.dir, source), join(one.dir, target));
  writePackageDocs(one);
  const targets = targetsOf(one);
  const bins = Object.values(one.manifest.bin ?? {});
  const missing = [...targets, ...bins].filter((file) => !existsSync(join(one.dir, file)));
  if (missing.length > 0) return `the manifest promises files that were not built: ${missing.join(', ')}`;
  for (const bin of bins) chmodSync(join(one.dir, bin), 0o755);
  return undefined;
}

/** Every file that the manifest promises to importers. */
function targetsOf(one: WorkspacePackage): readonly string[] {
  return [...entriesOf(one).flatMap(({ code, types }) => [code, types]), ...assetsOf(one).map(({ target }) => target)];
}

function isBuilt(one: WorkspacePackage, stamp: string): boolean {
  const complete = [...targetsOf(one), ...pagesOf(one.folder)].every((file) => existsSync(join(one.dir, file)));
  return complete && existsSync(stampFile(one)) && readFileSync(stampFile(one), 'utf8') === stamp;
}

function inputsOf(one: WorkspacePackage): string {
  const folder = `packages/${one.folder}`;
  const hash = createHash('sha256').update(process.version);
  for (const dependency of workspaceDependencies(one, packages)) hash.update(stamps.get(dependency) ?? '');
  const sources = filesBelow(`${folder}/src`).filter((file) => !isTestFile(file));
  const configs = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'tsup.config.ts'];
  const tools = [
    'build.ts',
    'declarations.ts',
    'docs.ts',
    'package-docs.ts',
    'rewrite-specifiers.ts',
    'shared-declarations.ts',
    'tsup-options.ts',
    'workspace.ts',
  ];
  return hashFiles(
    [
      'pnpm-lock.yaml',
      'tsconfig.base.json',
      ...tools.map((file) => `scripts/${file}`),
      ...configs.map((file) => `${folder}/${file}`),
      ...sources,
      `${folder}/README.md`,
      ...pagesOf(one.folder),
    ],
    hash,
  );
}

function stampFile(one: WorkspacePackage): string {
  return join(cache, one.folder);
}
