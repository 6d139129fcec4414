// What a change since main can affect, for `npm test -- --changed`. In doubt, everything.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, isTestFile, root } from './workspace.ts';

export interface Changes {
  /** The commit that this work began at. */
  readonly base: string;
  /** Changed, added or removed since then, committed or not; relative to the root. */
  readonly files: readonly string[];
  /** Whether something changed that everything depends on: dependencies, settings, or the check itself. */
  readonly isEverything: boolean;
  /** Whether something changed that goes into the packages. */
  readonly isPublished: boolean;
  /** Whether something changed that runs in the console. */
  readonly isConsole: boolean;
}

export function changesSinceMain(): Changes {
  const main = ['origin/main', 'main'].find((name) => git('rev-parse', '--verify', '--quiet', name) !== null);
  const base = main ? git('merge-base', 'HEAD', main) : null;
  if (!base) throw new Error('--changed needs git, and a branch "main" or "origin/main" to compare with');
  const lists = [git('diff', '--name-only', '--no-renames', base), git('ls-files', '--others', '--exclude-standard')];
  const files = lists.flatMap((list) => (list ?? '').split('\n')).filter((file) => file !== '');
  return { base, files, ...kindsOf(files) };
}

export function kindsOf(files: readonly string[]): Pick<Changes, 'isEverything' | 'isPublished' | 'isConsole'> {
  const some = (pattern: RegExp): boolean => files.some((file) => pattern.test(file) && !isTestFile(file));
  return {
    isEverything: some(
      /^(?:[^/]+\.(?:ts|json|yaml)|\.[^/]+|scripts\/.*|\.ci\/.*|.*\/(?:package|tsconfig[^/]*)\.json)$/,
    ),
    // Pages of the guide and of errors travel in the packages; the benchmark of bundles measures sizes.
    isPublished: some(/^(?:packages|etc|docs\/guide|docs\/errors)\/|^bench\/(?:rows\/bundles|lib\/figures)\.ts$/),
    isConsole: files.some((file) => /^examples\/msp-console\//.test(file)) || some(/^packages\/[^/]+\/src\//),
  };
}

/** Tests that depend on more than what they import: they read the tree, or start programs. */
export function testsBeyondImports(): readonly string[] {
  return filesBelow('.').filter(
    (file) =>
      /\.test\.tsx?$/.test(file) &&
      !/\.browser\.test\.ts$/.test(file) &&
      /child_process|readFileSync|readdirSync|readFile\(|Process\(|filesBelow|owner\.ts|children\//.test(
        readFileSync(join(root, file), 'utf8'),
      ),
  );
}

/** Those of the changed files that still exist. */
export function existing({ files }: Changes): readonly string[] {
  return files.filter((file) => existsSync(join(root, file)));
}

function git(...args: readonly string[]): string | null {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}
