import { describe, expect, it } from 'vitest';
import { accessibilityProblems, framesOf, overflows } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import * as steps from './support/steps.ts';
import { everyPicture, takePicture, takePictures } from './support/picture.ts';
import { places, walkTo } from './support/places.ts';
import { sizeOf } from './support/visit.ts';

const site = testConsole();
const anvio = 'anvio.localhost';

describe('a second brand, by its host name', () => {
  it('has its own name, colours, corners, font, words and links', async () => {
    const { page } = await site.visit({ as: 'op-ada', host: anvio, path: '/system/workspaces', goesOn: true });
    expect(await page.title()).toBe('Customers · Anvio');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Customers' }).waitFor();
    const appearance = await page.getByRole('main').evaluate((main) => {
      const style = getComputedStyle(main);
      return ['--ta-radius', '--ta-accent', 'font-family'].map((name) => style.getPropertyValue(name).trim());
    });
    expect(appearance).toEqual(['2px', 'light-dark(#4b32c3,#b7a8ff)', expect.stringContaining('Figtree')]);
    expect(await page.evaluate(() => document.fonts.check("14px 'Figtree'"))).toBe(true);
    await page.getByRole('button', { name: /^Signed in as/ }).click();
    const entry = (name: string) => page.getByRole('menuitem', { name });
    expect(await entry('Help').getAttribute('href')).toBe('https://hilfe.anvio.example');
    expect(await entry('E-mail support').getAttribute('href')).toBe('mailto:leitstelle@anvio.example');
    expect(await entry('Call support').getAttribute('href')).toBe('tel:+49305550123');
  });

  it('draws the wordmark in its own shape, and the square mark in a folded rail', async () => {
    const { page } = await site.visit({ as: 'op-ada', host: anvio, path: '/system/controls', goesOn: true });
    const brand = page.getByRole('complementary').getByRole('link', { name: /^Anvio/ });
    const shape = async () => {
      const box = await brand.locator('img').boundingBox();
      return (box?.width ?? 0) / (box?.height ?? 1);
    };
    expect(await shape()).toBeCloseTo(124 / 28, 1);
    await page.setViewportSize(sizeOf(1024));
    await expect.poll(shape).toBeCloseTo(1, 1);
  });

  // The server does not start while a message of either language says the word; the pages are walked for words that are no message.
  const languages = [
    { locale: 'en-US', unsaid: 'workspace' },
    { locale: 'de-DE', unsaid: 'arbeitsbereich' },
  ] as const;
  it.each(everyPicture ? languages : languages.slice(0, 1))(
    'says "$unsaid" on no page and in no dialog: it has another word for it',
    async ({ locale, unsaid }) => {
      for (const [as, theirs] of places.filter(([person]) => person === 'op-ada' || person === 'u-bo')) {
        const visit = await site.visit({ ...(as ? { as } : {}), host: anvio, locale, goesOn: true });
        for (const place of theirs) {
          await walkTo(visit, place);
          // Also what is read out only. The pages of operators have ids of workspaces, which no brand chooses.
          const said = await visit.page.evaluate(() =>
            [...document.querySelectorAll('body, [aria-label], [placeholder], [title]')].flatMap((one) => [
              one instanceof HTMLBodyElement ? one.innerText : '',
              ...['aria-label', 'placeholder', 'title'].map((name) => one.getAttribute(name) ?? ''),
            ]),
          );
          const lines = said.flatMap((text) => text.split('\n')).filter((line) => line.toLowerCase().includes(unsaid));
          expect.soft(lines, place.name).toEqual([]);
        }
      }
    },
  );

  it.each(
    places.filter(([, theirs]) => theirs.length > 0).map(([as, theirs]) => ({ as, who: as ?? 'a visitor', theirs })),
  )('has distinguishable colours, and fits, for $who, in light, in dark and on a phone', async ({ as, theirs }) => {
    const visit = await site.visit({ ...(as ? { as } : {}), host: anvio, goesOn: true });
    const { page } = visit;
    // Structure, words and layout are those of the other brand, which all rules judge; every place is looked at for the pictures.
    const colours = () => accessibilityProblems(page, { only: ['color-contrast'] });
    for (const place of everyPicture ? theirs : theirs.slice(0, 2)) {
      await page.setViewportSize(sizeOf(1440));
      await page.emulateMedia({ colorScheme: 'light' });
      await walkTo(visit, place);
      expect.soft(await colours(), `${place.name}, light`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect.soft(await colours(), `${place.name}, dark`).toEqual([]);
      for (const width of [720, 320]) {
        await page.setViewportSize(sizeOf(width)); // 720 is 200 % of 1440
        expect.soft(await overflows(page), `${place.name} at ${String(width)}`).toEqual([]);
      }
      await takePictures(page, `anvio-${place.name}`);
    }
    const german = await site.visit({ ...(as ? { as } : {}), host: anvio, locale: 'de-DE' });
    for (const place of everyPicture ? theirs : theirs.slice(0, 1)) {
      await german.page.setViewportSize(sizeOf(1440));
      await walkTo(german, place);
      for (const width of [1440, 390]) {
        await german.page.setViewportSize(sizeOf(width));
        expect.soft(await overflows(german.page), `${place.name} in German at ${String(width)}`).toEqual([]);
        await takePicture(german.page, `anvio-${place.name}-${String(width)}-german`);
      }
    }
  });
});

describe('the frame', () => {
  it('folds the rail in a narrow window by itself, and unfolds it on demand', async () => {
    const { page } = await site.visit({ as: 'op-ada', path: '/system/controls', width: 1440 });
    const words = page.getByRole('complementary').getByText('Operational controls', { exact: true });
    await words.waitFor();
    await page.setViewportSize(sizeOf(1024));
    await words.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Expand navigation' }).click();
    await words.waitFor();
    await page.setViewportSize(sizeOf(1440));
    await framesOf(page); // else the page may see one change of its size only, to the size that it had
    await page.setViewportSize(sizeOf(1024));
    await words.waitFor({ state: 'hidden' });
    await page.setViewportSize(sizeOf(1440));
    await words.waitFor();
  });

  it('gives a long name two lines at most, and the whole of it on hover', async () => {
    const name = 'Donau-Rhein Betriebsgesellschaft für Datensicherung und Wiederherstellung mbH & Co. KG';
    const { page } = await site.visit({ as: 'op-ada' });
    await page.route('**/system/controls', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replaceAll('Meridian Managed Services', name.replace('&', '\\u0026'));
      await route.fulfill({ response: answer, body });
    });
    await page.goto('/system/controls');
    const shown = page.getByRole('complementary').locator('.brand-name');
    await shown.waitFor();
    expect(await shown.getAttribute('title')).toBe(name);
    const lines = await shown.evaluate((one) => one.clientHeight / Number.parseFloat(getComputedStyle(one).lineHeight));
    expect(Math.round(lines)).toBe(2);
    expect(await overflows(page)).toEqual([]);
  });

  it('finds a workspace by name among many, in the order of their numbers', async () => {
    const { page, context } = await site.visit({ as: 'op-ada', path: '/system/controls' });
    const own = { status: 'active', createdAt: '2026-01-01T00:00:00.000Z', archivedAt: null };
    const items = [10, 9, 2, 1, 100, 12, 11, 3].map((number) => ({
      ...own,
      workspaceId: `c${String(number)}`,
      name: `Customer ${String(number)}`,
    }));
    await context.route(/\/atlas\/v1\/workspaces(\?|$)/, (route) =>
      route.fulfill({ json: { items, nextCursor: null } }),
    );
    await page.reload();
    await page.getByRole('button', { name: /^Switch between/ }).click();
    const names = page.getByRole('menuitemradio').filter({ hasText: 'Customer' });
    await names.first().waitFor();
    expect(await names.allTextContents()).toEqual(
      [1, 2, 3, 9, 10, 11, 12, 100].map((number) => `Customer ${String(number)}`),
    );
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.type('12');
    await expect.poll(() => names.allTextContents()).toEqual(['Customer 12']);
    await page.getByRole('searchbox', { name: 'Search by name' }).fill('nothing like it');
    await page.getByText('No results.').waitFor();
  });

  it('is not empty around a person without a workspace: no rail, no search, the brand and the way out', async () => {
    const { page } = await site.visit({ as: 'u-eve', path: '/' });
    await page.getByRole('heading', { name: 'You have no access to a workspace yet' }).waitFor();
    expect(await page.getByRole('complementary').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Search' }).count()).toBe(0);
    await page.getByRole('banner').getByRole('link', { name: 'Meridian Managed Services' }).waitFor();
    await page.getByRole('button', { name: /^Signed in as/ }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
  });

  it('prints whose page it is, of which workspace and when, and none of it on screen', async () => {
    const { page } = await site.visit({ as: 'u-bo', path: '/w/acme/audit' });
    const head = page.getByText(/^Printed .*2\d{3}.* by Bo/);
    expect(await head.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    await head.waitFor();
    expect(await page.getByRole('main').getByText('Meridian Managed Services').isVisible()).toBe(true);
    await page.getByRole('main').getByText(steps.acme).first().waitFor();
    await page.goto('/w/acme/tenants');
    await head.waitFor();
  });
});
