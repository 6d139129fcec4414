// What an operator does with pauses, counted in clicks, and where a pause is visible.
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessibilityProblems } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import * as steps from './support/steps.ts';
import { countClicks } from './support/clicks.ts';
import type { Visit } from './support/visit.ts';

const site = testConsole();
const reason = 'Vendor incident EX-3001: restores may hang';

const row = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });
const stripOf = (page: Page): Locator => page.getByRole('region', { name: 'Active pauses' });

async function pausesOf({
  ask,
}: Visit): Promise<readonly { readonly reasonText: string; readonly expiresAt: string }[]> {
  const answer = await ask('GET', '/atlas/v1/controls/restore.execute');
  return (JSON.parse(answer.text) as { activations: [] }).activations;
}

it('pauses in four clicks and the text, extends in two, changes the reason in two, resumes in two', async () => {
  const ada = await site.visit({ as: 'op-ada', path: '/system/controls', goesOn: true });
  const { page } = ada;
  const dialog = steps.dialogOf(page);

  const pausing = countClicks();
  await pausing.click(page.getByRole('button', { name: 'Pause Restore', exact: true }));
  await pausing.click(dialog.getByRole('checkbox', { name: new RegExp(`^${steps.acme}`) }));
  await dialog.getByText(`Stops new starts of Restore for ${steps.acme} (3 tenants).`).waitFor();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await pausing.click(dialog.getByText('1 h', { exact: true }));
  await pausing.click(await steps.available(dialog.getByRole('button', { name: 'Pause', exact: true })));
  await steps.gone(dialog);
  await row(page, reason).waitFor();
  expect(pausing.count).toBeLessThanOrEqual(4);

  const [before] = await pausesOf(ada);
  const extending = countClicks();
  await extending.click(row(page, reason).getByRole('button', { name: /^More actions/ }));
  await extending.click(page.getByRole('button', { name: 'Extend by 4 hours' }));
  await page.getByText(/^Pause extended until/).waitFor();
  const [after] = await pausesOf(ada);
  expect(Date.parse(after!.expiresAt) - Date.parse(before!.expiresAt)).toBe(4 * 3_600_000);
  expect(extending.count).toBe(2);

  const changing = countClicks();
  await changing.click(row(page, reason).getByRole('button', { name: /^Change the pause/ }));
  expect(await steps.isUnavailable(dialog.getByRole('button', { name: 'Save changes' }))).toBe(true);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(`${reason}, confirmed`);
  await changing.click(dialog.getByRole('button', { name: 'Save changes' }));
  await steps.gone(dialog);
  await row(page, 'confirmed').waitFor();
  expect(changing.count).toBe(2);

  // The history says what changed, and not only that it did.
  await page.getByRole('article', { name: 'Restore' }).locator('summary').click();
  await page.getByText(`Reason changed. Before: ${reason}`).waitFor();
  await page.getByText(/^End changed:/).waitFor();

  const resuming = countClicks();
  await resuming.click(row(page, 'confirmed').getByRole('button', { name: /^Resume/ }));
  await dialog.getByText(`Restore can start again for ${steps.acme} (3 tenants).`).waitFor();
  expect(await dialog.textContent()).toContain('Ada Okafor');
  await resuming.click(await steps.available(dialog.getByRole('button', { name: 'Resume', exact: true })));
  await steps.gone(dialog);
  expect(resuming.count).toBe(2);
});

