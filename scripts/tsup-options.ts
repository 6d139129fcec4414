import { join } from 'node:path';
import type { Options } from 'tsup';
import { entriesOf, readManifest, type WorkspacePackage } from './workspace.ts';

/**
 * Code only, one entry per export and per bin of the manifest. Types come from TypeScript 6 (see `declarations.ts`), because tsup's
 * own declaration chunks leak one-letter names into hosts' messages. Dependencies and peers stay imports.
 */
export function tsupOptions(dir: string, platform: 'neutral' | 'node'): Options {
  const manifest = readManifest(dir);
  const one: WorkspacePackage = { folder: '', dir, manifest };
  const sources = [
    ...entriesOf(one).map(({ source, code }) => ({ source, code })),
    ...Object.values(manifest.bin ?? {}).map((code) => ({ source: sourceOf(code), code })),
  ];
  return {
    entry: Object.fromEntries(sources.map(({ source, code }) => [entryName(code), join(dir, source)])),
    format: 'esm',
    platform,
    target: 'es2023',
    splitting: true,
    removeNodeProtocol: false, // "node:sqlite" exists under this name only
    sourcemap: true,
    esbuildOptions(options) {
      options.sourcesContent = false; // the package has its sources, for source maps and for those of declarations
    },
    dts: false,
    clean: false, // build.ts empties dist before both compilers run
    silent: true,
  };
}

function entryName(code: string): string {
  const name = /^\.\/dist\/(.+)\.js$/.exec(code)?.[1];
  if (!name) throw new Error(`"${code}" in package.json should be ./dist/....js`);
  return name;
}

function sourceOf(code: string): string {
  return code.replace(/^\.\/dist\//, './src/').replace(/\.js$/, '.ts');
}
