#!/usr/bin/env node
// The experimental warning of node:sqlite, which holds the lock of a data directory, is of no use to whoever runs a command. Node
// prints it while the module loads, so the listener has to go first.
process.removeAllListeners('warning');
const { runCli } = await import('./run.ts');

const { code, out, err } = await runCli(process.argv.slice(2), process.cwd());

const written = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve) => {
    stream.once('error', () => resolve()); // the reader has gone, as `| head` does
    stream.write(text, () => resolve());
  });

await written(process.stdout, out);
await written(process.stderr, err);
// A configuration file may have opened what nobody closes; nothing of it may keep the command alive.
process.exit(code);