it('a pause is visible on every page of the customer, for the operator and the people there', async () => {
  const ada = await site.visit({ as: 'op-ada', path: '/system/controls', goesOn: true });
  const message = 'Restores rest until our vendor has mended an incident.';
  await steps.pauseAtAcme(ada.page, { reason, message });
  const pages = ['', '/tenants', '/tenants/acme-production', '/operations', '/members', '/audit'];
  for (const path of pages.map((page) => `/w/acme${page}`)) {
    await ada.walk(path);
    const strip = stripOf(ada.page);
    await strip.waitFor();
    for (const part of ['Restore is paused here.', reason, 'Ada Okafor', 'in 1 hour'])
      expect(await strip.textContent(), path).toContain(part);
  }
  expect(await accessibilityProblems(ada.page)).toEqual([]);
  const bo = await site.visit({ as: 'u-bo', path: '/w/acme/tenants', goesOn: true });
  await stripOf(bo.page).waitFor();
  expect(await stripOf(bo.page).textContent()).toContain(message);
  expect(await stripOf(bo.page).textContent()).not.toMatch(/EX-3001|Ada/);
  await ada.walk('/w/nordwind');
  expect(await stripOf(ada.page).count()).toBe(0);

  // What it has blocked is one press away, from the row that says how often.
  const refused = await bo.ask('POST', '/atlas/v1/workspaces/acme/operations', {
    type: 'restore.execute',
    tenantId: 'acme-production',
    idempotencyKey: crypto.randomUUID(),
    inputs: { backupSetId: 'nightly', acknowledgedImpact: true, confirmTenantName: 'Acme Production' },
  });
  expect(refused.status).toBe(409);
  await ada.walk('/system/controls');
  const looking = countClicks();
  await looking.click(row(ada.page, reason).getByRole('link', { name: '1 blocked start' }));
  expect(await row(ada.page, 'Start blocked by a pause').first().textContent()).toContain('Bo Lindqvist');
  expect(looking.count).toBeLessThanOrEqual(1);
  // The list is that of this pause alone, as its number is.
  expect(await ada.page.getByRole('main').getByRole('combobox', { name: 'Object' }).inputValue()).not.toBe('');
  expect(await row(ada.page, 'Start blocked by a pause').count()).toBe(1);

  await ada.walk('/system/controls');
  await steps.resumeAtAcme(ada.page);
  await steps.gone(stripOf(bo.page));
});

it('a global pause is visible everywhere for operators, and resuming it is the one primary action', async () => {
  const ada = await site.visit({ as: 'op-ada', path: '/system/controls', goesOn: true });
  const { page } = ada;
  const dialog = await steps.openPause(page);
  await dialog.getByText('All workspaces', { exact: true }).click();
  await dialog.getByText(/and for all new ones\.$/).waitFor();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await (await steps.available(dialog.getByRole('button', { name: 'Pause', exact: true }))).click();
  await steps.gone(dialog);
  for (const path of ['/system/workspaces', '/w/nordwind', '/system/controls']) {
    await ada.walk(path);
    await page.getByRole('link', { name: '1 global pause' }).waitFor();
  }
  await ada.walk('/system/workspaces');
  await expect
    .poll(() =>
      page
        .getByRole('row')
        .filter({ hasText: /Nordwind.*Restore/ })
        .count(),
    )
    .toBe(1);
  await ada.walk('/system/controls');
  const card = page.getByRole('article', { name: 'Restore' });
  await card.waitFor(); // the heading of the page is there before the controls
  expect(await card.locator('[data-ta-variant=primary]').allTextContents()).toEqual(['Resume']);
  expect(await page.getByRole('button', { name: 'Pause Restore', exact: true }).count()).toBe(0);
  await card.locator('[data-ta-variant=primary]').click();
  await (await steps.available(steps.dialogOf(page).getByRole('button', { name: 'Resume', exact: true }))).click();
  await steps.gone(page.getByRole('link', { name: '1 global pause' }));
});

