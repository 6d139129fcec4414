import { expect, it } from 'vitest';
import { soonestEnd } from './soonest-end.ts';

it('puts the pause that ends first at the top, and those without an end last', () => {
  const endless = { expiresAt: null };
  const late = { expiresAt: '2026-12-01T00:00:00.000Z' };
  const soon = { expiresAt: '2026-11-30T00:00:00.000Z' };
  expect([endless, late, { ...endless }, soon].toSorted(soonestEnd)).toEqual([soon, late, endless, endless]);
});
