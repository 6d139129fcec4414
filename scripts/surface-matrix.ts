// What every embedded surface shows in every state, as the JSON file that `@tenantatlas/core` publishes. `--update` writes it; a test compares it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { surfaceMatrix } from '../packages/core/src/surfaces/surface-matrix.ts';
import { print } from './output.ts';
import { root } from './workspace.ts';

export const matrixFile = join(root, 'packages', 'core', 'src', 'surfaces', 'surface-matrix.json');

if (argv[1] === fileURLToPath(import.meta.url) && argv.includes('--update')) {
  writeFileSync(matrixFile, matrixText());
  print(`the surfaces of ${Object.keys(surfaceMatrix().surfaces).length} widgets written to ${matrixFile}`);
}

/** The file that the sources ask for: one line for each innermost object and list. */
export function matrixText(): string {
  const text = JSON.stringify(surfaceMatrix(), null, 1);
  const oneLine = (part: string): string => part.replaceAll(/\n */g, ' ');
  return `${text.replaceAll(/\{[^{}[\]]*\}|\[[^{}[\]]*\]/g, oneLine)}\n`;
}
