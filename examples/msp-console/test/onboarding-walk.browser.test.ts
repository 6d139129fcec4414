// Whole walks through an onboarding: by keyboard alone, after a result that is too old, after a verification that was given up, and by two people at once.
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessibilityProblems, framesOf, overflows } from './support/checks.ts';
import { ageOnboardings } from './support/aged-onboardings.ts';
import { testConsole } from './support/console.ts';
import { hasFocus, tabVisibly } from './support/keys.ts';
import { takePictures } from './support/picture.ts';
import * as steps from './support/steps.ts';
import { entraId, sizeOf, type Visit } from './support/visit.ts';

const site = testConsole({ prepare: ageOnboardings });

const main = (page: Page): Locator => page.getByRole('main');
const primary = (page: Page): Locator => main(page).locator('[data-variant="primary"], [data-ta-variant="primary"]');
const next = (page: Page): Locator => page.getByRole('group', { name: 'Primary next action' });
const action = (page: Page, name: string): Locator => next(page).getByRole('button', { name });

/** Where the focus is: a part of the page, or nowhere. */
const focusIsIn = (page: Page, selector: string) =>
  expect.poll(() => page.evaluate((one) => document.activeElement?.closest(one) !== null, selector)).toBe(true);

/** Exactly one thing to do, without a fault of accessibility, on a desk and on a phone. */
async function isWellShown(page: Page, name: string): Promise<void> {
  expect.soft(await primary(page).count(), name).toBe(1);
  expect.soft(await accessibilityProblems(page), name).toEqual([]);
  await page.setViewportSize(sizeOf(390));
  expect.soft(await overflows(page), `${name} on a phone`).toEqual([]);
  await takePictures(page, `onboarding-${name}`);
  await page.setViewportSize(sizeOf(1440));
  await page.emulateMedia({ colorScheme: 'light' });
}

async function ask(visit: Visit, path: string, body: object): Promise<void> {
  const { status, text } = await visit.ask('POST', path, body);
  expect(status, text).toBeLessThan(300);
}

it('leads from the start to the completion by keyboard alone, over a failure that a person acknowledges', async () => {
  const visit = await site.visit({ as: 'u-cleo', path: '/w/contoso-health/onboarding' });
  const { page } = visit;
  await ask(visit, '/simulation/contoso-health', {
    action: 'remove_permission',
    tenantId: 'contoso-research',
    permission: 'User.Read.All',
  });
  const dialog = steps.dialogOf(page);
  const press = async (button: Locator): Promise<void> => {
    await button.waitFor();
    await tabVisibly(page, button);
    await page.keyboard.press('Enter');
  };
  /** Opens a dialog, closes it by Escape, which gives the focus back, and opens it again. */
  const open = async (button: Locator): Promise<void> => {
    const form = dialog.locator('form');
    await press(button);
    await form.waitFor();
    await focusIsIn(page, '[role=dialog], [role=alertdialog]');
    await page.keyboard.press('Escape');
    await steps.gone(dialog);
    await expect.poll(() => hasFocus(button)).toBe(true);
    await page.keyboard.press('Enter');
    await form.waitFor();
  };

  await open(page.getByRole('button', { name: 'Start onboarding' }));
  await tabVisibly(page, dialog.getByRole('textbox', { name: 'Name' }));
  await page.keyboard.type('Contoso Research');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Contoso Research' }).waitFor();

  await open(action(page, 'Identify tenant'));
  await tabVisibly(page, dialog.getByRole('combobox', { name: 'Tenant' }));
  await page.keyboard.type('Contoso Research');
  await press(dialog.getByRole('button', { name: 'Identify', exact: true }));
  await steps.gone(dialog);
  await page.getByRole('heading', { level: 1, name: 'Contoso Research Institute' }).waitFor();
  await focusIsIn(page, '.ta-onboarding-next');

  await open(action(page, 'Connect provider'));
  await tabVisibly(page, dialog.getByRole('textbox', { name: 'Entra tenant ID' }));
  await page.keyboard.type('contoso-research.onmicrosoft.com');
  await tabVisibly(page, dialog.getByRole('textbox', { name: 'Credential name' }));
  await page.keyboard.type('contoso-health/directory-app');
  await page.keyboard.press('Enter');
  await steps.gone(dialog);
  await action(page, 'Grant admin consent').waitFor();
  await focusIsIn(page, '.ta-onboarding-next');

  // The customer's own app has consent already: a verification proves it, and the page says so.
  await main(page).getByText('a verification proves that').waitFor();
  await isWellShown(page, 'own-app');
  await press(main(page).getByRole('button', { name: 'Start verification' }));
  await page.getByRole('progressbar').waitFor();
  await action(page, 'Continue onboarding').waitFor();
  await focusIsIn(page, '.ta-onboarding-card');
  await isWellShown(page, 'to-acknowledge');

  await press(action(page, 'Continue onboarding'));
  await focusIsIn(page, '[data-ta-section="stored_verification"]');
  const offer = main(page).getByRole('button', { name: /^Acknowledge: / });
  await press(offer);
  const reason = main(page).getByRole('textbox', { name: 'Reason' });
  await expect.poll(() => hasFocus(reason)).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => hasFocus(offer)).toBe(true);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Mailbox exports come later');
  await press(main(page).getByRole('button', { name: 'Acknowledge', exact: true }));
  await main(page)
    .getByText(/^Acknowledged by Cleo.*Mailbox exports come later/)
    .waitFor();
  await action(page, 'Complete onboarding').waitFor();
  await focusIsIn(page, '[data-ta-section="stored_verification"]');
  await isWellShown(page, 'acknowledged');

  await press(page.getByRole('button', { name: 'Cancel onboarding' }));
  await dialog.getByText('ends and cannot be resumed').waitFor();
  await page.keyboard.press('Escape');
  await steps.gone(dialog);
  await expect.poll(() => hasFocus(page.getByRole('button', { name: 'Cancel onboarding' }))).toBe(true);
  await press(action(page, 'Complete onboarding'));
  await main(page)
    .getByText(/^Completed by Cleo/)
    .waitFor();
  await focusIsIn(page, 'main');
});

