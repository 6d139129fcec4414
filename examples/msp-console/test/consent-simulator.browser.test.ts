import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { microsoftPermissions } from '@tenantatlas/graph-provider';
import { createGraphSimulator } from '@tenantatlas/graph-provider/simulator';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { launch } from './support/browser.ts';
import { accessibilityProblems, overflows } from './support/checks.ts';

// The page where an administrator of the simulated Microsoft consents, which demonstrations show.
const clientId = '6f1d2c3b-0a1b-4c2d-8e3f-112233445566';

/** What the administrator is sent back to, on another origin. */
const returned: string[] = [];
const host = createServer((request, answer) => {
  returned.push(request.url ?? '');
  answer.setHeader('content-type', 'text/html').end('<h1>Back</h1>');
});
host.listen(0, '127.0.0.1');
await once(host, 'listening');
const redirectUri = `http://127.0.0.1:${String((host.address() as AddressInfo).port)}/consented`;

const simulator = createGraphSimulator({
  seed: 'consent page',
  tenants: [
    { name: 'contoso', displayName: 'Contoso GmbH' },
    { name: 'fabrikam', displayName: 'Fabrikam Maschinenbau und Anlagentechnik Beteiligungsgesellschaft' },
  ],
  apps: [
    {
      clientId,
      displayName: `Atlas ${'x'.repeat(80)}`,
      redirectUris: [redirectUri],
      permissions: microsoftPermissions.permissions.map(({ key }) => key),
    },
  ],
});
const server = await simulator.listen();
let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('chromium'));
});
afterAll(async () => {
  await browser.close();
  await server.close();
  host.closeAllConnections();
  host.close();
});

async function consentPage(options: BrowserContextOptions = {}, client = clientId): Promise<Page> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const query = new URLSearchParams({ client_id: client, redirect_uri: redirectUri, state: 'abc' });
  await page.goto(`${server.login}/organizations/v2.0/adminconsent?${query.toString()}`);
  return page;
}

const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [320, 1_000].flatMap((width) => ['en-US', 'de-DE'].map((locale) => ({ colorScheme, width, locale }))),
);

describe.each(looks)('in $colorScheme, $width wide, in $locale', ({ colorScheme, width, locale }) => {
  const options = { colorScheme, locale, viewport: { width, height: 800 } };

  it('the page has no accessibility problem and fits', async () => {
    const page = await consentPage(options);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
    expect(await page.getByRole('listitem').first().textContent()).toBe('Directory.Read.All');
    expect(await page.getByRole('note').textContent()).toMatch(/Microsoft/);
  });

  it('the page of a refusal too', async () => {
    const page = await consentPage(options, 'unknown');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
    expect(await page.getByText('AADSTS700016').getAttribute('lang')).toBe('en');
    expect(await page.getByRole('button').count()).toBe(0);
  });
});

it('its styles apply under its policy, light and dark', async () => {
  const background = async (colorScheme: 'light' | 'dark') =>
    (await consentPage({ colorScheme })).evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await background('light')).not.toBe(await background('dark'));
  const page = await consentPage();
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('.banner') as Element).borderStyle)).toBe(
    'dashed',
  );
});

it.each(['Accept', 'Cancel'])(
  '%s is pressed by keyboard, and the policy lets the administrator go back',
  async (name) => {
    const page = await consentPage();
    const chosen = page.getByLabel('Tenant of the signed-in administrator');
    await chosen.selectOption({ index: 1 });
    await chosen.focus();
    for (let tabs = 0; tabs < (name === 'Accept' ? 1 : 2); tabs += 1) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(name);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Back' }).waitFor();
    const back = new URL(page.url());
    expect([`${back.origin}${back.pathname}`, back.searchParams.get('state')]).toEqual([redirectUri, 'abc']);
    const fabrikam = simulator.control.tenants()[1]?.id;
    if (name === 'Accept') expect(back.searchParams.get('tenant')).toBe(fabrikam);
    else expect(back.searchParams.get('error_subcode')).toBe('cancel');
    expect(returned.at(-1)).toContain('state=abc');
  },
);
