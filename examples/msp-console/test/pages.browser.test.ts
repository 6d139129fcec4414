import { describe, expect, it } from 'vitest';
import { accessibilityProblems, overflows } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import { everyPicture, takePicture, takePictures } from './support/picture.ts';
import { places, walkTo } from './support/places.ts';
import { sizeOf, widths } from './support/visit.ts';

const site = testConsole();
const everybody = places.map(([as, theirs]) => ({ as, who: as ?? 'a visitor', theirs }));

/** Verbatim from the documentation; the nonce is new with every page. */
const documentedPolicy =
  /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/]{22}=='; connect-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/;

it('pages come with the documented policy, and the browser enforces it', async () => {
  const { page } = await site.visit({ mayComplain: true });
  const answers = [await page.goto('/'), await page.goto('/w/acme/tenants')];
  const policies = answers.map((answer) => answer?.headers()['content-security-policy']);
  for (const policy of policies) expect(policy).toMatch(documentedPolicy);
  expect(policies[0]).not.toBe(policies[1]);
  const hasRun = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.hasRun = true';
    document.head.append(script);
    return 'hasRun' in globalThis;
  });
  expect(hasRun).toBe(false);
});

// Every visit also fails when its pages complain: a violation of the policy, an uncaught error, an error in the console.
describe.each(everybody)('the pages of $who', ({ as, theirs }) => {
  it('are accessible in light, in dark and on a phone, without horizontal scrolling', async () => {
    const visit = await site.visit({ ...(as ? { as } : {}), goesOn: true });
    const { page } = visit;
    for (const place of theirs) {
      const at = (what: string): string => `${place.name}, ${what}`;
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(sizeOf(1440));
      await walkTo(visit, place); // at-scale.browser.test.ts loads every page by its address
      expect.soft(await accessibilityProblems(page), at('light')).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      // The dark theme differs in colours only.
      expect.soft(await accessibilityProblems(page, { only: ['color-contrast'] }), at('dark')).toEqual([]);
      for (const width of widths) {
        await page.setViewportSize(sizeOf(width));
        expect.soft(await overflows(page), at(String(width))).toEqual([]);
      }
      // The colours are those of the window above, and to look at them takes as long as everything else.
      expect.soft(await accessibilityProblems(page, { without: ['color-contrast'] }), at('on a phone')).toEqual([]);
      await takePictures(page, place.name);
    }
  });

  it('fit in German as well', async () => {
    const visit = await site.visit({ ...(as ? { as } : {}), locale: 'de-DE' });
    for (const place of theirs) {
      await visit.page.setViewportSize(sizeOf(1024));
      await walkTo(visit, place);
      expect(await visit.page.evaluate(() => document.documentElement.lang)).toBe('de');
      for (const width of [1024, 390]) {
        await visit.page.setViewportSize(sizeOf(width));
        expect.soft(await overflows(visit.page), `${place.name} at ${String(width)}`).toEqual([]);
      }
      for (const width of everyPicture ? widths : []) {
        await visit.page.setViewportSize(sizeOf(width));
        await takePicture(visit.page, `${place.name}-${String(width)}-german`);
      }
    }
  });
});

it('the drawer of a phone is accessible', async () => {
  const { page } = await site.visit({ as: 'op-ada', path: '/system/controls', width: 390, goesOn: true });
  await page.getByRole('button', { name: 'Open navigation' }).click();
  const drawer = page.getByRole('dialog', { name: 'Pages' });
  await drawer.waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await overflows(page)).toEqual([]);
  await drawer.getByRole('link', { name: 'Workspaces' }).click();
  await page.getByRole('heading', { level: 1, name: 'Workspaces' }).waitFor();
  await drawer.waitFor({ state: 'hidden' });
});
