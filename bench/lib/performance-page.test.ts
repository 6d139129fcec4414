import { expect, it } from 'vitest';
import { atLeast, exactly, reported } from './figures.ts';
import { performancePage } from './performance-page.ts';

const headings = (page: string): readonly string[] => page.match(/^## .*$/gm) ?? [];

it('lists rows in its own order, unknown ones at the end, and omits what was never measured', () => {
  const one = [reported('one', 1, 'x')];
  const page = performancePage(new Map(['faults', 'controls', 'new', 'races'].map((row) => [row, one])));
  expect(headings(page)).toEqual([
    '## Deciding about a control in process',
    '## Races',
    '## Connections, servers and processes that die',
    '## new',
  ]);
});

it('says which command measures a row again', () => {
  const one = [reported('one', 1, 'x')];
  expect(performancePage(new Map([['start', one]]))).toContain('`npm run bench -- start`');
  expect(performancePage(new Map([['faults', one]]))).toContain('`npm run test:soak`');
});

it('shows figures as the formatter wants tables, and a missed target in bold', () => {
  const figures = [atLeast('races', 12, 50, 'races'), exactly('late', 0, 0, 'starts'), reported('started', 700, 'x')];
  expect(performancePage(new Map([['races', figures]]))).toContain(`
| figure  | measured | target | met    |
| ------- | -------- | ------ | ------ |
| races   | 12 races | >= 50  | **no** |
| late    | 0 starts | 0      | yes    |
| started | 700 x    |        |        |
`);
});

it('says how product usage is measured, above its figures', () => {
  const page = performancePage(new Map([['prune', [reported('one', 1, 'x')]]]));
  expect(page).toMatch(/`npm run bench -- prune`\n\nA removal empties [^|]+\n\n\| figure/);
});
