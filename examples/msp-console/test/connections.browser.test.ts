// How a person connects a tenant and what the console says of it, against a simulated Microsoft that is reached over HTTP.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems, hiddenFocus, overflows } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import * as steps from './support/steps.ts';
import { settled } from './support/walk.ts';
import type { Visit } from './support/visit.ts';

const site = testConsole();

const nordwind = '/w/nordwind/tenants/nordwind-hauptmandant';
const contoso = '/w/contoso-health/tenants';

const main = (page: Page): Locator => page.getByRole('main');
const words = async (page: Page): Promise<string> => (await main(page).textContent()) ?? '';
const verdicts = (page: Page): Locator =>
  main(page).locator(
    '.ta-report :is([data-ta-tone="danger"], [data-ta-tone="success"]):not(.ta-checks *), .ta-permissions [data-ta-tone="danger"], .ta-permissions [data-ta-tone="success"]',
  );

/** Runs a check from the page of a connection and waits for its end. */
async function runCheck(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run check' }).click();
  await page.getByText('The check has ended.').waitFor();
  await settled(page);
}

/** Opens the page of a tenant's connection from the page of the tenant. */
async function openConnection({ page, walk }: Visit, tenant: string, name: string): Promise<void> {
  await walk(tenant);
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await settled(page);
}

/** Presses a button on the page of the simulation and waits until it is done. */
async function simulate({ page, walk }: Visit, workspaceId: string, button: string): Promise<void> {
  await walk(`/w/${workspaceId}/simulation`);
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('status').filter({ hasText: 'changed at Microsoft' }).waitFor();
}

describe('a tenant', () => {
  it('is connected and checked to the end, with its progress', async () => {
    const visit = await site.visit({ as: 'u-cleo', path: `${contoso}/contoso-research`, goesOn: true });
    const { page } = visit;
    await main(page).getByText('Not connected yet', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Connect' }).click();
    const dialog = steps.dialogOf(page);
    await dialog.getByRole('button', { name: 'Connect' }).click();
    await dialog.getByText('Fill this in').waitFor();
    await dialog.getByRole('textbox', { name: 'Entra tenant ID' }).fill('contoso-research.onmicrosoft.com');
    await dialog.getByRole('button', { name: 'Connect' }).click();
    // An app of the customer needs a credential. The question is asked before anything is sent.
    await dialog.getByText("The customer's own app needs a credential name").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Credential name' }).fill('contoso-health/directory-app');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Contoso Research Institute' }).waitFor();
    await main(page).getByRole('heading', { name: 'Verification' }).waitFor();
    expect(await words(page)).toContain('Not checked yet');

    await page.getByRole('button', { name: 'Run check' }).click();
    const bar = page.getByRole('progressbar', { name: 'Check is running' });
    await bar.waitFor();
    await expect.poll(() => bar.evaluate((one) => (one as HTMLProgressElement).max)).toBe(6);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByText('The check has ended.').waitFor();
    await main(page).getByText('Provider connection ready').waitFor();
    expect(await main(page).getByText('Passed', { exact: true }).count()).toBe(6);
    await main(page).getByText('All granted').waitFor();
    expect(await bar.count()).toBe(0);
    await page.getByRole('link', { name: 'View operation' }).click();
    await page.getByRole('heading', { level: 1, name: /^Connection check/ }).waitFor();
    await expect.poll(() => words(page)).toContain('6 succeeded');
  });

  it('at another credential than its own is not reached, and the secret of another customer is not handed out', async () => {
    const visit = await site.visit({ as: 'u-cleo', goesOn: true });
    const { status, text } = await visit.ask('POST', '/atlas/v1/workspaces/nordwind/connections', {
      tenantId: 'nordwind-hauptmandant',
      provider: 'microsoft',
      connectionType: 'dedicated',
      displayName: 'Borrowed',
      externalTenantId: '5f0c1a9e-7f53-4c5e-9a36-2f8b1f0a7c11',
      credentialReference: 'acme/directory-app',
      isDefault: false,
    });
    expect(status, text).toBe(201);
    const { id } = JSON.parse(text) as { readonly id: string };
    await visit.walk(`${nordwind}/connections/${id}`);
    await runCheck(visit.page);
    expect(await words(visit.page)).toContain('Credential');
    expect(await main(visit.page).getByText('Skipped', { exact: true }).count()).toBe(4);
    // The same connection is not at the address of another tenant.
    await visit.walk(`/w/nordwind/tenants/nordwind-netz/connections/${id}`);
    await visit.page.getByRole('heading', { name: 'Page not found' }).waitFor();
  });
});

