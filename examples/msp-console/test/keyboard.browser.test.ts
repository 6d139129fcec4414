import { expect, it } from 'vitest';
import { accessibilityProblems, framesOf } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import { hasFocus, tabTo } from './support/keys.ts';
import * as steps from './support/steps.ts';

const site = testConsole();

it('a control is paused and resumed with the keyboard alone', async () => {
  const { page } = await site.visit({ as: 'op-ada', path: '/system/controls', goesOn: true });
  const opener = page.getByRole('button', { name: `Pause ${steps.restoreControl}`, exact: true });
  await opener.waitFor();
  await tabTo(page, opener);
  await page.keyboard.press('Enter');
  const dialog = steps.dialogOf(page);
  await dialog.waitFor();

  await page.keyboard.press('Escape');
  await steps.gone(dialog);
  await expect.poll(() => hasFocus(opener)).toBe(true);

  await page.keyboard.press('Enter');
  await dialog.waitFor();
  const chosenOnly = dialog.getByRole('radio', { name: 'Chosen workspaces' });
  await tabTo(page, chosenOnly);
  await page.keyboard.press('ArrowRight');
  expect(await dialog.getByRole('radio', { name: 'All workspaces' }).isChecked()).toBe(true);
  await page.keyboard.press('ArrowLeft');
  expect(await chosenOnly.isChecked()).toBe(true);
  await tabTo(page, dialog.getByRole('searchbox'));
  await page.keyboard.type('acme');
  await tabTo(page, dialog.getByRole('checkbox', { name: new RegExp(`^${steps.acme}`) }));
  await page.keyboard.press('Space');
  await tabTo(page, dialog.getByRole('textbox', { name: 'Reason' }));
  await page.keyboard.type('Written without a mouse');
  const confirm = await steps.available(dialog.getByRole('button', { name: 'Pause', exact: true }));
  await tabTo(page, confirm);
  await page.keyboard.press('Enter');
  await steps.gone(dialog);
  await expect.poll(() => hasFocus(opener)).toBe(true);
  await expect
    .poll(() => page.getByRole('article', { name: steps.restoreControl }).textContent())
    .toContain('Written without a mouse');

  const resume = page.getByRole('button', { name: `Resume ${steps.restoreControl} for ${steps.acme}` });
  await tabTo(page, resume); // the row comes after the button in the head
  await page.keyboard.press('Enter');
  const again = await steps.available(dialog.getByRole('button', { name: /^Resume/ }));
  await tabTo(page, again);
  await page.keyboard.press('Enter');
  await steps.gone(dialog);
  await steps.gone(resume);
  // What opened the dialog went with the pause; the focus must not be lost to the top of the page.
  const cardWithFocus = () => page.evaluate(() => document.activeElement?.closest('article')?.textContent ?? '');
  await expect.poll(cardWithFocus).toContain(steps.restoreControl);
});

it('a dialog traps the focus', async () => {
  const { page } = await site.visit({ as: 'op-ada', path: '/system/controls', goesOn: true });
  const dialog = await steps.openPause(page);
  for (let presses = 0; presses < 25; presses += 1) {
    await page.keyboard.press('Tab');
    expect(await dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true);
  }
});

