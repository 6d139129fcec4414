// Checks of what would be published: the packed tarballs, unpacked where a host would have them.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { directiveProblems } from './client-files.ts';
import { localLinks } from './docs.ts';
import { isOfHost } from './files-of-host.ts';
import { oneCopy } from './one-copy.ts';
import { print } from './output.ts';
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
  withRareCollection,
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
  const packages = publicPackages();
  const filters = packages.map(({ manifest }) => `--filter=${manifest.name}`);
  await must('npx', ['-y', pnpm, '--recursive', ...filters, 'pack', '--pack-destination', folder], root);
  const packed: Packed[] = [];
  for (const one of packages) {
    const { name, version } = one.manifest;
    const tarball = join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
    if (!existsSync(tarball)) throw new Error(`pnpm pack left no tarball for ${name}`);
    const unpacked = join(consumer, 'node_modules', name);
    mkdirSync(unpacked, { recursive: true });
    await must('tar', ['-xzf', tarball, '--strip-components=1', '-C', unpacked], root);
    packed.push({ one, tarball, unpacked });
  }
  const ours = packed.map(({ one }) => one.manifest.name);
  for (const { one } of packed) {
    for (const [name, target] of installedBeside(one)) if (!ours.includes(name)) link(consumer, name, target);
  }
  return packed;
}

/** What only the packed manifest and file list can show. */
export function checkContents(packed: readonly Packed[]): string | undefined {
  const failures = packed.flatMap(({ one, tarball, unpacked }) => {
    const manifest = readFileSync(join(unpacked, 'package.json'), 'utf8');
    const forbidden = ['catalog:', 'workspace:', sourceCondition].filter((text) => manifest.includes(text));
    const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' });
    const tests = files.filter((file) => /\.test(-d)?\.|(^|[\\/])test[\\/]/.test(file));
    const missing = files.includes('LICENSE') ? [] : ['LICENSE'];
    const links = brokenLinks(unpacked, files);
    const directives = isForReact(one) ? directiveProblems(join(unpacked, 'dist'), forServers) : [];
    print(`${one.manifest.name}: ${files.length} files, ${Math.round(statSync(tarball).size / 1000)} kB packed`);
    return [
      ...forbidden.map((text) => `${one.manifest.name}: the published manifest still says "${text}"`),
      ...tests.map((file) => `${one.manifest.name}: test file published: ${file}`),
      ...links.map((link) => `${one.manifest.name}: a link leads nowhere in an installation: ${link}`),
      ...unmapped(unpacked, files).map((file) => `${one.manifest.name}: ${file} leads to no published source`),
      ...directives.map((problem) => `${one.manifest.name}: ${problem}`),
      ...missing.map((file) => `${one.manifest.name}: ${file} is not in the tarball`),
    ];
  });
  return failures.length > 0 ? failures.join('\n') : undefined;
}

