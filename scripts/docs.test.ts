import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { anchorsOf, examplesIn, localLinks, printedBy } from './docs.ts';
import {
  filesBelow,
  installedBeside,
  link,
  publicPackages,
  root,
  sourceCondition,
  tool,
  withRareCollection,
} from './workspace.ts';

const all = filesBelow('.').filter((file) => /^(README|CONTRIBUTING)\.md$|^(docs|packages\/[^/]+)\/.*\.md$/.test(file));
const documents = all.filter((file) => !file.endsWith('/CHANGELOG.md'));
/** Pages a reader copies from. Pages on decisions may show fragments. */
const guides = documents.filter((file) => /(^|\/)README\.md$|^docs\/guide\//.test(file));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('documents', () => {
  it('include the two that readers need most', () => {
    expect(documents).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md']));
  });

  it.each(documents)('%s links to what exists', (file) => {
    const broken = localLinks(read(file)).filter(({ target }) => !exists(file, target));
    expect(broken.map(({ target, line }) => `${file}:${line} -> ${target}`)).toEqual([]);
  });
});

describe('doc comments', () => {
  const sources = filesBelow('.').filter((file) => /^packages\/[^/]+\/src\/.*\.tsx?$/.test(file));
  const named = sources.flatMap((file) =>
    [...read(file).matchAll(/@see (?!\{@link|https?:|RFC )(\S.*)/g)].map(([, target = '']) => ({
      file,
      target: target.trim(),
    })),
  );

  it('name pages, and parts of pages, that exist', () => {
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(({ target }) => !exists('README.md', target))).toEqual([]);
  });
});

describe('code in guides', () => {
  it('is there', () => {
    expect(guides.flatMap((file) => examplesIn(read(file))).length).toBeGreaterThan(0);
  });

  // In one program: the sources of the packages take longer to check than the examples.
  it('compiles against the workspace, and would be refused if it did not', { timeout: 600_000 }, () => {
    const examples = guides.flatMap((file) =>
      examplesIn(read(file)).map(({ line, language, file: own, text }) => ({
        name: own === undefined ? `${file}.line-${line}.${language}` : `${file}.files/${own}`,
        text,
      })),
    );
    const text = `import { definitelyMissing } from '@tenantatlas/core';\nconst a: number = 'text';`;
    expect(compile([...examples, { name: 'wrong.ts', text }])).toEqual([
      expect.stringMatching(/^wrong\.ts:1: .*definitelyMissing/),
      expect.stringMatching(/^wrong\.ts:2: .*not assignable/),
    ]);
  });
});

describe('links', () => {
  it.each([
    ['[a](b.md)', ['b.md']],
    ['![a](b.png "title") and [c](<d.md>)', ['b.png', 'd.md']],
    ['[a]: ./b.md', ['./b.md']],
    ['<img src="b.svg"> <a href="#c">', ['b.svg', '#c']],
    ['[a](https://example.com) [b](mailto:a@example.com)', []],
    ['`[a](b.md)`', []],
    ['```md\n[a](b.md)\n```', []],
    ['```md\n[a](b.md)\n```\n[c](d.md)', ['d.md']],
  ])('of %j are %j', (markdown, targets) => {
    expect(localLinks(markdown).map(({ target }) => target)).toEqual(targets);
  });

  it.each([
    ['README.md', 'missing.md', false],
    ['README.md', 'LICENSE', true],
    ['README.md', '/LICENSE', true],
    ['scripts/README.md', '../LICENSE', true],
    ['scripts/README.md', 'LICENSE', false],
  ])('from %s to %s: %s', (file, target, found) => {
    expect(exists(file, target)).toBe(found);
  });
});

it('headings get the anchors of GitHub', () => {
  const markdown = '# Start here!\n## `pause` & resume\n## Start here\n```md\n# no heading\n```\n<a id="own"></a>';
  expect([...anchorsOf(markdown)]).toEqual(['start-here', 'pause--resume', 'start-here-1', 'own']);
});

