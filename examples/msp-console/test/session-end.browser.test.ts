import { expect, it } from 'vitest';
import { testConsole } from './support/console.ts';
import * as steps from './support/steps.ts';

const site = testConsole();
const ended = 'Your session has ended. Sign in to go on.';

it('says that the session has ended, in a dialog as well, and continues at the same address', async () => {
  const { page, context } = await site.visit({ as: 'u-bo', path: steps.acmeProduction });
  const dialog = await steps.fillRestore(page, 'Acme Production');
  expect(await dialog.isVisible()).toBe(true);
  await context.clearCookies();
  await page.getByText(ended).waitFor({ timeout: 60_000 }); // the next read says so, with the dialog open
  expect(await steps.dialogOf(page).count()).toBe(0);
  await page.reload();
  await page.getByText(ended).waitFor();
  await page.getByRole('button', { name: /^Bo / }).click();
  await page.getByRole('button', { name: 'Restore', exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toBe(steps.acmeProduction);
});

it('starts at the beginning for another person, also after a reload', async () => {
  const { page, context } = await site.visit({ as: 'u-bo', path: '/w/acme/tenants' });
  await context.clearCookies();
  await page.reload();
  await page.getByText(ended).waitFor();
  await page.getByRole('button', { name: /^Cleo / }).click();
  await page.getByRole('button', { name: /^Signed in as Cleo/ }).waitFor();
  await expect.poll(() => new URL(page.url()).pathname).not.toContain('/w/acme');
});

it('does not show it to a person who has signed out, here or in another tab', async () => {
  const { page, context } = await site.visit({ as: 'u-bo', path: '/w/acme' });
  const other = await context.newPage();
  await other.goto('/w/acme');
  await other.getByRole('button', { name: /^Signed in as/ }).click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  for (const tab of [page, other]) {
    await tab.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expect.poll(() => tab.getByText(ended).count()).toBe(0);
  }
});

it('reads again what failed in an open dialog, once the server is back', async () => {
  const { page, context } = await site.visit({ as: 'op-ada', path: '/system/controls' });
  await page.getByRole('article', { name: steps.restoreControl }).waitFor();
  const dialog = await steps.openPause(page);
  const workspace = dialog.getByRole('checkbox', { name: new RegExp(`^${steps.acme}`) });
  await workspace.waitFor();
  await context.setOffline(true);
  await workspace.check(); // the impact is read, and cannot be
  const failed = dialog.getByRole('button', { name: 'Try again' });
  await failed.first().waitFor({ timeout: 60_000 });
  await context.setOffline(false);
  await failed.first().waitFor({ state: 'hidden', timeout: 60_000 });
  expect(await workspace.isChecked()).toBe(true);
});
