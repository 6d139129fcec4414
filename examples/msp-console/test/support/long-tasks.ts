import type { BrowserContext, Page } from 'playwright-core';

/** What the init script leaves in the page. */
interface Watched {
  longTasks: number[];
}

/** Notes in every page of the window how long the main thread was busy without a break. Browsers report 50 ms and more. */
export async function watchLongTasks(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const watched = globalThis as unknown as Watched;
    watched.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.longTasks.push(duration);
    }).observe({ type: 'longtask' });
  });
}

/** The longest task while `act` runs and until what follows from it is painted, in milliseconds; 0 when none was reported. */
export async function longestTask(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(rest);
  await page.evaluate(() => {
    (globalThis as unknown as Watched).longTasks = [];
  });
  await act();
  await page.evaluate(rest);
  return page.evaluate(() => Math.max(0, ...(globalThis as unknown as Watched).longTasks));
}

/** Resolves after two frames and once the page has nothing to do; only then are all tasks reported. */
async function rest(): Promise<void> {
  for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
  await new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 1_000 }));
  await new Promise((resolve) => setTimeout(resolve, 100));
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
