import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hooksPage } from './hooks.ts';

it('the page of the hooks is as the sources say: "npm run api:update" writes it', () => {
  expect(readFileSync(new URL('../docs/guide/hooks.md', import.meta.url), 'utf8')).toBe(hooksPage());
});
