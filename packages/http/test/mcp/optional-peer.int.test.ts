import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const { exports } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { readonly exports: object };
const entries = Object.keys(exports).filter((name) => name !== './package.json');

/** Imports the entries on a machine that does not have the SDK of the protocol, and prints those that miss it. */
const script = `
import { registerHooks } from 'node:module';
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('@modelcontextprotocol/')) throw new Error('not installed');
    return next(specifier, context);
  },
});
for (const entry of ${JSON.stringify(entries)})
  await import(entry.replace('.', '@tenantatlas/http')).catch(({ message }) => console.log(entry, message));
`;

it('only the entry for the protocol needs its SDK', () => {
  const args = ['--conditions=tenantatlas-source', '--input-type=module', '--eval', script];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  expect({ stdout, stderr, status }).toEqual({ stdout: './mcp not installed\n', stderr: '', status: 0 });
  expect(entries.length).toBeGreaterThan(5);
});
