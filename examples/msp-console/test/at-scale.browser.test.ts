// The console with 500 workspaces, 150 tenants in one of them, 25 pauses of one control, and the runs and audit entries of months: what a page asks for and draws at
// first is the same as with three workspaces.
import { describe, expect, it } from 'vitest';
import { atMost } from '../../../bench/lib/figures.ts';
import { isSoak, keepFigures } from '../../../bench/lib/keep-figures.ts';
import { overflows } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import * as steps from './support/steps.ts';
import { interactions, rowsOf } from './support/interactions.ts';
import { longestTask, median } from './support/long-tasks.ts';
import { brandsAndLanguages, takePictures } from './support/picture.ts';
import { settled } from './support/walk.ts';
import { fullScale, seedAtScale } from './support/seed-at-scale.ts';
import { listsOf, trafficOf } from './support/traffic.ts';
import { sizeOf, widths, type PersonId, type Visit } from './support/visit.ts';

// Runs and entries fill pages long before a twentieth of them; what there is one request for each of is always complete.
const scale = isSoak ? fullScale : { ...fullScale, runs: fullScale.runs / 20, entries: fullScale.entries / 20 };
const site = testConsole({ prepare: (data) => seedAtScale(data, scale) });
/** In the soak, also the three workspaces of the demonstration: what their pages ask for is no less. */
const consoles = isSoak ? [site, testConsole()] : [site];

/** How many requests the first view of each page sends. */
const firstViews: readonly (readonly [as: PersonId, path: string, requests: number])[] = [
  ['op-ada', '/', 4],
  ['op-ada', '/system/controls', 2],
  ['op-ada', '/system/workspaces', 3],
  ['op-ada', '/system/operations', 3],
  ['op-ada', '/system/operations?kind=stuck', 3],
  ['op-ada', '/system/telemetry', 4],
  ['op-ada', '/system/audit', 3],
  ['op-ada', '/system/audit?source=controls', 3],
  ['op-ada', '/w/acme', 5],
  ['op-ada', '/w/acme/tenants', 4],
  ['op-ada', '/w/acme/tenants/acme-production', 6],
  ['op-ada', '/w/acme/operations', 5],
  ['op-ada', '/w/acme/operations?status=failed', 5],
  ['op-ada', '/w/acme/operations/:failed', 7],
  ['op-ada', '/w/acme/audit', 5],
  ['op-ada', '/w/acme/members', 4],
  ['u-bo', '/', 6],
  ['u-bo', '/w/acme/tenants/acme-production', 10],
  ['u-bo', '/w/acme/tenants/acme-production/connections/:connection', 6],
  // The same with a problem: one request more, for its help.
  ['u-bo', '/w/acme/tenants/acme-emea', 11],
  ['u-bo', '/w/acme/tenants/acme-emea/connections/:connection', 7],
  ['u-bo', '/w/acme/onboarding', 4],
  ['u-bo', '/w/acme/onboarding/acme-robotics', 4],
  ['u-bo', '/w/acme/onboarding/acme-sandbox', 4],
  ['u-bo', '/w/acme/simulation', 3],
  ['u-bo', '/w/acme/operations', 5],
  ['u-bo', '/w/acme/audit', 5],
];

const people = [...new Set(firstViews.map(([as]) => as))];

/** A screen and a half at 1440 x 900. */
const tallest = 1.5 * 900;

/** The address with the id of a failed run in the place of `:failed`, or of a connection in that of `:connection`. */
async function addressOf({ ask }: Visit, path: string): Promise<string> {
  if (path.includes(':connection')) {
    const tenantId = /tenants\/([^/]+)/.exec(path)?.[1] ?? '';
    const { items } = JSON.parse(
      (await ask('GET', `/atlas/v1/workspaces/acme/connections?tenant_id=${tenantId}`)).text,
    ) as { readonly items: readonly { readonly id: string }[] };
    return path.replace(':connection', items[0]?.id ?? '');
  }
  if (!path.includes(':failed')) return path;
  const { items } = JSON.parse(
    (await ask('GET', '/atlas/v1/workspaces/acme/operations?outcome=failed&limit=1')).text,
  ) as {
    readonly items: readonly { readonly id: string }[];
  };
  return path.replace(':failed', items[0]?.id ?? '');
}

describe.each(people)('the pages of %s', (as) => {
  const theirs = firstViews.filter(([who]) => who === as);

  it('send a fixed number of requests and draw at most a screen and a half of each list', async () => {
    for (const console of consoles) {
      const visit = await console.visit({ as });
      const { firstView } = trafficOf(visit.page);
      for (const [, path, requests] of theirs) {
        const asked = await firstView(await addressOf(visit, path));
        expect.soft(asked.length, `${path}: ${asked.join(', ')}`).toBe(requests);
        for (const { rows, height } of await listsOf(visit.page))
          expect.soft(height, `${path}: ${String(rows)} rows`).toBeLessThanOrEqual(tallest);
      }
    }
  });
});

