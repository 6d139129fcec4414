import { join } from 'node:path';
import ts from 'typescript';
import { sharingDeclarations } from './shared-declarations.ts';

const hostFor = sharingDeclarations(ts);

/** Writes the declarations of the package in `dir`, as `tsc -p tsconfig.build.json --noCheck` does. Answers what went wrong, or nothing. */
export function writeDeclarations(dir: string): string | undefined {
  const problems: ts.Diagnostic[] = [];
  const parsed = ts.getParsedCommandLineOfConfigFile(
    join(dir, 'tsconfig.build.json'),
    { noCheck: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (problem) => problems.push(problem) },
  );
  if (parsed) {
    const program = ts.createProgram(parsed.fileNames, parsed.options, hostFor(parsed.options));
    problems.push(
      ...parsed.errors,
      ...program.getOptionsDiagnostics(),
      ...program.getGlobalDiagnostics(),
      ...program.getSyntacticDiagnostics(),
      ...program.emit().diagnostics,
    );
  }
  if (problems.length === 0) return undefined;
  return ts.formatDiagnostics(problems, {
    getCurrentDirectory: () => dir,
    getCanonicalFileName: (file) => file,
    getNewLine: () => '\n',
  });
}
