import { brandElementId, type BrandView } from '../../src/brand/brand-view.ts';
import type { LoadedBrand } from './load-brands.ts';

/** Where index.html leaves room for the brand. */
const places = { head: '<!--brand-head-->', splash: '<!--brand-splash-->', noscript: '<!--brand-noscript-->' } as const;

const needsScript = {
  en: (name: string) => `${name} needs JavaScript.`,
  de: (name: string) => `${name} benötigt JavaScript.`,
} as const;

/** The page of a brand: title, favicon, colours, splash and what the scripts read of it, before any script has run. */
export function brandPage(
  template: string,
  loaded: LoadedBrand,
  language: 'en' | 'de',
  noncePlaceholder: string,
): string {
  const { brand, mark, wordmark, favicon, style } = loaded;
  const { name, shortName, links, support, words, themeColor } = brand;
  const view: BrandView = { name, shortName, links, support, words, mark, wordmark };
  const head = [
    `<title>${escaped(name)}</title>`,
    `<link rel="icon" href="${favicon}"${favicon.endsWith('.svg') ? ' type="image/svg+xml"' : ''}>`,
    `<meta name="theme-color" content="${themeColor.light}" media="(prefers-color-scheme: light)">`,
    `<meta name="theme-color" content="${themeColor.dark}" media="(prefers-color-scheme: dark)">`,
    `<style nonce="${noncePlaceholder}">${style}${splashStyle}</style>`,
    // No script: it is data that scripts read, which the policy leaves alone. No "<" may end the element.
    `<script type="application/json" id="${brandElementId}">${JSON.stringify(view).replaceAll('<', '\\u003c')}</script>`,
  ].join('\n    ');
  const image = wordmark ?? mark;
  const splash =
    `<div class="splash"><picture><source srcset="${image.dark.src}" media="(prefers-color-scheme: dark)">` +
    `<img src="${image.light.src}" width="${String(image.light.width)}" height="${String(image.light.height)}" alt="${wordmark ? escaped(name) : ''}" class="${wordmark ? 'wordmark' : 'brand-mark'}"></picture>` +
    `${wordmark ? '' : `<p>${escaped(name)}</p>`}</div>`;
  // Functions, because a replacement text would read "$&" of a name.
  return template
    .replace('<html lang="en">', () => `<html lang="${language}">`)
    .replace(places.head, () => head)
    .replace(places.splash, () => splash)
    .replace(places.noscript, () => escaped(needsScript[language](name)));
}

/** What the splash needs before the style sheet is here. */
const splashStyle =
  'html{color-scheme:light dark;background:var(--ta-surface,light-dark(#fff,#16181d))}body{margin:0}' +
  '.splash{display:grid;place-content:center;justify-items:center;gap:16px;min-block-size:100dvh;padding:16px;box-sizing:border-box;' +
  'color:var(--ta-text,light-dark(#1a1d23,#e8eaee));font:600 15px/22px var(--ta-font,ui-sans-serif,system-ui,sans-serif);text-align:center}' +
  '.splash p{margin:0}.splash .brand-mark{inline-size:48px;block-size:48px}.splash .wordmark{block-size:32px;inline-size:auto;max-inline-size:100%}' +
  '@media (prefers-reduced-motion:no-preference){.splash{animation:splash 1.6s ease-in-out .4s infinite alternate}@keyframes splash{to{opacity:.55}}}';

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
