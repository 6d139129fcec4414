import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { print } from './output.ts';
import { filesBelow, root, run, withRareCollection, type RunResult } from './workspace.ts';

const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');

/**
 * Lints and checks each source file once, as the tsconfig.json of its folder says: oxlint asks TypeScript 7 for the types
 * anyway, and reports what the compiler has to say as well. Answers what is wrong, or nothing.
 */
export async function checkTypesAndLint(): Promise<string | undefined> {
  const configs = filesBelow('.').filter((file) => /(^|\/)tsconfig\.json$/.test(file));
  const failures = [
    ...unchecked(configs),
    ...unlinted(await run(process.execPath, [oxlint, '--debug=files'], { capture: true })),
  ];
  const { code } = await run(process.execPath, [oxlint], { env: withRareCollection() });
  if (code !== 0) failures.push(`oxlint ended with ${code}`);
  if (failures.length > 0) return failures.join('\n');
  print(`${configs.length} projects: ${configs.join(', ')}`);
  return undefined;
}

/** Reports files that oxlint ignores: nothing else lints them. */
function unlinted({ output }: RunResult): readonly string[] {
  const linted = new Set(output.split('\n').map((file) => file.replace(/^\.\//, '')));
  const missing = sources(/\.(?:[cm]?tsx?|[cm]?jsx?)$/).filter((file) => !linted.has(file));
  return missing.length > 0 ? [`ignored by oxlint, so checked by nobody:\n  ${missing.join('\n  ')}`] : [];
}

/** Reports files that no project includes: nothing checks their types. */
function unchecked(configs: readonly string[]): readonly string[] {
  const checked = new Set<string>();
  const failures: string[] = [];
  for (const config of configs) {
    const path = join(root, config);
    const { config: raw } = ts.readConfigFile(path, (file) => ts.sys.readFile(file)) as {
      config?: { exclude?: unknown };
    };
    if (raw?.exclude) failures.push(`${config} has "exclude". Every file is checked; move it or mend it.`);
    const host: ts.ParseConfigFileHost = {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        failures.push(`${config}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
      },
    };
    for (const file of ts.getParsedCommandLineOfConfigFile(path, {}, host)?.fileNames ?? []) checked.add(file);
  }
  const missing = sources(/\.[cm]?tsx?$/).filter((file) => !checked.has(join(root, file)));
  if (missing.length > 0) failures.push(`in no tsconfig.json, so checked by nobody:\n  ${missing.join('\n  ')}`);
  return failures;
}

function sources(pattern: RegExp): readonly string[] {
  return filesBelow('.').filter(
    (file) => pattern.test(file) && !file.startsWith('docs/') && existsSync(join(root, file)),
  );
}
