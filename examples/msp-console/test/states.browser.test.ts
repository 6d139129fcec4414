import type { Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems, overflows } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import * as steps from './support/steps.ts';
import { brandsAndLanguages, takePictures } from './support/picture.ts';
import { settled } from './support/walk.ts';
import { sizeOf } from './support/visit.ts';

const reads = '**/atlas/**';
const wait = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

const problem = {
  type: 'https://example.com/problems/storage_failure',
  title: 'The store could not answer',
  status: 503,
  code: 'storage_failure',
  retryable: true,
  message: { id: 'errors.storage_failure', params: {}, text: 'The store could not answer.' },
};
const failed = (route: Route): Promise<void> =>
  route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) });

describe('every state has a distinct look, saved as a screenshot', () => {
  // A restore takes 80 seconds, so that it can be looked at and cancelled on a busy machine as well.
  const site = testConsole({ environment: { TENANTATLAS_RESTORE_ITEM_MILLIS: '2500' } });

  it('loading: a skeleton', async () => {
    const { page } = await site.visit({ as: 'u-bo' });
    const held: (() => void)[] = [];
    await page.route(reads, async (route) => {
      if (!route.request().url().endsWith('/workspaces/acme')) await new Promise<void>((resolve) => held.push(resolve));
      await route.continue();
    });
    await page.goto('/w/acme');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('status').filter({ hasText: 'Loading…' }).count()).toBe(2);
    await takePictures(page, 'state-loading');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    for (const release of held) release();
    await settled(page);
  });

  it('error: what happened, what is safe, and a next step', async () => {
    const { page } = await site.visit({ as: 'op-ada' });
    await page.route('**/atlas/v1/controls', failed);
    await page.goto('/system/controls');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('Nothing was changed.');
    expect(await accessibilityProblems(page)).toEqual([]);
    await takePictures(page, 'state-error');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await alert.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('article', { name: steps.restoreControl }).waitFor();
  });

  it('not read: workspaces, their figures and their pauses are not shown as none', async () => {
    const { page } = await site.visit({ as: 'op-ada' });
    await page.route(/\/atlas\/v1\/(?:workspaces|attention|controls)(?:\?|$)/, failed);
    await page.goto('/system/workspaces');
    const main = page.getByRole('main');
    const alert = main.getByRole('alert');
    await alert.waitFor();
    expect(await main.textContent()).not.toContain('No workspaces yet');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: /^Switch between/ }).click();
    const menu = page.locator('.plane-popover');
    await menu.getByRole('alert').waitFor();
    expect(await menu.textContent()).not.toContain('No results.');
    await page.keyboard.press('Escape');

    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.route(/\/atlas\/v1\/(?:attention|controls)(?:\?|$)/, failed);
    await alert.getByRole('button', { name: 'Try again' }).click();
    const row = main.getByRole('row', { name: new RegExp(steps.acme) });
    await row.waitFor();
    expect(await row.getByText('Not loaded').count()).toBe(2);
    expect(await row.getByText('0', { exact: true }).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it.each(brandsAndLanguages)(
    'loading, an error and a pause fit in $name',
    async ({ prefix, suffix, host, locale }) => {
      const { page } = await site.visit({ as: 'u-cleo', host, locale });
      const held: (() => void)[] = [];
      const waiting = async (route: Route): Promise<void> => {
        await new Promise<void>((resolve) => held.push(resolve));
        await route.continue();
      };
      const take = async (name: string): Promise<void> => {
        expect.soft(await overflows(page), name).toEqual([]);
        await takePictures(page, `${prefix}state-${name}${suffix}`);
        await page.setViewportSize(sizeOf(1440));
      };
      await page.route('**/operations?**', waiting);
      await page.goto('/w/contoso-health');
      await page
        .getByRole('status')
        .filter({ hasText: /Loading…|Wird geladen/ })
        .first()
        .waitFor();
      await take('list-loading');
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      for (const release of held) release();
      await page.route('**/operations?**', failed);
      await page.goto('/w/contoso-health/operations');
      await page.getByRole('alert').waitFor();
      await take('list-error');
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.goto('/w/contoso-health/tenants/contoso-clinical');
      await settled(page);
      await page.getByRole('button', { name: /\((?:paused|pausiert)\)/ }).waitFor();
      await take('tenant-paused');
    },
  );

  it('stale: a note, and the old data stays', async () => {
    const { page } = await site.visit({ as: 'op-ada', path: '/system/controls', goesOn: true });
    const card = page.getByRole('article', { name: steps.restoreControl });
    await card.waitFor();
    await page.route(reads, (route) => (route.request().method() === 'GET' ? wait(60_000) : route.continue()));
    const note = page.getByRole('status').filter({ hasText: 'not refreshed since' });
    await note.waitFor();
    expect(await card.isVisible()).toBe(true);
    expect(await accessibilityProblems(page)).toEqual([]);
    await takePictures(page, 'state-stale');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await steps.gone(note); // goes by itself once reads are answered again
  });

  it('denied: the button stays, and its tooltip names the missing capability', async () => {
    const { page } = await site.visit({ as: 'u-dov', path: steps.acmeProduction });
    await page.getByRole('button', { name: 'Restore', exact: true }).focus();
    await page.keyboard.press('Shift');
    await page.getByRole('tooltip').waitFor();
    // A tooltip hangs on the body, outside of every landmark; it is read through the button that it describes.
    expect(await accessibilityProblems(page, { without: ['region'] })).toEqual([]);
    await takePictures(page, 'state-denied');
  });

  it('progress, and cancelled: the progress, and the result', async () => {
    const { page } = await site.visit({ as: 'u-bo', path: steps.acmeProduction, goesOn: true });
    const dialog = await steps.fillRestore(page, 'Acme Production');
    await takePictures(page, 'state-restore-filled');
    await page.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByRole('button', { name: 'Restore tenant' }).click();
    await page.getByRole('link', { name: 'View progress' }).waitFor();
    await takePictures(page, 'state-started');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('link', { name: 'View progress' }).click();
    const bar = page.getByRole('progressbar');
    await expect.poll(() => bar.evaluate((one) => (one as HTMLProgressElement).value)).toBeGreaterThan(3);
    expect(await accessibilityProblems(page)).toEqual([]);
    await takePictures(page, 'state-progress');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('link', { name: 'Operations' }).first().click();
    await page
      .getByRole('button', { name: /^Cancel/ })
      .first()
      .click();
    await steps.dialogOf(page).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await takePictures(page, 'state-cancel-dialog');
    await steps
      .dialogOf(page)
      .getByRole('button', { name: /^Cancel/ })
      .click();
    await steps.gone(steps.dialogOf(page));
    await page
      .getByRole('row', { name: /Cancelled/ })
      .first()
      .waitFor();
  });

  it('done, and paused in both variants', async () => {
    const ada = await site.visit({ as: 'op-ada', path: '/system/controls', goesOn: true });
    const { page } = await site.visit({ as: 'u-bo', path: steps.acmeProduction, goesOn: true });
    const dialog = await steps.fillRestore(page, 'Acme Production');
    await page.route('**/actions**', () => wait(60_000));
    await steps.pauseAtAcme(ada.page, { reason: 'Vendor incident EX-2077: restores may hang' });
    await takePictures(ada.page, 'state-done');
    await dialog.getByRole('button', { name: 'Restore tenant' }).click();
    await expect.poll(() => dialog.getByRole('alert').textContent()).toContain('EX-2077');
    expect(await accessibilityProblems(page)).toEqual([]);
    await takePictures(page, 'state-refused');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('lost: the banner', async () => {
    const { page } = await site.visit({ as: 'op-ada', path: '/system/controls', goesOn: true });
    await page.getByRole('article', { name: steps.restoreControl }).waitFor();
    await site.kill();
    await expect.poll(() => page.getByRole('status').allTextContents().then(String)).toContain('Cannot reach');
    expect(await accessibilityProblems(page)).toEqual([]);
    await takePictures(page, 'state-lost');
  });
});
