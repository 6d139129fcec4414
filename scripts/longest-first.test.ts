import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { longest } from './longest-first.ts';
import { root } from './workspace.ts';

it.each(longest)('%s exists', (file) => {
  expect(existsSync(join(root, file))).toBe(true);
});
