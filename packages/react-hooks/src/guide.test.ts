import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as hooks from './index.ts';
import * as testing from './testing/index.ts';
import * as ui from './ui/index.ts';

const page = (name: string): string => readFileSync(new URL(`../../../docs/guide/${name}`, import.meta.url), 'utf8');
const guide = page('react.md') + page('hooks.md');
const hookTwinOrComponent = /^use|(Options|Mutation)$|^[A-Z]/;

it.each(Object.keys({ ...hooks, ...ui }).filter((name) => hookTwinOrComponent.test(name)))(
  'the guide documents %s',
  (name) => {
    expect(guide.includes(`\`${name}\``)).toBe(true);
  },
);

const components = page('components.md');

it.each(Object.keys({ ...hooks, ...ui, ...testing }).filter((name) => /^[A-Z]/.test(name)))(
  'the page of the components lists %s with its properties',
  (name) => {
    expect(components).toContain(`\n### ${name}\n`);
  },
);
