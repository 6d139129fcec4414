// How a person takes a tenant into service: each state of an onboarding, what the page says is next, and what happens when two people work on one.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems, hiddenFocus, overflows } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import { everyPicture, takePicture, takePictures } from './support/picture.ts';
import { settled } from './support/walk.ts';
import * as steps from './support/steps.ts';
import { sizeOf, widths, type Visit } from './support/visit.ts';

const site = testConsole();

const main = (page: Page): Locator => page.getByRole('main');
const primary = (page: Page): Locator => main(page).locator('[data-variant="primary"], [data-ta-variant="primary"]');
const next = (page: Page): Locator =>
  page.getByRole('group', { name: /^(Primary next action|Wichtigste nächste Aktion)$/ });
const help = (page: Page): Locator => page.getByRole('group', { name: /^(Contextual help|Hilfe dazu)$/ });

/** Presses what has the focus by keyboard, after the focus was led there by keyboard. */
async function pressByKeyboard(page: Page, button: Locator): Promise<void> {
  await button.focus();
  await page.keyboard.press('Enter');
}

/** What the page says is next: the action in both languages, and the headline of help, or none. */
interface Expected {
  readonly action: readonly [english: string, german: string] | null;
  readonly help: readonly [english: string, german: string] | null;
}

const consent = {
  action: ['Grant admin consent', 'Administratorzustimmung erteilen'],
  help: ['Admin consent required', 'Administratorzustimmung erforderlich'],
} as const;

const again = ['Run verification again', 'Prüfung erneut starten'] as const;
const stale = ['Verification result is stale', 'Prüfergebnis ist veraltet'] as const;

/** One onboarding, looked at in two languages, whose states are switched through the API. */
async function watched(path: string) {
  const english = await site.visit({ as: 'u-cleo', path });
  const german = await site.visit({ as: 'u-cleo', locale: 'de-DE', path });
  const workspaces = '/atlas/v1/workspaces/nordwind';
  const ask = async (method: 'GET' | 'POST', address: string, body?: object): Promise<Record<string, unknown>> => {
    const { status, text } = await english.ask(method, address, body);
    expect(status, `${address}: ${text}`).toBeLessThan(300);
    return JSON.parse(text) as Record<string, unknown>;
  };
  const address = `${workspaces}/onboarding/nordwind-netz`;
  let connection = '';
  return {
    english,
    german,
    address,
    ask,
    /** Selects a new connection with the customer's own app. The product's app has a fresh consent, so that its verifications wait for minutes until it takes effect. */
    async connectOwnApp() {
      const { id } = await ask('POST', `${workspaces}/connections`, {
        tenantId: 'nordwind-netz',
        provider: 'microsoft',
        connectionType: 'dedicated',
        displayName: "Nordwind's own app",
        externalTenantId: 'c4a87f1d-0e93-4b26-a7d8-519f6e2c8b07',
        credentialReference: 'nordwind/directory-app',
        isDefault: false,
      });
      connection = `${workspaces}/connections/${String(id)}`;
      await ask('POST', address, { connectionId: id, expectedVersion: 1 });
    },
    simulate: (action: string, more: object = {}) =>
      ask('POST', '/simulation/nordwind', { action, tenantId: 'nordwind-netz', ...more }),
    change: (change: object) => ask('POST', connection, change),
    /** Runs a verification to its end, without the page. */
    async verify() {
      await ask('POST', `${connection}/verify`, {});
      await expect
        .poll(async () => (await ask('GET', connection))['verificationStatus'], { timeout: 60_000 })
        .not.toBe('pending');
    },
    /** Both pages show exactly one primary action, the matching help, and nothing that sticks out or breaks a rule of accessibility. */
    async shows(name: string, expected: Expected) {
      for (const [index, { page }] of [english, german].entries()) {
        const action = expected.action?.[index] ?? null;
        const headline = expected.help?.[index] ?? null;
        if (action !== null) await next(page).getByText(action, { exact: true }).waitFor();
        else await expect.poll(() => next(page).count()).toBe(0);
        await expect.poll(() => help(page).count(), { message: name }).toBe(headline === null ? 0 : 1);
        if (headline !== null) await help(page).getByText(headline, { exact: true }).waitFor();
        await settled(page);
        expect.soft(await primary(page).count(), name).toBe(action === null ? 0 : 1);
        expect.soft(await page.getByRole('heading', { level: 1 }).textContent(), name).toMatch(/^Nordwind Netz/);
        expect
          .soft(await main(page).textContent(), name)
          .not.toMatch(/\b(?:onboarding|connection|ui)\.[a-z]|provider_/);
      }
      await pictures(english, german, name);
    },
  };
}

