import { expect, it } from 'vitest';
import { withPublishedSpecifiers } from './rewrite-specifiers.ts';

it.each([
  [`export { a } from './a.ts';`, `export { a } from './a.js';`],
  [`import type { A } from "../b/a.ts";`, `import type { A } from "../b/a.js";`],
  [`export * from './ui/view.tsx';`, `export * from './ui/view.js';`],
  [
    `export type A = import('./a.ts').A | import('./b.ts').B;`,
    `export type A = import('./a.js').A | import('./b.js').B;`,
  ],
])('points %s at the published file', (given, then) => {
  expect(withPublishedSpecifiers('x.d.ts', given)).toBe(then);
});

it.each([
  `export { a } from '@scope/name/a.ts';`,
  `export { a } from './a.js';`,
  `export { a } from './a.d.ts';`,
  `/** See './a.ts'. */\nexport declare const path = './a.ts';`,
])('does not change %s', (text) => {
  expect(withPublishedSpecifiers('x.d.ts', text)).toBe(text);
});
