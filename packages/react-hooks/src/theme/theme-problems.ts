import { contrast, mixed, nearest } from './contrast.ts';
import { ownColors, toneColors, type Theme, type ThemeColor, type ThemeColorName } from './theme.ts';

const schemes = ['light', 'dark'] as const;
type Scheme = (typeof schemes)[number];

const surfaces = ['surface', 'surfaceSunken', 'surfaceRaised', 'surfaceHover'] as const;
const text = 4.5;
const line = 3;

/** What must be readable on what, and which of the two the advice changes. */
type Pair = readonly [on: string, under: string, wanted: number, change: ThemeColorName];

const pairs: readonly Pair[] = [
  ['onAccent', 'accent', text, 'accent'],
  ['onAccent', 'accentHover', text, 'accent'],
  ...(['accent', 'text', 'textQuiet'] as const).flatMap((on) => surfaces.map((under): Pair => [on, under, text, on])),
  ...Object.keys(toneColors).flatMap((on) => surfaces.slice(0, 3).map((under): Pair => [on, under, text, under])),
  ['borderStrong', 'surface', line, 'borderStrong'],
];

/** The accent under the pointer: a step towards the text. */
export function hoverOf(accent: ThemeColor): ThemeColor {
  return { light: mixed(accent.light, '#000000', 0.14), dark: mixed(accent.dark, '#ffffff', 0.14) };
}

/** The colours of a theme with those of the components in the place of what it leaves out. */
function allColors(theme: Theme): { readonly [name: string]: ThemeColor } {
  const given = (Object.keys(ownColors) as ThemeColorName[]).flatMap((name) => {
    const color = theme[name];
    return color ? [[name, color] as const] : [];
  });
  return {
    ...toneColors,
    ...ownColors,
    ...Object.fromEntries(given),
    accentHover: hoverOf(theme.accent),
  };
}

/** What is wrong with the shape of a theme, or else with its contrasts; one sentence each. */
export function themeProblems(theme: Theme): readonly string[] {
  const shape = shapeProblems(theme);
  return shape.length > 0 ? shape : schemes.flatMap((scheme) => contrastProblems(theme, scheme));
}

function contrastProblems(theme: Theme, scheme: Scheme): readonly string[] {
  const colors = allColors(theme);
  const of = (name: string): string => colors[name]?.[scheme] ?? '';
  return pairs.flatMap(([on, under, wanted, change]) => {
    const found = contrast(of(on), of(under));
    if (found >= wanted) return [];
    const better = nearest(of(change), of(change === on ? under : on), wanted);
    return [
      `${on} ${of(on)} on ${under} ${of(under)} has a contrast of ${found.toFixed(2)} to 1 in the ${scheme} theme, and needs ${String(wanted)}. ` +
        (better && under !== 'accentHover'
          ? `Use ${change} ${better.hex} or ${better.way}.`
          : `Move ${change} away from ${change === on ? under : on}.`),
    ];
  });
}

function shapeProblems(theme: Theme): readonly string[] {
  const known = ['name', ...Object.keys(ownColors), 'radius', 'font', 'fontMono'];
  return [
    ...Object.keys(theme)
      .filter((key) => !known.includes(key))
      .map((key) => `"${key}" is not a part of a theme. Use one of ${known.join(', ')}.`),
    ...(Object.keys(ownColors) as ThemeColorName[]).flatMap((name) => colorProblems(name, theme[name])),
    ...(['font', 'fontMono'] as const).flatMap((name) => {
      const value: unknown = theme[name];
      const isRight = value === undefined || (typeof value === 'string' && /^[\w\s'",-]+$/.test(value));
      return isRight ? [] : [`"${name}" is a CSS list of font families, such as "Figtree, sans-serif".`];
    }),
    ...(theme.radius === undefined || (theme.radius >= 0 && theme.radius <= 24)
      ? []
      : ['"radius" is a number of pixels from 0 to 24.']),
  ];
}

function colorProblems(name: ThemeColorName, color: ThemeColor | undefined): readonly string[] {
  if (color === undefined)
    return name === 'accent' || name === 'onAccent' ? [`"${name}" is missing. Give it a light and a dark colour.`] : [];
  return schemes
    .filter((scheme) => !/^#[\da-f]{6}$/i.test(String(color[scheme])))
    .map((scheme) => `"${name}.${scheme}" is ${String(color[scheme])}. It is a colour such as #0f6e63.`);
}
