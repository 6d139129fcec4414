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

/** Texts of which a part is cut off without a sign of it: no ellipsis, and no way to scroll there. */
export async function clipped(page: Page): Promise<readonly string[]> {
  await framesOf(page);
  return page.evaluate(() => {
    const isForEyes = (one: Element): boolean => {
      const { width, height } = one.getBoundingClientRect();
      return width > 2 && height > 2 && one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    };
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((one) => {
        const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(one);
        if (!/hidden|clip/.test(overflowX + overflowY) || !one.textContent || !isForEyes(one)) return false;
        if (textOverflow === 'ellipsis' || webkitLineClamp !== 'none') return false;
        const isWide = /hidden|clip/.test(overflowX) && one.scrollWidth > one.clientWidth + 1;
        const isTall = /hidden|clip/.test(overflowY) && one.scrollHeight > one.clientHeight + 1;
        return isWide || isTall;
      })
      .map((one) => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent.slice(0, 60)}`);
  });
}

/** Presses Tab, and reports each stop that shows no ring, or whose middle is outside of the window or beneath something else. */
export async function hiddenFocus(page: Page, stops: number): Promise<readonly string[]> {
  const hidden: string[] = [];
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    const problem = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return null; // around the end of the page
      // What is chosen in a native way lies beneath what shows it: the ring is there.
      const ringed = [one, one.closest('label'), one.closest('.ta-search, .palette-field')].filter(
        (each) => each !== null,
      );
      const hasRing = ringed.some((each) => getComputedStyle(each).outlineStyle !== 'none');
      const { left, top, width, height } = one.getBoundingClientRect();
      const middle = document.elementFromPoint(left + width / 2, top + height / 2);
      const isSeen =
        middle !== null && (one.contains(middle) || middle.contains(one) || one.closest('label')?.contains(middle));
      const name = `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent.slice(0, 40)}`;
      if (!hasRing) return `no ring: ${name}`;
      return isSeen ? null : `not visible: ${name}`;
    });
    if (problem !== null) hidden.push(problem);
  }
  return hidden;
}

/** What has a transition or an animation that takes time. */
export async function moving(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const takesTime = (durations: string): boolean => durations.split(',').some((each) => Number.parseFloat(each) > 0);
    return [...document.querySelectorAll('body, body *')]
      .filter((one) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(one);
        return takesTime(transitionDuration) || (animationName !== 'none' && takesTime(animationDuration));
      })
      .map((one) => `${one.tagName.toLowerCase()}.${one.getAttribute('class') ?? ''}`);
  });
}
