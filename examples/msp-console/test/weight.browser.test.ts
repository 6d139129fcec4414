import { expect, it } from 'vitest';
import { testConsole } from './support/console.ts';
import { settled } from './support/walk.ts';

const site = testConsole();

/** What a cold load of the first page may cost over the wire, in bytes, with everything that is loaded ahead. The font of a brand comes on top. Anvio brings words of its own. */
it.each([
  { host: '127.0.0.1', brand: 'Meridian', limit: 232_000 },
  { host: 'anvio.localhost', brand: 'Anvio', limit: 237_000 },
])('the first page of $brand is light: bytes over the wire of a cold load', async ({ host, limit }) => {
  const { page, context } = await site.visit({ host });
  await page.goto('/');
  await page.getByRole('button', { name: /Ada Okafor/ }).click();
  await page.getByRole('heading', { name: /^Active pauses/ }).waitFor();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  const sizes = new Map<string, number>();
  const urls = new Map<string, string>();
  session.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, response.url));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
  await page.goto('/');
  await page.getByRole('heading', { name: /^Active pauses/ }).waitFor();
  await settled(page);
  await page.waitForLoadState('networkidle');
  const loaded = [...sizes].map(([id, bytes]) => ({ url: new URL(urls.get(id) ?? 'http://unknown').pathname, bytes }));
  // What is live is read again every few seconds: on a slow machine that happens before all is loaded.
  const once = [...new Map(loaded.toReversed().map((one) => [one.url, one])).values()];
  const ours = once.filter(({ url }) => !url.endsWith('.woff2'));
  const total = ours.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(`${host}: ${String(total)} bytes in ${String(once.length)} answers`);
  expect(loaded.some(({ url }) => url.startsWith('/assets/index-'))).toBe(true);
  expect(total, JSON.stringify(loaded, null, 1)).toBeLessThan(limit);
  // What few visits need is not among it.
  for (const part of [
    'german',
    'restore-dialog',
    'export-dialog',
    'connection',
    'simulation',
    'consent',
    'telemetry-page',
  ])
    expect(loaded.filter(({ url }) => url.includes(part))).toEqual([]);
  // The figures of product usage are on the first page, and the chart with its libraries is not.
  const scripts = once.flatMap(({ url }) => (url.endsWith('.js') ? [url] : []));
  const texts = await page.evaluate(
    (urls) => Promise.all(urls.map((url) => fetch(url).then((answer) => answer.text()))),
    scripts,
  );
  expect(texts.filter((text) => text.includes('ta-usage-totals'))).toHaveLength(1);
  expect(texts.filter((text) => text.includes('ta-trend-plane'))).toEqual([]);
});

it('shows the brand before the scripts are here, and no white page', async () => {
  const { page } = await site.visit({ host: 'anvio.localhost', colorScheme: 'dark' });
  const held: (() => void)[] = [];
  await page.route('**/assets/**', async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await page.goto('/', { waitUntil: 'commit' });
  const wordmark = page.getByRole('img', { name: /^Anvio/ });
  await wordmark.waitFor();
  await expect.poll(() => wordmark.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(124);
  expect(await page.title()).toBe('Anvio Betriebsgesellschaft für Cloud-Dienste');
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(26, 24, 21)');
  // The splash was painted, and not only parsed.
  const painted = () => performance.getEntriesByName('first-contentful-paint').length;
  await expect.poll(() => page.evaluate(painted)).toBe(1);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  for (const release of held) release();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
});
