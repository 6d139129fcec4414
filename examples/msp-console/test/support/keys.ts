import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { hiddenFocus } from './checks.ts';

/** Whether the element has the focus. */
export const hasFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((one) => one === document.activeElement);

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await element.count()) > 0 && (await hasFocus(element))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Sixty presses of Tab do not lead to ${String(element)}.`);
}

/** As {@link tabTo}, where every stop on the way has to be visible and to show a ring. */
export async function tabVisibly(page: Page, element: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await element.count()) > 0 && (await hasFocus(element))) return;
    expect(await hiddenFocus(page, 1)).toEqual([]);
  }
  throw new Error(`Sixty presses of Tab do not lead to ${String(element)}.`);
}
