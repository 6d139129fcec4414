// Help beside a problem: what it means, what to do, and links that lead to pages of this console. The problems are those of the simulated Microsoft.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems, overflows } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import { hasFocus, tabTo } from './support/keys.ts';
import { settled } from './support/walk.ts';
import type { Visit } from './support/visit.ts';

const site = testConsole();

const netz = '/w/nordwind/tenants/nordwind-netz';
const clinical = '/w/contoso-health/tenants/contoso-clinical';
const emea = '/w/acme/tenants/acme-emea';

const helpOf = (page: Page): Locator => page.getByRole('group', { name: /^(Contextual help|Hilfe dazu)$/ });

/** Opens a page and waits for its one help. */
async function openHelped({ page, walk }: Visit, path: string, headline: string): Promise<Locator> {
  await walk(path);
  const help = helpOf(page);
  await help.getByText(headline, { exact: true }).waitFor();
  expect(await help.count()).toBe(1);
  return help;
}

/** The sentences of a part of the page, each as often as it is there. */
async function sentencesOf(part: Locator): Promise<readonly string[]> {
  const texts = await part
    .locator('p, li, strong, span')
    .evaluateAll((all) =>
      all.filter((one) => one.childElementCount === 0).map((one) => (one.textContent ?? '').trim()),
    );
  return texts.filter((text) => text.includes(' '));
}

/** Requests for help from now on. */
function askedForHelp(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.endsWith('/help')) asked.push(pathname + search);
  });
  return asked;
}

