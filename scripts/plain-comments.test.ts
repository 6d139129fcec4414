import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bannedNames, bannedTurns, figuresInComments, figuresInNames } from './plain-comments.ts';
import { filesBelow, root } from './workspace.ts';

const files = filesBelow('.').filter((file) => /^(?:packages\/[^/]+\/src|scripts)\/.*\.(?:tsx?|mjs)$/.test(file));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

it('comments say what is meant, without figures of speech', () => {
  expect(files.length).toBeGreaterThan(700);
  expect(files.flatMap((file) => figuresInComments(file, read(file)))).toEqual([]);
});

it('names of the source, of tests and of benchmarks are terms of the field', () => {
  const sources = filesBelow('.').filter((file) => /^(?:bench|packages|scripts)\/.*\.(?:tsx?|mjs)$/.test(file));
  expect(sources.length).toBeGreaterThan(1_000);
  expect(sources.flatMap((file) => figuresInNames(file, read(file)))).toEqual([]);
});

describe('each banned turn', () => {
  it.each(bannedTurns)('$turn is found in "$sample", and only that turn', ({ sample, turn }) => {
    expect(bannedTurns.filter((each) => each.turn.test(sample)).map((each) => each.turn)).toContain(turn);
    for (const comment of [`// ${sample}`, `/** ${sample} */`, `/**\n * ${sample.replace(' ', '\n * ')}\n */`])
      expect(figuresInComments('a.ts', `${comment}\nconst a = 1;`)).not.toEqual([]);
    expect(figuresInComments('a.ts', `const a = 1; // ${sample}`)).toHaveLength(1);
    expect(figuresInComments('a.ts', `const a = '${sample.replaceAll("'", '')}';`)).toEqual([]);
  });

  it.each([
    '// There is no total, because counting costs more than the page.',
    '// It is no longer used.',
    '// A case that has changed it calls `forget`.',
    'const text = "// nobody";',
    'const element = <p>nobody // lies in</p>;',
  ])('%s is unchanged', (text) => {
    expect(figuresInComments('a.tsx', text)).toEqual([]);
  });
});

describe('each banned name', () => {
  it.each(Object.keys(bannedNames))('%s is found where it is declared', (name) => {
    for (const text of [`const ${name} = 1;`, `function ${name}() {}`, `interface ${name} {}`, `(${name}) => 1`])
      expect(figuresInNames('a.ts', text)).toHaveLength(1);
    expect(figuresInNames('a.ts', `world.${name}(); const ${name}Of = 1;`)).toEqual([]);
  });
});
