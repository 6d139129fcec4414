// Compiles projects of a host with one of the compilers that have an API: `node scripts/compile-host.ts <typescript.js> <project>...`, in the folder of the host.
// Prints what is wrong in the files of the host and of our packages. It checks no declarations of other packages: their errors are not ours, and checking them takes longer.
import { join, relative, sep } from 'node:path';
import { argv, cwd } from 'node:process';
import { pathToFileURL } from 'node:url';
import type TypeScript from 'typescript';
import { isOfHost } from './files-of-host.ts';
import { sharingDeclarations } from './shared-declarations.ts';

const [compiler = '', ...projects] = argv.slice(2);
const { default: ts } = (await import(pathToFileURL(compiler).href)) as { readonly default: typeof TypeScript };

const hostFor = sharingDeclarations(ts);
const problems = projects.flatMap(problemsOf);
console.log(
  ts.formatDiagnostics(problems, {
    getCurrentDirectory: cwd,
    getCanonicalFileName: (file) => file,
    getNewLine: () => '\n',
  }),
);
process.exitCode = problems.length > 0 ? 1 : 0;

function problemsOf(project: string): readonly TypeScript.Diagnostic[] {
  const unreadable: TypeScript.Diagnostic[] = [];
  const parsed = ts.getParsedCommandLineOfConfigFile(
    join(project, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => unreadable.push(problem),
    },
  );
  if (!parsed) return unreadable;
  const program = ts.createProgram(parsed.fileNames, parsed.options, hostFor(parsed.options));
  const ours = program
    .getSourceFiles()
    .filter(({ fileName }) => isOfHost(relative(cwd(), fileName).split(sep).join('/')));
  return [
    ...parsed.errors,
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...ours.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
}
