// The console under the settings of a person's system: forced colours, less motion, another direction, large zoom, paper. One window for each setting goes through the
// main pages, so that all of it costs a few page loads.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { clipped, framesOf, hiddenFocus, moving, overflows } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import * as steps from './support/steps.ts';
import { settled } from './support/walk.ts';

const site = testConsole();

const mainPages = [
  '/system',
  '/system/controls',
  '/system/workspaces',
  '/system/telemetry?window=30d',
  '/w/contoso-health',
  '/w/acme/tenants',
  '/w/acme/tenants/acme-production',
  '/w/acme/operations',
  '/w/acme/members',
  '/w/acme/audit',
];

/** Where every stop of Tab is looked at: each kind of thing that has the focus is on one of them. */
const walked = ['/system/controls', '/system/telemetry?window=30d', '/w/acme/tenants/acme-production', '/w/acme/audit'];

const press = async (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

it('at 320 pixels, and at 200 % on a desk, nothing overflows or is cut off, and what has the focus is visible', async () => {
  const { page, goto, walk } = await site.visit({ as: 'op-ada', goesOn: true });
  for (const path of mainPages) {
    await page.setViewportSize({ width: 320, height: 640 });
    await (walked.includes(path) ? goto : walk)(path); // a page that was just opened has its first stop at its top
    await settled(page);
    for (const size of [
      { width: 320, height: 640 },
      { width: 720, height: 450 }, // 200 % of 1440 x 900
    ]) {
      await page.setViewportSize(size);
      const at = `${path} at ${String(size.width)}`;
      expect.soft(await overflows(page), at).toEqual([]);
      expect.soft(await clipped(page), at).toEqual([]);
    }
    if (walked.includes(path)) expect.soft(await hiddenFocus(page, 14), path).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await walk('/system/controls');
  await steps.openPause(page);
  expect(await overflows(page)).toEqual([]);
  expect(await clipped(page)).toEqual([]);
  expect(await hiddenFocus(page, 12)).toEqual([]);
});

it('with forced colours, every state that has a colour has a border or an outline as well', async () => {
  const { page, walk } = await site.visit({ as: 'op-ada', goesOn: true });
  await page.emulateMedia({ forcedColors: 'active' });
  const styleOf = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((one) => {
        const { outlineStyle, borderTopWidth, borderInlineStartWidth } = getComputedStyle(one);
        return { outlineStyle, borderTopWidth, borderInlineStartWidth };
      });
  await walk('/system/controls');
  expect(await styleOf('.rail-link[aria-current]')).toMatchObject({ outlineStyle: 'solid' });
  expect(await styleOf('.rail-link:not([aria-current])')).toMatchObject({ outlineStyle: 'none' });
  expect(await styleOf('.ta-card .ta-button')).toMatchObject({ borderTopWidth: '1px' });
  const dialog = await steps.openPause(page);
  expect(await styleOf('.ta-segment:has(:checked)')).toMatchObject({ outlineStyle: 'solid' });
  expect(await styleOf('.ta-segment:not(:has(:checked))')).toMatchObject({ outlineStyle: 'none' });
  await dialog.getByRole('checkbox').first().check();
  // A box that the sheet draws with colours only would look the same when it is checked.
  expect(
    await dialog
      .getByRole('checkbox')
      .first()
      .evaluate((box) => getComputedStyle(box).appearance),
  ).toBe('auto');
  expect(await hiddenFocus(page, 8)).toEqual([]);
  await page.keyboard.press('Escape');
  await walk('/w/contoso-health/tenants');
  await page.getByRole('region', { name: 'Active pauses' }).waitFor();
  expect(await styleOf('.ta-strip > ul')).toMatchObject({ borderInlineStartWidth: '4px' });
  // The chosen tab is underlined, and the others are not.
  const line = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((one) => getComputedStyle(one).borderBlockEndColor);
  expect(await line('.filter[aria-current]')).not.toBe(await line('.filter:not([aria-current])'));
});

it('with reduced motion nothing moves, and without it something does', async () => {
  const { page, walk } = await site.visit({ as: 'op-ada' }); // nothing is read yet: the dialog below has to wait
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await walk('/system/controls');
  expect(await moving(page)).not.toEqual([]); // else the look at it would find nothing anywhere
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving(page)).toEqual([]);
  const held: (() => void)[] = [];
  await page.route('**/workspaces?**', async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await steps.openPause(page);
  await page.locator('.ta-skeleton-block').first().waitFor();
  expect(await moving(page)).toEqual([]);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  for (const release of held) release();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  await press(page, 'Open navigation');
  await page.getByRole('dialog', { name: 'Pages' }).waitFor();
  expect(await moving(page)).toEqual([]);
});

it('from right to left, the frame is mirrored and nothing overflows', async () => {
  const { page, walk } = await site.visit({ as: 'op-ada' });
  for (const path of ['/system/controls', '/w/acme/operations', '/w/acme/tenants/acme-production']) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await walk(path);
    await page.evaluate(() => {
      for (const one of document.querySelectorAll<HTMLElement>('html, [dir=ltr]')) one.dir = 'rtl';
    });
    await framesOf(page);
    const { rail, heading, action } = await page.evaluate(() => {
      const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
      return { rail: box('.rail')?.right, heading: box('h1')?.right, action: box('.search-button')?.left };
    });
    expect.soft(rail, path).toBe(1440);
    expect.soft(heading, path).toBeGreaterThan(1100);
    expect.soft(action, path).toBeLessThan(400);
    for (const width of [1440, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect.soft(await overflows(page), `${path} at ${String(width)}`).toEqual([]);
      // To the left is where such a page scrolls to.
      expect.soft(await page.evaluate(() => document.documentElement.scrollLeft), path).toBe(0);
    }
  }
});

it('the controls are printed with brand, person and date, whole pauses, and without buttons', async () => {
  const { page, walk } = await site.visit({ as: 'op-ada', goesOn: true });
  await walk('/system/controls');
  await page.emulateMedia({ media: 'print' });
  await page.getByText(/^Printed .*2\d{3}.* by Ada Okafor$/).waitFor();
  const main = page.getByRole('main');
  expect(await main.getByText('Meridian Managed Services').isVisible()).toBe(true);
  for (const part of ['Contoso Regional Health Partners (North-East)', 'Legal hold under review'])
    expect(await main.getByText(part).first().isVisible(), part).toBe(true);
  expect(
    await main
      // The head of a column of times is a button on screen, and the name of the column on paper.
      .locator('button:not(thead button)')
      .filter({ visible: true, hasNotText: /ago|in \d/ })
      .count(),
  ).toBe(0);
  // Hovering is impossible on paper: the instant stands beside "in 7 days".
  const printed = await main.locator('.ta-time').evaluateAll((times) =>
    times.map((one) => {
      const read = one.querySelector('.ta-hidden');
      const isShown = read !== null && read.getBoundingClientRect().width > 2;
      return isShown ? read.textContent : getComputedStyle(one.querySelector('time') ?? one, '::after').content;
    }),
  );
  expect(printed.length).toBeGreaterThan(1);
  expect(printed.filter((instant) => !/2\d{3}/.test(instant))).toEqual([]);
  expect(await page.getByRole('complementary').isVisible()).toBe(false);
});

describe('a window that tests share', () => {
  const options = { as: 'op-ada', path: '/system/controls', goesOn: true } as const;
  const reason = (page: Page) => steps.dialogOf(page).getByRole('textbox', { name: 'Reason' });

  it('belongs to one test at a time, which may change it', async () => {
    const { page, context } = await site.visit(options);
    await expect(site.visit(options)).rejects.toThrow('has this window already');
    await page.route('**/robots.txt', (route) => route.fulfill({ status: 404 }));
    await page.setViewportSize({ width: 320, height: 640 });
    await context.newPage();
    await page.bringToFront();
    await steps.openPause(page);
    await reason(page).fill('What another test typed');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark', forcedColors: 'active' });
  });

  it('is as new for the next one', async () => {
    const { page, context } = await site.visit(options);
    expect(context.pages()).toEqual([page]);
    expect(page.viewportSize()).toEqual({ width: 1440, height: 900 });
    const media = ['print', '(prefers-color-scheme: dark)', '(forced-colors: active)'];
    expect(await page.evaluate((all) => all.filter((one) => matchMedia(one).matches), media)).toEqual([]);
    expect(await page.evaluate(async () => (await fetch('/robots.txt')).status)).toBe(200);
    expect(await steps.dialogOf(page).count()).toBe(0);
    await steps.openPause(page);
    expect(await reason(page).inputValue()).toBe('');
  });
});
