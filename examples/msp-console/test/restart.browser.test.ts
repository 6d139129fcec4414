import { expect, it } from 'vitest';
import { testConsole } from './support/console.ts';
import * as steps from './support/steps.ts';

const site = testConsole();

it('the loss of a server is shown, and the page reconnects without a reload', async () => {
  const { page, ask } = await site.visit({ as: 'op-ada', path: '/system/controls' });
  const card = page.getByRole('article', { name: steps.restoreControl });
  await card.waitFor();
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));

  await site.kill();
  const notes = (): Promise<string> =>
    page
      .getByRole('status')
      .allTextContents()
      .then((all) => all.join(' '));
  await expect.poll(notes).toContain('Cannot reach the server');
  expect(await card.isVisible()).toBe(true); // what was read stays readable
  await page.getByRole('button', { name: `Pause ${steps.restoreControl}`, exact: true }).click();
  expect(await steps.dialogOf(page).isVisible()).toBe(true);
  await page.keyboard.press('Escape');

  await site.restart();
  await expect.poll(notes).not.toContain('Cannot reach the server');
  const scope = { type: 'workspace', workspaceId: 'acme' };
  const pause = { scope, reason: 'Made after the restart' };
  expect((await ask('POST', '/atlas/v1/controls/restore.execute/pause', pause)).status).toBe(200);
  await card.getByRole('rowheader', { name: steps.acme }).waitFor({ timeout: 10_000 });
  expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
});
