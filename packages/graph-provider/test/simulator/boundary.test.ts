import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../../src');
const simulator = join(source, 'simulator');

interface Import {
  readonly file: string;
  readonly target: string;
}

/** All imports below a folder. A relative one is told as a path from `src`. */
function importsBelow(folder: string): readonly Import[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ts$/.test(name) && !/\.test(?:-d)?\.ts$/.test(name))
    .flatMap((name) => {
      const file = join(folder, name);
      const code = readFileSync(file, 'utf8').replace(/^\s*\*.*$/gm, ''); // examples in comments import what a host has
      const found = code.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g);
      return [...found].map(([, text = '']) => ({
        file: relative(source, file),
        target: text.startsWith('.') ? relative(source, resolve(dirname(file), text)) : text,
      }));
    });
}

it('the simulator imports nothing of the provider, so that a mistake of one is not a mistake of both', () => {
  const imports = importsBelow(simulator);
  const allowed = /^(?:simulator\/|node:|zod$|@tenantatlas\/core(?:\/ports)?$)/;
  expect(imports.length).toBeGreaterThan(100);
  expect(imports.filter(({ target }) => !allowed.test(target))).toEqual([]);
});

it('no other entry of the package imports the simulator', () => {
  const others = importsBelow(source).filter(({ file }) => !file.startsWith('simulator'));
  expect(others.length).toBeGreaterThan(10);
  expect(others.filter(({ target }) => target.includes('simulator'))).toEqual([]);
});
