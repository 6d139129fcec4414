import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessibilityProblems, overflows } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import * as steps from './support/steps.ts';

const site = testConsole();
const sign = (page: Page): Locator => page.getByRole('button', { name: /^Time zone: / });
const options = (page: Page): Locator => page.getByRole('dialog', { name: 'Time zone' });
const heads = (page: Page, zone: RegExp): Locator => page.getByRole('columnheader', { name: zone });

async function choose(page: Page, choice: string, more: (dialog: Locator) => Promise<void> = async () => {}) {
  const dialog = options(page);
  await dialog.getByText(choice, { exact: true }).click();
  await more(dialog);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await steps.gone(dialog);
}

it('all times are in the zone that a person has chosen, for everything or for one workspace', async () => {
  const { page, goto } = await site.visit({ as: 'op-ada', path: '/w/acme/audit' });
  const exact = page.locator('main td time, main th time').first();
  await exact.waitFor();
  expect(await exact.getAttribute('title')).toMatch(/GMT\+[12]$/); // that of the browser, Europe/Berlin
  expect(await sign(page).count()).toBe(0);

  await page.getByRole('button', { name: /^Signed in/ }).click();
  await page.getByRole('menuitem', { name: 'Time zone' }).click();
  await options(page).getByText('Europe/Berlin').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await choose(page, 'UTC');
  await heads(page, /\(UTC\)/).waitFor();
  expect(await exact.getAttribute('title')).toMatch(/UTC$/);

  await sign(page).click();
  await choose(page, 'Another time zone', async (dialog) => {
    await dialog.getByRole('combobox', { name: 'Place' }).selectOption('Asia/Tokyo');
    await dialog.getByText(/GMT\+9$/).waitFor();
    await dialog.getByText(`Only in ${steps.acme}`).click();
  });
  await heads(page, /\(Asia\/Tokyo\)/).waitFor();
  expect(await exact.getAttribute('title')).toMatch(/GMT\+9$/);

  await page.reload();
  await heads(page, /\(Asia\/Tokyo\)/).waitFor();
  await goto('/system/controls');
  expect(await sign(page).getAttribute('aria-label')).toBe('Time zone: UTC');
  const dialog = await steps.openPause(page);
  await dialog.getByText(/^Ends .* UTC\.$/).waitFor();
  await dialog.getByText('Pick a time').click();
  const entered = await dialog.getByLabel('Date and time of the end').inputValue();
  // Four hours on, on the clocks of UTC: what was entered would be an hour off in the zone of the browser.
  expect(Math.abs(Date.parse(`${entered}Z`) - (Date.now() + 4 * 3_600_000))).toBeLessThan(10 * 60_000);
  await page.keyboard.press('Escape');
  await steps.gone(dialog);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await overflows(page)).toEqual([]);
});
