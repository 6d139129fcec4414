// What people do in the console, by the roles and names of what they press.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export const restoreControl = 'Restore';
export const acme = 'Acme Manufacturing & Logistics';
export const acmeProduction = '/w/acme/tenants/acme-production';

/** The open dialog. */
export function dialogOf(page: Page): Locator {
  return page.getByRole('dialog').or(page.getByRole('alertdialog'));
}

/** Whether a button says that it cannot be pressed now. */
export async function isUnavailable(button: Locator): Promise<boolean> {
  return (await button.getAttribute('aria-disabled')) === 'true';
}

/** How many of the buttons can be pressed now. Reads all at once: one asked after another may have been replaced meanwhile. */
export async function countAvailable(buttons: Locator): Promise<number> {
  return buttons.evaluateAll((all) => all.filter((each) => each.getAttribute('aria-disabled') !== 'true').length);
}

/** Resolves once the button can be pressed. */
export async function available(button: Locator): Promise<Locator> {
  await expect.poll(() => isUnavailable(button)).toBe(false);
  return button;
}

/** Waits until an element is removed. */
export async function gone(element: Locator): Promise<void> {
  await element.waitFor({ state: 'hidden' });
}

/** What a pause is made of. */
export interface PauseWords {
  readonly reason: string;
  readonly message?: string;
}

/** Opens the dialog that pauses a control. */
export async function openPause(page: Page, control = restoreControl): Promise<Locator> {
  await page.getByRole('button', { name: `Pause ${control}`, exact: true }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('heading', { name: `Pause ${control}` }).waitFor();
  return dialog;
}

/** Fills in the dialog for Acme and one hour. */
export async function fillPause(dialog: Locator, { reason, message }: PauseWords): Promise<void> {
  await dialog.getByRole('searchbox', { name: 'Search workspaces' }).fill('acme');
  await dialog.getByRole('checkbox', { name: new RegExp(`^${acme}`) }).check();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  if (message) {
    await dialog.getByRole('button', { name: '+ Add a message to customers' }).click();
    await dialog.getByRole('textbox', { name: /^Message to customers/ }).fill(message);
  }
  await dialog.getByText('1 h', { exact: true }).click();
}

/** Pauses restores at Acme, from the page of the controls. */
export async function pauseAtAcme(page: Page, words: PauseWords): Promise<void> {
  const dialog = await openPause(page);
  await fillPause(dialog, words);
  await (await available(dialog.getByRole('button', { name: 'Pause', exact: true }))).click();
  await gone(dialog);
}

/** Resumes restores at Acme, from the page of the controls. */
export async function resumeAtAcme(page: Page): Promise<void> {
  const name = `Resume ${restoreControl} for ${acme}`;
  await page.getByRole('button', { name }).click();
  const dialog = dialogOf(page);
  await (await available(dialog.getByRole('button', { name: 'Resume', exact: true }))).click();
  await gone(dialog);
}

/** Opens the dialog of a restore on a tenant's page and fills it in. */
export async function fillRestore(page: Page, tenant: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await dialog.getByRole('textbox', { name: /^Type the name/ }).fill(tenant);
  return dialog;
}
