import type { Page } from 'playwright-core';
import { dialogOf } from './steps.ts';

/** An address of no page, whatever the person. A page that is left for it closes what was open on it, also when the person comes back. */
const between = '/nowhere';

/** Leaves what a page shows: what it had open closes, and it reads nothing any more. */
export async function leave(page: Page): Promise<void> {
  await page.evaluate((address) => history.pushState(null, '', address), between);
}

/** Goes to an address inside the app, as a link of the console does, and waits until everything has been read. */
export async function walkInside(page: Page, path: string): Promise<void> {
  // A menu of the frame stays open when the page beneath it changes. The first press may only empty a search.
  for (let presses = 0; presses < 2; presses += 1) await page.keyboard.press('Escape');
  const heading = page.getByRole('heading', { level: 1 });
  await leave(page);
  const left = await heading.elementHandle();
  await page.evaluate((address) => history.pushState(null, '', address), path);
  await page.waitForFunction((one) => one?.isConnected === false, left); // else the heading may be that of the page before
  await dialogOf(page).or(page.getByRole('menu')).first().waitFor({ state: 'detached' });
  await heading.waitFor();
  await settled(page);
}

/** Resolves once nothing on the page is still being read. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
  const loading = page.getByRole('status').filter({ hasText: /Loading…|Wird geladen/ });
  await loading.first().waitFor({ state: 'detached' });
}
