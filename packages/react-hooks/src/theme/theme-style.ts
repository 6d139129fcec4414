import { InvariantError } from '@tenantatlas/core/browser';
import { hoverOf, themeProblems } from './theme-problems.ts';
import { ownColors, type Theme, type ThemeColor, type ThemeColorName } from './theme.ts';

/**
 * The style sheet of a brand: the variables of the components, for both themes. Put it beside the style sheet of the components, on the server or in the page; one
 * page with several brands gives each a selector.
 *
 * Contrasts are checked first, as WCAG 2 AA wants them: 4.5 to 1 for the text on the accent, for the accent, the text and the words of state on every surface, 3 to 1
 * for the lines around fields. Throws an invariant that names the brand, each pair of colours that is too weak, what was measured, and a colour that does.
 *
 * @example
 * const style = themeStyle({
 *   name: 'Meridian',
 *   accent: { light: '#0f6e63', dark: '#4fc3b0' },
 *   onAccent: { light: '#ffffff', dark: '#04211d' },
 *   radius: 4,
 *   font: "'Figtree', sans-serif",
 * });
 */
export function themeStyle(theme: Theme, selector = '.ta-root'): string {
  const problems = themeProblems(theme);
  if (problems.length > 0)
    throw new InvariantError(`The theme of "${String(theme.name)}" cannot be used:\n  ${problems.join('\n  ')}`);
  const { radius, font, fontMono } = theme;
  const lines = [
    ...(Object.keys(ownColors) as ThemeColorName[]).map((name) => colorLine(name, theme[name])),
    colorLine('accentHover', hoverOf(theme.accent)),
    radius === undefined ? '' : `--ta-radius:${String(radius)}px;--ta-radius-small:${String(radius * 0.75)}px;`,
    font === undefined ? '' : `--ta-font:${font};`,
    fontMono === undefined ? '' : `--ta-font-mono:${fontMono};`,
  ];
  return `${selector}{${lines.join('')}}`;
}

function colorLine(name: string, color: ThemeColor | undefined): string {
  if (color === undefined) return '';
  const variable = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `--ta-${variable}:light-dark(${color.light},${color.dark});`;
}
