// Checks of what would be published: the packed tarballs, unpacked where a host would have them.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  entriesOf,
  filesBelow,
  installedBeside,
  link,
  publicPackages,
  root,
  run,
  sourceCondition,
  tool,
  type WorkspacePackage,
} from './workspace.ts';

export interface Packed {
  readonly one: WorkspacePackage;
  readonly tarball: string;
  /** The unpacked package inside the consumer's node_modules. */
  readonly unpacked: string;
}

const pnpm = 'pnpm@12.21.0';

/** Packs every public package and unpacks it into `<folder>/consumer/node_modules`, next to links to its peers. */
export async function pack(folder: string): Promise<readonly Packed[]> {
  const consumer = consumerOf(folder);
  const packed: Packed[] = [];
  for (const one of publicPackages()) {
    const destination = join(folder, one.folder);
    mkdirSync(destination, { recursive: true });
    await must('npx', ['-y', pnpm, 'pack', '--pack-destination', destination], one.dir);
    const name = readdirSync(destination).find((file) => file.endsWith('.tgz'));
    if (!name) throw new Error(`pnpm pack left no tarball for ${one.manifest.name}`);
    const unpacked = join(consumer, 'node_modules', one.manifest.name);
    mkdirSync(unpacked, { recursive: true });
    await must('tar', ['-xzf', join(destination, name), '--strip-components=1', '-C', unpacked], root);
    packed.push({ one, tarball: join(destination, name), unpacked });
  }
  const ours = packed.map(({ one }) => one.manifest.name);
  for (const { one } of packed) {
    for (const [name, target] of installedBeside(one)) if (!ours.includes(name)) link(consumer, name, target);
  }
  return packed;
}

/** What only the packed manifest and file list can show. */
export function checkContents(packed: readonly Packed[]): string | undefined {
  const failures = packed.flatMap(({ one, unpacked }) => {
    const manifest = readFileSync(join(unpacked, 'package.json'), 'utf8');
    const forbidden = ['catalog:', 'workspace:', sourceCondition].filter((text) => manifest.includes(text));
    const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' });
    const tests = files.filter((file) => /\.test(-d)?\.|(^|[\\/])test[\\/]/.test(file));
    const missing = files.includes('LICENSE') ? [] : ['LICENSE'];
    console.log(`${one.manifest.name}: ${files.length} files`);
    return [
      ...forbidden.map((text) => `${one.manifest.name}: the published manifest still says "${text}"`),
      ...tests.map((file) => `${one.manifest.name}: test file published: ${file}`),
      ...missing.map((file) => `${one.manifest.name}: ${file} is not in the tarball`),
    ];
  });
  return failures.length > 0 ? failures.join('\n') : undefined;
}

export async function checkPublint(packed: readonly Packed[]): Promise<string | undefined> {
  const cli = join(root, 'node_modules', 'publint', 'src', 'cli.js');
  return failuresOf(packed.map(({ tarball }) => [cli, 'run', tarball, '--strict', '--level', 'suggestion']));
}

export async function checkAttw(packed: readonly Packed[]): Promise<string | undefined> {
  const cli = join(root, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js');
  const options = ['--profile', 'esm-only', '--no-emoji', '--no-color', '--format', 'ascii'];
  return failuresOf(packed.map(({ tarball }) => [cli, tarball, ...options]));
}

/** Compiles the quick start, and an import of every entry, against the unpacked tarballs only. */
export async function checkConsumerTypes(folder: string, packed: readonly Packed[]): Promise<string | undefined> {
  const consumer = consumerOf(folder);
  const quickstart = 'examples/quickstart/src';
  const sources = filesBelow(quickstart).filter((file) => /\.ts$/.test(file) && !/\.test(-d)?\.ts$/.test(file));
  if (sources.length === 0) return `${quickstart} has no sources to compile`;
  for (const file of sources) {
    const to = join(consumer, file);
    mkdirSync(join(to, '..'), { recursive: true });
    copyFileSync(join(root, file), to);
  }
  const imports = specifiers(packed).map((specifier, at) => `import * as entry${at} from '${specifier}';`);
  const used = imports.map((_, at) => `entry${at}`).join(', ');
  writeFileSync(join(consumer, 'entries.ts'), [...imports, `export const entries = [${used}];`, ''].join('\n'));
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const compilerOptions = {
    target: 'ES2023',
    lib: ['ES2024'],
    module: 'NodeNext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    types: ['node'],
    allowImportingTsExtensions: true,
    // A host may check its dependencies' declarations; ours have to stand that.
    skipLibCheck: false,
  };
  writeFileSync(
    join(consumer, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['entries.ts', 'examples'] }),
  );
  link(consumer, '@types/node', join(root, 'node_modules', '@types', 'node'));
  for (const compiler of [tool.typescript6, tool.typescript7]) {
    const { code, output } = await run(process.execPath, [compiler, '-p', consumer, '--pretty', 'false'], {
      cwd: consumer,
      capture: true,
    });
    // Other packages' declarations lie outside this folder (they are links) and are their own business.
    const ours = output.split('\n').filter((line) => /^(entries|examples|node_modules\/@tenantatlas)\b/.test(line));
    if (ours.length > 0) return `a host cannot compile against the published packages:\n${ours.join('\n')}`;
    if (code !== 0 && !/^\.\.\/.*error TS/m.test(output)) return `the compiler ended with ${code}:\n${output}`;
  }
  console.log(`${sources.length} files of the quick start and ${imports.length} entries compile`);
  return undefined;
}

/** Imports every entry on the oldest supported Node, and asks every command for its help. */
export async function checkConsumerRuntime(folder: string, packed: readonly Packed[]): Promise<string | undefined> {
  const consumer = consumerOf(folder);
  const script = join(consumer, 'entries.mjs');
  writeFileSync(
    script,
    `console.log('on Node ' + process.version);
for (const specifier of ${JSON.stringify(specifiers(packed))}) {
  const names = Object.keys(await import(specifier));
  console.log(specifier + ': ' + names.length + ' exports');
  if (names.length === 0) throw new Error(specifier + ' exports nothing');
}
`,
  );
  const bins = packed.flatMap(({ one, unpacked }) =>
    Object.values(one.manifest.bin ?? {}).map((bin) => join(unpacked, bin)),
  );
  for (const args of [[script], ...bins.map((bin) => [bin, '--help'])]) {
    const { code, output } = await run(tool.node22, args, { cwd: consumer, capture: true });
    console.log(output.trimEnd());
    if (code !== 0) return `${args.join(' ').replaceAll(consumer, '.')} ended with ${code} on Node 22`;
  }
  return undefined;
}

function consumerOf(folder: string): string {
  return join(folder, 'consumer');
}

function specifiers(packed: readonly Packed[]): readonly string[] {
  return packed.flatMap(({ one }) => entriesOf(one).map(({ specifier }) => specifier));
}

async function must(program: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await run(program, args, { cwd, capture: true });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${output}`);
}

async function failuresOf(commands: readonly (readonly string[])[]): Promise<string | undefined> {
  const failures: string[] = [];
  for (const command of commands) {
    const { code, output } = await run(process.execPath, command, { capture: true });
    if (code !== 0) failures.push(output.trimEnd());
  }
  return failures.length > 0 ? failures.join('\n') : undefined;
}
