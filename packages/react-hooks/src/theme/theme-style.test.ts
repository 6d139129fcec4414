import { readFileSync } from 'node:fs';
import { InvariantError } from '@tenantatlas/core/browser';
import { describe, expect, it } from 'vitest';
import { contrast } from './contrast.ts';
import { themeProblems } from './theme-problems.ts';
import { themeStyle } from './theme-style.ts';
import { ownColors, toneColors, type Theme } from './theme.ts';

const brand: Theme = {
  name: 'Meridian',
  accent: { light: '#0f6e63', dark: '#4fc3b0' },
  onAccent: { light: '#ffffff', dark: '#04211d' },
};
const sheet = readFileSync(new URL('../ui/base/styles.css', import.meta.url), 'utf8');

describe('the contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#ffffff', '#ffffff', 1],
    ['#1a1d23', '#f6f7f9', 15.7],
  ])('of %s and %s is %d', (one, other, wanted) => {
    expect(contrast(one, other)).toBeCloseTo(wanted, 1);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });
});

it.each(Object.entries({ ...ownColors, ...toneColors }))('%s is as the style sheet has it', (name, { light, dark }) => {
  const variable = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  expect(sheet).toContain(`--ta-${variable}: light-dark(${light}, ${dark});`);
});

it('the look of the components holds its own rules', () => {
  expect(themeProblems({ name: 'own', accent: ownColors.accent, onAccent: ownColors.onAccent })).toEqual([]);
});

it('becomes variables, and only those that it names', () => {
  expect(themeStyle({ ...brand, radius: 4, font: "'Figtree', sans-serif" })).toBe(
    '.ta-root{--ta-accent:light-dark(#0f6e63,#4fc3b0);--ta-on-accent:light-dark(#ffffff,#04211d);' +
      "--ta-accent-hover:light-dark(#0d5f55,#68cbbb);--ta-radius:4px;--ta-radius-small:3px;--ta-font:'Figtree', sans-serif;}",
  );
  expect(themeStyle(brand, ':root')).toMatch(/^:root\{/);
});

describe('refuses', () => {
  it('a weak accent, and names the brand, the pair, the ratio and a colour that does', () => {
    const weak = { ...brand, accent: { light: '#f08a24', dark: '#4fc3b0' } };
    expect(() => themeStyle(weak)).toThrow(InvariantError);
    expect(() => themeStyle(weak)).toThrow(/"Meridian"/);
    const [first = ''] = themeProblems(weak);
    expect(first).toMatch(
      /^onAccent #ffffff on accent #f08a24 has a contrast of 2\.51 to 1 in the light theme, and needs 4\.5\. Use accent #[\da-f]{6} or darker\.$/,
    );
    const advised = /Use accent (#\w+)/.exec(first)?.[1] ?? '';
    expect(contrast('#ffffff', advised)).toBeGreaterThanOrEqual(4.5);
  });

  it('an accent that fails on a surface of the brand, in the dark theme too', () => {
    const problems = themeProblems({ ...brand, surfaceHover: { light: '#eef0f4', dark: '#3f5f5a' } });
    expect(problems.join('\n')).toContain('accent #4fc3b0 on surfaceHover #3f5f5a');
    expect(problems.join('\n')).toContain('in the dark theme');
  });

  it('surfaces on which a word of state cannot be read', () => {
    const problems = themeProblems({ ...brand, surface: { light: '#d9c9a8', dark: '#16181d' } });
    expect(problems.join('\n')).toMatch(/warning #8a4b00 on surface #d9c9a8 .* Use surface #[\da-f]{6} or lighter\./);
  });

  it.each([
    [{ accent: { light: 'teal', dark: '#4fc3b0' } }, '"accent.light" is teal. It is a colour such as #0f6e63.'],
    [{ onAccent: undefined }, '"onAccent" is missing. Give it a light and a dark colour.'],
    [{ radius: 40 }, '"radius" is a number of pixels from 0 to 24.'],
    [{ radius: Number.NaN }, '"radius" is a number of pixels from 0 to 24.'],
    [{ font: 'x;} body{display:none' }, '"font" is a CSS list of font families, such as "Figtree, sans-serif".'],
    [{ acent: '#000000' }, '"acent" is not a part of a theme. Use one of name, accent,'],
  ])('%o', (change, sentence) => {
    expect(() => themeStyle({ ...brand, ...change } as never)).toThrow(sentence);
  });
});
