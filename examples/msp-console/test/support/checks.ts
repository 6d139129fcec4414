import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Narrows what is looked for. */
export interface CheckOptions {
  readonly without?: readonly string[];
  readonly only?: readonly string[];
}

/** The current axe-core findings of the page, one line per element. Evaluated from outside, so that the policy need not allow it. */
export async function accessibilityProblems(
  page: Page,
  { without = [], only }: CheckOptions = {},
): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  return page.evaluate(
    async ({ left, wanted }) => {
      const { axe: tester } = globalThis as unknown as { readonly axe: typeof axe };
      const { violations } = await tester.run(document, {
        resultTypes: ['violations'],
        ...(wanted ? { runOnly: [...wanted] } : {}),
        rules: Object.fromEntries(left.map((rule) => [rule, { enabled: false }])),
      });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ html, failureSummary }) => `${id}: ${failureSummary?.replace(/\s+/g, ' ') ?? ''} ${html.slice(0, 200)}`,
        ),
      );
    },
    { left: without, wanted: only },
  );
}

/** Resolves when the page has drawn itself anew: what follows a change of the window's size has then happened. */
export async function framesOf(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
  });
}

/** What sticks out of the window to the side, or makes the page scroll there. */
export async function overflows(page: Page): Promise<readonly string[]> {
  await framesOf(page); // what floats above the page takes its new place in them
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
    );
    return [
      `${String(scrollWidth)} > ${String(clientWidth)}`,
      ...wide.slice(0, 5).map((element) => `${element.tagName.toLowerCase()}.${element.className.toString()}`),
    ];
  });
}
