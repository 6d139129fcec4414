import { expect, onTestFinished } from 'vitest';
import { openWindow, sizeOf, type Visit, type VisitedConsole, type VisitOptions } from './visit.ts';
import { leave } from './walk.ts';

/** Windows of a file that its tests go on in. */
export interface KeptWindows {
  /**
   * The window of that person, host and language: wide, light, without routes and without further pages, whatever the test before did to it. A test that fails takes
   * its window with it, so that it breaks no other. Throws when the test has the window already.
   */
  readonly goOn: (options: VisitOptions) => Promise<Visit>;
  /** Closes all of them. */
  readonly close: () => Promise<void>;
}

/** See {@link KeptWindows}. */
export function keptWindows(place: VisitedConsole): KeptWindows {
  const kept = new Map<string, Visit>();
  const inUse = new Set<string>();
  return {
    async goOn({ path, width = 1440, colorScheme = 'light', ...options }) {
      const key = JSON.stringify([options.as, options.host, options.locale, options.mayComplain]);
      if (inUse.has(key)) throw new Error('The test has this window already: open the second one without `goesOn`.');
      inUse.add(key);
      const visit = kept.get(key) ?? (await openWindow(place, options));
      kept.set(key, visit);
      onTestFinished(async ({ task }) => {
        inUse.delete(key);
        const complaints = visit.complaints.splice(0);
        if (task.result?.state !== 'pass' || complaints.length > 0) {
          kept.delete(key);
          await visit.context.close();
        } else await leave(visit.page); // a page that is shown asks again every few seconds
        expect(complaints).toEqual([]);
      });
      await reset(visit, { width, colorScheme });
      if (path !== undefined) await visit.walk(path);
      return visit;
    },
    async close() {
      for (const { context } of kept.values()) await context.close();
      kept.clear();
    },
  };
}

async function reset(
  { context, page }: Visit,
  { width, colorScheme }: Required<Pick<VisitOptions, 'width' | 'colorScheme'>>,
): Promise<void> {
  for (const other of context.pages()) if (other !== page) await other.close();
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  if (page.url() !== 'about:blank') await page.evaluate(() => sessionStorage.clear()); // drafts of dialogs
  await page.setViewportSize(sizeOf(width));
  await page.emulateMedia({ media: 'screen', colorScheme, reducedMotion: 'reduce', forcedColors: 'none' });
}
