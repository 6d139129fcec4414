// How a person who manages connections edits, disables, enables and chooses one.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems, overflows } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import { settled } from './support/walk.ts';
import * as steps from './support/steps.ts';
import type { Visit } from './support/visit.ts';

const site = testConsole();

const nordwind = '/w/nordwind/tenants/nordwind-hauptmandant';

const main = (page: Page): Locator => page.getByRole('main');

describe('a connection', () => {
  const spare = { name: 'Nordwind spare', path: '' };
  /** What another person changes meanwhile. */
  const changeBeside = async ({ ask }: Visit, displayName: string): Promise<void> => {
    const id = spare.path.split('/').at(-1) ?? '';
    const { status, text } = await ask('POST', `/atlas/v1/workspaces/nordwind/connections/${id}`, { displayName });
    expect(status, text).toBe(200);
  };
  const button = (page: Page, name: string): Locator => main(page).getByRole('button', { name, exact: true });
  const hasFocus = (one: Locator): Promise<boolean> => one.evaluate((element) => element === document.activeElement);

  it('is edited: a draft is kept after Escape, a refusal is shown at its field, and a conflict lets the person choose a version', async () => {
    const visit = await site.visit({ as: 'u-cleo' });
    const { page } = visit;
    const { status, text } = await visit.ask('POST', '/atlas/v1/workspaces/nordwind/connections', {
      tenantId: 'nordwind-hauptmandant',
      provider: 'microsoft',
      connectionType: 'dedicated',
      displayName: spare.name,
      externalTenantId: '5f0c1a9e-7f53-4c5e-9a36-2f8b1f0a7c11',
      credentialReference: 'nordwind/directory-app',
      isDefault: false,
    });
    expect(status, text).toBe(201);
    spare.path = `${nordwind}/connections/${(JSON.parse(text) as { readonly id: string }).id}`;
    await visit.goto(spare.path);
    await settled(page);
    await button(page, 'Edit').click();
    const dialog = steps.dialogOf(page);
    const save = dialog.getByRole('button', { name: 'Save' });
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).waitFor();
    expect(await steps.isUnavailable(save)).toBe(true); // nothing is changed yet
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Nordwind reserve');
    await dialog.getByRole('textbox', { name: 'Credential name' }).fill('pasted/by-mistake');
    await page.keyboard.press('Escape');
    await steps.gone(dialog);
    await expect.poll(() => hasFocus(button(page, 'Edit'))).toBe(true);
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('by-mistake');

    // A page that loads again keeps the draft, but never what may be a secret.
    await visit.goto(spare.path);
    await settled(page);
    await button(page, 'Edit').click();
    await dialog.getByText('What you typed before was kept').waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Nordwind reserve');
    expect(await dialog.getByRole('textbox', { name: 'Credential name' }).inputValue()).toBe('');
    const external = dialog.getByRole('textbox', { name: 'Entra tenant ID' });
    await external.fill('not an id');
    await dialog.getByText('needs a new consent').waitFor();
    await save.click();
    await expect.poll(() => external.getAttribute('aria-invalid')).toBe('true');
    expect(await accessibilityProblems(page)).toEqual([]);
    await external.fill('5f0c1a9e-7f53-4c5e-9a36-2f8b1f0a7c11');
    expect(await external.getAttribute('aria-invalid')).not.toBe('true');

    // The server knows of the other change before this page does: it refuses, and both versions are shown once the page has read it.
    const held: (() => void)[] = [];
    await page.route(/\/atlas\/v1\/.*\/connections\/[^/?]+$/, async (route) => {
      if (route.request().method() === 'GET') await new Promise<void>((resolve) => held.push(resolve));
      await route.continue();
    });
    await changeBeside(visit, 'Nordwind of another person');
    await (await steps.available(save)).click();
    const alert = dialog.getByRole('alert').filter({ hasText: 'was changed meanwhile' });
    await alert.getByText('Reading…').waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    for (const release of held) release();
    await alert.getByRole('row', { name: 'Name Nordwind reserve Nordwind of another person' }).waitFor();
    expect(await steps.isUnavailable(save)).toBe(true);
    expect(await accessibilityProblems(page)).toEqual([]);
    await alert.getByRole('button', { name: 'Keep mine' }).click();
    await steps.gone(alert);
    await (await steps.available(save)).click();
    await steps.gone(dialog);
    await page.getByRole('heading', { level: 1, name: 'Nordwind reserve' }).waitFor();
    await main(page).getByText('Saved.').waitFor();
    await expect.poll(() => hasFocus(button(page, 'Edit'))).toBe(true);
    expect(await page.evaluate(() => Object.keys(sessionStorage).join(' '))).not.toContain('edit:');
  });

  it('is disabled after a confirmation, enabled again, and made the default', async () => {
    const visit = await site.visit({ as: 'u-cleo', path: spare.path });
    const { page } = visit;
    await settled(page);
    await button(page, 'Disable').click();
    const dialog = steps.dialogOf(page);
    await dialog.getByText('Checks no longer ask the provider').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await steps.gone(dialog);
    expect(await main(page).getByText('Provider connection disabled').count()).toBe(0);
    await button(page, 'Disable').click();
    await dialog.getByRole('button', { name: 'Disable' }).click();
    await steps.gone(dialog);
    await main(page).getByText('Provider connection disabled').waitFor();
    await expect.poll(() => hasFocus(button(page, 'Enable'))).toBe(true);
    expect(await main(page).locator('[data-variant="primary"]').allTextContents()).toEqual(['Enable']);
    expect(await accessibilityProblems(page)).toEqual([]);
    await button(page, 'Enable').click();
    await button(page, 'Disable').waitFor();
    await button(page, 'Make default').click();
    await main(page).getByText('is now used where none is named').waitFor();
    await expect.poll(() => button(page, 'Make default').count()).toBe(0);
    await visit.walk(nordwind);
    await main(page).locator('.ta-connection').getByRole('link', { name: 'Nordwind reserve' }).waitFor();
  });

  it('is managed only by those who may, and in German in a narrow window', async () => {
    const dov = await site.visit({ as: 'u-dov' });
    await dov.goto(steps.acmeProduction);
    await dov.page.getByRole('link', { name: 'Acme Production directory', exact: true }).click();
    await button(dov.page, 'Edit').waitFor();
    for (const name of ['Edit', 'Disable']) expect(await steps.isUnavailable(button(dov.page, name))).toBe(true);
    const visit = await site.visit({ as: 'u-cleo', path: spare.path, locale: 'de-DE', width: 390 });
    const { page } = visit;
    await settled(page);
    for (const name of ['Bearbeiten', 'Deaktivieren']) {
      await button(page, name).click();
      await steps.dialogOf(page).getByRole('heading').first().waitFor();
      expect.soft(await overflows(page), name).toEqual([]);
      expect.soft(await steps.dialogOf(page).textContent()).not.toMatch(/\b(?:edit|disable|connection)\.[a-z]/);
      await page.keyboard.press('Escape');
      await steps.gone(steps.dialogOf(page));
    }
    expect(await overflows(page)).toEqual([]);
  });
});
