#!/usr/bin/env node
import type { CliResult } from './result.ts';
import { manifest } from './manifest.ts';
import { refuseNode } from './node-version.ts';

// node:sqlite holds the lock of a data directory. Its experimental warning does not help the user of a command. Node prints it while the module
// loads, so the listener is removed first.
process.removeAllListeners('warning');
// What is told beside the result may have no reader. That must not end the command, which still has its result to print.
process.stderr.on('error', () => {});

const { code, out, err } = await start();

/** Loads only the check first: an older Node cannot load the rest. */
async function start(): Promise<CliResult> {
  const refusal = refuseNode(process.version, manifest.engines.node);
  if (refusal !== null) return { code: 1, out: '', err: `tenantatlas: ${refusal}\n` };
  const { runCli } = await import('./run.ts');
  const argv = process.argv.slice(2);
  // Nothing has to be ended in order: the system closes the connections to Microsoft, and nothing was changed there.
  if (argv[0] === 'graph') process.once('SIGINT', () => process.exit(130));
  return runCli(argv, process.cwd(), process.env, {
    tell: (line) => void process.stderr.write(`tenantatlas: ${line}\n`),
    colours: hasColours(process.stdout, process.env),
  });
}

/** @see https://no-color.org */
function hasColours(
  { isTTY }: NodeJS.WriteStream,
  { NO_COLOR: none = '', TERM: terminal }: NodeJS.ProcessEnv,
): boolean {
  return isTTY && none === '' && terminal !== 'dumb';
}

const written = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve) => {
    stream.once('error', () => resolve()); // the reader closed the pipe, as `| head` does
    stream.write(text, () => resolve());
  });

await written(process.stdout, out);
await written(process.stderr, err);
// A configuration file may have left something open. It must not keep the command alive.
process.exit(code);
