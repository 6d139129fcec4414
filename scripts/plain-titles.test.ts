import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bannedTurns } from './plain-comments.ts';
import { bannedInTitles, figuresInTitles } from './plain-titles.ts';
import { filesBelow, root } from './workspace.ts';

/** Tests, what they use, the conformance suites and the benchmarks. The tests of these checks contain samples. */
const files = filesBelow('.')
  .filter((file) => /^(?:packages|examples|bench|scripts)\/.*\.tsx?$/.test(file))
  .filter((file) => /\.(?:test|test-d)\.tsx?$|\/(?:test|conformance)\/|^bench\//.test(file))
  .filter((file) => !/^scripts\/plain-\w+\.test\.ts$/.test(file));

it('names of tests and cases, messages of assertions and names of figures are plain', () => {
  expect(files.length).toBeGreaterThan(700);
  expect(files.flatMap((file) => figuresInTitles(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

describe('each banned turn', () => {
  const turns = [...bannedTurns, ...bannedInTitles].map(({ turn, sample }) => ({
    turn,
    text: sample.replace("'", '’'),
  }));

  it.each(turns)('$turn is found in "$text", as a name and as a message', ({ turn, text }) => {
    expect(turn.test(text)).toBe(true);
    for (const code of [
      `it('${text}', () => {});`,
      `describe.each(rows)('${text}', () => {});`,
      `it.each(['${text}'])('%s', () => {});`,
      `it.each([['${text}', 1]] as const)('%s', () => {});`,
      `it.each([{ what: '${text}' }])('$what', () => {});`,
      `const guarantee = { name: '${text}' };`,
      `expect(found, '${text}').toBe(1);`,
      `exactly('${text}', 1, 1, 'rows');`,
      `exactly(\`\${driver}: ${text}\`, 1, 1, 'rows');`,
    ])
      expect(figuresInTitles('a.test.ts', code), code).not.toEqual([]);
    const message = `equal(found, wanted, '${text}');`;
    expect(figuresInTitles('packages/core/src/conformance/storage/a.ts', message)).not.toEqual([]);
    expect(figuresInTitles('a.test.ts', message)).toEqual([]);
  });
});

it.each([
  `expect(text).toBe('the operation goes on');`,
  'it.each([[1, "goes on"]])("%i", () => {});',
  'it(`${told} rows are kept`, () => {});',
  '// it("goes on")',
  'it("there is no row", () => {});',
])('%s is unchanged', (code) => {
  expect(figuresInTitles('a.test.ts', code)).toEqual([]);
});
