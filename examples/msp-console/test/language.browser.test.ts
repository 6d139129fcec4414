import { inject, it, expect, onTestFinished } from 'vitest';
import { launch } from './support/browser.ts';
import { testConsole } from './support/console.ts';

const site = testConsole();

it('is English in a browser whose system names no language', async () => {
  const browser = await launch(inject('chromium'), { LANG: 'C', LC_ALL: 'C', LANGUAGE: '' });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(site.address);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  // This is what Intl refuses; without it, the test would say nothing.
  expect(await page.evaluate(() => navigator.language)).toBe('en-US@posix');
});

it('shows on the sign-in page too that the server is unreachable', async () => {
  const { page } = await site.visit({ path: '/' });
  await site.kill();
  await page.getByText('Cannot reach the server').waitFor();
  await site.restart();
  await page.getByText('Cannot reach the server').waitFor({ state: 'detached' });
});
