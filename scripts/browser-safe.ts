import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build, type BuildResult, type Plugin } from 'esbuild';
import { print } from './output.ts';
import { entriesOf, publicPackages, root, type Entry, type WorkspacePackage } from './workspace.ts';

/**
 * A package either loads in a browser, with all its dependencies and without any part of Node, or its manifest refuses
 * to be bundled for one (`"browser": null`), so that a host learns it at build time. Answers what does neither, or
 * nothing. Needs built packages.
 */
export async function checkBrowserSafe(): Promise<string | undefined> {
  const failures: string[] = [];
  for (const one of publicPackages()) {
    for (const entry of entriesOf(one)) {
      const failure = await (refusesBrowsers(one, entry) ? refusal(entry) : bundling(one, entry));
      if (failure) failures.push(failure);
    }
  }
  return failures.length > 0 ? failures.join('\n') : undefined;
}

/** What no page should have to load: a page knows the errors and shows what the server said. */
const tooHeavy = /node_modules\/(zod|ky|date-fns)\//;

/** Code made from text, such as the readers of events: the content security policy of a page forbids it. */
const madeFromText = /\bnew Function\(/;

function isForPages(specifier: string): boolean {
  return /^@tenantatlas\/(core\/browser|http\/client|react-hooks\b.*)$/.test(specifier);
}

function refusesBrowsers({ manifest }: WorkspacePackage, { subpath }: Entry): boolean {
  const target = manifest.exports?.[subpath];
  return typeof target === 'object' && target['browser'] === null;
}

async function bundling(one: WorkspacePackage, { specifier, code }: Entry): Promise<string | undefined> {
  const found: string[] = [];
  const noteBuiltins: Plugin = {
    name: 'note-builtins',
    setup(bundle) {
      bundle.onResolve({ filter: /.*/ }, ({ path, importer }) => {
        if (!isBuiltin(path)) return undefined;
        found.push(`${specifier} reaches "${path}" through ${importer}`);
        return { path, external: true };
      });
    },
  };
  const result = await bundle(`import ${JSON.stringify(join(one.dir, code))};`, [noteBuiltins]);
  if (typeof result === 'string') return `${specifier}: ${result}`;
  if (found.length > 0) return found.join('\n');
  const heavy = Object.keys(result.metafile.inputs).filter((file) => isForPages(specifier) && tooHeavy.test(file));
  if (heavy.length > 0) return `${specifier} is for pages and loads ${heavy.length} files such as ${heavy[0] ?? ''}`;
  if (isForPages(specifier)) {
    const everything = await bundle(`export * from ${JSON.stringify(join(one.dir, code))};`, []);
    if (typeof everything === 'string') return `${specifier}: ${everything}`;
    if (everything.outputFiles?.some(({ text }) => madeFromText.test(text)))
      return `${specifier} is for pages and makes code from text, which a content security policy forbids`;
  }
  print(`${specifier}: ${Object.keys(result.metafile.inputs).length} modules, none of Node`);
  return undefined;
}

/** The quick start depends on every package, so names are resolved from there, by their manifests. */
async function refusal({ specifier }: Entry): Promise<string | undefined> {
  const result = await bundle(`import ${JSON.stringify(specifier)};`, []);
  if (typeof result !== 'string') return `${specifier} can be bundled for browsers although it says "browser": null`;
  if (!result.includes(specifier)) return `${specifier} fails to bundle for another reason: ${result}`;
  print(`${specifier}: refused`);
  return undefined;
}

type Bundle = BuildResult<{ metafile: true }>;

async function bundle(contents: string, plugins: Plugin[]): Promise<Bundle | string> {
  try {
    return await build({
      stdin: { contents, resolveDir: join(root, 'examples', 'quickstart') },
      bundle: true,
      format: 'esm',
      platform: 'browser',
      metafile: true,
      write: false,
      logLevel: 'silent',
      plugins,
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