describe('examples', () => {
  it('keep the lines of the document and join what continues', () => {
    const markdown =
      'a\n```ts\nconst a = 1;\n```\nb\n```ts continued\nexport { a };\n```\n```sh\nls\n```\n```ts\n1;\n```';
    expect(examplesIn(markdown)).toEqual([
      { line: 2, language: 'ts', text: '\n\nconst a = 1;\n\n\n\nexport { a };\n\n\n\n\n\n\n' },
      { line: 12, language: 'ts', text: '\n\n\n\n\n\n\n\n\n\n\n\n1;\n' },
    ]);
  });

  it('are a separate file where the first line names one', () => {
    const files = examplesIn('```ts\n// lib/[id]/a.ts\n1;\n```\n```ts\n// a comment.ts\n2;\n```').map(
      ({ file }) => file,
    );
    expect(files).toEqual(['lib/[id]/a.ts', undefined]);
  });

  it('say what they print', () => {
    const [example] = examplesIn('```ts\nconsole.log(a, b); // 1 2\n  console.log("x"); // y\nlog(3); // 4\n```');
    expect(example && printedBy(example)).toEqual(['1 2', 'y']);
  });

  it.each([
    '```jsx\n1;\n```',
    '```ts\n1;\n```\n```tsx continued\n1;\n```',
    '```typescript\n1;\n```',
    '```js\n1;\n```',
    '```ts ignore\n1;\n```',
    '```ts continued\n1;\n```',
    '```ts\n1;',
  ])('refuse what would not be compiled: %j', (markdown) => {
    expect(() => examplesIn(markdown)).toThrow(/^line [14]: /);
  });
});

function exists(from: string, target: string): boolean {
  const [path = '', anchor] = decodeURI(target).split('#', 2);
  const base = path.startsWith('/') ? root : dirname(join(root, from));
  const named = path === '' ? join(root, from) : resolve(base, path.replace(/^\//, ''));
  const file = named.replace(/[\\/]packages[\\/][^\\/]+(?=[\\/]docs[\\/])/, ''); // copied into the package by the build
  if (!existsSync(file)) return false;
  return !anchor || !file.endsWith('.md') || anchorsOf(readFileSync(file, 'utf8')).has(anchor);
}

/** What the guide uses of Next, which is not installed here for its size: the evening (`scripts/evening.mjs`) builds the same pages with the real one. */
const next = `
declare module 'next' {
  export interface NextConfig { basePath?: string; cacheComponents?: boolean; partialPrefetching?: boolean; serverExternalPackages?: string[] }
}
declare module 'next/server' {
  export function connection(): Promise<void>;
}
declare module 'next/headers' {
  export function headers(): Promise<Headers>;
}
declare module '*.css';
`;

/** Compiles texts where a host's files would be: beside installed packages, which are the workspace's sources. */
function compile(texts: readonly { readonly name: string; readonly text: string }[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'tenantatlas-docs-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const one of publicPackages()) link(folder, one.manifest.name, one.dir);
  for (const one of publicPackages()) for (const [name, target] of installedBeside(one)) link(folder, name, target);
  for (const name of ['@types/node', '@types/pg']) link(folder, name, join(root, 'node_modules', name));
  for (const name of ['@types/react', '@types/express', '@testing-library/react', 'express', 'fastify', 'vitest'])
    link(folder, name, join(root, 'docs/guide/node_modules', name));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'next.d.ts'), next);
  for (const { name, text } of texts) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const compilerOptions = {
    target: 'es2023',
    lib: ['es2024', 'dom', 'dom.iterable'],
    jsx: 'react-jsx',
    module: 'nodenext',
    moduleDetection: 'force',
    customConditions: [sourceCondition],
    // The alias of an application made with create-next-app. With extensions, because this resolution adds none.
    paths: { '@/*': ['ts', 'tsx'].map((extension) => `./docs/guide/next.md.files/*.${extension}`) },
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    typeRoots: ['./node_modules/@types'],
  };
  const files = [...texts.map(({ name }) => name), 'next.d.ts'];
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const { status, stdout } = spawnSync(process.execPath, [tool.typescript7, '-p', '.', '--pretty', 'false'], {
    cwd: folder,
    env: withRareCollection(),
    encoding: 'utf8',
  });
  // Sources of the packages are outside the folder, and are checked where they belong.
  const problems = stdout.split('\n').filter((line) => / error TS\d+: /.test(line) && !line.startsWith('..'));
  if (status !== 0 && problems.length === 0) throw new Error(`the compiler ended with ${status}:\n${stdout}`);
  return problems.map((line) => line.replace(/^(.+)\((\d+),\d+\): error TS\d+: /, '$1:$2: '));
}
