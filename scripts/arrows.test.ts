import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { violationsIn, type RepositoryFile, type Violation } from './arrows.ts';
import { filesBelow, root } from './workspace.ts';

describe('this repository', () => {
  const files = filesBelow('.').map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

  it('was read', () => {
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['package.json', '.ci/run', 'packages/core/src/kernel/result.ts', 'scripts/arrows.ts']),
    );
  });

  it('keeps its arrows', () => {
    expect(violationsIn(files).map(({ rule, file, detail }) => `${rule}: ${file}: ${detail}`)).toEqual([]);
  });
});

type Case = readonly [files: Readonly<Record<string, string>>];

const core = (path: string): string => `packages/core/src/${path}`;
const imports = (specifier: string): string => `import { a } from '${specifier}';`;
const filesOf = (texts: Readonly<Record<string, string>>): readonly RepositoryFile[] =>
  Object.entries(texts).map(([path, text]) => ({ path, text }));
const rulesBroken = (texts: Readonly<Record<string, string>>): readonly Violation['rule'][] =>
  violationsIn(filesOf(texts)).map(({ rule }) => rule);

function breaks(rule: Violation['rule'], cases: readonly Case[]): void {
  it.each(cases)('forbids %j', (texts) => {
    expect(rulesBroken(texts)).toEqual([rule]);
  });
}

function allows(cases: readonly Case[]): void {
  it.each(cases)('allows %j', (texts) => {
    expect(rulesBroken(texts)).toEqual([]);
  });
}

describe('core imports no other package', () => {
  breaks('core-dependency', [
    [{ [core('kernel/a.ts')]: imports('node:crypto') }],
    [{ [core('kernel/a.ts')]: imports('pg') }],
    [{ [core('kernel/a.ts')]: imports('ky') }],
    [{ [core('kernel/a.ts')]: imports('react') }],
    [{ [core('kernel/a.ts')]: imports('zodiac') }],
    [{ [core('kernel/a.ts')]: imports('vitest') }],
    [{ [core('kernel/a.test.ts')]: imports('node:fs') }],
    [{ [core('kernel/a.ts')]: `import type { A } from 'pg';` }],
    [{ [core('kernel/a.ts')]: `export * from 'pg';` }],
    [{ [core('kernel/a.ts')]: `export type A = import('pg').Pool;` }],
    [{ [core('kernel/a.ts')]: `const a = await import('pg');` }],
    [{ [core('kernel/a.ts')]: `import 'pg';` }],
  ]);
  allows([
    [{ [core('kernel/a.ts')]: imports('zod') + imports('zod/mini') + imports('neverthrow') + imports('uuid') }],
    [{ [core('kernel/a.ts')]: imports('date-fns') + imports('@date-fns/utc') + imports('@noble/hashes/sha2.js') }],
    [{ [core('kernel/a.test.ts')]: imports('vitest') + imports('fast-check') }],
    [{ 'packages/storage-pg/src/a.ts': imports('node:fs') + imports('pg') }],
    [{ [core('kernel/a.ts')]: `// import { a } from 'pg';` }],
  ]);
});

describe('packages share core only', () => {
  breaks('sibling', [
    [{ 'packages/storage-pg/src/a.ts': imports('@tenantatlas/http') }],
    [{ 'packages/storage-pg/test/a.ts': imports('@tenantatlas/http/server') }],
    [{ 'packages/react-hooks/src/a.tsx': imports('@tenantatlas/http/client') }],
  ]);
  breaks('package-boundary', [
    [{ 'packages/storage-pg/src/a.ts': imports('../../core/src/index.ts') }],
    [{ 'packages/storage-pg/src/a.ts': imports('../../../bench/lib/figures.ts') }],
    [{ 'packages/storage-pg/src/a.test.ts': imports('../../../bench/lib/results.ts') }],
  ]);
  allows([
    [{ 'packages/storage-pg/src/a.ts': imports('@tenantatlas/core') + imports('@tenantatlas/core/conformance') }],
    [{ 'packages/storage-pg/test/a.ts': imports('@tenantatlas/storage-pg/pg') + imports('../src/b.ts') }],
    [{ 'packages/storage-pg/src/a.test.ts': imports('../../../bench/lib/keep-figures.ts') }],
    [{ 'packages/storage-pg/test/a.ts': imports('../../../bench/lib/figures.ts') }],
    [{ 'examples/quickstart/src/a.ts': imports('@tenantatlas/core') + imports('@tenantatlas/storage-pg') }],
  ]);
});

