import { expect, it } from 'vitest';
import { manifest } from './manifest.ts';
import { refuseNode } from './node-version.ts';

it.each([
  ['v20.20.2', false],
  ['v22.12.9', false],
  ['v22.13.0', true],
  ['v22.13.0-nightly', true],
  ['v24.0.0', true],
  ['v122.1.0', true],
])('with >=22.13, %s passes: %s', (running, passes) => {
  const refusal = refuseNode(running, '>=22.13');
  expect(refusal).toBe(passes ? null : `This needs Node 22.13 or newer, and runs on ${running}.`);
});

it('accepts only a range that it can parse', () => {
  expect(manifest.engines.node).toMatch(/^>=\d+\.\d+$/);
});
