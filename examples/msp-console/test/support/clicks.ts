import type { Locator } from 'playwright-core';

/** Counts what is pressed for one job. */
export interface Presses {
  readonly press: (target: Locator) => Promise<void>;
  /** Chooses in a native select: one press opens it, another one chooses. */
  readonly choose: (select: Locator, label: string) => Promise<void>;
  readonly count: number;
}

/** See {@link Presses}. */
export function presses(): Presses {
  let count = 0;
  return {
    press: async (target) => {
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