it('whose result is too old asks for another one; of two people who complete it at once, the second sees who was first', async () => {
  const first = await site.visit({ as: 'u-bo', path: '/w/acme/onboarding/acme-sandbox' });
  await action(first.page, 'Run verification again').waitFor();
  await next(first.page).waitFor();
  await main(first.page).getByText('The last verification is too old to rely on.').waitFor();
  await main(first.page).getByText('Verification result is stale').waitFor();
  await isWellShown(first.page, 'too-old');
  await action(first.page, 'Run verification again').click();
  await action(first.page, 'Complete onboarding').waitFor();

  const second = await site.visit({ as: entraId, path: '/w/acme/onboarding/acme-sandbox' });
  const both = [first.page, second.page];
  for (const page of both) {
    await action(page, 'Complete onboarding').waitFor();
    // Both decide on what they see now.
    await page.route('**/readiness', (route) => route.abort());
  }
  await Promise.all(both.map((page) => action(page, 'Complete onboarding').click()));
  for (const page of both) await page.unrouteAll({ behavior: 'ignoreErrors' });
  const winners = await Promise.all(
    both.map(async (page) => {
      const line = main(page).getByText(/^Completed by /);
      await line.waitFor();
      return (await line.textContent())?.replace(/ on .*/, '');
    }),
  );
  expect(winners[0]).toBe(winners[1]);
  expect(winners[0]).toMatch(/Bo Lindqvist|Gus Petrov/);
  const told = both.map((page) => page.getByText('This onboarding has ended already'));
  await expect.poll(async () => (await Promise.all(told.map((one) => one.count()))).toSorted()).toEqual([0, 1]);
  for (const page of both) {
    await framesOf(page);
    expect(await primary(page).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
  }
  const loser = (await told[0]!.count()) > 0 ? both[0]! : both[1]!;
  await takePictures(loser, 'onboarding-completed-by-another');
});

it('whose verification was given up leads to what stopped it, and back to another one', async () => {
  const { page } = await site.visit({ as: 'u-cleo', path: '/w/nordwind/onboarding/nordwind-netz' });
  const review = next(page).getByRole('link', { name: 'Review verification' });
  await review.waitFor();
  await main(page).getByText('Verification ended without a result').waitFor();
  await isWellShown(page, 'given-up');
  await review.click();
  await main(page).getByText('was attempted 3 times and did not finish').first().waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Run verification again' }).click();
  await action(page, 'Complete onboarding').waitFor();
});