it('single keys lead to pages and to the sheet that lists them, not while a person types, and not when switched off', async () => {
  const { page, walk } = await site.visit({ as: 'op-ada', path: '/system' });
  const title = (name: string) => page.getByRole('heading', { level: 1, name });
  await page.keyboard.press('g');
  await page.keyboard.press('w');
  await title('Workspaces').waitFor();
  const search = page.getByRole('searchbox', { name: 'Search by name or ID' });
  await search.focus();
  await page.keyboard.type('gc?/');
  expect(await search.inputValue()).toBe('gc?/');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await walk('/w/acme');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.getByText('Go to Members').waitFor();
  expect(await sheet.getByText('Go to Workspaces').count()).toBe(0);
  expect(await accessibilityProblems(page)).toEqual([]);
  await tabTo(page, sheet.getByRole('checkbox', { name: 'Use single-key shortcuts' }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await steps.gone(sheet);
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await page.keyboard.press('?');
  await framesOf(page);
  expect([await sheet.count(), new URL(page.url()).pathname]).toEqual([0, '/w/acme']);
  // The way back does not need the key.
  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  await sheet.waitFor();
});

it('the first press of Tab offers the skip link', async () => {
  const { page } = await site.visit({ as: 'u-bo', path: '/w/acme' });
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  expect(await hasFocus(skip)).toBe(true);
  const box = await skip.boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(0);
  await page.keyboard.press('Enter');
  expect(await hasFocus(page.getByRole('main'))).toBe(true);
});

it('the command palette opens a tenant, and restores the focus', async () => {
  const { page } = await site.visit({ as: 'u-bo', path: '/w/acme', goesOn: true });
  await page.getByRole('button', { name: 'Search' }).focus();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Go to' });
  await palette.waitFor();
  await page.keyboard.press('Escape');
  await steps.gone(palette);
  await expect.poll(() => hasFocus(page.getByRole('button', { name: 'Search' }))).toBe(true);
  await page.keyboard.press('Control+k');
  await palette.getByRole('menuitem', { name: 'Acme Production' }).waitFor();
  await page.keyboard.type('acme prod');
  await expect.poll(() => palette.getByRole('menuitem').count()).toBe(1);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Acme Production' }).waitFor();
  await steps.gone(palette);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('qqqq');
  await expect.poll(() => palette.textContent()).toContain('No results.');
});

it('the command that pauses opens the dialog each time, and a reload does not', async () => {
  const { page } = await site.visit({ as: 'op-ada', path: '/system/controls', goesOn: true });
  const dialog = page.getByRole('dialog', { name: `Pause ${steps.restoreControl}` });
  for (let times = 0; times < 2; times += 1) {
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Go to' });
    await palette.getByRole('menuitem', { name: `Pause ${steps.restoreControl}…` }).waitFor();
    await page.keyboard.type(`pause ${steps.restoreControl}`);
    await expect.poll(() => palette.getByRole('menuitem').count()).toBe(1);
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await steps.gone(dialog);
  }
  expect(new URL(page.url()).search).toBe('');
  await page.reload();
  await page.getByRole('button', { name: `Pause ${steps.restoreControl}`, exact: true }).waitFor();
  expect(await steps.dialogOf(page).count()).toBe(0);
});

it('a denied action is reachable by keyboard and gives its reason', async () => {
  const { page } = await site.visit({ as: 'u-dov', path: steps.acmeProduction });
  const denied = page.getByRole('button', { name: 'Restore', exact: true });
  await denied.waitFor();
  await tabTo(page, denied);
  await page.getByRole('tooltip').waitFor();
  expect(await denied.getAttribute('aria-describedby')).toBe(await page.getByRole('tooltip').getAttribute('id'));
});

it('a restore without confirmation shows what is missing, and leads there', async () => {
  const { page, ask } = await site.visit({ as: 'u-bo', path: steps.acmeProduction, goesOn: true });
  const runs = async (): Promise<string> => (await ask('GET', '/atlas/v1/workspaces/acme/operations?limit=200')).text;
  const before = await runs();
  await page.getByRole('button', { name: 'Restore', exact: true }).press('Enter');
  const dialog = steps.dialogOf(page);
  const [checkbox, name] = [dialog.getByRole('checkbox'), dialog.getByRole('textbox', { name: /^Type the name/ })];
  await name.fill('Acme Sandbox');
  await name.press('Enter');
  await expect.poll(() => hasFocus(checkbox)).toBe(true);
  expect(await dialog.textContent()).toContain('Confirm to continue');
  await page.keyboard.press('Space');
  await name.press('Enter');
  await expect.poll(() => hasFocus(name)).toBe(true);
  expect(await dialog.textContent()).toContain("Name doesn't match");
  expect(await runs()).toBe(before);
});
