import { expect, it } from 'vitest';
import { kindsOf, testsBeyondImports } from './changed.ts';

it.each([
  ['pnpm-lock.yaml', 'isEverything'],
  ['.oxlintrc.json', 'isEverything'],
  ['scripts/check.ts', 'isEverything'],
  ['packages/http/package.json', 'isEverything'],
  ['packages/core/src/kernel/errors.ts', 'isPublished'],
  ['docs/guide/components.md', 'isPublished'],
  ['docs/errors/conflict.md', 'isPublished'],
  ['bench/rows/bundles.ts', 'isPublished'],
  ['packages/core/src/kernel/errors.ts', 'isConsole'],
  ['examples/msp-console/test/tabs.browser.test.ts', 'isConsole'],
] as const)('a change of %s: %s', (file, kind) => {
  expect(kindsOf([file])[kind]).toBe(true);
});

it.each(['docs/decisions/README.md', 'packages/core/src/kernel/errors.test.ts', 'README.md'])(
  'a change of %s goes into nothing',
  (file) => {
    expect(kindsOf([file])).toEqual({ isEverything: false, isPublished: false, isConsole: false });
  },
);

it('tests that read the tree or start programs are among those that run after any change', () => {
  expect(testsBeyondImports()).toEqual(
    expect.arrayContaining([
      'scripts/docs.test.ts',
      'scripts/arrows.test.ts',
      'packages/storage-pg/src/cli/main.int.test.ts',
      'packages/storage-pg/src/pglite/pglite.fault.test.ts',
    ]),
  );
});