it('what is not drawn at first is one click or a search away', async () => {
  const { page, walk } = await site.visit({ as: 'op-ada', path: '/system/workspaces' });
  await settled(page);
  const traffic = trafficOf(page);
  await page.getByRole('button', { name: 'Show more workspaces' }).click();
  await expect.poll(() => rowsOf(page).count()).toBe(75);
  expect(traffic.asked().filter((one) => one.includes('cursor'))).toEqual([]);
  // A search is over all of them, the last one included, and so is a sort.
  const search = page.getByRole('searchbox', { name: 'Search by name or ID' });
  const main = page.getByRole('main');
  // It fails until the press below: the page also reads again by itself.
  const isPressed = () => page.evaluate(() => 'pressed' in document.documentElement.dataset);
  await page.evaluate(() => {
    document.addEventListener('click', () => (document.documentElement.dataset['pressed'] = ''), true);
  });
  await page.route(/\/workspaces\?.*cursor=/, async (route) =>
    (await isPressed()) ? route.continue() : route.fulfill({ status: 500, body: '' }),
  );
  await search.fill('customer-0497');
  // The rest cannot be read: that is not an empty answer.
  await main.getByRole('alert').waitFor();
  expect(await main.textContent()).not.toContain('No results');
  await main.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => rowsOf(page).count()).toBe(1);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await search.fill('');
  await page.getByRole('combobox', { name: 'Sort' }).selectOption({ label: 'Most failures first' });
  await expect.poll(() => rowsOf(page).first().textContent()).toContain('Acme');
  await page.getByRole('button', { name: /^Show 425 more workspaces/ }).waitFor();

  await walk('/system/controls');
  await page.getByRole('button', { name: 'Show all 25 pauses' }).click();
  const card = page.getByRole('article', { name: steps.restoreControl });
  await expect.poll(() => rowsOf(page).and(card.getByRole('row')).count()).toBe(25);

  await walk('/system');
  const some = main.getByText(/^10 of \d\d, those that end soonest\./);
  await some.waitFor();
  await some.getByRole('link', { name: 'Show all pauses' }).click();
  await card.waitFor();

  await walk('/system/operations');
  const failed = page.getByRole('table', { name: 'Failed operations' }).getByRole('row');
  await expect.poll(() => failed.count()).toBe(16); // with the head
  const first = await failed.allTextContents();
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect.poll(() => failed.count()).toBe(31);
  expect((await failed.allTextContents()).slice(0, 16)).toEqual(first);
  await page.getByRole('combobox', { name: 'Time' }).selectOption({ label: 'Last 7 days' });
  await expect.poll(() => failed.count()).toBeLessThan(16);

  await walk('/system/audit?source=controls');
  await expect.poll(() => rowsOf(page).count()).toBe(10);
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect.poll(() => rowsOf(page).count()).toBe(20);
});

it.each(brandsAndLanguages)('long lists fit in every width, in $name', async ({ prefix, suffix, host, locale }) => {
  const { page, walk } = await site.visit({ as: 'op-ada', host, locale });
  const lists = [
    '/system',
    '/system/controls',
    '/system/workspaces',
    '/system/audit?source=controls',
    '/w/acme/tenants',
    '/w/acme/operations',
    '/w/acme/members',
    '/w/acme/audit',
  ];
  for (const path of lists) {
    await walk(path);
    for (const width of widths) {
      await page.setViewportSize(sizeOf(width));
      expect.soft(await overflows(page), `${path} at ${String(width)}`).toEqual([]);
    }
    const name = path.replace(/^\/(?:w\/acme|system)\/?/, '').replace(/\?.*/, '-changes') || 'system';
    await takePictures(page, `${prefix}at-scale-${name}${suffix}`);
  }
});

// Measured in CPU time, which a busy machine changes little; the soak holds the target and keeps the figures.
it('interactions leave the main thread free', async () => {
  const { page, goto } = await site.visit({ as: 'op-ada' });
  const medians = new Map<string, number>();
  keepFigures('console', () =>
    [...medians].map(([name, longest]) => atMost(`longest task: ${name}`, longest, 100, 'ms')),
  );
  const measured = isSoak ? interactions : interactions.slice(0, 3);
  for (const { name, path, act } of measured) {
    const longest: number[] = [];
    for (let round = 0; round < (isSoak ? 5 : 1); round += 1) {
      await goto(path);
      await settled(page);
      await page.waitForLoadState('networkidle');
      longest.push(await longestTask(page, () => act(page)));
    }
    medians.set(name, median(longest));
  }
  expect(medians.size).toBe(measured.length);
  // Such a task would be a page that hangs, on any machine.
  expect([...medians].filter(([, longest]) => longest > 10_000)).toEqual([]);
});