describe('what changes at Microsoft', () => {
  it('is noticed: a permission that was taken away blocks, and is named', async () => {
    const visit = await site.visit({ as: 'u-cleo', goesOn: true });
    const { page } = visit;
    await visit.walk('/w/nordwind/simulation');
    await page.getByRole('combobox', { name: 'Permission of Nordwind Hauptmandant' }).selectOption('Policy.Read.All');
    await page.getByRole('button', { name: 'Remove permission: Nordwind Hauptmandant' }).click();
    await page.getByRole('status').filter({ hasText: 'changed at Microsoft' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await openConnection(visit, nordwind, 'Nordwind Hauptmandant');
    // The console knows nothing of it before it asks.
    expect(await words(page)).toContain('Provider connection ready');
    await runCheck(page);
    await main(page).getByText('Provider connection blocked').waitFor();
    const text = await words(page);
    expect(text).toContain('Changed since the report before: Required permissions');
    expect(text).toContain('Missing (1)');
    await main(page).getByText('Policy.Read.All').first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await visit.walk(nordwind);
    await main(page).getByText('Permissions missing').waitFor();
    await simulate(visit, 'nordwind', 'Restore: Nordwind Hauptmandant');
    await openConnection(visit, nordwind, 'Nordwind Hauptmandant');
    await runCheck(page);
    await main(page).getByText('Provider connection ready').waitFor();
  });

  it('is not judged where a limit keeps the evidence away', async () => {
    const visit = await site.visit({ as: 'u-bo' });
    const { page } = visit;
    await openConnection(visit, '/w/acme/tenants/acme-emea', 'Acme EMEA directory');
    await runCheck(page);
    const text = await words(page);
    for (const part of ['Not enough evidence', 'Limited by the provider', 'Unreadable (7)', 'Granted when last read'])
      expect(text).toContain(part);
    expect(text).not.toContain('Missing (');
    expect(await verdicts(page).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await visit.walk('/w/acme/tenants/acme-emea');
    await main(page).getByText('Unreadable (7)').waitFor();
    expect(await main(page).locator('.ta-connection [data-ta-tone="danger"]').count()).toBe(0);
  });

  it('is changed only by people who manage connections, and only where they see the tenant', async () => {
    const dov = await site.visit({ as: 'u-dov', path: '/w/acme/simulation' });
    await dov.page.getByRole('heading', { name: 'Acme Production' }).waitFor();
    expect(await dov.page.getByRole('button', { name: /^Throttle/ }).count()).toBe(0);
    expect(await words(dov.page)).not.toContain('Acme Europe');
    const throttle = { action: 'throttle', tenantId: 'acme-production' };
    expect((await dov.ask('POST', '/simulation/acme', throttle)).status).toBe(403);
    const cleo = await site.visit({ as: 'u-cleo' });
    expect((await cleo.ask('POST', '/simulation/acme', throttle)).status).toBe(404);
    expect((await cleo.ask('POST', '/simulation/nordwind', throttle)).status).toBe(404);
    expect((await cleo.ask('POST', '/simulation/nordwind', { action: 'erase' })).status).toBe(422);
    await dov.walk(steps.acmeProduction);
    const button = dov.page.getByRole('button', { name: 'Run check' });
    await button.waitFor();
    expect(await steps.isUnavailable(button)).toBe(true);
  });
});

describe('the consent of an administrator', () => {
  /** Opens the consent page of the simulated Microsoft from the page of the connection. */
  async function ask(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Grant admin consent' }).click();
    await page.getByRole('heading', { name: 'Permissions requested' }).waitFor();
  }
  async function backTo(page: Page, outcome: string): Promise<void> {
    await page.getByRole('heading', { level: 1, name: outcome }).waitFor();
    await page.getByRole('link', { name: 'Back to the connection' }).click();
    await page.getByRole('heading', { level: 1, name: 'Nordwind Netz' }).waitFor();
    await settled(page);
  }

  it('is declined, then given by the wrong tenant, then granted and proven by a check', async () => {
    const visit = await site.visit({ as: 'u-cleo' });
    const { page } = visit;
    const answers: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/atlas/consent/callback') answers.push(request.url());
    });
    await visit.goto('/w/nordwind/tenants/nordwind-netz');
    await main(page).getByText('Provider consent required').waitFor();
    await ask(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { level: 1, name: 'Consent declined' }).waitFor();
    expect(new URL(page.url()).search).toBe('?outcome=declined'); // the secret of the request stays behind
    expect(await accessibilityProblems(page)).toEqual([]);
    await backTo(page, 'Consent declined');
    expect(await words(page)).toContain('Provider consent failed');

    await ask(page);
    // Microsoft itself refuses another tenant at an address that names one; an address for any organization gets through.
    await page.goto(page.url().replace(/\/[^/]+\/v2\.0\//, '/organizations/v2.0/'));
    await page
      .getByRole('combobox')
      .selectOption({ label: 'Contoso Research Institute (contoso-research.onmicrosoft.com)' });
    await page.getByRole('button', { name: 'Accept' }).click();
    await backTo(page, 'Another tenant answered');
    expect(await main(page).getByText('Provider connection ready').count()).toBe(0);

    await ask(page);
    await page.getByRole('button', { name: 'Accept' }).click();
    await backTo(page, 'Consent given');
    await main(page).getByText('Provider connection ready').waitFor();
    await expect.poll(() => main(page).getByText('Passed', { exact: true }).count()).toBe(6);
    expect(await page.getByRole('button', { name: 'Grant admin consent' }).count()).toBe(0);

    // An answer counts once.
    const { pathname, search } = new URL(answers.at(-1) ?? '');
    await page.goto(`${pathname}${search}`);
    await page.getByRole('heading', { level: 1, name: 'Answer already received' }).waitFor();
  });

  it('is shown to people without an account, and a forged address shows no result', async () => {
    const { page } = await site.visit({ locale: 'de-DE' });
    await page.goto('/atlas/consent/callback?state=made-up&admin_consent=True');
    await page.getByRole('heading', { level: 1, name: 'Link nicht bekannt' }).waitFor();
    expect(await overflows(page)).toEqual([]);
    await page.goto('/consent?outcome=hacked');
    await page.getByRole('heading', { level: 1, name: 'Link nicht bekannt' }).waitFor();
  });
});

describe('the pages of connections', () => {
  it('fit at 320 pixels, in German and in the dark', async () => {
    const visit = await site.visit({ as: 'u-cleo', locale: 'de-DE', colorScheme: 'dark' });
    const { page } = visit;
    await visit.walk(`${contoso}/contoso-clinical`);
    await page.getByRole('link', { name: 'Contoso Clinical directory' }).click();
    await page.getByRole('heading', { level: 1, name: 'Contoso Clinical directory' }).waitFor();
    const connection = new URL(page.url()).pathname;
    for (const path of [connection, `${contoso}/contoso-clinical`, '/w/contoso-health/simulation']) {
      await page.setViewportSize({ width: 1024, height: 900 });
      await visit.walk(path);
      await settled(page);
      expect.soft(await accessibilityProblems(page), path).toEqual([]);
      expect.soft(await words(page), path).not.toMatch(/\b(?:connection|simulation|connect|ui)\.[a-z]/);
      await page.setViewportSize({ width: 320, height: 800 });
      expect.soft(await overflows(page), path).toEqual([]);
    }
    await visit.walk(connection);
    await settled(page);
    expect(await words(page)).toContain('Verbindung zum Anbieter blockiert');
    expect(await words(page)).toContain('Konfigurationsbestand');
  });

  it('are used by keyboard', async () => {
    const visit = await site.visit({ as: 'u-cleo', goesOn: true });
    const { page } = visit;
    await openConnection(visit, `${contoso}/contoso-clinical`, 'Contoso Clinical directory');
    expect(await hiddenFocus(page, 20)).toEqual([]);
    const evidence = main(page).locator('summary').filter({ hasText: 'Evidence' }).first();
    await evidence.focus();
    await page.keyboard.press('Enter');
    await main(page).locator('.ta-evidence-head').getByText('Sign-in', { exact: true }).waitFor();
    const button = page.getByRole('button', { name: 'Run check' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByText('The check has ended.').waitFor();
  });
});
