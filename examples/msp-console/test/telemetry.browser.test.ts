// The page of product usage: its window, its chart by keyboard and pointer, its table, and what it says when figures are missing.
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessibilityProblems, framesOf, overflows } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import { takePictures } from './support/picture.ts';
import { settled } from './support/walk.ts';
import { sizeOf } from './support/visit.ts';

const site = testConsole();
const path = '/system/telemetry';
const day = 24 * 3_600_000;

interface Bucket {
  readonly end: string;
  readonly counts: readonly number[];
}

const slider = (page: Page): Locator => page.getByRole('slider');
const said = async (page: Page): Promise<string> => (await slider(page).getAttribute('aria-valuetext')) ?? '';
const figure = (page: Page, label: string): Locator =>
  page.locator('.ta-usage').getByRole('listitem').filter({ hasText: label });

/** The number of a text such as "1,204 Total events". */
async function countIn(figureOf: Locator): Promise<number> {
  return Number(/^[\d,]+/.exec(await figureOf.innerText())?.[0].replaceAll(',', ''));
}

it('the window is in the address, is changed with the keyboard, and all figures are of it', async () => {
  const { page } = await site.visit({ as: 'op-ada', path, goesOn: true });
  await settled(page);
  await page.getByText('Events per hour').waitFor();
  expect(await figure(page, 'Total events').innerText()).toContain('Last 24 hours');
  const ofADay = await countIn(figure(page, 'Total events'));
  await page.getByRole('link', { name: '24 hours' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Events per day in UTC').waitFor();
  expect(new URL(page.url()).search).toBe('?window=30d');
  await expect.poll(() => figure(page, 'Total events').innerText()).toContain('Last 30 days');
  const ofAMonth = await countIn(figure(page, 'Total events'));
  expect(ofAMonth).toBeGreaterThan(ofADay);
  // The catalog in its order, with the event of this product at its end, and their sum.
  const labels = await page.locator('.ta-usage-label').allInnerTexts();
  expect(labels).toEqual([
    'Total events',
    'Active workspaces',
    'Onboarding checkpoints',
    'Support diagnostics',
    'Operations started',
    'Stored reports',
    'Review packs requested',
    'Exports downloaded',
  ]);
  const counts = await Promise.all(labels.slice(2).map((label) => countIn(figure(page, label))));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ofAMonth);
  await page.goBack();
  await page.getByText('Events per hour').waitFor();
});

it('the chart is read with the keyboard, with the pointer, and as a table, all with the same counts', async () => {
  const { page } = await site.visit({ as: 'op-ada', path: `${path}?window=30d`, goesOn: true });
  await settled(page);
  await slider(page).focus();
  await page.keyboard.press('ArrowLeft');
  const yesterday = await said(page);
  expect(yesterday).toMatch(/^\w{3}, \w{3} \d+, \d{4}: [\d,]+ events?/);
  const [name = '', count = ''] = yesterday.split(/: | events?/);
  await page.locator('.ta-trend-read').getByText(name).waitFor();
  const all = page.locator('.ta-trend').getByRole('listitem').filter({ hasText: 'All events' });
  expect(await all.locator('.ta-trend-count').innerText()).toBe(count);
  await slider(page).blur();
  const plane = await page.locator('.ta-trend-plane > svg').boundingBox();
  const bucketWidth = (plane?.width ?? 0) / (Number(await slider(page).getAttribute('max')) + 1);
  await page.mouse.move((plane?.x ?? 0) + (plane?.width ?? 0) - 1.5 * bucketWidth, (plane?.y ?? 0) + 80);
  await page.locator('.ta-trend-read').getByText(name).waitFor();
  await page.getByRole('button', { name: 'Show table' }).click();
  const row = page.getByRole('row', { name: new RegExp(`^${name}`) });
  expect(await row.getByRole('cell').first().innerText()).toBe(count);
  expect(await accessibilityProblems(page)).toEqual([]);
  await takePictures(page, 'telemetry-table');
  // The choice stays when the window changes.
  await page.setViewportSize(sizeOf(1440));
  await page.getByRole('link', { name: '7 days' }).click();
  await page.getByRole('table', { name: 'Events per day in UTC' }).waitFor();
});

it('from right to left, time runs from the right, and its texts keep their places', async () => {
  const { page } = await site.visit({ as: 'op-ada', path: `${path}?window=7d` });
  await settled(page);
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLElement>('html, [dir=ltr]')) one.dir = 'rtl';
  });
  await framesOf(page);
  const marks = await page
    .locator('.ta-trend-axis text')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
  expect(marks.length).toBeGreaterThan(3);
  expect(marks).toEqual(marks.toSorted((a, b) => b - a));
  const plane = await page.locator('.ta-trend-plane > svg').boundingBox();
  await page.mouse.move((plane?.x ?? 0) + (plane?.width ?? 0) - 4, (plane?.y ?? 0) + 80);
  await page
    .locator('.ta-trend-read')
    .getByText(/incomplete$/)
    .waitFor();
  expect(await page.locator('.ta-trend-cursor').getAttribute('x')).toBe('0');
  expect(await overflows(page)).toEqual([]);
  await takePictures(page, 'telemetry-from-right');
});