describe('help appears once', () => {
  it.each([
    [
      'where consent is missing',
      'u-cleo',
      netz,
      'Admin consent required',
      'Grant admin consent and re-run verification.',
    ],
    [
      'where permissions are missing',
      'u-cleo',
      clinical,
      'Required permissions missing',
      'Open required permissions and confirm the missing grants.',
    ],
    [
      'where a limit keeps the evidence away',
      'u-bo',
      emea,
      'Provider failure looks retryable',
      'Retry after the provider dependency recovers.',
    ],
  ] as const)('%s, on the page of the tenant and of its connection', async (_, as, tenant, headline, action) => {
    const visit = await site.visit({ as, goesOn: true });
    const { page } = visit;
    const asked = askedForHelp(page);
    for (const path of [tenant, `${tenant}/connection`]) {
      const help = await openHelped(visit, path, headline);
      await help.getByRole('heading', { name: 'Safe next action' }).waitFor();
      await help.getByText(action).waitFor();
      // The card around it tells nothing twice.
      const told = await sentencesOf(page.locator('.ta-connection'));
      expect(told.filter((text, index) => told.indexOf(text) !== index)).toEqual([]);
      expect(await accessibilityProblems(page)).toEqual([]);
    }
    expect(new Set(asked).size).toBe(2); // one for each page
  });

  it('where a verification failed, and not where a connection works', async () => {
    const visit = await site.visit({ as: 'u-cleo', goesOn: true });
    const { page } = visit;
    const { status, text } = await visit.ask('POST', '/atlas/v1/workspaces/nordwind/connections', {
      tenantId: 'nordwind-hauptmandant',
      provider: 'microsoft',
      connectionType: 'dedicated',
      displayName: 'Wrong credential',
      externalTenantId: 'e1a4d8b3-5c67-4f29-bb1a-84d3c7a9f016',
      credentialReference: 'nordwind/no-such-app',
      isDefault: false,
    });
    expect(status, text).toBe(201);
    const { id } = JSON.parse(text) as { readonly id: string };
    await visit.walk(`/w/nordwind/tenants/nordwind-hauptmandant/connections/${id}`);
    await page.getByText('Not checked yet', { exact: true }).first().waitFor();
    expect(await helpOf(page).count()).toBe(0); // a check is next, and the page says so
    await page.getByRole('button', { name: 'Run check' }).click();
    await page.getByText('The check has ended.').waitFor();
    const help = helpOf(page);
    await help.getByText('Provider connection needs review', { exact: true }).waitFor();
    expect(await help.count()).toBe(1);
    await help.getByText('Review the provider connection before retrying.').waitFor();
    // What was on the page stays there: it does not wait for help a second time.
    await page.getByText('The check has ended.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    await visit.walk('/w/nordwind/tenants/nordwind-hauptmandant');
    await page.getByText('Provider connection ready').waitFor();
    await settled(page);
    expect(await helpOf(page).count()).toBe(0);
  });

  it('in the record of an operation that failed for a reason of the provider', async () => {
    const visit = await site.visit({ as: 'u-bo', goesOn: true });
    const { page } = visit;
    const { items } = JSON.parse(
      (await visit.ask('GET', '/atlas/v1/workspaces/acme/operations?outcome=failed&limit=1')).text,
    ) as { readonly items: readonly { readonly id: string }[] };
    const run = `/w/acme/operations/${items[0]?.id ?? ''}`;
    await visit.walk(run);
    await page.getByText('Timeline').waitFor();
    await settled(page);
    expect(await helpOf(page).count()).toBe(0); // The provider did not cause it: a mailbox was not found.
    await page.route(/\/atlas\/.*\/operations\/[^/?]+$/, async (route) => {
      const answer = await route.fetch();
      const found = (await answer.json()) as { failureSummary: { reasonCode: string }[] };
      const failureSummary = found.failureSummary.map((one) => ({ ...one, reasonCode: 'provider_unavailable' }));
      await route.fulfill({ response: answer, json: { ...found, failureSummary } });
    });
    await openHelped(visit, run, 'Provider failure looks retryable');
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});

describe('the links of help', () => {
  it('lead by keyboard from the tenant to the permissions of its connection', async () => {
    const visit = await site.visit({ as: 'u-cleo', goesOn: true });
    const { page } = visit;
    const help = await openHelped(visit, clinical, 'Required permissions missing');
    await tabTo(page, help.getByRole('link', { name: 'Open required permissions' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Contoso Clinical directory' }).waitFor();
    const permissions = page.getByRole('region', { name: 'Permissions' });
    await expect.poll(() => hasFocus(permissions)).toBe(true);
    expect(new URL(page.url()).pathname).toMatch(/\/tenants\/contoso-clinical\/connections\/[^/]+$/);
    await permissions.getByText('Policy.Read.All').waitFor();

    // From the page of the connection, the same link stays there.
    const again = helpOf(page).getByRole('link', { name: 'Open required permissions' });
    await again.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => hasFocus(permissions)).toBe(true);
  });

  it('lead to the button that asks for consent, and to the guide in a new tab', async () => {
    const visit = await site.visit({ as: 'u-cleo' });
    const { page } = visit;
    const help = await openHelped(visit, netz, 'Admin consent required');
    const guide = help.getByRole('link', { name: 'Admin consent guide' });
    expect(await guide.getAttribute('href')).toMatch(/^https:\/\/learn\.microsoft\.com\//);
    expect(await guide.getAttribute('target')).toBe('_blank');
    await tabTo(page, help.getByRole('link', { name: 'Grant admin consent' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Nordwind Netz' }).waitFor();
    const button = page.getByRole('button', { name: 'Grant admin consent' });
    await expect.poll(() => hasFocus(button)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Permissions requested' }).waitFor();
  });

  it('that the server makes are addresses of this console, also when they are opened by themselves', async () => {
    const visit = await site.visit({ as: 'u-cleo', goesOn: true });
    const { page } = visit;
    const asked = new URLSearchParams({
      tenant_id: 'contoso-clinical',
      topic_key: 'required-permissions-missing',
    });
    const { text } = await visit.ask('GET', `/atlas/v1/workspaces/contoso-health/help?${asked.toString()}`);
    const { help } = JSON.parse(text) as { readonly help: { readonly links: readonly { readonly url: string }[] } };
    expect(help.links.map(({ url }) => url)).toEqual([`${clinical}/connection#permissions`]);
    await visit.goto(help.links[0]?.url ?? '');
    await page.getByRole('heading', { level: 1, name: 'Contoso Clinical directory' }).waitFor();
    await expect.poll(() => hasFocus(page.getByRole('region', { name: 'Permissions' }))).toBe(true);
    // A tenant without a connection has the way to one on its page.
    await visit.goto('/w/contoso-health/tenants/contoso-research/connection');
    await page.getByRole('button', { name: 'Connect' }).waitFor();
  });
});

describe('help comes second', () => {
  it('to access: no help is asked for on a page that is not there for a person', async () => {
    const visit = await site.visit({ as: 'u-dov' });
    const { page } = visit;
    const asked = askedForHelp(page);
    for (const path of [emea, `${emea}/connection`, `${clinical}/connection`]) {
      await visit.goto(path);
      await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
      await page.waitForLoadState('networkidle');
    }
    expect(asked).toEqual([]);
    const hidden = await visit.ask(
      'GET',
      '/atlas/v1/workspaces/acme/help?tenant_id=acme-emea&topic_key=verification-failed',
    );
    const absent = await visit.ask(
      'GET',
      '/atlas/v1/workspaces/acme/help?tenant_id=nowhere&topic_key=verification-failed',
    );
    expect(hidden.status).toBe(404);
    expect(hidden).toEqual(absent);
  });

  it('to the page: it waits for help so that nothing moves', async () => {
    const visit = await site.visit({ as: 'u-cleo' });
    const { page } = visit;
    // The second that a page waits lasts as long as the test needs.
    await page.addInitScript(() => {
      const { setTimeout: real } = globalThis;
      globalThis.setTimeout = ((run: () => void, millis?: number) =>
        real(run, millis === 1_000 ? 600_000 : millis)) as typeof setTimeout;
      new MutationObserver(() => {
        const { dataset } = document.documentElement;
        if (document.querySelector('.ta-report'))
          dataset['helpWasThere'] ??= String(document.querySelector('.ta-help') !== null);
      }).observe(document, { childList: true, subtree: true });
    });
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/\/help\?/, async (route) => {
      await held;
      await route.continue();
    });
    const permissions = page.waitForResponse(/\/permissions/);
    const asked = page.waitForRequest(/\/help\?/);
    await page.goto(`${clinical}/connection`);
    await Promise.all([permissions, asked]);
    expect(await page.locator('.ta-report, .ta-connection').count()).toBe(0);
    release();
    await page.locator('.ta-report').waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset['helpWasThere'])).toBe('true');
  });

  it('to the page: one that is late, or that fails, does not hold it up', async () => {
    const visit = await site.visit({ as: 'u-cleo' });
    const { page } = visit;
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/\/help\?/, async (route) => {
      await held;
      await route.continue();
    });
    const givenUp: string[] = [];
    page.on('requestfailed', (request) => givenUp.push(request.url()));
    await visit.goto(`${clinical}/connection`);
    await page.getByText('Provider connection blocked').waitFor();
    expect(await helpOf(page).count()).toBe(0);
    expect(givenUp.filter((url) => url.includes('/help?'))).toEqual([]); // the page was first
    release();
    await helpOf(page).waitFor();

    await page.unrouteAll({ behavior: 'wait' });
    await page.route(/\/help\?/, (route) => route.fulfill({ status: 500, body: '' }));
    await visit.goto(clinical);
    await page.getByText('Provider connection blocked').waitFor();
    await settled(page);
    expect(await helpOf(page).count()).toBe(0);
  });
});

it('is in German and in the words of the brand, and fits at 320 pixels in the dark', async () => {
  const visit = await site.visit({ as: 'u-cleo', host: 'anvio.localhost', locale: 'de-DE', colorScheme: 'dark' });
  const { page } = visit;
  for (const [tenant, headline] of [
    [netz, 'Administratorzustimmung erforderlich'],
    [clinical, 'Erforderliche Berechtigungen fehlen'],
  ] as const)
    for (const path of [tenant, `${tenant}/connection`]) {
      await page.setViewportSize({ width: 1024, height: 900 });
      const help = await openHelped(visit, path, headline);
      await help.getByRole('heading', { name: 'Sicherer nächster Schritt' }).waitFor();
      const text = (await help.textContent()) ?? '';
      expect.soft(text, path).not.toMatch(/Arbeitsbereich|\b(?:topics|reasons|ui)\.[a-z]|consent|permission/i);
      expect.soft(await accessibilityProblems(page), path).toEqual([]);
      await page.setViewportSize({ width: 320, height: 800 });
      expect.soft(await overflows(page), path).toEqual([]);
    }
});
