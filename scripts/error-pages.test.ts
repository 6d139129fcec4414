import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorMessages, errorTable } from '../packages/core/src/kernel/errors.ts';
import { root } from './workspace.ts';

const folder = join(root, 'docs', 'errors');
const rows = Object.entries(errorTable).map(([code, row]) => ({ code, ...row }));
const read = (page: string): string => readFileSync(join(folder, page), 'utf8');

it('every code has a page, and every page a code', () => {
  const pages = readdirSync(folder).filter((name) => name !== 'README.md');
  expect(pages.sort()).toEqual(rows.map(({ code }) => `${code}.md`).sort());
});

describe.each(rows)('the page of $code', ({ code, status, problemType }) => {
  const page = read(`${code}.md`);

  it('says what the table says', () => {
    expect(page.startsWith(`# \`${code}\`\n`)).toBe(true);
    expect(page).toContain(`**HTTP ${status ?? 'none'}`);
    expect(page).toContain(`problem type \`${problemType}\``);
  });

  it('explains the fields and what to do', () => {
    expect(page).toMatch(/^## Fields$/m);
    expect(page).toMatch(/^## What to do$/m);
  });

  it('is listed with its status', () => {
    expect(read('README.md')).toMatch(
      new RegExp(`^\\| \\[\`${code}\`\\]\\(${code}\\.md\\) +\\| ${status ?? 'none'}\\b`, 'm'),
    );
  });
});

it.each(['README.md', 'storage_failure.md'])('%s names every kind of storage failure', (page) => {
  const prefix = 'errors.storage_failure.';
  const ids = Object.keys(errorMessages).filter((id) => id.startsWith(prefix) && id !== `${prefix}unknown`);
  expect(ids.length).toBeGreaterThan(10);
  expect(ids.filter((id) => !read(page).includes(`\`${id.slice(prefix.length)}\``))).toEqual([]);
});
