import type { Locator } from 'playwright-core';

/** Counts the clicks of one job. */
export interface Clicks {
  readonly click: (target: Locator) => Promise<void>;
  /** Chooses in a native select: one click opens it, another one chooses. */
  readonly choose: (select: Locator, label: string) => Promise<void>;
  readonly count: number;
}

/** See {@link Clicks}. */
export function countClicks(): Clicks {
  let count = 0;
  return {
    click: async (target) => {
      await target.click();
      count += 1;
    },
    choose: async (select, label) => {
      await select.selectOption({ label });
      count += 2;
    },
    get count() {
      return count;
    },
  };
}