/** Links of a package's pages that do not work where it is installed. */
function brokenLinks(unpacked: string, files: readonly string[]): readonly string[] {
  return files
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      localLinks(readFileSync(join(unpacked, file), 'utf8'))
        .map(({ target }) => target.replace(/#.*$/, ''))
        .filter((target) => target !== '' && !existsSync(join(unpacked, file, '..', target)))
        .map((target) => `${file} -> ${target}`),
    );
}

/** Maps whose sources are not in the package, so that an editor or a debugger would not find them. */
function unmapped(unpacked: string, files: readonly string[]): readonly string[] {
  const maps = files.filter((file) => file.endsWith('.map'));
  const undeclared = files.filter((file) => file.endsWith('.d.ts') && !files.includes(`${file}.map`));
  return [
    ...undeclared,
    ...maps.filter((file) => {
      const { sources } = JSON.parse(readFileSync(join(unpacked, file), 'utf8')) as {
        readonly sources: readonly string[];
      };
      return sources.some((source) => !existsSync(join(unpacked, file, '..', source)));
    }),
  ];
}

function isForReact({ manifest }: WorkspacePackage): boolean {
  return manifest.peerDependencies?.['react'] !== undefined;
}

/** What server components import from the package for React. */
const forServers = ['server-entry.js', 'messages/index.js', 'messages/en.js', 'messages/de.js'];

export async function checkPublint(packed: readonly Packed[]): Promise<string | undefined> {
  const cli = join(root, 'node_modules', 'publint', 'src', 'cli.js');
  return failuresOf(packed.map(({ tarball }) => [cli, 'run', tarball, '--strict', '--level', 'suggestion']));
}

export async function checkAttw(packed: readonly Packed[]): Promise<string | undefined> {
  const cli = join(root, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js');
  const options = ['--profile', 'esm-only', '--no-emoji', '--no-color', '--format', 'ascii'];
  const importable = packed.filter(({ one }) => entriesOf(one).length > 0); // one that only brings a command has no types
  return failuresOf(importable.map(({ one, tarball }) => [cli, tarball, ...options, ...withoutTypes(one)]));
}

/** Style sheets and data have no types to resolve. */
function withoutTypes({ manifest }: WorkspacePackage): readonly string[] {
  const files = Object.keys(manifest.exports ?? {}).filter((subpath) => /\.(css|json)$/.test(subpath));
  return files.length > 0 ? ['--exclude-entrypoints', ...files] : [];
}

/** A page of a host, which the package's own tests compile against its sources. */
const hostPage = 'packages/react-hooks/test/host-page.tsx';

/**
 * Compiles the quick start, a page, and an import of every entry, against the unpacked tarballs only: on the oldest and the newest compiler of hosts, and with
 * `all` on the one between them as well, which has written the declarations.
 */
export async function checkConsumerTypes(
  folder: string,
  packed: readonly Packed[],
  { all }: { readonly all: boolean },
): Promise<string | undefined> {
  const consumer = consumerOf(folder);
  const quickstart = 'examples/quickstart/src';
  const sources = filesBelow(quickstart).filter((file) => /\.ts$/.test(file) && !/\.test(-d)?\.ts$/.test(file));
  if (sources.length === 0) return `${quickstart} has no sources to compile`;
  const forPages = packed.filter(({ one }) => isForReact(one));
  const forServers = packed.filter((one) => !forPages.includes(one));
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  for (const types of ['node', 'react', 'react-dom']) link(consumer, `@types/${types}`, typesOf(types));
  // Without the types of a browser: nothing that runs on a server may need them.
  writeProject(join(consumer, 'server'), sources, forServers, { lib: ['ES2024'], types: ['node'] });
  const page = { lib: ['ES2024', 'DOM', 'DOM.Iterable'], types: [], jsx: 'react-jsx' };
  if (forPages.length > 0) writeProject(join(consumer, 'page'), [hostPage], forPages, page);
  const projects = forPages.length > 0 ? ['server', 'page'] : ['server'];
  const library = (name: string): string => join(root, 'node_modules', name, 'lib', 'typescript.js');
  const program = join(root, 'scripts', 'compile-host.ts');
  const commands = [
    ...['typescript-5', ...(all ? ['typescript'] : [])].map((name) => [program, library(name), ...projects]),
    // TypeScript 7 has no API, so that it checks the declarations of other packages as well.
    ...projects.map((project) => [tool.typescript7, '-p', project, '--pretty', 'false']),
  ];
  for (const command of commands) {
    const failure = await compiles(consumer, command);
    if (failure) return failure;
  }
  print(`${sources.length} files of the quick start, a page and ${specifiers(packed).length} entries compile`);
  return undefined;
}

function typesOf(name: string): string {
  const beside = name === 'node' ? root : join(root, 'packages', 'react-hooks');
  return join(beside, 'node_modules', '@types', name);
}

function writeProject(to: string, sources: readonly string[], packed: readonly Packed[], options: object): void {
  for (const file of sources) {
    mkdirSync(join(to, file, '..'), { recursive: true });
    copyFileSync(join(root, file), join(to, file));
  }
  const imports = specifiers(packed).map((specifier, at) => `import * as entry${at} from '${specifier}';`);
  const used = imports.map((_, at) => `entry${at}`).join(', ');
  writeFileSync(join(to, 'entries.ts'), [...imports, `export const entries = [${used}];`, ''].join('\n'));
  const compilerOptions = {
    target: 'ES2023',
    module: 'NodeNext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    // A host may check its dependencies' declarations; ours have to stand that. Those of the language are not ours.
    skipLibCheck: false,
    skipDefaultLibCheck: true,
    ...options,
  };
  writeFileSync(join(to, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
}

/** Answers what a host could not compile, or nothing. */
async function compiles(consumer: string, command: readonly string[]): Promise<string | undefined> {
  const options = { cwd: consumer, env: withRareCollection(), capture: true };
  const { code, output } = await run(process.execPath, command, options);
  // Other packages' declarations are outside this folder: they are links.
  const ours = output.split('\n').filter(isOfHost);
  if (ours.length > 0) return `a host cannot compile against the published packages:\n${ours.join('\n')}`;
  if (code !== 0 && !/^\.\.\/.*error TS/m.test(output)) return `the compiler ended with ${code}:\n${output}`;
  return undefined;
}

const configuration = `import { defineConfig } from '@tenantatlas/storage-pg';
export default defineConfig({ data: './data' });
`;

/** Starts a simulator of Graph and checks its tenant by a command, in a program of its own: what it asks for has to be installed with the command. */
const graphCheck = `import { spawn } from 'node:child_process';
import { microsoftPermissions } from '@tenantatlas/graph-provider';
import { createGraphSimulator } from '@tenantatlas/graph-provider/simulator';
const [clientId, secret] = ['aaaaaaaa-0000-4000-8000-000000000001', 'secret-of-the-simulator'];
const permissions = microsoftPermissions.permissions.map(({ key }) => key);
const app = { clientId, displayName: 'Atlas', secrets: [{ value: secret }], permissions, consentedBy: ['contoso'] };
const server = await createGraphSimulator({ seed: 'consumer', tenants: [{ name: 'contoso' }], apps: [app] }).listen();
const origins = ['--graph-url', server.graph, '--login-url', server.login];
const argv = ['graph', 'check', '--tenant', 'contoso.onmicrosoft.com', '--client-id', clientId, ...origins];
const env = { ...process.env, AZURE_CLIENT_SECRET: secret };
const child = spawn(process.execPath, [process.argv[2], ...argv], { env, stdio: 'inherit' });
child.on('close', async (code) => {
  await server.close();
  process.exitCode = code ?? 1;
});
`;

/** Imports every entry on the oldest supported Node, looks for copies between the entries of core, and runs every command as it is published. */
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
  const copies = join(consumer, 'one-copy.mjs');
  writeFileSync(copies, oneCopy);
  const bins = packed.flatMap(({ one, unpacked }) =>
    Object.values(one.manifest.bin ?? {}).map((bin) => join(unpacked, bin)),
  );
  writeFileSync(join(consumer, 'tenantatlas.config.mjs'), configuration);
  // On the database of the configuration file. The bins run the same code, so each command that opens it runs once, and each bin at least one of them.
  const commands = ['migrate', 'status', 'doctor'].map((command, at) => [bins[at % bins.length] ?? '', command]);
  const graph = join(consumer, 'graph-check.mjs');
  writeFileSync(graph, graphCheck);
  const checks = bins.map((bin) => [graph, bin]);
  for (const args of [[script], [copies], ...bins.map((bin) => [bin, '--help']), ...commands, ...checks]) {
    const { code, output } = await run(tool.node22, ['--liftoff-only', ...args], { cwd: consumer, capture: true }); // the quick compilation of PGlite
    print(output.trimEnd());
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