describe('layers of core', () => {
  const edge = (from: string, to: string): Readonly<Record<string, string>> => ({
    [core(from)]: imports(`${'../'.repeat(from.split('/').length - 1) || './'}${to}`),
    [core(to)]: 'export const a = 1;',
  });
  breaks('layer', [
    [edge('kernel/a.ts', 'ports/b.ts')],
    [edge('ports/a.ts', 'controls/b.ts')],
    [edge('ports/a.ts', 'access/b.ts')],
    [edge('access/a.ts', 'controls/b.ts')],
    [edge('audit/a.ts', 'runs/b.ts')],
    [edge('controls/a.ts', 'health/b.ts')],
    [edge('runs/a.ts', 'dashboard/b.ts')],
    [edge('controls/a.ts', 'atlas.ts')],
    [edge('health/a.ts', 'client.ts')],
    [edge('controls/a.ts', 'memory/b.ts')],
    [edge('memory/a.ts', 'controls/service.ts')],
    [edge('memory/a.ts', 'access/rules.ts')],
    [edge('conformance/a.ts', 'memory/b.ts')],
    [edge('conformance/a.ts', 'atlas.ts')],
  ]);
  breaks('layer', [
    [{ [core('kernel/a.ts')]: `import type { A } from '../ports/b.js';`, [core('ports/b.ts')]: '' }],
    [{ [core('kernel/a.ts')]: `export * from '../ports';`, [core('ports/index.ts')]: '' }],
  ]);
  allows([
    [edge('ports/a.ts', 'kernel/b.ts')],
    [edge('access/a.ts', 'audit/b.ts')],
    [edge('controls/a.ts', 'access/b.ts')],
    [edge('runs/a.ts', 'controls/b.ts')],
    [edge('dashboard/a.ts', 'health/b.ts')],
    [edge('memory/a.ts', 'ports/b.ts')],
    [edge('memory/a.ts', 'controls/catalog.ts')],
    [edge('conformance/a.ts', 'audit/event-catalog.ts')],
    [edge('conformance/client/a.ts', 'atlas.ts')],
    [edge('atlas.ts', 'memory/a.ts')],
    [edge('kernel/a.test.ts', 'memory/b.ts')],
  ]);
});

describe('cycles', () => {
  breaks('cycle', [
    [{ 'examples/x/a.ts': imports('./b.ts'), 'examples/x/b.ts': imports('./a.ts') }],
    [{ 'examples/x/a.ts': imports('./a.ts') }],
    [
      {
        [core('runs/a.ts')]: imports('./b.ts'),
        [core('runs/b.ts')]: `import type { C } from './c.ts';`,
        [core('runs/c.ts')]: imports('./a.ts'),
      },
    ],
  ]);
  it('names the way round', () => {
    const files = filesOf({ 'bench/a.ts': imports('./b.ts'), 'bench/b.ts': imports('./a.ts') });
    expect(violationsIn(files)[0]?.detail).toBe('bench/a.ts -> bench/b.ts -> bench/a.ts');
  });
  allows([
    [
      {
        'bench/a.ts': imports('./b.ts') + imports('./c.ts'),
        'bench/b.ts': imports('./c.ts'),
        'bench/c.ts': 'export const a = 1;',
      },
    ],
  ]);
});

describe('folders beside each other', () => {
  const http = (file: string, ...targets: string[]): Record<string, string> => ({
    [`packages/http/src/${file}`]: targets.map((target) => imports(`../${target}`)).join(''),
  });
  breaks('folder-cycle', [
    [
      {
        ...http('openapi/a.ts', 'server/b.ts'),
        ...http('server/b.ts'),
        ...http('server/c.ts', 'openapi/d.ts'),
        ...http('openapi/d.ts'),
      },
    ],
  ]);
  allows([
    [{ ...http('node/a.ts', 'server/b.ts'), ...http('server/b.ts', 'openapi/c.ts'), ...http('openapi/c.ts') }],
    [{ ...http('openapi/a.test.ts', 'server/b.ts'), ...http('server/b.ts', 'openapi/c.ts'), ...http('openapi/c.ts') }],
    [{ ...http('ui/base/a.ts', '../english.ts'), ...http('english.ts'), ...http('ui/english.ts') }],
  ]);
});

describe('rules.ts is pure', () => {
  const rules = (text: string): Readonly<Record<string, string>> => ({ [core('controls/rules.ts')]: text });
  breaks('impure-rule', [
    [rules('export const a = await b;')],
    [rules('export async function a() {}')],
    [rules('export const a = Date.now();')],
    [rules('export const a = globalThis.Date.now();')],
    [rules('export const a = new Date();')],
    [rules('export const a = new Date;')],
    [rules('export const a = Date();')],
    [rules('export const a = Math.random();')],
    [rules('export const now = Date.now;')],
    [rules('export const a = performance.now();')],
    [rules('export const a = crypto.randomUUID();')],
    [rules('export const a = globalThis.crypto;')],
    [rules(`import { v7 } from 'uuid';`)],
    [rules(`import { isPast as over } from 'date-fns';`)],
    [{ [core('controls/pause-rules.ts')]: 'export const a = Date.now();' }],
  ]);
  allows([
    [rules('export const a = new Date(b);')],
    [rules('export const a = Date.parse(b) + Math.max(1, 2);')],
    [rules('// Never Date.now() or await here.')],
    [rules(`import { isBefore } from 'date-fns';`)],
    [{ [core('controls/service.ts')]: 'export const a = Date.now();' }],
  ]);
});

describe('nothing outside the repository', () => {
  const outside = ['..', 'shared'].join('/');
  breaks('foreign-path', [
    [{ 'README.md': `See ${outside}/design.` }],
    [{ 'docs/a.md': ['see ', 'work', 'main'].join('/') }],
    [{ [['packages', 'shared', 'a.json'].join('/')]: '{}' }],
  ]);
  allows([[{ 'README.md': 'State is shared between /workspaces and their tenants.' }]]);
});
