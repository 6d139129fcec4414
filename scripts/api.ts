// API reports: what each public entry exports, with full signatures, in etc/api. A change of the public surface shows
// up in the diff of the commit that makes it. `--update` rewrites them; without it, a difference is a failure.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type ExtractorMessage,
} from '@microsoft/api-extractor';
import { print } from './output.ts';
import { entriesOf, publicPackages, root, type Entry, type WorkspacePackage } from './workspace.ts';

const reports = join(root, 'etc', 'api');
/** Where the extractor writes what it found, beside the reports that are compared with it. */
const temporary = join(root, '.cache', 'api');
const howTo = 'Look at the change, then run "npm run api:update" and commit etc/api.';

if (argv[1] === fileURLToPath(import.meta.url)) {
  const failure = checkApi({ update: argv.includes('--update') });
  if (failure) console.error(failure);
  process.exitCode = failure ? 1 : 0;
}

/** Answers what differs, or nothing. Needs built packages. */
export function checkApi({ update }: { readonly update: boolean }): string | undefined {
  mkdirSync(reports, { recursive: true });
  const packages = publicPackages();
  const failures: string[] = [];
  for (const one of packages) copyDeclarations(one);
  for (const one of packages) failures.push(...extractAll(one, update));
  const wanted = packages.flatMap((one) => entriesOf(one).map((entry) => reportOf(one, entry)));
  for (const stale of readdirSync(reports).filter((file) => !wanted.includes(file))) {
    if (update) rmSync(join(reports, stale));
    else failures.push(`etc/api/${stale} describes an entry that no longer exists. ${howTo}`);
  }
  if (failures.length > 0) return failures.join('\n');
  print(`${wanted.length} reports ${update ? 'written to' : 'equal'} etc/api`);
  return undefined;
}

/**
 * The declarations without their maps. With maps, the extractor names lines of sources, and every edit of a source would change the reports. The copy is in the
 * package, so that names of other packages are resolved as from the package.
 */
function copyDeclarations(one: WorkspacePackage): void {
  rmSync(copyOf(one), { recursive: true, force: true });
  cpSync(join(one.dir, 'dist'), join(copyOf(one), 'dist'), {
    recursive: true,
    filter: (file) => !/\.(js|map|css)$/.test(file),
  });
}

function copyOf(one: WorkspacePackage): string {
  return join(one.dir, '.cache', 'api');
}

/** The entries of a package share one program of the compiler, which takes longer to make than the reports. */
function extractAll(one: WorkspacePackage, update: boolean): readonly string[] {
  const configured = entriesOf(one).map((entry) => ({ entry, config: configOf(one, entry) }));
  const [first] = configured;
  if (!first) return [];
  const additionalEntryPoints = configured.map(({ config }) => config.mainEntryPointFilePath);
  const compilerState = CompilerState.create(first.config, { additionalEntryPoints });
  return configured.flatMap(({ entry, config }) => extract({ one, entry, config, compilerState, update }) ?? []);
}

function reportOf(one: WorkspacePackage, entry: Entry): string {
  return `${one.folder}-${entry.name}.api.md`;
}

function configOf(one: WorkspacePackage, entry: Entry): ExtractorConfig {
  mkdirSync(temporary, { recursive: true });
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(one.dir, 'package.json'),
    configObject: {
      projectFolder: copyOf(one),
      mainEntryPointFilePath: join(copyOf(one), entry.types),
      newlineKind: 'lf',
      compiler: { tsconfigFilePath: join(one.dir, 'tsconfig.build.json'), skipLibCheck: true },
      apiReport: {
        enabled: true,
        reportFileName: reportOf(one, entry),
        reportFolder: reports,
        reportTempFolder: temporary,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
          'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
}

interface Extraction {
  readonly one: WorkspacePackage;
  readonly entry: Entry;
  readonly config: ExtractorConfig;
  readonly compilerState: CompilerState;
  readonly update: boolean;
}

/** Answers what differs from the committed report, or nothing. */
function extract({ one, entry, config, compilerState, update }: Extraction): string | undefined {
  const messages: string[] = [];
  const collect = (message: ExtractorMessage): void => {
    message.handled = true;
    if (message.logLevel === ExtractorLogLevel.Error) messages.push(message.formatMessageWithLocation(one.dir));
  };
  const result = Extractor.invoke(config, { compilerState, localBuild: update, messageCallback: collect });
  const report = reportOf(one, entry);
  if (messages.length > 0) return `${entry.specifier}:\n  ${messages.join('\n  ')}`;
  if (!update && result.apiReportChanged) {
    return `${entry.specifier} does not match etc/api/${report}. ${howTo}\n${difference(join(reports, report), join(temporary, report))}`;
  }
  return undefined;
}

/** Lines that are only on one side: enough to see what moved. */
function difference(committed: string, actual: string): string {
  const lines = (file: string): string[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);
  const [before, after] = [lines(committed), lines(actual)];
  const gone = before.filter((line) => !after.includes(line)).map((line) => `  - ${line}`);
  const come = after.filter((line) => !before.includes(line)).map((line) => `  + ${line}`);
  const shown = [...gone, ...come];
  return [...shown.slice(0, 60), ...(shown.length > 60 ? [`  ... and ${shown.length - 60} more lines`] : [])].join(
    '\n',
  );
}
