import { brand } from './brand.ts';

/** Hands the brand's colours to the style sheets, which choose between them by theme. */
export function applyBrand(): void {
  const { style } = document.documentElement;
  for (const theme of ['light', 'dark'] as const) {
    style.setProperty(`--brand-${theme}-accent`, brand.accent[theme].accent);
    style.setProperty(`--brand-${theme}-on-accent`, brand.accent[theme].on);
  }
  document.title = brand.name;
}
