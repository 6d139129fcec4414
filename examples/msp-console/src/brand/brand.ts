import { brandElementId, type BrandView } from './brand-view.ts';

/** The brand of the host name under which the page was opened. */
export const brand: BrandView = read();

function read(): BrandView {
  const text = document.getElementById(brandElementId)?.textContent;
  if (!text) throw new Error(`The page has no element "${brandElementId}". The server of this console writes it.`);
  return JSON.parse(text) as BrandView;
}

/** The product's own words in a language. */
export function brandWords(code: string): { readonly [id: string]: string } {
  const { words } = brand as { readonly words: { readonly [language: string]: { readonly [id: string]: string } } };
  return words[code] ?? {};
}
