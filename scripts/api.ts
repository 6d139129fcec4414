// API reports: what each public entry exports, with full signatures, in etc/api. A change of the public surface shows
// up in the diff of the commit that makes it. `--update` rewrites them; without it, a difference is a failure.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig, ExtractorLogLevel, type ExtractorMessage } from '@microsoft/api-extractor';
import { print } from './output.ts';
import { entriesOf, publicPackages, root, type Entry, type WorkspacePackage } from './workspace.ts';

const reports = join(root, 'etc', 'api');
const howTo = 'Look at the change, then run "npm run api:update" and commit etc/api.';

if (argv[1] === fileURLToPath(import.meta.url)) {
  const failure = checkApi({ update: argv.includes('--update') });
  if (failure) console.error(failure);
  process.exitCode = failure ? 1 : 0;
}

/** Answers what differs, or nothing. Needs built packages. */
export function checkApi({ update }: { readonly update: boolean }): string | undefined {
  mkdirSync(reports, { recursive: true });
  const wanted = new Map(
    publicPackages().flatMap((one) =>
      entriesOf(one).map((entry) => [`${one.folder}-${entry.name}.api.md`, { one, entry }]),
    ),
  );
  const failures: string[] = [];
  for (const one of publicPackages()) copyDeclarations(one);
  for (const [report, { one, entry }] of wanted) {
    const problem = extract(one, entry, report, update);
    if (problem) failures.push(problem);
  }
  for (const stale of readdirSync(reports).filter((file) => !wanted.has(file))) {
    if (update) rmSync(join(reports, stale));
    else failures.push(`etc/api/${stale} describes an entry that no longer exists. ${howTo}`);
  }
  if (failures.length > 0) return failures.join('\n');
  print(`${wanted.size} reports ${update ? 'written to' : 'equal'} etc/api`);
  return undefined;
}

/**
 * The declarations without their maps. With maps, the extractor names lines of sources, and every edit of a source would change the reports. The copy lies in the
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

function extract(one: WorkspacePackage, entry: Entry, report: string, update: boolean): string | undefined {
  const temporary = join(root, '.cache', 'api');
  mkdirSync(temporary, { recursive: true });
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(one.dir, 'package.json'),
    configObject: {
      projectFolder: copyOf(one),
      mainEntryPointFilePath: join(copyOf(one), entry.types),
      newlineKind: 'lf',
      compiler: { tsconfigFilePath: join(one.dir, 'tsconfig.build.json'), skipLibCheck: true },
      apiReport: { enabled: true, reportFileName: report, reportFolder: reports, reportTempFolder: temporary },
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
  const messages: string[] = [];
  const collect = (message: ExtractorMessage): void => {
    message.handled = true;
    if (message.logLevel === ExtractorLogLevel.Error) messages.push(message.formatMessageWithLocation(one.dir));
  };
  const result = Extractor.invoke(config, { localBuild: update, messageCallback: collect });
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
