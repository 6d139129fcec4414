// What the other scripts need to know about this workspace, read from the manifests themselves.
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collector } from './output.ts';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** The export condition under which the workspace resolves its own packages to sources instead of `dist`. */
export const sourceCondition = 'tenantatlas-source';

type Conditions = Readonly<Record<string, string | null>>;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | Conditions>>;
  /** What replaces members of the manifest when it is packed. */
  readonly publishConfig?: { readonly exports?: Readonly<Record<string, string | Conditions>> };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export interface WorkspacePackage {
  /** Folder under `packages/`. */
  readonly folder: string;
  /** Absolute path. */
  readonly dir: string;
  readonly manifest: Manifest;
}

/** One importable subpath of a package, with its source, its code and its types relative to the package. */
export interface Entry {
  /** As in the manifest: `.` or `./memory`. */
  readonly subpath: string;
  /** As a host writes it: `@tenantatlas/core/memory`. */
  readonly specifier: string;
  /** For file names: `index`, `memory`. */
  readonly name: string;
  readonly source: string;
  readonly code: string;
  readonly types: string;
}

/** Public packages, each after the packages it depends on. */
export function publicPackages(): readonly WorkspacePackage[] {
  const all = readdirSync(join(root, 'packages')).flatMap((folder) => {
    const dir = join(root, 'packages', folder);
    if (!existsSync(join(dir, 'package.json'))) return [];
    const manifest = readManifest(dir);
    return manifest.private ? [] : [{ folder, dir, manifest }];
  });
  const ordered: WorkspacePackage[] = [];
  const visit = (one: WorkspacePackage): void => {
    if (ordered.includes(one)) return;
    for (const dependency of workspaceDependencies(one, all)) visit(dependency);
    ordered.push(one);
  };
  all.forEach(visit);
  return ordered;
}

export function workspaceDependencies(
  { manifest }: WorkspacePackage,
  all: readonly WorkspacePackage[],
): readonly WorkspacePackage[] {
  const names = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  return all.filter((other) => names.includes(other.manifest.name));
}

export function readManifest(dir: string): Manifest {
  return JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as Manifest;
}

export function entriesOf({ manifest }: WorkspacePackage): readonly Entry[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) => {
    if (typeof target === 'string') return [];
    const { [sourceCondition]: source, types, default: code } = target;
    if (!source || !types || !code) {
      throw new Error(`${manifest.name}: "${subpath}" in exports needs "${sourceCondition}", "types" and "default".`);
    }
    const name = subpath === '.' ? 'index' : subpath.slice(2).replaceAll('/', '-');
    return [{ subpath, specifier: join(manifest.name, subpath).split(sep).join('/'), name, source, code, types }];
  });
}

/** Files that are published as they are, such as a style sheet: under `dist` as in the manifest, and where they come from under `src`. */
export function assetsOf({
  manifest,
}: WorkspacePackage): readonly { readonly source: string; readonly target: string }[] {
  return Object.values(manifest.exports ?? {}).flatMap((target) => {
    if (typeof target !== 'string' || !target.startsWith('./dist/')) return [];
    return [{ source: target.replace('./dist/', './src/'), target }];
  });
}

/** Files below `folder` as paths relative to the root with forward slashes, sorted; nothing installed or generated. */
export function filesBelow(folder: string): readonly string[] {
  const skipped = new Set([
    'node_modules',
    'dist',
    '.git',
    '.cache',
    '.tenantatlas',
    '.vitest',
    '.screenshots',
    'coverage',
  ]);
  const walk = (dir: string): string[] =>
    readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
      if (skipped.has(entry.name)) return [];
      const path = join(dir, entry.name);
      if (path === join(root, 'docs', 'reference')) return [];
      if (/^packages\/[^/]+\/docs$/.test(relative(root, path).split(sep).join('/'))) return []; // copies of the pages
      if (entry.isDirectory()) return walk(path);
      return entry.isFile() ? [relative(root, path).split(sep).join('/')] : [];
    });
  return walk(join(root, folder)).sort();
}

export function isTestFile(file: string): boolean {
  return /\.test(-d)?\.tsx?$/.test(file);
}

export function hashFiles(files: readonly string[], hash: Hash = createHash('sha256')): string {
  for (const file of files)
    hash
      .update(`${file}\n`)
      .update(readFileSync(join(root, file)))
      .update('\n');
  return hash.digest('hex');
}

/** A tool of the workspace by its own path: the name `tsc` alone would be ambiguous, several compilers are installed. */
export const tool = {
  typescript7: join(root, 'node_modules', 'typescript-7', 'bin', 'tsc'),
  node22: join(root, 'node_modules', 'node22', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
} as const;

/**
 * The environment of TypeScript 7 and of the part of oxlint that knows types, which are written in Go: they collect garbage only when they have taken 3 GiB, or a quarter of
 * the memory if that is less. They end soon, and collecting takes a quarter of their CPU time.
 */
export function withRareCollection(): NodeJS.ProcessEnv {
  const limit = Math.min(3 * 2 ** 30, Math.round(totalmem() / 4));
  return { ...process.env, GOGC: 'off', GOMEMLIMIT: String(limit) };
}

export interface RunResult {
  readonly code: number;
  readonly output: string;
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Collect stdout and stderr instead of passing them on. */
  readonly capture?: boolean;
  /** Ends the program after this time: politely, and for good five seconds later. */
  readonly limitMillis?: number;
}

const children = new Set<ChildProcess>();

/** Hands a signal on to everything started by `run` that has not ended yet. */
export function stopChildren(signal: NodeJS.Signals): void {
  for (const child of children) child.kill(signal);
}

export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve) => {
    const collect = collector();
    const isPiped = options.capture === true || collect !== undefined;
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: isPiped ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32' && !/[\\/]/.test(program),
    });
    children.add(child);
    const limit = options.limitMillis;
    const timers = limit
      ? [setTimeout(() => child.kill('SIGTERM'), limit), setTimeout(() => child.kill('SIGKILL'), limit + 5_000)]
      : [];
    let output = '';
    const take = (text: string): void => {
      output += text;
      if (!options.capture) collect?.(text);
    };
    child.stdout?.setEncoding('utf8').on('data', take);
    child.stderr?.setEncoding('utf8').on('data', take);
    child.on('error', (error) => {
      children.delete(child);
      resolve({ code: 1, output: `${output}${error.message}\n` });
    });
    child.on('close', (code, signal) => {
      children.delete(child);
      timers.forEach(clearTimeout);
      resolve({ code: code ?? 1, output: signal ? `${output}ended by ${signal}\n` : output });
    });
  });
}

/** Makes a package importable from `folder` by a link, as an installation would. */
export function link(folder: string, name: string, target: string): void {
  const at = join(folder, 'node_modules', name);
  if (existsSync(at)) return;
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(target, at, 'junction');
}

/** Everything a host of `one` would have installed next to it: its dependencies and peers, with their folders. */
export function installedBeside({ dir, manifest }: WorkspacePackage): ReadonlyMap<string, string> {
  const names = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  return new Map(names.map((name) => [name, join(dir, 'node_modules', name)]));
}