async function pictures(english: Visit, german: Visit, name: string): Promise<void> {
  expect.soft(await accessibilityProblems(english.page), name).toEqual([]);
  for (const { page } of [english, german]) {
    await page.setViewportSize(sizeOf(390));
    expect.soft(await overflows(page), `${name} on a phone`).toEqual([]);
    await page.setViewportSize(sizeOf(1440));
  }
  await takePictures(english.page, `onboarding-${name}`);
  await english.page.emulateMedia({ colorScheme: 'light' });
  for (const width of everyPicture ? widths : []) {
    await german.page.setViewportSize(sizeOf(width));
    await takePicture(german.page, `onboarding-${name}-${String(width)}-german`);
  }
  for (const { page } of [english, german]) await page.setViewportSize(sizeOf(1440));
}

describe('an onboarding', () => {
  it('shows in each state exactly one primary action and the matching help, in both languages', async () => {
    const { english, german, address, ask, connectOwnApp, simulate, change, verify, shows } = await watched(
      '/w/nordwind/onboarding/nordwind-netz',
    );
    const { page } = english;
    await shows('missing-consent', consent);

    await pressByKeyboard(page, next(page).getByRole('button', { name: 'Grant admin consent' }));
    await page.getByRole('heading', { name: 'Permissions requested' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Back to the onboarding' }).click();
    await main(page).getByText('Provider consent failed').first().waitFor();
    await main(german.page).getByText('Zustimmung beim Anbieter fehlgeschlagen').first().waitFor();
    // The consent changed after the last verification, too. The help is about what comes first, as the action is.
    await shows('declined-consent', consent);

    await pressByKeyboard(page, next(page).getByRole('button', { name: 'Grant admin consent' }));
    await page.getByRole('heading', { name: 'Permissions requested' }).waitFor();
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('heading', { level: 1, name: 'Consent given' }).waitFor();
    await page.getByRole('link', { name: 'Back to the onboarding' }).click();
    await next(page).getByRole('button', { name: 'Complete onboarding' }).waitFor();

    await connectOwnApp();
    await simulate('remove_permission', { permission: 'Policy.Read.All' });
    await verify();
    await shows('missing-permissions', {
      action: ['Review permissions', 'Berechtigungen überprüfen'],
      help: ['Required permissions missing', 'Erforderliche Berechtigungen fehlen'],
    });

    await simulate('restore');
    await simulate('block_sign_in');
    await verify();
    await shows('blocked-verification', {
      action: again,
      help: ['Provider connection needs review', 'Verbindung zum Anbieter muss geprüft werden'],
    });

    await simulate('restore');
    await change({ isEnabled: false });
    await shows('disabled-connection', {
      action: ['Review provider connection', 'Verbindung zum Anbieter überprüfen'],
      help: ['Provider connection needs review', 'Verbindung zum Anbieter muss geprüft werden'],
    });

    await change({ isEnabled: true });
    await shows('stale-verification', { action: again, help: stale });

    // Live, and by keyboard: the progress is shown, and the focus is not lost.
    await pressByKeyboard(page, next(page).getByRole('button', { name: 'Run verification again' }));
    await next(page).getByRole('button', { name: 'Refresh' }).waitFor();
    await page.getByRole('progressbar', { name: 'Verification is in progress' }).waitFor();
    expect(await primary(page).count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.closest('.ta-onboarding-card') !== null)).toBe(true);
    await takePictures(page, 'onboarding-in-progress');
    await page.setViewportSize(sizeOf(1440));
    await next(page).getByRole('button', { name: 'Complete onboarding' }).waitFor();
    await shows('ready', { action: ['Complete onboarding', 'Onboarding abschließen'], help: null });
    expect(await hiddenFocus(page, 20)).toEqual([]);

    // Another person changes it while the page shows what was: the step is refused, and the page says so.
    await page.route('**/readiness', (route) => route.abort());
    await ask('POST', address, { draftName: 'Nordwind grid', expectedVersion: 2 });
    await pressByKeyboard(page, next(page).getByRole('button', { name: 'Complete onboarding' }));
    await page.getByText('This onboarding was changed meanwhile').waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByText(/^Changed by Cleo/).waitFor();
    await takePictures(page, 'onboarding-changed');
    await page.setViewportSize(sizeOf(1440));
    // Once the page shows it as it is now, the same step is right.
    const complete = next(page).getByRole('button', { name: 'Complete onboarding' });
    const pressed = async (): Promise<number> => {
      if ((await complete.count()) > 0) await pressByKeyboard(page, complete);
      return main(page)
        .getByText(/^Completed by Cleo/)
        .count();
    };
    await expect.poll(pressed, { interval: 2_000, timeout: 60_000 }).toBe(1);
    await shows('completed', { action: null, help: null });
    await page.getByRole('link', { name: 'Open tenant' }).click();
    await page.getByText('Active', { exact: true }).first().waitFor();
  });

  it('that another person ended first shows the second that it has ended, and by whom', async () => {
    const visit = await site.visit({ as: 'u-bo', path: '/w/acme/onboarding/acme-sandbox' });
    const { page } = visit;
    await next(page).waitFor();
    await page.route('**/readiness', (route) => route.abort());
    await page.getByRole('button', { name: 'Cancel onboarding' }).click();
    const dialog = steps.dialogOf(page);
    await dialog.getByText('ends and cannot be resumed').waitFor();
    const { status, text } = await visit.ask('POST', '/atlas/v1/workspaces/acme/onboarding/acme-sandbox/cancel', {
      expectedVersion: 1,
    });
    expect(status, text).toBe(200);
    await dialog.getByRole('button', { name: 'Cancel onboarding' }).click();
    await steps.gone(dialog);
    await page.getByText('Your step was not carried out').waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await main(page)
      .getByText(/^Cancelled by Bo/)
      .waitFor();
    await page.getByText('This onboarding has ended already').waitFor();
    expect(await primary(page).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await takePictures(page, 'onboarding-cancelled');
  });

  it('begins with a name, identifies the tenant, connects it, and waits for a provider that limits it', async () => {
    const visit = await site.visit({ as: 'u-cleo', path: '/w/contoso-health/onboarding' });
    const { page } = visit;
    await page.getByText('No open onboardings').waitFor();
    const dialog = steps.dialogOf(page);
    await pressByKeyboard(page, page.getByRole('button', { name: 'Start onboarding' }));
    await dialog.getByRole('button', { name: 'Start onboarding' }).click();
    await dialog.getByText('Fill this in').waitFor();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Contoso Research');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Contoso Research' }).waitFor();
    expect(await page.locator('[aria-current="step"]').textContent()).toContain('Identify tenant');

    await pressByKeyboard(page, next(page).getByRole('button', { name: 'Identify tenant' }));
    await dialog.getByRole('combobox', { name: 'Tenant' }).selectOption('contoso-research');
    await dialog.getByRole('button', { name: 'Identify', exact: true }).click();
    await steps.gone(dialog);
    await page.getByRole('heading', { level: 1, name: 'Contoso Research Institute' }).waitFor();
    expect(await page.locator('[aria-current="step"]').textContent()).toContain('Connect provider');
    // The button that was pressed is gone: the focus is where the next one is.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('.ta-onboarding-next') !== null))
      .toBe(true);

    await pressByKeyboard(page, next(page).getByRole('button', { name: 'Connect provider' }));
    await dialog.getByRole('textbox', { name: 'Entra tenant ID' }).fill('contoso-research.onmicrosoft.com');
    await dialog.getByRole('textbox', { name: 'Credential name' }).fill('contoso-health/directory-app');
    await page.keyboard.press('Enter');
    await steps.gone(dialog);
    await next(page).getByRole('button', { name: 'Grant admin consent' }).waitFor();

    // A verification proves the consent to an app of the customer. This one is limited, so that it says nothing about the permissions.
    const workspaces = '/atlas/v1/workspaces/contoso-health';
    await visit.ask('POST', '/simulation/contoso-health', { action: 'throttle', tenantId: 'contoso-research' });
    const { text } = await visit.ask('GET', `${workspaces}/connections?tenant_id=contoso-research`);
    const { items } = JSON.parse(text) as { readonly items: readonly { readonly id: string }[] };
    const { status } = await visit.ask('POST', `${workspaces}/connections/${items[0]!.id}/verify`, {});
    expect(status).toBeLessThan(300);
    await next(page).getByRole('button', { name: 'Run verification again' }).waitFor();
    await main(page).getByText('Wait until the provider answers again, then run the verification').waitFor();
    await main(page)
      .getByText(/^Possible from/)
      .waitFor();
    expect(await help(page).count()).toBe(0);
    expect(await primary(page).count()).toBe(1);
    expect(await accessibilityProblems(page)).toEqual([]);
    await takePictures(page, 'onboarding-throttled-evidence');
    await page.setViewportSize(sizeOf(1440));

    // The tenant has one onboarding: another one leads there.
    await visit.walk('/w/contoso-health/onboarding');
    await page.getByRole('button', { name: 'Start onboarding' }).click();
    await dialog.getByRole('combobox', { name: 'Tenant' }).selectOption('contoso-research');
    await dialog.getByRole('button', { name: 'Start onboarding' }).click();
    await dialog.getByRole('link', { name: 'Open that onboarding' }).click();
    await page.getByRole('heading', { level: 1, name: 'Contoso Research Institute' }).waitFor();
  });
});