it('what was removed is said with its instant, and has no count', async () => {
  const { page } = await site.visit({ as: 'op-ada' });
  const keptSince = new Date(Math.floor(Date.now() / day) * day - 3.5 * day).toISOString();
  await page.route('**/atlas/v1/telemetry/**', async (route) => {
    const answer = await route.fetch();
    const figures = (await answer.json()) as { readonly buckets?: readonly Bucket[] };
    const buckets = figures.buckets?.map((bucket) =>
      bucket.end <= keptSince ? { ...bucket, counts: bucket.counts.map(() => 0) } : bucket,
    );
    const partial = { coverage: 'partial', keptSince, ...(buckets ? { buckets } : {}) };
    await route.fulfill({ response: answer, json: { ...figures, ...partial } });
  });
  await page.goto(`${path}?window=7d`);
  await settled(page);
  expect(await page.getByText(/^Events before .* were removed and are not counted\.$/).count()).toBe(2);
  await slider(page).focus();
  await page.keyboard.press('Home');
  expect(await said(page)).toMatch(/, removed$/);
  expect(await page.locator('.ta-trend-count').first().innerText()).toBe('–');
  expect(await accessibilityProblems(page)).toEqual([]);
  await takePictures(page, 'telemetry-partial');
});

it('while it is loaded nothing moves, and a failed read is shown and repeated', async () => {
  const { page } = await site.visit({ as: 'op-ada' });
  const held: (() => void)[] = [];
  await page.route('**/atlas/v1/telemetry/**', async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await page.goto(`${path}?window=30d`);
  await page.getByRole('heading', { level: 2, name: 'Over time' }).waitFor();
  await page.locator('.ta-usage .ta-skeleton-block').first().waitFor();
  await takePictures(page, 'telemetry-loading');
  await page.setViewportSize(sizeOf(1440));
  const heights = () =>
    page.evaluate(() =>
      ['.ta-usage', '.ta-trend'].map((part) => document.querySelector(part)?.getBoundingClientRect().height ?? 0),
    );
  const waiting = await heights();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  for (const release of held) release();
  await settled(page);
  // Of this product there is one family more than the SDK has: its figure and its row are what is added at most.
  const [usage = 0, trend = 0] = (await heights()).map((height, at) => height - (waiting[at] ?? 0));
  expect(Math.abs(usage)).toBeLessThan(8);
  expect(Math.abs(trend)).toBeLessThan(60);

  await page.route('**/atlas/v1/telemetry/**', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'https://example.com/problems/storage_failure',
        title: 'The store could not answer',
        status: 503,
        code: 'storage_failure',
        retryable: false,
        message: { id: 'errors.storage_failure', params: {}, text: 'The store could not answer.' },
      }),
    }),
  );
  await page.goto(`${path}?window=7d`);
  await expect.poll(() => page.getByRole('alert').count()).toBe(2);
  expect(await accessibilityProblems(page)).toEqual([]);
  await takePictures(page, 'telemetry-error');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.getByRole('alert').first().getByRole('button', { name: 'Try again' }).click();
  await figure(page, 'Total events').waitFor();
});

it('is readable in the dark, in German and on a phone', async () => {
  const { page } = await site.visit({ as: 'op-ada', path: `${path}?window=30d`, locale: 'de-DE', colorScheme: 'dark' });
  await settled(page);
  await page.getByRole('heading', { level: 1, name: 'Nutzung' }).waitFor();
  expect(await page.locator('.ta-usage-label').allInnerTexts()).toContain('Gestartete Vorgänge');
  expect(await accessibilityProblems(page)).toEqual([]);
  for (const width of [390, 320]) {
    await page.setViewportSize(sizeOf(width));
    expect(await overflows(page), String(width)).toEqual([]);
    expect(await accessibilityProblems(page), String(width)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Tabelle zeigen' }).click();
  expect(await overflows(page)).toEqual([]);
});
