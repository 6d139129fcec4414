import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { sizeOf, widths } from './visit.ts';

/** Where the pictures lie; git ignores it. */
export const pictureFolder = fileURLToPath(new URL('../../.screenshots/', import.meta.url));

/**
 * Keeps a picture of the page in `.screenshots`, for people to look at. Asked of the browser itself: the way that playwright has adds a style
 * element, which the policy of the page refuses.
 */
export async function takePicture(page: Page, name: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
  await session.detach();
  mkdirSync(pictureFolder, { recursive: true });
  writeFileSync(`${pictureFolder}${name}.png`, data, 'base64');
}

/** Whether every width, theme and language gets a picture: in `npm run shots`, and in the soak. */
export const everyPicture = process.env['TA_SHOTS'] === '1' || Number(process.env['TA_SCALE']) >= 1;

/** A picture on a desk in the light; or on a desk, a tablet and a phone, each in light and dark. */
export async function takePictures(page: Page, name: string): Promise<void> {
  for (const width of everyPicture ? widths : widths.slice(0, 1)) {
    await page.setViewportSize(sizeOf(width));
    for (const colorScheme of everyPicture ? (['light', 'dark'] as const) : (['light'] as const)) {
      await page.emulateMedia({ colorScheme });
      await takePicture(page, `${name}-${String(width)}-${colorScheme}`);
    }
  }
}

const all = [
  { name: 'English', prefix: '', suffix: '', host: '127.0.0.1', locale: 'en-US' },
  { name: 'German', prefix: '', suffix: '-in-german', host: '127.0.0.1', locale: 'de-DE' },
  { name: 'another brand', prefix: 'anvio-', suffix: '', host: 'anvio.localhost', locale: 'en-US' },
  {
    name: 'another brand and German',
    prefix: 'anvio-',
    suffix: '-in-german',
    host: 'anvio.localhost',
    locale: 'de-DE',
  },
] as const;

/** Every brand in every language, with what the names of its pictures begin and end with; without pictures of everything, what differs most from the usual. */
export const brandsAndLanguages = everyPicture ? all : all.slice(-1);
