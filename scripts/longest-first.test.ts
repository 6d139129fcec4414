import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inOrder, longest } from './longest-first.ts';
import { root } from './workspace.ts';

it.each(longest)('%s exists', (file) => {
  expect(existsSync(join(root, file))).toBe(true);
});

it('puts the files that can share a worker behind each other, the longest in front', () => {
  const inDom = 'packages/react-hooks/src/ui/base/tip.test.tsx';
  const inNode = 'packages/react-hooks/src/ui/base/wall-clock.test.ts';
  const alsoInDom = 'packages/react-hooks/src/ui/base/time.test.tsx';
  const [long = ''] = longest;
  const files = [`react ${inDom}`, `react ${inNode}`, `react-18 ${inDom}`, `react ${alsoInDom}`, `browser ${long}`];
  const ordered = inOrder(
    files.map((file) => {
      const [name = '', path = ''] = file.split(' ');
      return { project: { name }, moduleId: join(root, path) };
    }),
  );
  expect(ordered.map(({ project: { name }, moduleId }) => `${name} ${moduleId.slice(root.length + 1)}`)).toEqual([
    `browser ${long}`,
    `react ${inDom}`,
    `react ${alsoInDom}`,
    `react ${inNode}`,
    `react-18 ${inDom}`,
  ]);
});
