import type { Page } from 'playwright-core';
import { settled } from './walk.ts';

/** What the pages of a window ask the atlas for. */
export interface Traffic {
  /** Opens an address and answers what its first view asked for, each request once: what is live is asked again every few seconds. */
  firstView(path: string): Promise<readonly string[]>;
  /** What was asked for since, each request once. */
  readonly asked: () => readonly string[];
}

/** Listens to the requests of a page from now on. */
export function trafficOf(page: Page): Traffic {
  const asked = new Set<string>();
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/atlas/')) asked.add(`${request.method()} ${pathname.slice('/atlas/v1'.length)}${search}`);
  });
  return {
    async firstView(path) {
      await page.goto('/robots.txt'); // what the page before was still reading ends here; another origin would start another process
      asked.clear();
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
      await page.waitForLoadState('networkidle');
      return [...asked];
    },
    asked: () => [...asked],
  };
}

/** A list on the page. */
export interface ShownList {
  readonly rows: number;
  /** In CSS pixels. */
  readonly height: number;
}

/** Every list in the main part of the page, the tallest first. */
export async function listsOf(page: Page): Promise<readonly ShownList[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main :is(tbody, ol, ul)')]
      .map((list) => ({ rows: list.childElementCount, height: Math.round(list.getBoundingClientRect().height) }))
      .sort((one, other) => other.height - one.height),
  );
}
