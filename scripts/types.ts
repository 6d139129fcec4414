import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { print } from './output.ts';
import { filesBelow, root, run, tool } from './workspace.ts';

/** Checks every project of the workspace with one compiler, two at a time. Answers what is wrong, or nothing. */
export async function checkTypes(compiler: 'typescript6' | 'typescript7'): Promise<string | undefined> {
  const configs = filesBelow('.').filter((file) => /(^|\/)tsconfig\.json$/.test(file));
  const waiting = [...configs];
  const failures: string[] = [];
  const worker = async (): Promise<void> => {
    for (let config = waiting.shift(); config; config = waiting.shift()) {
      const args = [tool[compiler], '--noEmit', '-p', config, '--pretty', 'false'];
      const { code, output } = await run(process.execPath, args, { capture: true });
      if (code !== 0) failures.push(`${config}:\n${output}`);
    }
  };
  await Promise.all([worker(), worker()]);
  failures.push(...unchecked(configs));
  if (failures.length > 0) return failures.join('\n');
  print(`${configs.length} projects: ${configs.join(', ')}`);
  return undefined;
}

/** A project that leaves files out would make "the types are right" mean less than it says. */
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
  const sources = filesBelow('.').filter((file) => /\.[cm]?tsx?$/.test(file) && !file.startsWith('docs/'));
  const missing = sources.filter((file) => existsSync(join(root, file)) && !checked.has(join(root, file)));
  if (missing.length > 0) failures.push(`in no tsconfig.json, so checked by nobody:\n  ${missing.join('\n  ')}`);
  return failures;
}
