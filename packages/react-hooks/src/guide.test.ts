import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as hooks from './index.ts';
import * as ui from './ui/index.ts';

const guide = readFileSync(new URL('../../../docs/guide/react.md', import.meta.url), 'utf8');
const hookTwinOrComponent = /^use|(Options|Mutation)$|^[A-Z]/;

it.each(Object.keys({ ...hooks, ...ui }).filter((name) => hookTwinOrComponent.test(name)))(
  'the guide documents %s',
  (name) => {
    expect(guide.includes(`\`${name}\``)).toBe(true);
  },
);
