// What the page of a tenant offers for its verification and its operations: one thing to do in each place.
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessibilityProblems, overflows } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import { takePictures } from './support/picture.ts';
import { settled } from './support/walk.ts';
import * as steps from './support/steps.ts';

const site = testConsole();

const section = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const offered = (place: Locator): Promise<readonly string[]> =>
  place.locator('[data-ta-variant="primary"]').allTextContents();

it('a verification is started once from its place, opened after that, and started again from the connection', async () => {
  const visit = await site.visit({ as: 'u-bo', path: '/w/acme/tenants/acme-sandbox' });
  const { page } = visit;
  const verification = section(page, 'Verification');
  await verification.getByText('Verification has not run yet').waitFor();
  expect(await offered(verification)).toEqual(['Start verification']);
  await takePictures(page, 'surface-startable');
  await page.setViewportSize({ width: 1440, height: 900 });
  await verification.getByRole('button', { name: 'Start verification' }).click();
  await verification.getByRole('link', { name: 'Open operation' }).waitFor();
  expect(await offered(verification)).toEqual(['Open operation']);
  await verification.getByText('Verification has ended').waitFor();
  expect(await offered(verification)).toEqual(['Open operation']);
  await section(page, 'Connection').getByRole('button', { name: 'Run check' }).waitFor();
  const recent = section(page, 'Recent operations');
  await recent.getByRole('link', { name: 'Connection check' }).first().waitFor();
  expect(await recent.getByRole('link', { name: 'All operations of the workspace' }).count()).toBe(1);
  await settled(page);
  expect(await accessibilityProblems(page)).toEqual([]);
  await takePictures(page, 'surface-completed');
  await page.setViewportSize({ width: 1440, height: 900 });
  await verification.getByRole('link', { name: 'Open operation' }).click();
  await page.getByRole('heading', { level: 1, name: /^Connection check/ }).waitFor();
});

it('fits at 320 pixels, in German and in the dark', async () => {
  const visit = await site.visit({ as: 'u-bo', path: steps.acmeProduction, locale: 'de-DE' });
  const { page } = visit;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 320, height: 800 });
  const verification = section(page, 'Prüfung');
  await verification.getByRole('link', { name: 'Vorgang öffnen' }).waitFor();
  await settled(page);
  expect(await overflows(page)).toEqual([]);
  expect(await accessibilityProblems(page)).toEqual([]);
});

it('a reader opens what others started, by a button whose text has enough contrast', async () => {
  const { page } = await site.visit({ as: 'u-dov', path: steps.acmeProduction });
  const button = section(page, 'Verification').getByRole('link', { name: 'Open operation' });
  await button.waitFor();
  const colours = await button.evaluate((link) => [
    getComputedStyle(link.firstElementChild ?? link).color,
    getComputedStyle(link).backgroundColor,
  ]);
  expect(new Set(colours).size).toBe(2);
  await section(page, 'Recent operations').getByRole('link', { name: 'All operations of the workspace' }).waitFor();
  expect(await offered(section(page, 'Verification'))).toEqual(['Open operation']);
});
