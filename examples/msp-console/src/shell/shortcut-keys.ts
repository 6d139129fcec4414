import type { PageLink } from './pages-of.ts';

/** What opens the search, also while a person types. */
export const searchKeys = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K';

/** The key that leads to each page, after `g`. */
export const pageKeys = {
  overview: 'h',
  controls: 'c',
  workspaces: 'w',
  tenants: 't',
  onboarding: 'b',
  operations: 'o',
  members: 'm',
  telemetry: 'u',
  audit: 'a',
} as const satisfies { readonly [id in PageLink['id']]: string };

/** What a key means, given the one before it; null for every other key. */
export function meaningOf(before: string | null, key: string): 'help' | 'search' | 'go' | PageLink['id'] | null {
  if (before === 'g') {
    const page = (Object.keys(pageKeys) as PageLink['id'][]).find((id) => pageKeys[id] === key.toLowerCase());
    if (page) return page;
  }
  if (key === '?') return 'help';
  if (key === '/') return 'search';
  return key === 'g' ? 'go' : null;
}
