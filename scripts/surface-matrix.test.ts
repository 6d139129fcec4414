import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { surfaceMatrix } from '../packages/core/src/surfaces/surface-matrix.ts';
import { matrixFile, matrixText } from './surface-matrix.ts';
import { readManifest, root } from './workspace.ts';

it('the published matrix of surfaces is what the rules say; "npm run api:update" writes it', () => {
  const text = readFileSync(matrixFile, 'utf8');
  expect(text === matrixText()).toBe(true);
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(surfaceMatrix())));
});

it('core publishes it under its name', () => {
  const { exports } = readManifest(`${root}/packages/core`);
  expect(exports?.['./surface-matrix.json']).toBe('./dist/surfaces/surface-matrix.json');
});
