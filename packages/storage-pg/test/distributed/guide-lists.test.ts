import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { guide, withTableLists } from '../../scripts/guide-lists.ts';

it('the guide distributes every table; if not, run scripts/schema-manifest.ts', () => {
  const page = readFileSync(guide, 'utf8');
  expect(page).toContain('create_distributed_table');
  expect(page).toBe(withTableLists(page));
});
