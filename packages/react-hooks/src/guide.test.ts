import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as hooks from './index.ts';
import * as testing from './testing/index.ts';
import * as ui from './ui/index.ts';

const guide = readFileSync(new URL('../../../docs/guide/react.md', import.meta.url), 'utf8');
const hookTwinOrComponent = /^use|(Options|Mutation)$|^[A-Z]/;

it.each(Object.keys({ ...hooks, ...ui }).filter((name) => hookTwinOrComponent.test(name)))(
  'the guide documents %s',
  (name) => {
    expect(guide.includes(`\`${name}\``)).toBe(true);
  },
);

const components = readFileSync(new URL('../../../docs/guide/components.md', import.meta.url), 'utf8');

it.each(Object.keys({ ...hooks, ...ui, ...testing }).filter((name) => /^[A-Z]/.test(name)))(
  'the page of the components lists %s with its properties',
  (name) => {
    expect(components).toContain(`\n### ${name}\n`);
  },
);
