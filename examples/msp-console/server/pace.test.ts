import { expect, it } from 'vitest';
import { wantedPace, watchable } from './pace.ts';

it.each([undefined, ''])('is that of the console when %j is asked for', (asked) => {
  expect(wantedPace(asked)).toEqual(watchable);
});

it('takes the milliseconds of an item', () => {
  expect(wantedPace('25000')).toEqual({ ...watchable, restoreItemMillis: 25_000 });
});

it.each(['-1', '1.5', '1e3', 'fast', ' 5', '1000000'])('refuses %j with the variable and the rule', (asked) => {
  expect(() => wantedPace(asked)).toThrow(
    `TENANTATLAS_RESTORE_ITEM_MILLIS is "${asked}". It is a whole number of milliseconds, from 0 to 999999.`,
  );
});
