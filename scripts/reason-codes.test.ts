import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonCodes, translateReason } from '../packages/core/src/index.ts';
import { expect, it } from 'vitest';
import { root } from './workspace.ts';

const page = readFileSync(join(root, 'docs', 'guide', 'reason-codes.md'), 'utf8');
const rows = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));

it.each(reasonCodes)('the page of the reason codes has %s with its meaning and its steps', (code) => {
  const { explanation, nextSteps } = translateReason(code);
  const steps = nextSteps.map(({ label }) => label.text).join('; ');
  expect(rows.filter(([, cell]) => cell === `\`${code}\``)).toEqual([['', `\`${code}\``, explanation.text, steps, '']]);
});

it('and no other code', () => {
  const named = rows.map(([, cell]) => /^`(\w+)`$/.exec(cell ?? '')?.[1]).filter((code) => code !== undefined);
  expect(named.toSorted()).toEqual(reasonCodes.toSorted());
});