it.each([
  {
    locale: 'en-US',
    pause: /^Pause Restore$/,
    add: '+ Add a message to customers',
    change: /^Change the pause/,
    more: /^More actions/,
    move: 'Change scope',
    one: 'One workspace',
    all: 'All workspaces',
    resume: /^Resume Mailbox/,
  },
  {
    locale: 'de-DE',
    pause: /^Wiederherstellung pausieren$/,
    add: /Nachricht an Kunden/,
    change: /^Pause ändern/,
    more: /^Weitere Aktionen/,
    move: 'Geltungsbereich ändern',
    one: 'Ein Arbeitsbereich',
    all: 'Alle Arbeitsbereiche',
    resume: /^Postfach-Export fortsetzen/,
  },
])('every dialog of a pause is in view without scrolling, also with all that opens in it: $locale', async (words) => {
  const { page } = await site.visit({ as: 'op-ada', path: '/system/controls', locale: words.locale, goesOn: true });
  const dialog = steps.dialogOf(page);
  const press = (name: RegExp | string) => page.getByRole('button', { name }).first().click();
  const fill = async (): Promise<void> => {
    const isOffered = (await dialog.getByRole('button', { name: words.add }).count()) > 0;
    if (isOffered) await dialog.getByRole('button', { name: words.add }).click();
    await dialog.getByText(/^(Pick a time|Zeitpunkt)$/).click();
  };
  const dialogs: { readonly [name: string]: () => Promise<void> } = {
    pause: async () => {
      await press(words.pause);
      await dialog.getByRole('checkbox').first().check();
      await fill();
    },
    change: async () => {
      await press(words.change);
      await fill();
    },
    move: async () => {
      await press(words.more);
      await press(words.move);
      await dialog.getByText(words.one, { exact: true }).click();
      await dialog.locator('fieldset input[name$=workspace]').first().check();
      await fill();
    },
    'move to all': async () => {
      await press(words.more);
      await press(words.move);
      await dialog.getByText(words.all, { exact: true }).click();
      await fill();
    },
    resume: async () => press(words.resume),
  };
  for (const [name, open] of Object.entries(dialogs)) {
    await open();
    for (const [width, height] of [
      [1440, 900],
      [1024, 768],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expect.poll(() => dialog.locator('[role=alert], .ta-skeleton').count()).toBe(0);
      const hidden = await page.locator('.ta-modal').evaluate((one) => one.scrollHeight - one.clientHeight);
      expect.soft(hidden, `${name} at ${String(width)}`).toBeLessThanOrEqual(1);
    }
    await page.keyboard.press('Escape');
    await steps.gone(dialog);
    await page.evaluate(() => sessionStorage.clear()); // no draft of the last one
  }
});

it('the dialog of a pause leads to the operations that continue', async () => {
  const bo = await site.visit({ as: 'u-bo', path: steps.acmeProduction, goesOn: true });
  const restore = await steps.fillRestore(bo.page, 'Acme Production');
  await restore.getByRole('button', { name: 'Restore tenant' }).click();
  await bo.page.getByRole('link', { name: 'View progress' }).waitFor();
  const { page } = await site.visit({ as: 'op-ada', path: '/system/controls', goesOn: true });
  const dialog = await steps.openPause(page);
  await dialog.getByRole('searchbox', { name: 'Search workspaces' }).fill('acme');
  await dialog.getByRole('checkbox', { name: /Acme/ }).click();
  await dialog.getByText('1 running operation continues.').waitFor();
  await dialog.getByRole('link', { name: 'View them' }).click();
  await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/w/acme/operations?status=running');
});

it('what was typed survives Escape and the end of the session', async () => {
  const { page, context, ask } = await site.visit({ as: 'op-ada', path: '/system/controls', mayComplain: true });
  const typed = 'A reason that took a while to write';
  const dialog = await steps.openPause(page);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(typed);
  await page.keyboard.press('Escape');
  await steps.gone(dialog);
  await steps.openPause(page);
  expect(await dialog.getByRole('textbox', { name: 'Reason' }).inputValue()).toBe(typed);

  await context.clearCookies();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 30_000 });
  expect((await ask('POST', '/session', { personId: 'op-ada' })).status).toBe(200);
  await page.goto('/system/controls');
  await steps.openPause(page);
  await dialog.getByText('What you typed before was kept.').waitFor();
  expect(await dialog.getByRole('textbox', { name: 'Reason' }).inputValue()).toBe(typed);
});
